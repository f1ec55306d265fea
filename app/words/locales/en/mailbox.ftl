# The demo's mailbox: what would have been sent.

mailbox-title = Mailbox of the demo
mailbox-lede = What would have been sent to the sample learners lies here. Move the clock, and more falls due.
mailbox-none = Nothing yet. Mails come a few seconds after they fall due.
mailbox-to = To { $address }
mailbox-back = All mails
mailbox-headers = Headers
mailbox-text = As text
mailbox-html = As HTML
mailbox-file = The whole mail as a file
mailbox-no-subject = Without a subject
