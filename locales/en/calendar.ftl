## Working calendars: what is wrong with one. { $place } is empty or names the day in the file, as in "mon: ".
calendar-not-a-window = { $place }“{ $text }” is not a time window. Write it such as 09:00-14:00, at the latest to 24:00
calendar-window-empty = { $place }The window { $text } is empty
calendar-window-backwards = { $place }The window { $text } ends before it begins. Write a night as two windows: one to 24:00, one from 00:00 of the next day
calendar-windows-overlap = { $place }The windows { $first } and { $second } overlap
calendar-no-working-time = Nobody works from { $from } to { $until }. Open at least one window
calendar-unknown-zone = “{ $text }” is not a time zone. Write it such as Europe/Madrid
calendar-not-a-weekday = “{ $text }” is not a day of the week. Write mon, tue, wed, thu, fri, sat or sun
calendar-not-a-date = “{ $text }” is not a date. Write it such as 2026-12-24
calendar-not-a-list = { $place }Write the windows as a list, such as ["09:00-14:00"]
calendar-file-unreadable = The calendar file cannot be read: { $text }

## Holidays from an iCalendar file
calendar-not-icalendar = This is not an iCalendar file. Choose a file ending in .ics
calendar-no-holidays = The file has no whole-day events from { $from } to { $until }
calendar-left-out-part-day = Not a whole day
calendar-left-out-no-date = Has no date
calendar-left-out-too-long = Longer than { $days } days
calendar-left-out-repetition = How it repeats cannot be read

## Lengths of promises
calendar-not-a-target = “{ $text }” is not a length of time. Write a number and min, h, d, wmin, wh or wd, such as 4 wh
calendar-target-too-long = “{ $text }” is too long
calendar-target-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
calendar-target-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
calendar-target-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
calendar-target-working-minutes = { $count ->
    [one] { $count } working minute
   *[other] { $count } working minutes
}
calendar-target-working-hours = { $count ->
    [one] { $count } working hour
   *[other] { $count } working hours
}
calendar-target-working-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}

## Why there is no due time
calendar-runs-out = The calendar has no working time left for this promise
calendar-too-far = The promise lies more than 100 years ahead
calendar-pause-backwards = The pause ends before it begins

## Why a date did not count
calendar-why-closed = Closed
calendar-why-holiday = Holiday
calendar-why-paused = Paused
calendar-why-clock_change = The clocks changed
