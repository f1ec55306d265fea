# The certification profile, the learning profile, and what is between them.

profiles-title = Profiles
profiles-link = Profiles and their connection
profiles-lede = Your certification profile keeps what you have earned, your learning profile what you do. Renewing needs both, connected over the same personal login.
profiles-connected = Both profiles are connected.

profiles-next = Next step
profiles-connect-why = Both profiles use { $login }. Connected, they let you renew.
profiles-connect = Connect the profiles
profiles-needs-personal-why = The learning profile gets the login of the certification profile, { $login }, as its personal one. Sign in with it below to prove that it is yours.
profiles-misaligned-why = The certification profile uses { $certification }, the learning profile { $learning }. Sign in with both below to prove that they are yours; then the first takes the place of the second.
profiles-none-why = A certification profile needs a personal login. Sign in below with one that is yours: then it belongs to this account, and the profile is there.
profiles-none-other = Do you hold certifications in another account? Sign in below with its personal login, and the two can be merged.
profiles-merge-why = They become one. What each of them holds stays.
profiles-merge-see = See what a merge does
profiles-other-ways = Other ways

# What support stands for.
attested-title = Confirmed by support
attested-merge-why = Support has confirmed that certification profile { $number } is yours too. You can merge it without a further proof.

# What was proven, and what can be done with it.
proved-title = Proven just now
proved-valid = A proof is good for 10 minutes, and only in this session.
proved-replace = Make { $login } the personal login
proved-replace-why = It takes the place of the present one, which no longer signs in here. All other sessions end.
proved-first-why = It becomes the personal login of your learning profile. All other sessions end.
proved-start = Begin a new learning profile with { $login }
proved-start-why = The old learning profile stays with its other logins, as an account of its own. Certifications and attempts stay with you. All other sessions end.
proved-add = Add { $login } as a work login
proved-add-why = From then on it signs in to this account.
proved-merge-why = { $login } belongs to another account. What that account holds can be merged into this one.
proved-nothing = { $login } belongs to another account that holds something. Sign in there with its personal login to merge it, or remove this login there first.
proved-own-missing = A fresh proof of one of your own logins is missing. Sign in below with a login of your learning profile once more.

prove-title = Prove a login
prove-lede = Sign in once more, inside this session: with a login of this account, or with one that is to be added to it. Nothing changes yet.
prove-button = Prove this login

# The two profiles.
profile-certification = Certification profile
profile-learning = Learning profile
profile-number = Number
profile-former = Earlier numbers
profile-login = Personal login
profile-holds = { $count ->
    [one] 1 certification
   *[other] { $count } certifications
}
profile-none = None yet
profile-no-personal = No personal login

logins-title = Logins
login-personal = Personal
login-work = Work or school
login-built-in = E-mail and password
login-of-certification = certification profile
login-of-learning = learning profile
login-only-signs-in = only signs in
login-of-session = This session
login-proved = Proven
login-remove = Remove
login-remove-named = Remove { $login }
keep-only-one = It is the only one of the learning profile, so it stays.
keep-personal = A profile’s personal login is replaced, not removed.
keep-of-session = This session was begun with it. Prove another login first.
logins-add = A work or school login is added by proving it.

# What did not work.
refused-not-now = That is not possible as things stand now. This page shows how they stand.
refused-not-proven = A fresh proof is missing. Sign in below with the logins that are named, then try again.
refused-elsewhere = The login belongs to an account that holds something. The two accounts can only be merged as a whole.
refused-last-administrator = The other account is that of the last administrator. Give the role to somebody else first.
refused-failed = That did not work. Please try again.

# What has been done.
done-connected = The profiles are connected.
done-replaced = The personal login is in its place. Other sessions have ended.
done-started = The new learning profile is there. Other sessions have ended.
done-added = The login has been added.
done-removed = The login has been removed.
done-merged = The profiles are one. Old numbers and links keep working.
done-proved = The login is proven.
done-asked = Support has your request.

# Asking support.
support-title = Ask support
support-lede = Can’t you sign in with one of the logins any more? Support can change the login of your certification profile, or confirm that two profiles are yours.
support-message = What happened?
support-message-hint = At most 1000 characters. No passwords.
support-button = Send
support-reference = Your request is { $reference }, sent { $at }. The answer will stand in your account’s history.
support-change = Change what you wrote

# The preview of a merge.
merge-title = Merge two profiles
merge-lede = This is what a merge does. It can’t be undone.
merge-into = Stays
merge-from = Goes into it
merge-as-it-is = The profile comes to this account as it is.
merge-moves = Moves
merge-moves-none = Nothing moves by itself.
merge-moved-through = valid through { $day }
merge-moved-forever = never expires
merge-closes = An open attempt is closed, uncounted.
merge-both = In both
merge-both-lede = The later date stays, with the history of both.
merge-here = Here
merge-there = There
merge-stays = Stays
merge-afterwards = Afterwards
merge-counted = { $count ->
    [0] No attempt counts.
    [one] 1 attempt counts.
   *[other] { $count } attempts count.
}
merge-wait = The next can start { $at }.
merge-closes-attempts = { $count ->
    [one] 1 open attempt is closed, uncounted.
   *[other] { $count } open attempts are closed, uncounted.
}
merge-results = { $count ->
    [one] 1 exam result moves.
   *[other] { $count } exam results move.
}
merge-results-same = { $count ->
    [one] 1 of them is in both and counts once.
   *[other] { $count } of them are in both and count once.
}
merge-account = The other profile belongs to another account. Its logins come here too; its sessions end.
merge-proof = Both logins
merge-proof-lede = A merge needs a fresh proof of both personal logins.
merge-proved = proven
merge-not-proved = not proven yet
merge-attested = Support stands for it, so no proof is needed.
merge-understood = I have read what is merged, and that it can’t be undone.
merge-button = Merge the profiles
merge-not-understood = Tick the box to confirm first.
merge-back = Back without merging
