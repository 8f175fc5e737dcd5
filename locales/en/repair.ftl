repair-back = Back
repair-change = Change

## 1: a photo, and where it is
repair-where-title = What is broken?
repair-photo = Take a photo
repair-where-tiles = Where is it?

## 2: what is wrong there
repair-what-title = What is wrong?
repair-what-missing = Choose what is wrong, or choose “Not sure”

## 2b: already reported
repair-same-title = Has this already been reported?
repair-same-hint = If it is one of these, you need not report it again. We tell you what happens.
repair-same-since = reported { $when }
repair-same-next = Next: { $what }, by { $when }
repair-same-me-too = Me too – tell me what happens
repair-same-other = It is something else – report it
repair-same-following = You follow this. We tell you what happens.
repair-same-stop = Stop following
repair-card-hint = Somebody in your building reported this. You see what is broken and what comes next, nothing about who reported it.

## 3: the last page
repair-last-title = Check and send
repair-help-title = Try this first
repair-help-go-on = That did not help – continue
repair-help-done = It works again
repair-fact-home = Home
repair-fact-where = Where
repair-fact-what = What
repair-fact-photos = Photos
repair-fact-responsible = Who takes care of it
repair-photos = { $count ->
    [0] None
    [one] { $count } photo
   *[other] { $count } photos
}
repair-responsible-company = We do.
repair-responsible-owner = The owner of the home.
repair-responsible-developer = The developer.
repair-responsible-utility = The supply company.
repair-responsible-insurer = The insurer.
repair-thing = Which one?
repair-thing-unsure = I am not sure
repair-words = Anything to add?
repair-words-hint = Since when, how often, what you have tried
repair-words-needed = What is wrong?
repair-words-missing = Write in a few words what is wrong, or go back and add a photo
repair-worse = Is it getting worse now?
repair-vulnerable = Somebody at home is very young, old or ill
repair-enter = May we come in if you are out?
repair-best = Best time
repair-best-morning = Mornings
repair-best-afternoon = Afternoons
repair-best-any = Any time
repair-yes = Yes
repair-no = No
repair-unsure = Not sure
repair-send = Send report
repair-change-title = Change or withdraw it
repair-change-until = You can do this until { $until }. After that, write us a message.
repair-change-words = What you wrote
repair-change-save = Save the changes
repair-changed = Your changes are with us.
repair-change-else = Is it something else, or settled?
repair-change-else-hint = Withdraw this report. If something is still broken, report it again.

## The emergency panel: what to do now, then whom to call
repair-danger-gas = Touch no switch, light nothing, open the windows, leave the home. Then call from outside.
repair-danger-fire = If there is fire or smoke, leave now and call the fire brigade. Then call us.
repair-danger-water = Close the main water valve if you can. Keep away from wet sockets. Then call us.
repair-danger-electric = Touch nothing that sparks or is wet. Switch off at the fuse box only if it is dry. Then call us.
repair-danger-trapped = Stay calm, press the bell in the lift, do not force the doors. Call us now: somebody comes.
repair-danger-lock = If you are not safe, call the police first. Then call us.
repair-danger-cold = Stay warm in one room. Never heat with a stove or a barbecue. Call us if somebody very young, old or ill is at home.

repair-worse-yes = Getting worse
repair-worse-no = Not getting worse
repair-worse-unsure = Not sure whether it gets worse
repair-enter-yes = May come in when nobody is home
repair-enter-no = Only when somebody is home

repair-payer-title = Who pays for this repair
repair-payer-usual = What usually holds: { $responsible } { $why }
repair-payer = Who pays
repair-payer-reason = Why
repair-payer-reads = The owner reads this, in { $language } if you can. They can disagree.
repair-payer-send = Tell the owner
repair-payer-missing = Choose who pays
repair-payer-settled = The owner has been told who pays.
