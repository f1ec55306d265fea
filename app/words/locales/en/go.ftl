# Where links of mails lead, and accounts by mail.

# A link that leads to something about a certification.
go-renewed = It has been renewed and is valid through { $date }.
go-see = See the certification
go-result = See the result
go-sign-in = Sign in and go on
go-mute = No more reminders

# A link of somebody else, and one that leads nowhere.
go-other-title = This belongs to another account
go-other = You are signed in with an account that this link is not for.
go-nowhere-title = This link leads nowhere
go-nowhere = It is not complete, or what it was about is gone. The dashboard says everything that our mails say.

# A link that leads to something about an account. The titles are those of the audit log.
go-account = Sign in to see what was done to your account, and when.
go-account-yours = The history of your account says what was done, and when.
go-account-not-you = If it was not you, choose another password: that ends all sessions.
go-registered-title = You have an account
go-registered = There is an account with this address already. Sign in, or choose another password if yours is forgotten.

# What waits for whoever reads the mail. $address: "l•••@e•••.com"
go-register-title = Create your account
go-register = For { $address }
go-register-name = Name
go-register-password = Password
go-register-password-hint = At least 10 characters.
go-register-button = Create the account
go-reset-title = Choose another password
go-reset = For { $address }. All your sessions end.
go-reset-button = Set the password
go-change-title = Change your address
go-change = From now on you sign in with { $address }, and our mails go there. Your other sessions end.
go-change-button = Change the address
go-over-title = This link is no longer good
go-over = It has been used, or it is more than 10 minutes old.
go-over-again = Ask for another one
go-taken = This address has an account meanwhile. Sign in, or choose another password.

# Asking for a mail.
register-title = Create an account
register-lede = We send a mail to your address. Its link leads on, for 10 minutes.
register-button = Send the mail
register-sent = We have sent a mail to { $address }. Follow its link within 10 minutes.
register-sign-in = Sign in with an account you have
forgot-title = Choose another password
forgot-lede = We send a mail to the address of your account. Its link leads on, for 10 minutes.
forgot-sent = If there is an account with the address { $address }, we have sent a mail to it. Follow its link within 10 minutes.
ask-nothing-came = Nothing there? Look among unwanted mail, check the address, and send it again.
ask-slow-down = Many mails were asked for. The next one is possible { $at }.
ask-unusable = No mail can go to this address. Check it and try again.
ask-failed = That did not work. Please try again.

# No more reminders.
mute-title = Reminders
mute-lede = These mails remind you of { $certification } before it expires.
mute-legend = Which reminders do you want?
mute-certification = None about { $certification }
mute-all = None at all
mute-keep = All, as before
mute-button = Save
mute-none-chosen-title = Nothing was chosen
mute-none-chosen = Nothing has changed. Choose one of the three, then save.
mute-back = Choose
mute-muted = There are no reminders of { $certification } any more. Receipts and security notices still come.
mute-muted-all = There are no reminders any more. Receipts and security notices still come.
mute-kept = Nothing has changed.
mute-undo = Change it back in your account
