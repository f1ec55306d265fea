# Spans of time. The arguments are numbers, some with a leading zero.

time-left-days = { $days } d { $hours } h
time-left-hours = { $hours } h { $minutes } min
time-left-minutes = { $minutes } min { $seconds } s

in-days = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}
in-hours = { $hours ->
    [one] in { $hours } hour
   *[other] in { $hours } hours
}
in-minutes = { $minutes ->
    [one] in { $minutes } minute
   *[other] in { $minutes } minutes
}
in-no-time = now
