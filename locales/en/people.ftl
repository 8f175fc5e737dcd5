people-in-title = Sign in
people-in-email = Your e-mail address
people-in-hint = The one we have on file for your home. We send you a code; there is no password.
people-in-send = Send code
people-in-staff = Do you work here? Sign in as staff
people-code-title = Enter the code
people-code-sent = If { $email } is on our file, a code of six figures is on its way there. It is good for 10 minutes.
people-code-label = Code
people-code-hint = Six figures; spaces do not matter
people-code-send = Sign in
people-code-none = No mail after a minute? Look in the folder for unwanted mail, or
people-code-again = send another code
people-code-back = Another address
people-code-wrong = That is not the code we sent. Check the figures, and that it is the newest mail
people-code-spent = That code can no longer be used. Send another code
people-code-expired = That code has expired. We have sent you a new one
people-code-mail-subject = Your code: { $code }
people-code-mail =
    Your code for signing in is { $code }

    It is good for 10 minutes, in the browser you asked from, at { $address }.

    You did not ask for it? Then do nothing: without the code nobody gets in. We never ask for it on the phone.
people-too-many = { $count ->
    [one] That was tried too often. Wait a minute and try again
   *[other] That was tried too often. Wait { $count } minutes and try again
}
people-staff-title = Staff: sign in
people-staff-login = Login
people-staff-password = Password
people-staff-send = Sign in
people-staff-wrong = Login and password do not go together. Check both
people-staff-forgotten = Password or phone lost? Ask an administrator for a new set-up link.
people-staff-owner = Do you live here? Sign in with your e-mail address
people-totp-title = Enter the code from your app
people-totp-label = Code from the app
people-totp-hint = Six figures, new every 30 seconds
people-totp-back = Start again
people-totp-wrong = That code is not right, or was used before. Wait for the next one in the app
people-login-form = Use letters, figures, dots or dashes, 60 at most
people-login-taken = Somebody else has this login. Choose another
people-password-short = Write at least { $count } characters
people-password-long = Write { $count } characters or fewer
people-password-common = This one is guessed quickly. Put several unconnected words together
people-password-differs = This is not the same password. Write it again
people-setup-title = Choose your password
people-setup-lead = This is for your login { $login }.
people-setup-rule = At least { $count } characters. Several unconnected words are easy to remember and hard to guess.
people-setup-password = New password
people-setup-again = The same again
people-setup-next = Go on
people-setup-code-title = Link your app
people-setup-app = Open an authenticator app on your phone, add an account and scan this picture. From then on the app shows the code that you need beside your password.
people-setup-picture = QR code for the app
people-setup-here = This phone has the app: open it there
people-setup-typed = Or type this into the app:
people-setup-finish = Finish
people-setup-back = Another password
people-setup-done = Your account is ready.
people-devices-title = Where you are signed in
people-devices-lead = If you do not know one of these, sign it out.
people-devices-unknown = Unknown browser
people-devices-since = Since { $from }, last used { $seen }
people-devices-work = as staff
people-devices-this = This is the one in front of you.
people-devices-out = Sign out there
people-devices-others = Sign out everywhere else
people-devices-done = Signed out there.
people-demo-title = Try it as somebody
people-demo-lead = One click signs you in. This page exists in the demo only.
people-demo-staff = People who work here
people-demo-owners = People who live here
people-role-desk = Front desk
people-role-manager = Manager
people-role-finance = Finance
people-role-admin = Administrator
people-role-committee = Owners’ committee
people-role-department = Department
people-role-head = Head of { $department }
people-again-title = Is this still what you want to send?
people-again-lead = You were signed out before this reached us, so nothing has been done. We kept what you wrote.
people-again-send = Send it now
