# Signing in.

sign-in-title = Sign in
sign-in-lede = See which of your certifications can be renewed, and until when.
sign-in-email = E-mail address
sign-in-password = Password
sign-in-button = Sign in
sign-in-wrong = E-mail address and password don’t match. Check both and try again.
sign-in-slow-down = That was wrong too often. The next try is possible { $at }.
sign-in-failed = Signing in did not work. Please try again.
sign-in-register = Create an account
sign-in-forgot = Password forgotten?
sign-in-done-password = The password is set, and all sessions have ended. Sign in with it.
sign-in-already = You are signed in as { $name }.

sample-title = Sample learners
sample-lede = Everything here is made up. The password is the same for all: { $password }
sample-name = Learner
sample-shows = Shows
sample-use = Fill in
