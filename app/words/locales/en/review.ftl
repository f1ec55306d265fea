# The page before submitting.

review-title = Review and submit
review-document-title = Review and submit · { $certification }
review-all-answered = All questions are answered. Submit when you are ready.
review-some-open = { $open ->
    [one] One question is still open.
   *[other] { $open } questions are still open.
}
review-some-marked = { $marked ->
    [one] One question is marked for review.
   *[other] { $marked } questions are marked for review.
}
review-question = Question { $number }

review-final = Once submitted, no answer can be changed.
review-confirm = { $open ->
    [one] One question has no answer and earns no point. Submit anyway?
   *[other] { $open } questions have no answer and earn no points. Submit anyway?
}
review-submit = Submit
review-submit-anyway = Submit as it is
review-first-open = Go to the first open question
review-back = Back to the questions
review-submitting = Submitting…

# A6
review-last-chance = This is the last attempt before the certification expires.
review-last-chance-why = If it is not passed, the wait for the next would end after the certification has expired.

review-waiting = { $answers ->
    [one] One answer is not saved yet, so nothing was submitted.
   *[other] { $answers } answers are not saved yet, so nothing was submitted.
}
review-waiting-then = They are kept in this browser and sent as soon as there is a connection. Then submit again.
review-not-reached = The server could not be reached, so nothing was submitted. Your answers are saved. Try again in a moment.
