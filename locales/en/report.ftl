report-board-title = Board
report-company-title = Company figures
report-all-departments = All departments
report-departments = Departments
report-communities = Communities
report-spans = Time looked back
report-span-28 = 28 days
report-span-90 = 90 days
report-span-365 = One year
report-span-all = All time
report-counted = Counted at { $time }, by the clock of { $zone }
report-news = Something has changed – show
report-unrouted = No department yet
report-nobody = Nobody yet

report-open = { $count ->
   *[other] open
}
report-late = { $count ->
   *[other] late
}
report-today = { $count ->
   *[other] due today
}
report-waiting = on hold
report-reopened = { $count ->
   *[other] came back within 14 days
}
report-filed = { $count ->
    [one] came in, from { $count } address
   *[other] came in, from { $count } addresses
}
report-closed = { $count ->
   *[other] closed
}
report-median = days to close, median
report-ninetieth = days to close, for 9 in 10
report-act = { $count ->
    [0] Act now
    [one] Act now: { $count } ticket
   *[other] Act now: { $count } tickets
}
report-nothing-urgent = Nothing is late, and nothing falls due in the next two hours.
report-give = Give to a colleague
report-give-to = Who takes it?
report-give-reason = Why
report-give-now = Give it now
report-given = { $number } has changed hands.
report-on-time = Kept on time, by date promised
report-first = First answer
report-done = Done or answered
report-due = { $count } promised
report-due-late = { $count } late
report-of = { $kept } of { $n }
report-ages = Age of open work
report-load = Open tickets per person
report-load-late = { $n } ({ $late } late)
report-load-others = { $count ->
    [one] { $count } other
   *[other] { $count } others
}
report-why = On hold, and why
report-flow = In and out, last 14 days
report-came = Came in
report-went = Went out

report-figure-open = Open tickets
report-figure-late = Late tickets
report-figure-act = Late, or due within two hours
report-figure-today = Due today
report-figure-waiting = On hold
report-figure-filed = Tickets that came in
report-figure-ended = Tickets that went out
report-figure-closed = Closed tickets
report-figure-reopened = Came back within 14 days of being resolved
report-figure-first = First answers promised
report-figure-first-kept = First answers on time
report-figure-first-late = First answers late
report-figure-done = Resolutions promised
report-figure-done-kept = Resolutions on time
report-figure-done-late = Resolutions late
report-tickets = { $count ->
    [one] { $count } ticket
   *[other] { $count } tickets
}
report-promises = { $count ->
    [one] { $count } promise
   *[other] { $count } promises
}
report-none = No tickets here.
report-filed-at = Filed { $when }
report-closed-at = Ended { $when }
report-promised-by = Promised by { $when }

report-col-filed = Tickets
report-col-closed = Closed
report-col-addresses = Addresses
report-col-median = Median days
report-col-ninetieth = Days for 9 in 10
report-col-open = Open
report-col-late = Late
report-repeats = The same thing at the same place
report-no-repeats = Nothing was reported twice from the same place.
