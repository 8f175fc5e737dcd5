# What a field says when it cannot be read: what to do, nothing else.
form-empty = Fill this in
form-stale = Somebody changed this ticket while you were writing, and nothing was sent. What you wrote is below: look at the ticket in another tab, then send it or change it
form-too-short = Write at least { $least } characters
form-too-long = Write { $limit } characters or fewer. You have written { $used }
form-email = Write an e-mail address in full, like name@example.com
form-phone = Write a telephone number, like +34 915 554 471
form-share = Write a share in per cent, like 33.33
