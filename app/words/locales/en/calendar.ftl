# An entry for the reader's own calendar. $certification: "Azure Administrator Associate"

calendar-remind = Remind me
calendar-opens = { $certification } can be renewed from now on
calendar-next-attempt = The next attempt can start: { $certification }
calendar-attempt-ends = The attempt ends: { $certification }
calendar-expires = { $certification } expires
