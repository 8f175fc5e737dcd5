## The front door
front-title = Your service window
front-intro = Report a problem with your home or building, see what was promised, and hear from a person.
front-report = Report a problem
front-report-hint = A repair, a complaint or a charge. Takes about a minute.
front-track = Follow a report by its number
front-track-hint = With the number from your receipt. You need not sign in.
front-in = Sign in
front-in-hint = Your reports, messages, charges and details.
front-staff = Staff
front-emergency = Gas, fire, water running or somebody stuck in a lift? Call first.

## The first page
home-title = My home
home-open = My open reports
home-over = Earlier reports
home-none = You have no open reports.
home-by-other = reported by somebody in your household
home-late = We are late with this.

report-title = What is it about?
report-danger = Gas, fire, flooding or somebody stuck in a lift? Call now.
report-repair = Something is broken
report-repair-hint = At home or in a shared place
report-complaint = I want to complain
report-complaint-hint = About service, staff, noise or cleanliness
report-fee = A charge looks wrong
report-fee-hint = Late charges stop while we look into it
report-ask = Ask or suggest
report-ask-hint = Anything else we can help with
report-limit = You have sent { $count } reports today, as many as we take from one person in a day. Nothing you wrote is lost: send this one again after { $at }.
report-limit-phone = You have sent { $count } reports today, as many as we take from one person in a day. Nothing you wrote is lost: send this one again after { $at }. If it cannot wait, ring { $phone }.

## The receipt
sent-title = We have your report
sent-danger = If anybody is in danger, call now. Do not wait for us.
sent-number = Your number
sent-department = With { $department }
sent-next = What happens next
sent-call = If you call us, give the number { $number }.
sent-follow = Follow this report
sent-home = Back to my home
sent-change = Change or withdraw it, until { $until }
sent-calendar = Put the times into my calendar
sent-pass-on = For somebody else at home
sent-pass-on-hint = This code or link shows how it stands, without signing in, for 90 days. Nothing that is written is shown, and nothing can be done there.
sent-pass-on-picture = QR code of the link

## Following one
owner-back = My home
owner-next = { $what }: by { $when }
owner-by = by { $when }
owner-by-open = when the hold ends
owner-done-at = done { $when }
owner-why = Why?
owner-no-promise = There is no open promise.
owner-promise-missed = We missed this.
owner-promised = What we promised
owner-story = What has happened
owner-write = Write to us
owner-write-over = This report has ended and stays so when you write. If it is not fixed, choose “It is not fixed” above.
owner-change = Change what you reported
owner-send = Send message
owner-say-something = Write a message or add a photo
owner-said = Your message is with us.
owner-says-new = The front desk is looking at it and will send it to the right people.
owner-says-assigned = { $department } has it. Work has not started yet.
owner-says-in-progress = { $who } is working on it.
owner-says-waiting = { $reason }. We go on at the latest on { $until }.
owner-says-fixed = We say it is fixed. Is it?
owner-says-resolved = You have our answer. Is it settled?
owner-says-closed = Closed on { $when }.
owner-says-declined = We did not take this on. The reason is below.
owner-says-declined-referral = This is for { $to }. The reason is below.
owner-says-duplicate = We follow this together with { $number }.
owner-says-withdrawn = You withdrew this.
owner-joined = How the other one stands
owner-joined-hear = We deal with both as one. We tell you when something happens.
owner-says-late = { $says } We are late: we said { $when }. That is our failure.
owner-is-it-done = Is it done?
owner-stars = How did we do?
owner-stars-worst = poor
owner-stars-best = very good
owner-praise = Anything to add?
owner-score-choose = Choose from 1 to 5
owner-yes-done = Yes, it is done
owner-confirmed = Thank you. It is closed.
owner-not-fixed = It is not fixed
owner-still = What is still wrong?
owner-still-hint = It opens again at once, with new promised times.
owner-return = Open it again
owner-returned = It is open again. The new times are below.
owner-rate = Rate how it went
owner-rated = You gave { $count } of 5
owner-send-rating = Send rating
owner-escalate = I am not satisfied: ask for a second look
owner-no-longer = I no longer need this
owner-withdraw-what = We stop working on it. You can always report it again.
owner-withdraw = Withdraw this report
owner-withdrawn = You withdrew the report.

## The story of a ticket
story-a-resident = A resident
story-photo = Photo: { $name }
story-Filed = Reported. Came in by: { $channel }
story-Imported = Taken over from another system
story-Acknowledged = We have it, and these times count from now.
story-Promised = Times promised
story-Routed = Sent to { $department }
story-Routed-desk = Left to the front desk
story-Assigned = Given to a person
story-Accepted = Took it on
story-HandoffOffered = Offered to a colleague
story-HandoffOffered-department = Offered to { $department }
story-HandoffAccepted = Accepted the handover
story-HandoffDeclined = Declined the handover
story-HandoffLapsed = Nobody accepted the handover in time; it returned
story-HandoffWithdrawn = Took the offer back
story-SpokeWithOwner = Spoke with the resident
story-UrgencyChanged = Urgency set to: { $to }
story-PutOnHold = On hold until { $until }: { $reason }
story-Resumed = Work goes on
story-Visited = Was there
story-MadeSafe = Made it safe
story-Investigated = Looked into it
story-Resolved = Finished: { $outcome }
story-Confirmed = Confirmed that it is done
story-Rated = Rated { $count } of 5
story-Thanked = Said thank you
story-Corrected = Put the report right. { $enter }. Best time: { $best }
story-Returned = Said that it is not fixed
story-Reopened = Opened it again
story-Closed = Closed
story-Declined = Not taken on
story-Declined-referral = Referred to { $to }
story-MarkedDuplicate = Joined with { $number }
story-Withdrawn = Withdrawn
story-PromiseWarned = Falls due at { $due }: { $metric }
story-PromiseBroken = Promise missed. { $metric }: was due { $due }
story-PromiseEscalated = Raised to the next level: { $metric }
story-PromiseExtended = More time was taken, with a reason
story-PolicyReapplied = Promised times set anew
story-promise-by = { $metric }: by { $due }
story-PromiseMoved = Our working days have changed. New times: { $list }
story-Apologised = We missed a promise and said so, with a new time
story-ComplaintAnswered = Written answer
story-StageTwoAsked = Asked for a second look
story-ChargesHeld = The disputed charges are held: no late fees on them
story-DisputeDecided = Decision on the charges
story-AdjustmentProposed = A correction was proposed
story-AdjustmentApproved = The correction was approved
story-AdjustmentRefused = The correction was refused

## Why this time?
why-back = Back to the report
why-title = Why { $when }?
why-title-open = Why is there no time yet?
why-promised = { $what }: promised within { $target }.
why-from = The count began on { $when }.
why-not-started = The count has not begun: something else has to happen first.
why-extended = Extended by { $by }.
why-counted = What counted
why-skipped = What did not count
why-paused = On hold
why-since = since { $when }
why-window = { $window } · { $span }
why-day = Working day { $count }, until { $closes }
why-named = { $why }: { $name }
why-result = So it falls due on { $when }.
why-open = While it is on hold there is no due time.
why-calendar = Counted with the calendar “{ $name }”, time zone { $zone }.

owner-who-pays = Who pays
owner-payer-company = We pay.
owner-payer-owner = The owner of the home pays.
owner-payer-warranty = The developer pays, under the warranty.
owner-payer-insurer = The insurer pays.
owner-payer-utility = The utility company pays.
owner-payer-disagree = I do not agree
story-PayerSettled = Who pays: { $payer }

track-sign-in = Sign in to read and write messages
track-hint = This page shows how it stands. Messages and photos are shown after you sign in.

track-title = Follow a report
track-back = Back
track-number = Number of the report
track-number-hint = It looks like R-7KQ4M2-8 and stands on your receipt.
track-number-wrong = Check the number: a letter, six characters and one more, like R-7KQ4M2-8
track-figures = Last four figures of your phone
track-figures-hint = Of the phone number we have on file for you.
track-figures-wrong = Write the last four figures of your phone number
track-sent = If { $number } and the figures go together, a code is on its way to the e-mail address we have on file. It is good for 10 minutes.
track-show = Show the report
track-code-back = Another number
track-ring = Or ring us
track-mail =
    Your code for following { $number } is { $code }

    It is good for 10 minutes, in the browser you asked from. It shows how the report stands, nothing that was written.

    You did not ask for it? Then do nothing: without the code nobody sees anything. We never ask for it on the phone.
