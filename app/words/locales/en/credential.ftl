# One certification that a learner holds.

# Why it can or can't be renewed now, where time itself decides. $left is counted on the page.
reason-renewable = Open until { $at }, { $left } left.
reason-not-open = Opens { $at }, in { $left }.
reason-too-new = Its certification is still new. It can be renewed after { $at }, in { $left }.
reason-cooling-down = The next attempt can start { $at }, in { $left }.
reason-goes-on = The attempt that you have started goes on all the same.
reason-attempt-until = The attempt can be finished until { $at }, { $left } left.
reason-last-failure = Last attempt: { $percent }, where { $mark }% are needed.
reason-last-result = See the result

# The state in a sentence.
credential-earn-again = It is earned again by passing { $exams }.
credential-earn-again-then = Should it expire, it is earned again by passing { $exams }.
credential-successor = { $title } is renewed instead.
credential-exams-link = The exams and what they ask for

connection-no-certification-profile = You have no certification profile yet. It is where your certifications are kept.
connection-unconnected = Both profiles are there, but not connected yet.
connection-needs-personal-login = Your learning profile has no personal login. Both profiles need the same one.
connection-misaligned = Your two profiles use different personal logins. Both need the same one.
connection-needs-merge = You have several certification profiles. They are merged before connecting.

# The dates in a line.
dates-title = Dates
dates-earned = Earned
dates-since = Valid since
dates-window = Window opens
dates-today = Today
dates-through = Valid through
dates-expired = Was valid through
dates-after-pass = After a pass

# The agreement before the first question.
start-title = Renew it now
start-agreement = The assessment is free and needs no appointment. It is open book: read whatever helps you. The answers are your own work, and you keep the questions to yourself.
start-attempts = You may try as often as you need until it expires. From the third attempt on, 24 hours lie between two.
start-limit = { $minutes ->
    [one] Once started, you have 1 minute, whether the page is open or not.
   *[other] Once started, you have { $minutes } minutes, whether the page is open or not.
}
start-no-limit = There is no time limit; leave and come back as you like until it expires.
start-language = Language of the questions
start-agree = I accept this agreement.
start-button = Start the assessment
start-continue = Continue the attempt
start-agreement-missing = The agreement was not accepted. It is needed before the first question.
start-failed = The assessment was not started. This page shows how things stand now.

attempts-title = Attempts
attempts-none = None yet.
attempts-score = { $points } of { $maximum }
attempt-passed = Passed
attempt-failed = Not passed
attempt-closed = Closed by the expiry, not counted
attempt-closed-by-merge = Closed by the merge of your profiles, not counted
attempt-details = Details

prepare-weak-first = Ordered by your last attempt, the weakest first.

history-title = History
history-earned = Earned
history-renewed = Renewed
history-extended = Extended
history-earned-again = Earned again
history-through = valid through { $day }
history-forever = never expires

effectless-title = Exams without effect
effectless-lede = No exam renews a certification that is still valid; only the renewal assessment does. The results are recorded.
effectless-exam = { $exam }, passed { $at }

credential-to-certification = About the certification
