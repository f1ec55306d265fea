# The questions of an attempt: one on a screen, and nothing else on the page.

attempt-heading = { $certification } · renewal
attempt-document-title = Question { $number } of { $total } · { $certification }
attempt-position = Question { $number } of { $total } · { $skill }

attempt-choose-one = Choose one answer.
attempt-choose-several = Choose all that are right.
attempt-true-or-false = True or false?
attempt-clear = Clear my answer
attempt-mark = Review later

attempt-next = Next
attempt-back = Back
attempt-to-review = Review and submit

# The questions at a glance; the words after a number are for those who hear the page.
attempt-questions = Questions
attempt-item-answered = answered
attempt-item-open = open
attempt-item-marked = marked
attempt-legend = ■ answered · ⚑ marked · □ open

attempt-language = Language of the questions
attempt-language-switch = Change
attempt-not-done = That could not be done now. Try again in a moment.

# Whether the answers are safe. Always true.
attempt-saves-on-moving = saved when you move on
attempt-saves-at-once = saves as you answer
attempt-saving = saving…
attempt-saved = saved { $time }
attempt-not-saved = { $answers ->
    [one] not saved yet: no connection, will try again (1 answer waits)
   *[other] not saved yet: no connection, will try again ({ $answers } answers wait)
}
attempt-signed-out = You are signed out. Your answers are kept in this browser and saved once you are back.
attempt-sign-in = Sign in again
attempt-answer-refused = This answer could not be saved.
attempt-reload = Load the page again
attempt-overtaken = This question was answered on another device meanwhile. You see that newer answer.
attempt-other-overtaken = Question { $number } was answered on another device meanwhile. That newer answer stays.
attempt-kept = Your answer could not be saved before. It is chosen again below and saved when you go on.

# The time that is left, and what is said aloud at half of it, 10, 5 and 1 minutes.
attempt-time-left = Time left:
attempt-until = until { $time } UTC
attempt-minutes-left = { $minutes ->
    [one] 1 minute left.
   *[other] { $minutes } minutes left.
}
attempt-time-up = The time is up.
attempt-time-up-graded = What was saved by { $instant } is graded now.
attempt-expired = The certification has expired.
attempt-expired-closed = It expired on { $instant }. This attempt is closed; it is neither counted nor graded.
attempt-to-result = See the result

# What the keys do.
attempt-keys = Keys
attempt-keys-choose = choose an answer
attempt-keys-clear = clear the answer
attempt-keys-move = question before, question after
attempt-keys-mark = mark for review
attempt-keys-help = show the keys
attempt-keys-on = Use these keys
