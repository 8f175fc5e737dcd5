fees-back = Back
fees-back-ticket = Back to the ticket
fees-change = Change
fees-go-on = Continue
fees-nothing = Nothing

## The statement
fees-statement-title = Statement
fees-total-payable = To pay now
fees-total-held = On hold while we look into it
fees-total-open = Both together
fees-no-charges = There are no charges for this home.
fees-lines = Charges
fees-lines-hint = Tick what looks wrong. Only what you dispute is put on hold; the rest stays payable.
fees-line-due = due { $day }
fees-line-paid = paid { $amount }
fees-line-relieved = taken off { $amount }
fees-line-held = { $amount } on hold. We answer under
fees-charge-held = on hold
fees-charge-paid = paid
fees-charge-late = late
fees-charge-due = to pay
fees-dispute = Dispute what I ticked
fees-not-listed = It is not in this list
fees-line-missing = Tick at least one charge

## What is wrong with a line
fees-why-title = What is wrong with this charge?
fees-why-count = Charge { $at } of { $of }
fees-why-ground = What is wrong?
fees-ground-paid = I already paid
fees-ground-amount = The amount is wrong
fees-ground-not_mine = It is not mine, or I have moved
fees-ground-no_service = I did not get the service
fees-ground-unclear = I do not understand it
fees-ground-other = Something else
fees-ground-missing = Choose what is wrong with this charge
fees-why-amount = If the amount is wrong
fees-why-claimed = What should it be?
fees-why-claimed-hint = For example 84.50
fees-why-paid = If you already paid
fees-why-paid-on = When?
fees-why-way = How?
fees-why-moved = If you have moved
fees-why-moved-on = When?
fees-way-none = Choose
fees-way-transfer = Bank transfer
fees-way-direct_debit = Direct debit
fees-way-card = Card
fees-way-cash = Cash
fees-way-other = Another way
fees-paid-on-missing = Enter the day you paid
fees-date-in-future = Enter a day that is not in the future
fees-date-unreadable = Enter the day, month and year
fees-claim-too-high = Enter an amount below what was charged
fees-claim-is-charge = That is what was charged. Enter what it should be
fees-open-already = This charge is in dispute already. Here is where it stands.

## A charge explained
fees-explained-title = How this charge comes about
fees-explained-none = We have no explanation for this charge yet. Continue, and we write you one.
fees-explained-enough = That answers it
fees-explained-go-on = I still want to dispute it
fees-fact-home = Home
fees-fact-charge = Charge
fees-fact-period = Period
fees-fact-amount = Amount
fees-fact-reference = Reference

## Proof, and the page to check
fees-proof-title = Anything that proves it?
fees-proof = Photos or papers
fees-words = In your own words
fees-words-hint = What should we know?
fees-check-title = Check and send
fees-check-claimed = should be { $amount }
fees-check-paused = We pause late charges and collection of { $amount } from the moment you send this until we answer.
fees-send = Send dispute
fees-change-words = Change words or papers
fees-line-in-words = { $name }, { $amount }: { $ground }

## The decision
fees-decision-title = Decision
fees-decision = Decision
fees-decision-upheld = Owner is right
fees-decision-partly = In part
fees-decision-rejected = Charge stands
fees-decision-missing = Choose a decision for this charge
fees-decision-at-stake = { $amount } in dispute
fees-decision-part = What comes off, if in part
fees-decision-part-hint = Above zero and below what is in dispute
fees-decision-reasons = Reasons, for the owner
fees-decision-paper = Which paper says so
fees-decision-paper-hint = An article of the statutes, an invoice, the minutes of a meeting
fees-decision-next = What happens next
fees-decision-reads = The owner's language is { $language }: write reasons and next step in it.
fees-decision-second = Above { $amount } a second person has to agree.
fees-decision-letter = The letter
fees-decision-preview = Show the letter
fees-decision-preview-again = Show it again
fees-decision-send = Decide and send
fees-decision-propose = Propose to a second person
fees-decision-sent = Decided. The owner has the letter.
fees-decision-proposed = Proposed. It goes out when a second person agrees.
fees-decision-waits = Proposed { $when }. It goes out when a second person agrees.
fees-decision-over = This dispute is over.
fees-reasons-missing = Write the reasons for this charge
fees-paper-missing = Write which paper says so
fees-next-missing = Write what happens next
fees-relief-between = Enter an amount above zero and below what is in dispute

fees-approvals-title = Approvals
fees-approvals-none = No approvals waiting.
fees-approval-by = Proposed by { $name }, { $when }
fees-approval-own = You proposed this. Somebody else has to agree.
fees-approve = Agree and send the letter
fees-refuse = Say no
fees-refuse-reason = Why not?
fees-refuse-reason-missing = Write why not, so that the decision can be made again
fees-approval-given = { $number } is decided. The owner has the letter.
fees-approval-refused = { $number } goes back for another decision.

fees-refusal-not-owner = Only an owner, a co-owner or their agent can dispute charges of this home.
fees-refusal-awaits-approval = A decision is proposed already and waits for a second person.
fees-refusal-nothing-proposed = Nothing waits for approval here any more.
fees-refusal-own-proposal = You proposed this. Somebody else has to agree.
fees-refusal-every-line = Every charge of the dispute needs a decision.

## The letter
fees-letter-head = Your dispute { $number }, { $day }
fees-letter-upheld = You are right. We have corrected your account.
fees-letter-partly = You are right in part.
fees-letter-not_upheld = We have checked it, and the charge stands.
fees-letter-line = { $name } ({ $reference }), { $amount }
fees-letter-line-upheld = Decision: you are right. We take off { $relief }.
fees-letter-line-partly = Decision: you are right in part. We take off { $relief }.
fees-letter-line-rejected = Decision: the charge stands.
fees-letter-reasons = Why: { $reasons }
fees-letter-sum = In all we take { $sum } off your account.
fees-letter-sum-nothing = Nothing comes off your account.
fees-letter-rest = Please pay the remaining { $rest } by { $day }. There are no late charges for the time the dispute was open.
fees-letter-paper = The paper that says so: { $paper }
fees-letter-next = What happens next: { $next }
fees-letter-further = If you do not agree, answer this letter and say that you want somebody else to look at it. You may also turn to the consumer office or a court.
fees-refusal-held-elsewhere = One of these charges stands in dispute { $number } now, which is still open. Its answer covers that charge.
