# What the rules answer to "can this be renewed now?", see "Which answer comes first" in the rules.
# Per answer: a word for the badge, one sentence why, and the next step as a button or link says it.
# $instant: "10 Nov 2025, 00:00 UTC"; $in_time: "in 12 days"; $date: "10 Nov 2025".

decision-never-expires-state = Never expires
decision-never-expires-reason = It never expires, so there is nothing to renew.
decision-never-expires-next = See what it covers

decision-superseded-state = Replaced
decision-superseded-reason = A newer certification has taken its place. Only the newer one is renewed.
decision-superseded-next = Go to the newer one

decision-expired-state = Expired
decision-expired-reason = Expired on { $instant }. It can’t be renewed any more, but it can be earned again.
decision-expired-for-good-reason = Expired on { $instant }. It can’t be renewed any more, nor earned again: its certification is no longer offered.
decision-expired-next = Earn it again
# $exams: "AZ-104, AZ-305"
decision-expired-next-exams = Earn it again with { $exams }

decision-retired-state = Retired
decision-retired-reason = Its certification was retired on { $instant }. Yours stays valid through { $at } and can’t be renewed.
decision-retired-next = See other certifications

decision-no-assessment-state = No assessment
decision-no-assessment-reason = There is no renewal assessment for it at present. It is valid through { $instant }.
decision-no-assessment-next = See the certification

decision-too-new-state = Too new
decision-too-new-reason = Its certification is still new. It can be renewed after { $instant }, { $in_time }.
decision-too-new-next = Prepare

decision-not-open-state = Not open yet
decision-not-open-reason = Opens on { $instant }, { $in_time }.
decision-not-open-next = Prepare

decision-not-connected-state = Not connected
decision-not-connected-reason = Your certification profile is not connected to your learning profile. Connect them before { $instant }, then renew.
decision-not-connected-next = Connect your profiles

decision-attempt-open-state = In progress
decision-attempt-open-reason = You have started an attempt. Your answers so far are saved.
decision-attempt-open-next = Continue

decision-cooling-down-state = Waiting
decision-cooling-down-reason = The next attempt can start on { $instant }, { $in_time }.
decision-cooling-down-next = Study weak skills

# Cooling down, with a wait that ends after the expiry (A6).
decision-none-left-state = No attempt left
decision-none-left-reason = It expires on { $instant }, before the next attempt could start. After that it can be earned again.
decision-none-left-for-good-reason = It expires on { $instant }, before the next attempt could start. By then its certification is no longer offered, so it can’t be earned again.
decision-none-left-next = See how to earn it again

decision-renewable-state = Ready to renew
# $time_left: "18 d 03 h"
decision-renewable-reason = Open until { $instant }, { $time_left } left.
decision-renewable-next = Renew now

# What stands beside them.
decision-after-pass = Pass now and it is valid through { $date }.
decision-last-chance = If this attempt fails, there is no other before it expires on { $instant }.
decision-last-chance-from = If this attempt fails on { $instant } or later, there is no other before the certification expires.
