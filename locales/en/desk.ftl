desk-title = Desk
desk-views = Views
desk-view-untriaged = To triage
desk-view-review = To look at
desk-view-all = All open
desk-view-late = Late
desk-view-mine = Mine
desk-view-waiting = Waiting
desk-view-resolved = Resolved
desk-view-pool = Not started
desk-view-department = All of ours
desk-more-than = { $count }+
desk-any = Any
desk-filter = Filter
desk-show = Show
desk-clear = Clear the filter
desk-community = Community
desk-department = Department
desk-person = Person
desk-kind = Kind
desk-urgency = Urgency
desk-state = State
desk-words = Words
desk-row = { $category } — { $words }
desk-look = Look at this
desk-none = Nothing waits here.
desk-none-narrowed = Nothing here matches the filter.
desk-none-here = Nothing was reported yet.
desk-none-mine = Nothing waits for you.
desk-none-pool = Everything has been started.
desk-none-department = The department has nothing open.

desk-department-title = Department
desk-offers = Offered to you
desk-accept = Accept
desk-take = I take this

desk-conversation = Conversation
desk-beside = About this ticket
desk-acts = What you can do
desk-compose = What you write
desk-reply = Reply
desk-reply-to = Reply to { $name }
desk-note = Note
desk-spoke = Conversation
desk-spoke-hint = What you said to each other; the owner can read it
desk-send-reply = Send reply
desk-keep-note = Keep note
desk-log-talk = Log conversation
desk-attach = Add photos
desk-photos = Photos
desk-publish = Show this note to the owner
desk-watch = Follow
desk-unwatch = Stop following

desk-offer-line = { $from } offers this to { $to }
desk-offer-lapses = The offer stands until { $when }.
desk-decline-offer = Decline
desk-withdraw-offer = Take the offer back
desk-waits = On hold: { $reason }, until { $until }
desk-resume = Take off hold
desk-review-lead = A rule sent this here and asks somebody to look at it.
desk-confirm = Right as it is
desk-confirm-next = Right, next
desk-write-answer = Write the answer
desk-decide = Decide the lines
desk-route = Send to a department
desk-route-usual = Usually deals with this
desk-route-others = All others
desk-send-there = Send
desk-send-next = Send, next
desk-skip = Skip
desk-route-more = A person or a reason
desk-triage-next = Triage next
desk-take-back-lead = You decided this a moment ago.
desk-choose = Choose …
desk-by-the-department = Whoever is on duty
desk-reason = Reason
desk-resolve = Resolve
desk-outcome = Outcome
desk-done-words = What was done
desk-owner-reads = The owner reads this.
desk-progress = Log a visit
desk-progress-what = What happened
desk-progress-visited = Somebody was there
desk-progress-made_safe = It is safe now
desk-progress-investigated = The cause is found
desk-keep = Save
desk-hold = Put on hold
desk-hold-for = Waits for
desk-until = Until
desk-time = Time
desk-hand-over = Hand over
desk-offer-to = Offer to
desk-offer-hint = You stay accountable until they accept.
desk-offer = Offer
desk-change-urgency = Change urgency
desk-urgency-hint = The promises are chosen again.
desk-duplicate = Mark as duplicate
desk-duplicate-of = Number of the other ticket
desk-duplicate-hint = For example R-7KQ4M2-8. Its story goes on; this one ends.
desk-decline = Do not take on
desk-referral = Whose matter it is
desk-referral-hint = For example the developer or the water utility.
desk-decline-words = What we tell the owner
desk-reopen = Reopen
desk-choose-one = Choose one
desk-choose-day = Choose a day and a time
desk-choose-department = Choose a department
desk-choose-colleague = Choose a colleague
desk-choose-reason = Choose a reason
desk-choose-outcome = Choose an outcome
desk-choose-urgency = Choose an urgency
desk-no-such-number = There is no ticket of this number. Check it character by character.

desk-decline-owners_responsibility = The owner's own responsibility
desk-decline-developers_warranty = Under the developer's warranty
desk-decline-utilitys_responsibility = The utility's responsibility
desk-decline-not_our_community = Not one of our communities
desk-decline-abusive = Abusive
desk-decline-other = Another reason

desk-promises = Promises
desk-no-promises = Nothing has been promised.
desk-cycle = round { $number }
desk-paused = Paused
desk-why = Why?
desk-reported-by = Reported by
desk-nobody-named = Nobody is named.
desk-may-enter = We may come in when nobody is home
desk-home = { $place } ({ $role })
desk-their-others = Their other tickets
desk-why-here = Why it came here
desk-passed-over = { $count ->
    [one] { $count } earlier rule did not hold
   *[other] { $count } earlier rules did not hold
}
desk-hands = In whose hands, how long
desk-hand = { $person } · { $department }
desk-facts = Facts
desk-filed = Filed
desk-language = Language
desk-cycles = Rounds
desk-tags = Tags
desk-no-time = an open date
desk-promise-by = { $metric } by { $due }

desk-said-reply = The reply is on its way.
desk-said-note = The note is kept.
desk-said-spoke = The conversation is logged.
desk-said-public = The owner can read the note now.
desk-said-routed = Sent to the department.
desk-said-triaged = { $number } is with { $department }, due { $due }. { $left ->
    [0] Nothing is left.
   *[other] { $left } left.
}
desk-said-triaged-undated = { $number } is with { $department }. { $left ->
    [0] Nothing is left.
   *[other] { $left } left.
}
desk-said-undone-silently = { $number } is back where it was. Nobody was told.
desk-said-undone = { $number } is back where it was. Whoever had been told hears of it.
desk-said-reviewed = Left where it is.
desk-said-urgency = The urgency is changed.
desk-said-taken = This is yours now.
desk-said-offered = Offered. You stay accountable until they accept.
desk-said-accepted = Accepted: this is yours now.
desk-said-declined-offer = The offer is settled.
desk-said-held = On hold. The owner hears why.
desk-said-resumed = Off hold: the clocks run again.
desk-said-progress = Saved.
desk-said-resolved = Resolved. The owner is asked to confirm.
desk-said-declined = Declined. The owner has been told why.
desk-said-duplicate = Marked as a duplicate.
desk-said-reopened = Open again.

desk-stale-title = This changed while you were writing
desk-stale-lead = Nothing was sent for { $number } yet, and what you wrote is kept below. Look at what is new, then send it or change it.
desk-stale-news = New since you opened it
desk-stale-yours = Yours
desk-stale-words = What you wrote
desk-stale-send = Send it now
desk-back-to-ticket = Back to the ticket

desk-search-title = Search
desk-search-none = No match for “{ $asked }”. Tried: number, phone, unit, name, words.
desk-search-more = Show all tickets with these words
desk-people = People
desk-places = Places
desk-tickets = Tickets
desk-contact = Contact
desk-homes = Homes
desk-residents = Who belongs here

desk-keys-title = Keyboard
desk-keys-lead = Single letters work when no field has the focus.
desk-keys-on = Switch the letters on
desk-keys-off = Switch the letters off
desk-key-keys = This list
desk-key-search = Search
desk-key-commands = Everything on the page, by name
desk-key-down = Next row
desk-key-up = Row before
desk-key-open = Open
desk-key-accept = Accept the suggestion and go on to the next
desk-key-urgency = Set the urgency, while that form is open
desk-key-undo = Take the last triage decision back
desk-key-hold = Put on hold
desk-key-select = Select the row, or all rows up to it
desk-key-new = New ticket
desk-key-untriaged = Go to what is to triage
desk-key-review = Go to what is to look at
desk-key-late = Go to what is late
desk-key-mine = Go to mine
desk-key-reply = Reply
desk-key-note = Note
desk-key-department = Send to a department
desk-key-which-department = Choose the department
desk-key-take = Take it
desk-key-resolve = Resolve
desk-key-duplicate = Mark as duplicate
desk-key-send = Send what is written
desk-key-back = One step back; the draft is kept

desk-why-title = Why then?
desk-why-target = Promised within { $target }.
desk-why-start = Counted from { $when }: { $event }.
desk-why-not-started = Not counted yet. It starts with: { $event }.
desk-why-extended = Extended by { $by }: { $reason }
desk-why-due = Due { $due }
desk-why-met = Due { $due }, done { $met }
desk-why-stands = No due time while it is paused or not started
desk-why-calendar = By the calendar “{ $name }” ({ $zone }).
desk-why-counted = What counted
desk-why-what = Counted
desk-why-total = So far
desk-why-closes = Closes
desk-why-nth = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
desk-why-skipped = What did not count
desk-why-pauses = Pauses
desk-why-week = The working week
desk-day = Day

desk-moment-filed = it was filed
desk-moment-receipt = the receipt went out
desk-moment-acknowledged = somebody took note of it
desk-moment-responded = somebody answered
desk-moment-assigned = the department got it
desk-moment-visited = somebody was there
desk-moment-made_safe = it was made safe
desk-moment-investigated = the cause was found
desk-moment-updated_owner = the owner heard from us
desk-moment-answered = the written answer went out
desk-moment-resolved = it was resolved
desk-moment-evidence_opened = the evidence was opened
desk-moment-certified = it was certified
desk-moment-escalated = a second look was asked for
desk-moment-reopened = it was reopened
desk-moment-closed = it was closed
desk-moment-apologised = we apologised

## What happened, in the record.
desk-did-left-to-desk = No rule held: left to the desk.
desk-did-reviewed = Looked at it and left it where it is.
desk-did-Filed = Filed this.
desk-did-Imported = Came from another system.
desk-did-Acknowledged = Confirmed that we have it.
desk-did-Promised = Promised: { $list }
desk-did-Routed = Sent it to { $department }.
desk-did-Assigned = Gave it to { $person }.
desk-did-TriageUndone = Took the decision back.
desk-did-Accepted = Took it and started.
desk-did-HandoffOffered = Offered it to { $to }, until { $until }.
desk-did-HandoffAccepted = Accepted the offer.
desk-did-HandoffDeclined = Declined the offer.
desk-did-HandoffLapsed = The offer lapsed: nobody took it.
desk-did-HandoffWithdrawn = Took the offer back.
desk-did-SpokeWithOwner = Spoke with the owner
desk-did-MadePublic = Showed a note to the owner
desk-did-UrgencyChanged-first = Set the urgency to { $to }.
desk-did-UrgencyChanged = Changed the urgency from { $from } to { $to }.
desk-did-PutOnHold = Put it on hold until { $until }: { $reason }
desk-did-Resumed = Took it off hold.
desk-did-Resumed-answer = The owner answered: off hold.
desk-did-Resumed-date = The date came: off hold.
desk-did-Resumed-undo = Took the hold back.
desk-did-Visited = Was there
desk-did-MadeSafe = Made it safe
desk-did-Investigated = Found the cause
desk-did-Resolved = Resolved: { $outcome }
desk-did-Confirmed = Confirmed that it is done.
desk-did-Rated = { $count ->
    [one] Gave { $count } star of 5.
   *[other] Gave { $count } stars of 5.
}
desk-did-Thanked = Said thank you
desk-did-Returned = Says it is not settled
desk-did-Reopened = Reopened it
desk-did-Closed = Closed.
desk-did-Closed-quiet = Closed by itself: nobody said otherwise.
desk-did-Declined = Did not take it on: { $reason }
desk-did-Declined-referral = Did not take it on: { $reason }. Referred to: { $to }
desk-did-MarkedDuplicate = Marked it as a duplicate of { $number }.
desk-did-Withdrawn = Does not need this any more
desk-did-PromiseWarned = { $metric } is due soon: { $due }
desk-did-PromiseBroken = { $metric } was promised for { $due }, and that time has passed.
desk-did-PromiseEscalated = Escalated: { $metric }, due { $due }
desk-escalated-again = { $count ->
    [one] escalated { $count } more time
   *[other] escalated { $count } more times
}
desk-did-PromiseExtended = A promise was extended
desk-did-PolicyReapplied = The promises were chosen again: { $list }
desk-did-PromiseMoved = The working calendar was changed. New times: { $list }
desk-did-Apologised = Apologised
desk-did-ComplaintAnswered = Answered the complaint
desk-did-StageTwoAsked = Asked for a second look
desk-did-ChargesHeld = The disputed lines are held from collection.
desk-did-DisputeDecided = Decided the disputed lines
desk-did-AdjustmentProposed = Proposed an adjustment
desk-did-AdjustmentApproved = Approved the adjustment
desk-did-AdjustmentRefused = Refused the adjustment

desk-payer = Say who pays
desk-did-PayerSettled = Said who pays: { $payer }
