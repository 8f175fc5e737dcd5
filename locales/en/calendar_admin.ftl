## The editor of the working calendars.
calendar-admin-title = Working calendars
calendar-admin-of = Calendar: { $name }
calendar-admin-new = New calendar
calendar-admin-lead = When we work: what promises in working hours and working days are counted by.
calendar-admin-add = Add a calendar
calendar-admin-next-closed = Next closed:
calendar-admin-used-by = Used by:
calendar-admin-nobody = No community uses it
calendar-admin-who = Which community goes by which
calendar-admin-who-hint = New tickets go by it. Promises that are running keep the calendar they count by.
calendar-admin-use = Use this one
calendar-admin-use-name = Use this one: { $name }
calendar-admin-chosen = The community's new tickets go by this calendar.
calendar-admin-saved = The calendar is saved. Running promises follow it within a minute.
calendar-admin-save = Save
calendar-admin-look = Look first
calendar-admin-export = Download as a file
calendar-admin-name = Name
calendar-admin-zone = Time zone
calendar-admin-week = Week
calendar-admin-week-hint = From and until, several with a comma: 09:00-14:00, 16:00-19:00. A day ends at 24:00 at the latest; left empty, it is closed.
calendar-admin-dates = Dates that differ
calendar-admin-dates-hint = Holidays, and days with other hours. Without hours the day is closed.
calendar-admin-date = Date
calendar-admin-label = What it is called
calendar-admin-date-hours = Hours; closed when empty
calendar-admin-drop-date = Remove { $day }
calendar-admin-row = Row { $count }
calendar-admin-past = { $count ->
    [one] { $count } date that is over
   *[other] { $count } dates that are over
}
calendar-admin-add-date = Add a date
calendar-admin-closed = Closed
calendar-admin-hours = { $hours } h
calendar-admin-preview = The coming weeks
calendar-admin-users = Communities that go by it
calendar-admin-files = From a file
calendar-admin-files-hint = What is read stands in the form first; nothing is saved by it.
calendar-admin-ics = Holidays (.ics)
calendar-admin-read-ics = Read holidays
calendar-admin-toml = Calendar file (.toml)
calendar-admin-read-toml = Read calendar
calendar-admin-file-read = The file is in the form. Look at it, then save.
calendar-admin-holidays-read = { $count ->
    [0] The file has no day that was not closed already.
    [one] { $count } closed day was added to the form. Look at it, then save.
   *[other] { $count } closed days were added to the form. Look at them, then save.
}
calendar-admin-left-out = Left out:
calendar-admin-moving = { $moved ->
    [0] None of the { $running } running promises looked at gets another time.
    [one] { $moved } of the { $running } running promises looked at gets another time. The owner is told.
   *[other] { $moved } of the { $running } running promises looked at get another time. Their owners are told.
}
calendar-admin-confirm = { $count ->
    [one] Save and move { $count } promise
   *[other] Save and move { $count } promises
}
calendar-admin-name-wrong = Enter a name of at most 80 letters
calendar-admin-date-twice = This date stands here twice. Remove one
calendar-admin-file-missing = Choose a file
calendar-admin-file-unreadable = This file is not a text
