# The demo's clock and its ready-made learners.

demo-title = Demo
demo-label = Clock of the demo
demo-clock = Time (UTC)
demo-mailbox = Mailbox
demo-set = Set
demo-day-later = +1 day
demo-month-later = +1 month
demo-real-time = Real time
