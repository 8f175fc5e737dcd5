register-title = People
register-who = Which people
register-staff = Staff
register-owners = Owners and households
register-find = Find
register-find-staff = Name, login or e-mail
register-find-owners = Name, e-mail, end of phone number, or home
register-nobody = Nobody found. Write fewer letters, or look among the others.
register-first-page = First page
register-back = People
register-back-admin = Settings
register-may = What they do
register-account = Account
register-off = Switched off
register-invited = Invited
register-demo = In use: signs in from the demo page, without a password
register-not-here = Not signed in
register-moved-out = Moved out
register-invite = Invite somebody
register-invite-title = Invite somebody who works here
register-invite-lead = They get a link by e-mail, good once and for three days. With it they choose their password and link the app for their codes.
register-email-hint = The link goes there. Nobody else sees it.
register-login-hint = If you leave it empty, the part of the address before the @.
register-name-missing = Write the name of whoever you invite
register-email-missing = Write the e-mail address the invitation goes to
register-send-invitation = Send invitation
register-choose = None
register-everywhere = Whole company
register-department = Department
register-departments = Departments
register-role = Role
register-roles = Roles
register-role-hint = Front desk and managers see every ticket of the community. Administrators keep settings, not cases.
register-role-desk = Front desk
register-role-department = This community only
register-role-manager = Manager
register-role-finance = Decides on fees
register-role-admin = Administrator
register-role-committee = Owners’ committee
register-role-missing = Choose a role
register-department-missing = Choose a department
register-where = Where
register-contact = Name and contact
register-correct-hint = Owners sign in with it. After a change they sign in anew.
register-state = State
register-on = In use
register-off-since = Switched off since { $when }
register-link-until = Invited; the link is good until { $when }
register-seen = Last seen
register-switch-on = Switch on
register-switch-off = Switch off
register-send-link = Send a new link
register-sign-out = Sign out everywhere
register-off-hint = Switching off signs them out everywhere at once. A new link makes password and app start anew.
register-no-account = Does not work here.
register-make-account = Make a staff account
register-no-roles = No roles. Members of a department see its tickets without one.
register-no-departments = In no department.
register-take = Remove
register-take-name = Remove: { $name }
register-give-role = Give this role
register-leads = leads it
register-step-down = Leads it no more
register-step-down-name = Leads it no more: { $name }
register-as-head = As its head
register-join = Add to department
register-homes = Homes
register-no-homes = No home is noted.
register-from-until = { $from } – { $until }
register-since = Since { $from }
register-end-name = End: { $name }
register-end-home = Note the last day
register-add-home = Add a home
register-unit = Home
register-unit-hint = As on the door, with the building if you like: 2-A or Tower 2 2-A
register-unit-missing = There is no such home. Check the building and the door
register-unit-several = Several homes are called so. Choose one
register-which = Which of these?
register-as = As
register-until-hint = Empty while they stay
register-day-missing = Choose a day
register-log = What was changed
register-log-empty = Nothing was changed here yet.
register-command-line = Command line
register-field-name = name
register-field-email = e-mail
register-field-phone = phone
register-did-invited = Invited as { $login }
register-did-link_sent = New set-up link for { $login }
register-did-switched_off = Account switched off
register-did-switched_on = Account switched on
register-did-signed_out = Signed out everywhere
register-did-role_given = Given: { $role }, { $where }
register-did-role_taken = Taken: { $role }, { $where }
register-did-joined = Joined { $department }
register-did-left = Left { $department }
register-did-head_named = Leads { $department }
register-did-head_ended = Leads { $department } no more
register-did-corrected = Corrected: { $fields }
register-did-home_added = Added to { $place }: { $role }
register-did-home_ended = Last day at { $place }: { $day }
register-said-invited = The invitation is on its way to { $address }.
register-said-link = The link is on its way.
register-said-off = Switched off. They are signed out everywhere.
register-said-on = Switched on.
register-said-out = Signed out everywhere.
register-said-role = The role is given.
register-said-role-taken = The role is removed.
register-said-department = Added to the department.
register-said-left = Noted.
register-said-saved = Saved.
register-said-home = The home is added.
register-said-home-ended = The last day is noted.
register-mail-subject = Your account at Ventanilla
register-refusal-last-administrator = This is the last administrator. Make somebody else one first.
register-refusal-yourself = You cannot switch off your own account. Ask another administrator.
register-refusal-no-account = This person has no staff account yet. Make one first.
register-refusal-no-email = There is no e-mail address to send the link to. Add one first.
register-refusal-switched-off = The account is switched off. Switch it on first.
register-refusal-email-taken = Somebody else has this e-mail address
register-refusal-already-there = They belong to this home in this role on some of these days already
register-refusal-ends-before = Choose a last day that is not before the first
register-mail =
    You have an account at Ventanilla. Your login is { $login }.

    Open this link to choose your password: { $address }

    The link is good once, for three days. You did not expect it? Then do nothing, and tell your manager.
register-mail-moved-subject = Your e-mail address was changed
register-mail-moved =
    We have another e-mail address for you now. Codes and news about { $community } go there from today, and no longer to this one.

    You did not ask for this? Then ring us at once: { $phone }.
register-mail-moved-staff =
    There is another e-mail address for your account at Ventanilla now. Links for your account go there from today, and no longer to this one.

    You did not ask for this? Then tell an administrator at once.
register-off-load = { $count ->
    [one] They answer for one open ticket: it goes to whoever is on duty.
   *[other] They answer for { $count } open tickets: these go to whoever is on duty.
}
register-comma = {", "}
