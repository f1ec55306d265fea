# What an attempt came to.

result-document-title = Result · { $certification }
result-passed = Passed. { $certification } is renewed.
result-failed = Not passed this time
result-closed = Closed by the expiry
result-closed-extended = Closed at the former expiry
result-closed-by-merge = Closed by the merge
result-timed-out = The time ran out. The answers saved until then were graded.

result-new-date = Valid through
result-instead-of = Valid through { $new } instead of { $old }.
result-receipt = A receipt goes to you by mail.
result-to-credential = To your credential
result-to-certification = About the certification
result-to-dashboard = To the dashboard

result-score-label = Score
result-score = { $points } of { $maximum }
result-needed = needed: { $needed } ({ $mark }%)
result-skills = Score per skill
result-ended = Ended { $instant } · version { $version }

result-weak = What to study
result-weak-why = Modules for the skills below { $mark }%, the weakest first.
result-minutes = { $minutes ->
    [one] 1 min
   *[other] { $minutes } min
}

result-again = The next attempt
result-again-now = It may start at once.
result-again-at = It may start at { $instant }.
result-again-left = Left: { $left }
result-try-again = Try again
result-valid-until = The certification stays valid until { $instant }.
result-earlier = This was an earlier attempt. The page of your credential says how things stand now.

# A6, E4
result-none-left = No attempt is left before this certification expires.
result-none-left-why = It expires { $instant }, before another attempt could start.
result-earn-again = Then it can be earned again with { $exams }.
result-earn-again-now = It can be earned again with { $exams }.
result-for-good = Its certification is no longer offered, so it can’t be earned again.
result-for-good-then = By then its certification is no longer offered, so it can’t be earned again.
result-earn-again-unknown = Its page says how it can be earned again.

# A8
result-closed-why = The certification expired { $instant } while this attempt was open. The attempt is neither counted nor graded.
result-closed-extended-why = This attempt was to end with the certification, { $instant }. The certification was extended meanwhile, the attempt was not. It is neither counted nor graded.
result-closed-by-merge-why = Your certification profiles were merged while this attempt was open. It is neither counted nor graded.
