# What a learner holds, and what to do next and by when.

dashboard-title = Dashboard
dashboard-needs-you = { $count ->
    [one] One certification needs you.
   *[other] { $count } certifications need you.
}
dashboard-nothing-now = Nothing needs you now.
dashboard-comes-next = Next is { $title }: { $at }, in { $left }.
dashboard-all-settled = Everything you hold stays as it is.
dashboard-undelivered = Your last three mails to { $address } were not delivered. If that is no longer your address, choose another.
dashboard-no-address = We have no address for you, so no mail can reach you. Let the provider that you sign in with pass on a verified one, then sign in again.
dashboard-undelivered-link = Go to the account

dashboard-empty-title = No certification yet
dashboard-empty = What you earn appears here, with the day it expires and the way to renew it. A certification is earned by passing its exams.
dashboard-empty-action = See which can be earned

# Groups of the dashboard, in this order.
group-act = Act now
group-next = Next
group-fine = Fine
group-over = Over

# What needs the learner now.
need-valid-through = Valid through { $at }
need-time-left = Time left: { $left }
need-attempt = attempt { $number } of as many as you need
need-questions = { $count ->
    [one] 1 question
   *[other] { $count } questions
}
need-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
need-no-limit = no time limit

# The one next step.
step-prepare = Prepare

# Filter and order.
filter-show = Show
filter-all = everything
filter-order = Order
order-date = nearest date first
order-title = by title
filter-apply = Apply
filter-nothing = Nothing of this kind.

timeline-title = Timeline
timeline-table = The same as a table
timeline-today = today
timeline-certification = Certification
timeline-since = Valid since
timeline-window = Window opens
timeline-through = Valid through
timeline-attempt = Attempt until
timeline-wait = Next attempt from
timeline-state = State
timeline-legend = Pale: valid. Full: window open. Upright line: expiry. Diamond: end of an attempt or of a wait.

# Spoken while time runs out, at a day, an hour, ten minutes and one minute.
countdown-spoken = { $subject }: { $left } left
countdown-over = now
