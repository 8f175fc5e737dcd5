frame-skip = Skip to the content
frame-nav = Places
frame-language = Language
frame-help = Help
frame-emergency = Emergency, day and night
frame-signed-in = Signed in as { $name }
frame-sign-out = Sign out
frame-search = Search
frame-search-hint = Number, phone, unit or name
frame-keys = Keyboard
frame-undo = Undo
frame-undo-hint = Press z to undo.
frame-stale = Live updates paused since { "{time}" }. What you see may be old.
frame-reload = Reload
frame-print = Print
frame-demo = This is a demo. Nothing you do here reaches anyone.
frame-error-title = Error: { $title }
frame-optional = optional
frame-error-summary = There is a problem
frame-error-word = Error:
frame-show-new = { $count ->
    [one] { $count } new – show
   *[other] { $count } new – show
}
frame-earlier = Earlier
frame-newer = Newer
frame-next = Next
frame-pages = Pages
frame-change = Change
frame-as-table = Show as a table
frame-only-staff = Only staff see this
frame-characters = Up to { $count } characters
frame-characters-left = { $count ->
    [one] { $count } character left
   *[other] { $count } characters left
}
frame-characters-over = { $count ->
    [one] { $count } character too many
   *[other] { $count } characters too many
}
frame-day = Day
frame-month = Month
frame-year = Year
frame-photo-add = Add a photo
frame-photo-take = Take a photo
frame-photo-limits = Up to { $count } photos, 12 MB each
frame-photo-preparing = Preparing the photo
frame-photo-remove = Remove
frame-files-kept = { $count ->
    [one] We kept { $count } file you added
   *[other] We kept { $count } files you added
}
frame-files-kept-hint = Take the tick away from what you do not want to send.
frame-draft-found = We kept what you wrote on this device.
frame-draft-restore = Put it back
frame-draft-drop = Throw it away
frame-draft-saved = Draft saved
frame-target = Target
frame-median = Middle of the last 4 weeks
frame-age-days = { $from }–{ $to } days
frame-age-over = Over { $from } days
frame-within = Within the promise
frame-past = Past the promise
frame-count = Count
frame-band = Age
frame-name = Name
frame-value = Value

nav-home = Home
nav-report = Report
nav-fees = Fees
nav-notices = Notices
nav-me = My details
nav-desk = Desk
nav-new = New ticket
nav-department = Department
nav-board = Board
nav-jobs = Jobs
nav-search = Search
nav-manage = Manage
nav-admin = Settings
frame-demo-name = Demo
frame-demo-people = Be somebody else
frame-demo-mail = Mailbox
frame-papers-limits = Up to { $count } photos or PDFs, 12 MB each
frame-unit-of = Unit: { $what }
frame-unread = { $count ->
    [one] { $count } new notice
   *[other] { $count } new notices
}
# A time by the clock of another place than the page's.
frame-moment-there = { $when } ({ $zone })
