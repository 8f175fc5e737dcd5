## The editor of the promises.
sla-admin-title = Promises: { $whose }
sla-admin-back = Promises in force
sla-admin-back-draft = Draft
sla-admin-whose = Whose promises
sla-admin-lead = The first policy that fits a new ticket holds for it. Tickets that are running keep what they were promised.
sla-admin-lead-own = These policies are asked first. What none of them fits goes by the promises of the whole company.
sla-admin-none = This community has no promises of its own: those of the whole company hold.
sla-admin-presets = Presets
sla-admin-go-on = Go on with the draft
sla-admin-change = Change the promises
sla-admin-versions = Versions
sla-admin-version = Version { $count }
sla-admin-count = { $count ->
    [one] { $count } policy
   *[other] { $count } policies
}
sla-admin-roll-back = Put in force again
sla-admin-back-to = Put in force again: version { $count }
sla-admin-rolled-back = The earlier promises are in force again for new tickets.
sla-admin-published = The new promises are in force for new tickets.
sla-admin-discarded = The draft is discarded. Nothing has changed.
sla-admin-saved = The policy is saved in the draft.
sla-admin-adopted = The preset is in the draft. Nothing is in force yet: try it, change it, publish it.

## A policy in words.
sla-admin-everything = Every ticket
sla-admin-all-of = { $category }: everything
sla-admin-for-categories = about { $list }
sla-admin-for-urgencies = urgency: { $list }
sla-admin-for-roles = from: { $list }
sla-admin-for-season = opened { $season }
sla-admin-how = from when { $start }; warning after { $percent } of the time
sla-admin-in-season = { $season }: { $target }
sla-admin-second-stage = At the second look at a complaint
sla-admin-extended = { $count ->
    [one] Can be extended once, with a reason, by { $target } in all
   *[other] Can be extended { $count } times, with a reason, by { $target } in all
}
sla-admin-repeated = Begins again each time it is kept
sla-admin-receipt-meets = The automatic receipt counts
sla-admin-tell-warning = At the warning we tell { $to }
sla-admin-tell-breach = When it is late we tell { $to }
sla-admin-tell-every = After every further { $target } we tell { $to }
sla-admin-tier-accountable = whoever answers for it
sla-admin-tier-head = the head of the department
sla-admin-tier-manager = the manager
sla-admin-on-time = Aim on the boards: { $percent } % on time

## Presets.
sla-admin-presets-title = Presets: { $whose }
sla-admin-presets-lead = Promises taken from laws, codes and published pledges. A preset goes into a draft, in front of what holds now. None of this is legal advice.
sla-admin-presets-draft = There is a draft: the preset joins it.
sla-admin-mark-verified = Source read
sla-admin-mark-unverified = Check the source first
sla-admin-mark-house = Our suggestion
sla-admin-taken = as of { $day }
sla-admin-unsure = To be checked: { $what }
sla-admin-adopt = Put into a draft
sla-admin-adopt-name = Put into a draft: { $name }

## The draft.
sla-admin-draft-title = Draft of the promises: { $whose }
sla-admin-draft-lead = Nothing here is in force until you publish it. Try it first on past tickets.
sla-admin-add = Add a policy
sla-admin-try = What would change
sla-admin-publish-title = Put the draft in force
sla-admin-publish-hint = For colleagues who look at the versions later. New tickets go by the new promises; running ones keep theirs.
sla-admin-blocking = { $count ->
    [one] { $count } thing has to be put right before the draft can be published.
   *[other] { $count } things have to be put right before the draft can be published.
}

## One policy.
sla-admin-policy-title = Change the policy
sla-admin-new-title = New policy
sla-admin-name-missing = Give the policy a name
sla-admin-which = Which tickets
sla-admin-which-hint = What is left empty asks nothing. A policy without any condition holds for every ticket.
sla-admin-kinds = Kind
sla-admin-urgencies = Urgency
sla-admin-occupancies = Who reports
sla-admin-categories = About
sla-admin-season = Only in a part of the year
sla-admin-season-hint = Month and day, both included, such as 10-31 – 05-01
sla-admin-season-wrong = Write month and day of both ends, such as 10-31 – 05-01
sla-admin-promises = What is promised
sla-admin-metric = What
sla-admin-target = Within
sla-admin-start = Counted from when
sla-admin-warn = Warning after (%)
sla-admin-more = Extension, seasons and more
sla-admin-extension = May be extended by
sla-admin-extension-hint = In all. Left empty, it cannot be extended.
sla-admin-times = How often
sla-admin-times-hint = Left empty: once
sla-admin-stage = Of a complaint
sla-admin-stage-1 = First answer
sla-admin-stage-2 = Second look
sla-admin-seasons = Another length in a part of the year
sla-admin-seasons-hint = One to a line, such as 10-31 – 05-01 = 1 wd. Units: min, h, d, wmin, wh, wd.
sla-admin-season-line = “{ $text }” cannot be read. Write it such as 10-31 – 05-01 = 1 wd
sla-admin-repeats = Begins again each time it is kept
sla-admin-receipt = The automatic receipt counts
sla-admin-drop = Remove
sla-admin-drop-name = Remove the promise: { $name }
sla-admin-new-metric = Promise also
sla-admin-add-promise = Add this promise
sla-admin-ladder = Who hears of it
sla-admin-ladder-hint = Steps that repeat come last.
sla-admin-step = Step { $count }
sla-admin-step-at = When
sla-admin-step-every = After every
sla-admin-step-to = Whom
sla-admin-drop-step = Remove step { $count }
sla-admin-add-step = Add a step
sla-admin-at-warning = at the warning
sla-admin-at-breach = when it is late
sla-admin-at-every = again and again after that
sla-admin-boards = On the boards
sla-admin-on-time-label = On time, in per cent of all
sla-admin-on-time-hint = An aim for the boards. No single ticket is measured by it.
sla-admin-save = Save in the draft
sla-admin-unit-wh = working hours
sla-admin-unit-wd = working days
sla-admin-unit-wmin = working minutes
sla-admin-unit-min = minutes
sla-admin-unit-h = hours
sla-admin-unit-d = days
sla-admin-choose = Choose one from the list
sla-admin-metric-twice = This is promised twice from the same start. Remove one
sla-admin-starts-on-end = This start is what ends the promise. Choose another one
sla-admin-promise-missing = Promise at least one thing
sla-admin-times-wrong = Enter a whole number from 1 to 9
sla-admin-count-wrong = Enter a whole number from 1
sla-admin-count-long = Enter a time of at most ten years
sla-admin-percent-wrong = Enter a whole number from 1 to 100
sla-admin-step-order = Put the steps that repeat last, all with the same time

## What would change.
sla-admin-trial-title = What would change: { $whose }
sla-admin-trial-sum = { $changed } of the last { $tickets } tickets would have been promised something else.
sla-admin-trial-how = Both sides are counted again from what happened to each ticket until it was first closed, by today's calendars. Extensions and what followed a reopening are left out.
sla-admin-trial-totals = Promises of all these tickets
sla-admin-trial-each = Ticket by ticket
sla-admin-trial-none = All these tickets would have been promised the same.
sla-admin-trial-nothing = Nothing else
sla-admin-trial-more = Only the newest { $count } are shown.
sla-admin-before = By the promises in force
sla-admin-after = By the draft
sla-admin-fate-kept = Kept
sla-admin-fate-broken = Late
sla-admin-fate-open = Open
sla-admin-fate-unneeded = Not needed
sla-admin-replayed = { $metric }: { $target }
