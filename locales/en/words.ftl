## Shared words: the stored word stands after the dash, e.g. kind-fee_dispute. Say them with l.word("kind", "fee_dispute").

kind-complaint = Complaint
kind-repair = Repair
kind-fee_dispute = Fee dispute
kind-suggestion = Suggestion
kind-inquiry = Question
kind-service_order = Service order

## States as staff read them.
state-new = New
state-assigned = Assigned
state-in_progress = In progress
state-waiting = Waiting
state-resolved = Resolved
state-closed = Closed
state-declined = Declined
state-duplicate = Duplicate
state-withdrawn = Withdrawn

## The same states as the owner reads them.
owner-state-new = Received
owner-state-assigned = Received
owner-state-in_progress = Being worked on
owner-state-waiting = Waiting
owner-state-resolved = Done – please check
owner-state-closed = Closed
owner-state-declined = Not taken on
owner-state-duplicate = Joined with another report
owner-state-withdrawn = Withdrawn
owner-state-waiting-owner_answer = Waiting for your answer
owner-state-waiting-owner_access = Waiting for access
owner-state-waiting-third_party = Waiting for another company
owner-state-waiting-parts = Waiting for a part
owner-state-waiting-weather = Waiting for the weather
owner-state-waiting-approval = Waiting for approval
owner-state-waiting-appointment = Visit agreed

urgency-emergency = Emergency
urgency-urgent = Urgent
urgency-normal = Normal
urgency-low = Low

channel-web = Website
channel-phone = Phone
channel-walk_in = Counter
channel-email = E-mail
channel-api = Other system
channel-import = Imported
channel-proactive = Our own check

## Promises, by what they measure.
metric-acknowledge = Receipt
metric-first_response = First answer
metric-attend = Visit
metric-make_safe = Making safe
metric-investigate = Investigation
metric-update_owner = Next news
metric-resolve = Resolution
metric-answer = Written answer
metric-evidence_open = Access to the evidence
metric-certify = Certificate
metric-department_hold = Department's time

## As the owner reads them: what will have happened.
owner-metric-acknowledge = Somebody takes it on
owner-metric-first_response = A person answers you
owner-metric-attend = Someone comes
owner-metric-make_safe = It is made safe
owner-metric-investigate = We have found the cause
owner-metric-update_owner = You hear from us again
owner-metric-resolve = It is done
owner-metric-answer = You have our written answer
owner-metric-evidence_open = You can see the evidence
owner-metric-certify = You have the certificate
owner-metric-department_hold = The department passes it on

promise-waiting = Not started
promise-running = Running
promise-kept = Kept
promise-broken = Late
promise-dropped = Dropped

wait-owner_answer = Owner's answer
wait-owner_access = Access to the home
wait-third_party = Another company
wait-parts = A part
wait-weather = Weather
wait-approval = Approval
wait-appointment = Agreed visit

outcome-fixed = Fixed
outcome-answered = Answered
outcome-explained = Explained
outcome-upheld = Upheld
outcome-partly = Partly upheld
outcome-not_upheld = Not upheld
outcome-rejected = Rejected
outcome-referred = Passed to another company
outcome-no_fault = No fault found
outcome-delivered = Delivered
outcome-other = Other

role-owner = Owner
role-co_owner = Co-owner
role-tenant = Tenant
role-household = Household member
role-agent = Agent
role-committee = Owners' committee
role-desk = Front desk
role-department = Department staff
role-head = Department head
role-manager = Manager
role-finance = Finance
role-admin = Administrator

handoff-offered = Offered
handoff-accepted = Accepted
handoff-declined = Declined
handoff-lapsed = Lapsed
handoff-withdrawn = Withdrawn

actor-owner = Owner
actor-staff = Staff
actor-system = Ventanilla

payer-company = The company
payer-owner = The owner
payer-warranty = The developer's warranty
payer-insurer = The insurer
payer-utility = The utility

## Lengths of time.
span-minutes = { $count } min
span-hours = { $count } h
span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
span-ago = { $span } ago
span-just-now = just now
due-left = { $span } left
due-late = { $span } late
due-by = by { $when }

money-missing = Enter an amount, for example 1,234.50
money-unreadable = Enter the amount in figures, for example 1,234.50
money-nothing = Enter an amount above zero
money-too-much = Enter an amount below 10,000,000

## Sorts of shared areas and assets; others are said as they were imported.
place-kind-lobby = Lobby
place-kind-entrance = Entrance
place-kind-door = Door
place-kind-intercom = Intercom
place-kind-stairs = Stairs
place-kind-corridor = Corridor
place-kind-garage = Garage
place-kind-gate = Gate
place-kind-garden = Garden
place-kind-playground = Playground
place-kind-pool = Pool
place-kind-gym = Gym
place-kind-roof = Roof
place-kind-facade = Façade
place-kind-lift = Lift
place-kind-pump = Pump
place-kind-boiler = Boiler
place-kind-tank = Water tank
place-kind-other = Other

## Tags of the routing rules shipped; others are said as they were typed.
tag-danger = Danger
tag-out-of-hours = Outside working hours
tag-again = Reported before
tag-night = At night
tag-independent = Somebody not involved
