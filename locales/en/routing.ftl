## Why a matter went where it went.
routing-went = The rule “{ $rule }” sent it to { $department }
routing-to-desk = No rule held, so the desk decides
routing-off = This rule is switched off
routing-conflict-department = The complaint is about this very department
routing-conflict-person = The complaint is about this very person
routing-always = Always
routing-never = Never
routing-nothing = nothing
routing-or = { $first } or { $last }
routing-and = { $first } and { $last }
routing-comma = {", "}
routing-quoted = “{ $words }”

## Facts, as the editor names them.
routing-fact-kind = Kind
routing-fact-category = About
routing-fact-community = Community
routing-fact-building = Building
routing-fact-unit = Home
routing-fact-common_area = Shared area
routing-fact-common_area_kind = Sort of shared area
routing-fact-asset = Equipment
routing-fact-asset_kind = Sort of equipment
routing-fact-danger = Danger
routing-fact-getting_worse = Getting worse
routing-fact-vulnerable = Somebody needs care
routing-fact-urgency = Urgency
routing-fact-channel = How it came
routing-fact-language = Language
routing-fact-time = Time of day
routing-fact-weekday = Weekday
routing-fact-season = Time of year
routing-fact-working_time = Working hours
routing-fact-occupancy_role = Who reports
routing-fact-repeat_within = Again within days
routing-fact-words = Words in the text
routing-fact-about_department = Complaint about a department
routing-fact-about_person = Complaint about a person

## Each condition as a sentence, and its opposite.
routing-is-kind = The kind is { $list }
routing-not-kind = The kind is not { $list }
routing-is-category = It is about { $list }
routing-not-category = It is not about { $list }
routing-is-community = The community is { $list }
routing-not-community = The community is not { $list }
routing-is-building = The building is { $list }
routing-not-building = The building is not { $list }
routing-is-unit = The home is { $list }
routing-not-unit = The home is not { $list }
routing-is-common_area = The shared area is { $list }
routing-not-common_area = The shared area is not { $list }
routing-is-common_area_kind = The sort of shared area is { $list }
routing-not-common_area_kind = The sort of shared area is not { $list }
routing-is-asset = The equipment is { $list }
routing-not-asset = The equipment is not { $list }
routing-is-asset_kind = The sort of equipment is { $list }
routing-not-asset_kind = The sort of equipment is not { $list }
routing-is-danger = There is danger: { $list }
routing-not-danger = There is no danger of this sort: { $list }
routing-is-getting_worse = It is getting worse
routing-not-getting_worse = It is not said to be getting worse
routing-is-vulnerable = Somebody there needs care
routing-not-vulnerable = Nobody there is known to need care
routing-is-urgency = The urgency is { $list }
routing-not-urgency = The urgency is not { $list }
routing-is-channel = It came by: { $list }
routing-not-channel = It did not come by: { $list }
routing-is-language = The language is { $list }
routing-not-language = The language is not { $list }
routing-is-time = The local time is within { $list }
routing-not-time = The local time is not within { $list }
routing-is-weekday = The day is { $list }
routing-not-weekday = The day is not { $list }
routing-is-season = The date is within { $list }
routing-not-season = The date is not within { $list }
routing-is-working_time = It is within working hours
routing-not-working_time = It is outside working hours
routing-is-occupancy_role = It is reported by: { $list }
routing-not-occupancy_role = It is not reported by: { $list }
routing-is-repeat_within = The same was reported within { $list }
routing-not-repeat_within = The same was not reported within { $list }
routing-is-words = The text says { $list }
routing-not-words = The text does not say { $list }
routing-is-about_department = The complaint is about { $list }
routing-not-about_department = The complaint is not about { $list }
routing-is-about_person = The complaint is about { $list }
routing-not-about_person = The complaint is not about { $list }

routing-danger-gas = gas
routing-danger-fire = fire
routing-danger-water = running water
routing-danger-electric = electricity
routing-danger-trapped = somebody trapped
routing-danger-lock = a home that cannot be locked
routing-danger-cold = no heating

routing-weekday-1 = Monday
routing-weekday-2 = Tuesday
routing-weekday-3 = Wednesday
routing-weekday-4 = Thursday
routing-weekday-5 = Friday
routing-weekday-6 = Saturday
routing-weekday-7 = Sunday

## What is wrong with a rule.
routing-check-never = These conditions contradict each other, so this rule never applies. Change or remove one of them.
routing-check-shadowed = Nothing reaches this rule: { $rules } takes it all before. Move this rule up or make it different.
routing-check-department = There is no department “{ $name }”. Choose another.
routing-check-person = { $name } does not work here any more. Choose somebody else.
routing-check-category = The category “{ $name }” is not offered any more.
routing-check-policy = There is no promise policy “{ $name }”. Choose another.

## The editor's fields.
routing-form-choose = Choose at least one
routing-form-time = Write a time of day from and until, like 22:00-07:00
routing-form-season = Write the first and the last day as month and day, like 10-31/05-01
routing-form-days = Write a number of days, like 30
routing-form-words = Write the words to look for, one to a line
routing-form-fact = Choose what to look at

routing-refusal-no-draft = There is no draft. Somebody has published or discarded it.
routing-refusal-unfit = { $count ->
    [one] One rule names somebody or something that is not there. Change it before you publish.
   *[other] { $count } rules name somebody or something that is not there. Change them before you publish.
}
routing-refusal-live = This version is in force already.
