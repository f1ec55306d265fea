# What mails say.
# $certification: "Azure Administrator Associate". $moment: an instant in the reader's time zone and in
# UTC, see mail-moment. $date: "10 Dec 2026". $left: "30 days".

# $local: "11 Dec 2026, 08:00"; $instant: "11 Dec 2026, 00:00 UTC"
mail-labelled = { $label }: { $value }
mail-moment = { $local } your time ({ $instant })
mail-valid-through = { $date }, 23:59 UTC
mail-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
mail-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
mail-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}

mail-hello = Hello { $name },
mail-hello-stranger = Hello,

# Facts beside the text: what they are called.
mail-fact-expires = Expires
mail-fact-expired = Expired
mail-fact-after-pass = After a pass valid through
mail-fact-valid-through = Valid through
mail-fact-before = Before
mail-fact-valid-until = Valid until
mail-fact-when = When
mail-fact-opens = Can be renewed again from
mail-fact-score = Score
mail-fact-needed = Needed
mail-fact-next-start = Next attempt from
mail-fact-address-after = Address now
mail-fact-login-before = Before
mail-fact-login-after = Now

# N1: the window has opened.
mail-opened-subject = You can renew { $certification } now
mail-opened = Your { $certification } can be renewed now. You have { $left } until it expires.
mail-opened-how = The renewal assessment is free and open book, needs no appointment, and can be repeated. Passing early costs you nothing: the new date counts from the present one.

# N1: the expiry comes near.
mail-reminder-subject = { $left } left to renew { $certification }
mail-reminder = Your { $certification } expires in { $left }, and can be renewed until then.
mail-reminder-how = The renewal assessment is free and open book, and needs no appointment. After the expiry there is no late renewal: then only exams bring it back.

# What comes before the start of an attempt (P1, A2, A4).
mail-connect-first = One thing comes first: connect your certification profile to your learning profile.
mail-wait-first = After your last attempt there is a wait. The next one can start { $in_time }.
mail-go-on = An attempt of yours is open, with your answers saved. You can go on where you stopped.
mail-button-renew = Renew { $certification }
mail-button-connect = Connect your profiles
mail-button-wait = See { $certification }
mail-button-go-on = Go on with your attempt

# N2: renewed.
mail-receipt-subject = { $certification } is renewed, valid through { $date }
mail-receipt-heading = You passed, and it is renewed
mail-receipt = { $certification } is renewed for another year. This mail is your receipt.
mail-receipt-button = See { $certification }

# N2: not passed.
mail-failure-subject = { $certification }: not passed this time
mail-failure-heading = Not passed this time
mail-failure = You reached { $percent } in the renewal assessment for { $certification }, where { $mark }% are needed. Your certification is as valid as before.
mail-failure-score = { $points } of { $maximum } ({ $percent })
mail-failure-now = You can try again at once. Your result says how you did in each skill, and which modules help.
mail-failure-at = You can try again { $in_time }. Until then, your result says how you did in each skill, and which modules help.
mail-failure-never = There is no attempt left before it expires: the wait of 24 hours ends too late for that. After the expiry it can be earned again by exam, and its page says with which.
mail-failure-go-on = Your next attempt is open already, with your answers saved.
mail-failure-unclear = Whether you can try again depends on more than time at the moment. Its page says what is missing.
mail-failure-button = See your result

# N2: expired.
mail-expired-subject = { $certification } has expired
mail-expired = Your { $certification } was valid through { $date }. It can’t be renewed any more.
mail-expired-exams = It can be earned again: pass { $exams }. Exams count that are passed after the expiry.
mail-expired-never = It can’t be earned again, as its certification is no longer offered. What it was stays in your record.
mail-expired-button = See { $certification }
# X3: one of several exams will do; all of several groups are needed.
mail-exams-one-of = one of { $exams }
mail-exams-and = { $before } and { $after }

# N2: about the account.
mail-connected-subject = Your profiles are connected
mail-connected = Your certification profile and your learning profile are connected now. With that you can renew your certifications.
mail-merged-subject = Two certification profiles are one now
mail-merged = Two certification profiles were merged into one, which holds all that was in either. Old profile numbers and links keep working. A merge can’t be undone.
mail-login-replaced-subject = Your personal login was replaced
mail-login-replaced = The personal login of your account is another one now.
mail-password-subject = Your password was changed
mail-password = The password of your account was changed.
mail-address-subject = The address of your account was changed
mail-address = You sign in with another address from now on, and mails about your account go there.
mail-not-you = Was it you? Then all is well. If not, choose another password at once, which ends all sessions, then ask support.
mail-not-you-address = Was it you? Then all is well. If not, somebody else has your account: ask support right away.
mail-account-button = See the history of your account

# Who reads the mail of an address may …
mail-confirm-subject = Confirm your address
mail-confirm = Somebody, most likely you, wants an account with this address. If it is you, the next page asks for a name and a password, and the account is yours.
mail-confirm-button = Create your account
mail-already-subject = You have an account already
mail-already = Somebody, most likely you, wanted a new account with this address. There is one with it already, so nothing was changed. Sign in with it; if you have forgotten the password, you can choose another one there.
mail-already-button = Sign in
mail-reset-subject = Choose another password
mail-reset = Somebody, most likely you, wants to choose another password for the account with this address.
mail-reset-button = Choose another password
mail-change-subject = Confirm your new address
mail-change = Somebody, most likely you, wants this to be the address of their account. Confirm it, and from then on you sign in with it and mails go here.
mail-change-button = Confirm this address
mail-link-valid = The link is good once, and for 10 minutes from when this mail was sent.
mail-not-asked = Was it not you? Then do nothing, and nothing changes.

# At the end: why this was sent.
mail-why-reminder = You get this because you hold { $certification } and have not muted its reminders.
mail-why-result = You get this because of what has happened to a certification that you hold. Such mails can’t be muted.
mail-why-account = You get this because something about your account has changed. Such mails can’t be muted.
mail-why-request = You get this because somebody entered this address at Perennial.
mail-mute = Stop reminders
# $zone: "Asia/Shanghai"
mail-zone = Your time is that of { $zone }.
