# The account of somebody who is signed in.

account-title = Account

account-settings = About you
account-save = Save
account-name = Name
account-language = Language of the pages
account-language-hint = Used wherever you sign in, unless another one was chosen in that browser.
account-time-zone = Time zone
account-time-zone-none = not chosen
account-time-zone-hint = For mails to you. Pages show the time of your device beside UTC.
account-time-zone-now = It is { $local_instant } there.

account-logins = Logins
account-login-personal = personal
account-login-work = work or school
account-login-password = e-mail address and password
account-password-change = Change the password
account-password-old = Present password
account-password-new = New password
account-password-hint = At least 10 characters. All your other sessions end.

account-address-change = Change the address
account-address-new = New address
account-address-hint = We send a mail there. The address changes once its link is followed.

account-sessions = Sessions
account-sessions-lede = Where you are signed in.
account-session-unknown = Unknown device
account-session-begun = Begun { $at }
account-session-used = Last used { $at }, give or take 10 minutes
account-session-this = This session
account-session-end = End it
account-session-end-label = End the session { $device }
account-sessions-end-others = End all other sessions

account-data = Your data
account-download = Download everything stored about you (JSON)
account-delete-link = Delete the account

# What a form has done.
account-done-address = Your address is changed, and all other sessions have ended.
account-done-address-asked = We have sent a mail to the new address. It changes once the link in it is followed, within 10 minutes.
account-done-language = The language is kept with your account.
account-done-name = Your name is changed.
account-done-password = The password is changed, and all other sessions have ended.
account-done-session = The session has ended.
account-done-sessions = All other sessions have ended.
account-done-time-zone = The time zone is kept with your account.

# Why a form did nothing.
account-wrong-password = The password is wrong. Nothing was changed.
account-unusable-address = No mail can go to this address, or it is the present one.
account-unusable-name = A name has 1 to 100 characters, on one line.
account-unusable-password = A new password has 10 to 256 characters.
account-not-proven = That needs a fresh proof of one of your logins. Give one on the page of your profiles, then come back here within 10 minutes.
account-last-administrator = You are the last administrator. Give the role to somebody else first.
account-not-found = That is no longer there. This page shows how things stand now.
account-failed = That did not work, and nothing was changed. Please try again.

# What was done to the account.
trail-link = What was done to your account
trail-title = What was done to your account
trail-lede = Everything that concerns you, by whom and when, the newest first. Nobody can change this list.
trail-none = Nothing yet.
trail-older = Older
trail-back = Back to the account

# Leaving.
deletion-title = Delete the account
deletion-lede = This takes effect at once and can’t be undone, not even by support.
deletion-goes = What goes
deletion-goes-person = Your name, language and time zone
deletion-goes-logins = All logins with their addresses and passwords, and all sessions
deletion-goes-learning = Your learning profile and its connection
deletion-goes-attempts = Open attempts, the answers of all attempts, and mails that are due
deletion-stays = What stays, without name and address
deletion-stays-why = Certifications are a record that others rely on: whether one was valid on a certain day must be answered later too. So this is kept, and it names nobody.
deletion-stays-history = Which certifications were earned, renewed and extended, and when
deletion-stays-attempts = Attempts that have ended, with their scores
deletion-stays-exams = Exam results
deletion-stays-audit = What was done to the account and when, without details
deletion-download-first = Download everything stored about you first
deletion-password = Password
deletion-password-hint = That of the login you are signed in with. If it has none, leave this empty; a proof of one of your logins must be at most 10 minutes old.
deletion-button = Delete the account for good
deletion-stay = Keep it

deleted-title = Your account is deleted
deleted-lede = All your sessions have ended, and nobody can sign in to the account again. Thank you for having been here.
