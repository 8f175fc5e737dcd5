## Notices and mails.
## Every message may use: { $number } of the ticket; { $matter } "your report" and { $Matter } "Your report"; { $department };
## { $actor } who did it; { $who } who answers for it; { $manager }; { $phone }. Some: { $metric }, { $when } it was due, { $until }
## when a wait ends, { $new } promised instead, { $closes } the day it closes by itself, { $score }, { $referral }.
## Mails to owners say, in this order: what we heard, what we will do, by when, who, what to do if that is wrong. At most 90 words,
## at most 15 in a sentence. No word of section 4 of the style list that is tested: no "soon", no "inconvenience".

notify-matter-repair = your report
notify-matter-complaint = your complaint
notify-matter-fee_dispute = your dispute
notify-matter-suggestion = your suggestion
notify-matter-inquiry = your question
notify-matter-service_order = your order

notify-we = we
notify-desk = Front desk

notify-hello = Hello { $name },
notify-danger = Is anybody in danger? Call { $phone } now.
notify-promise = { $what }: by { $when }.
notify-who = { $who }, { $department }, answers for it. You can call { $phone }.
notify-who-no-phone = { $who }, { $department }, answers for it.
notify-who-nobody = You can call us on { $phone }.
notify-wrong = Is something here wrong? Write to us on its page:
notify-referral = This is the place to turn to: { $referral }.
notify-staff-why = You get this because you work for { $community }.

# Why a ticket waits.
notify-wait-owner_answer = We need an answer from you.
notify-wait-owner_access = We need to come in and could not.
notify-wait-third_party = Another company has to do its part first.
notify-wait-parts = We are waiting for a part.
notify-wait-weather = The weather does not allow the work.
notify-wait-approval = The cost has to be approved first.
notify-wait-appointment = We have agreed on a visit with you.

# Why a ticket is not taken on.
notify-decline-owners_responsibility = The part in question belongs to the owner, not to the building.
notify-decline-developers_warranty = The developer's warranty covers it, and the developer has to repair it.
notify-decline-utilitys_responsibility = It belongs to the utility company.
notify-decline-not_our_community = We do not look after the place you named.
notify-decline-abusive = We do not answer messages that insult or threaten people.
notify-decline-other = The reason stands below in the words of { $actor }.

# What the record shows when a promise was broken.
notify-cause-new = It had not yet reached a department.
notify-cause-assigned = It was with { $department }, and nobody had begun.
notify-cause-in_progress = { $department } had begun and was not ready in time.
notify-cause-waiting = It was on hold, and the hold did not cover this promise.
notify-cause-resolved = The work was done, and we had not told you in time.
notify-cause-closed = It was closed, and this was still owed to you.
notify-cause-declined = It was declined, and this was still owed to you.
notify-cause-duplicate = It was joined with another report, and this was still owed to you.
notify-cause-withdrawn = You had withdrawn it.

## What owners read.

notify-received-line = We have { $matter } { $number }
notify-received-heard = We have { $matter } { $number }.
notify-received-do = { $department } deals with it now.
notify-received-do-desk = Our front desk reads it and passes it to the right people.

notify-acknowledged-line = { $actor } has read { $matter } { $number }
notify-acknowledged-heard = { $actor } has read { $matter } { $number }.
notify-acknowledged-do = We are looking into it.

notify-moved-line = { $Matter } { $number } is now with { $department }
notify-moved-heard = { $Matter } { $number } is now with { $department }.
notify-moved-do = They deal with it from here.

notify-started-line = { $actor } is working on { $matter } { $number }
notify-started-heard = { $actor } is working on { $matter } { $number }.
notify-started-do = You hear from us when there is news.

notify-answer-line = { $actor } answered { $matter } { $number }
notify-answer-heard = { $actor } answers { $matter } { $number }:
notify-answer-do = We keep working on it until it is settled.

notify-hold-line = { $Matter } { $number } has to wait until { $until }
notify-hold-heard = { $Matter } { $number } is not done yet, and has to wait.
notify-hold-do = We go on by { $until } at the latest.

notify-resumed-line = We go on with { $matter } { $number }
notify-resumed-heard = The wait for { $matter } { $number } is over.
notify-resumed-do = We go on with it.

notify-visited-line = { $actor } came about { $matter } { $number }
notify-visited-heard = { $actor } came about { $matter } { $number }.
notify-visited-do = We tell you what comes next.

notify-safe-line = { $Matter } { $number }: it is safe now
notify-safe-heard = { $actor } has made it safe. It was about { $matter } { $number }.
notify-safe-do = The rest of the repair follows.

notify-found-line = { $Matter } { $number }: we have found the cause
notify-found-heard = { $actor } has looked into { $matter } { $number }.
notify-found-do = We go on from what was found.

notify-resolved-line = { $Matter } { $number } is done. Is it right for you?
notify-resolved-heard = We believe that { $matter } { $number } is done.
notify-resolved-do = It closes by itself on { $closes }.
notify-resolved-wrong = Is it not right? Say so on its page before then. We start again at once:

notify-complaint_answer-line = Our answer to your complaint { $number }
notify-complaint_answer-heard = This is our answer to your complaint { $number }.
notify-complaint_answer-do = It closes by itself on { $closes }.
notify-complaint_answer-wrong = Are you not satisfied? Ask for a review on its page. Somebody else looks at it then:

notify-decided-line = We have decided your dispute { $number }
notify-decided-heard = We have decided your dispute { $number }. Its page shows the decision for each charge.
notify-decided-do = It closes by itself on { $closes }.
notify-decided-wrong = Do you see it differently? Say so on its page before then:

notify-reopened-line = { $Matter } { $number } is open again
notify-reopened-heard = { $Matter } { $number } is open again.
notify-reopened-do = { $department } works on it.

notify-closed-line = { $Matter } { $number } is closed
notify-closed-heard = { $Matter } { $number } is closed.
notify-closed-do = You can read it at any time.

notify-declined-line = We cannot take on { $matter } { $number }
notify-declined-heard = We cannot take on { $matter } { $number }.
notify-declined-wrong = Do you see it differently? Write on its page or call. The front desk looks again:

notify-duplicate-line = { $Matter } { $number } is joined with another report
notify-duplicate-heard = We know of the matter in { $number } already.
notify-duplicate-do = We deal with both as one. We tell you how it goes on.

notify-withdrawn-line = { $Matter } { $number } was withdrawn
notify-withdrawn-heard = { $Matter } { $number } was withdrawn.
notify-withdrawn-do = We do nothing more about it.

notify-extended-line = We need more time for { $matter } { $number }
notify-extended-heard = We need more time for { $matter } { $number }. The reason:
notify-extended-do = These are the new times.

notify-retimed-line = The times for { $matter } { $number } have changed
notify-retimed-heard = Our working days have changed, and with them what we said about { $matter } { $number }.
notify-retimed-do = These are the new times.

notify-apology-line = We did not keep our word about { $matter } { $number }
notify-apology-heard = We said that you would hear from us by { $when }.
notify-apology-heard-acknowledge = We said that we would confirm { $matter } { $number } by { $when }.
notify-apology-heard-first_response = We said that a person would answer { $matter } { $number } by { $when }.
notify-apology-heard-attend = We said that someone would come about { $number } by { $when }.
notify-apology-heard-make_safe = We said that { $number } would be made safe by { $when }.
notify-apology-heard-investigate = We said that we would find the cause of { $number } by { $when }.
notify-apology-heard-update_owner = We said that you would hear from us about { $number } by { $when }.
notify-apology-heard-resolve = We said that { $matter } { $number } would be done by { $when }.
notify-apology-heard-answer = We said that you would have our answer to { $number } by { $when }.
notify-apology-heard-evidence_open = We said that you could see the evidence for { $number } by { $when }.
notify-apology-heard-certify = We said that you would have the certificate for { $number } by { $when }.
notify-apology-do = We did not keep that. It is our failure, and I am sorry.
notify-apology-late = It has happened in the meantime, later than we said.
notify-apology-new = By { $new } { $who } tells you how it stands and when it will be done.
notify-apology-wrong = If we miss that, { $manager }, the manager, will ring you. You can also write on its page:

notify-charges_held-line = Late charges are paused for your dispute { $number }
notify-charges_held-heard = You dispute some charges in { $number }.
notify-charges_held-do = Late charges on them are paused until we answer. The other charges stay due.

notify-adjusted-line = The correction for your dispute { $number } is approved
notify-adjusted-heard = The correction for your dispute { $number } is approved.
notify-adjusted-do = You find it on your next statement.

## What the company's people read.

notify-untriaged-line = { $number } waits for triage
notify-assigned-line = { $number } is yours now
notify-taken_back-line = { $number } is no longer yours: the desk took it back
notify-offered-line = { $actor } offers { $number }: will you take it?
notify-offer_accepted-line = { $actor } has taken { $number }
notify-offer_declined-line = { $actor } has not taken { $number }; it is still yours
notify-offer_lapsed-line = Nobody took { $number } in time; it is back with { $who }
notify-wrote-line = The owner has written about { $number }
notify-noted-line = { $actor } has left a note on { $number }
notify-followed-line = There is news on { $number }, which you follow
notify-wait_over-line = The wait for { $number } is over
notify-opened_again-line = { $number } is open again
notify-urgency-line = { $number } has another urgency now
notify-warned-line = { $number }: { $metric } is due by { $when }
notify-broken-line = { $number } is late: { $metric } was due by { $when }
notify-escalated-line = { $number } is still late: { $metric } was due by { $when }
notify-ring_owner-line = { $number }: ring the owner now. The news promised after our apology did not come
notify-returned-line = { $number } comes back: the owner says that it is not right
notify-rated-line = { $number }: the owner gives { $score } of 5
notify-thanked-line = The owner says thank you for { $number }
notify-confirmed-line = { $number }: the owner says that it is right
notify-given_up-line = The owner has withdrawn { $number }
notify-stage_two-line = { $number }: the owner asks for a review
notify-approve-line = { $number }: a correction waits for approval
notify-refused-line = { $number }: the correction was not approved

## The page.

notify-page-title = Notices
notify-page-empty = Nothing yet. What happens to your reports shows here.
notify-page-empty-staff = Nothing yet. What happens to your tickets shows here.
notify-page-new = New
notify-page-read = Mark all as read
notify-page-older = Older

# What is told to neighbours who follow it; { $what } is what is broken.
notify-neighbour-line = { $what } ({ $number }): { $step }
notify-neighbour-heard = You follow { $what }, { $number }.
notify-neighbour-do = News of it: { $step }.
notify-step-Accepted = work on it has begun
notify-step-PutOnHold = it has to wait until { $until }
notify-step-Resumed = work on it goes on
notify-step-Visited = somebody came to look at it
notify-step-MadeSafe = it is safe now
notify-step-Investigated = the cause is found
notify-step-Resolved = it is done
notify-step-Returned = it is not right yet, and open again
notify-step-Reopened = it is open again
notify-step-Closed = it is closed
notify-step-Declined = we cannot take it on
notify-step-ComplaintAnswered = it has its answer
notify-step-DisputeDecided = it is decided
notify-step-MarkedDuplicate = it is joined with one more report
notify-step-Withdrawn = whoever reported it needs it no longer; report it again if you still do

# What is told to those whose own report { $own } was joined with { $number }.
notify-joined-line = Your report { $own }: { $step }
notify-joined-heard = You reported { $own }. We deal with it together with { $number }.
notify-joined-do = News of both: { $step }.

notify-payer-line = Who pays for { $matter } { $number }
notify-payer-heard = We have looked at who pays for { $matter } { $number }.
notify-payer-do = { $payer }
