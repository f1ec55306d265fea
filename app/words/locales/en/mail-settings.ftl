# What people choose about mail, and their calendar feed.

mail-settings-link = Mail and calendar
mail-settings-title = Mail and calendar
mail-settings-to = Mails go to { $address }.
mail-settings-nowhere = We have no address for you, so no mail can reach you. Whatever a mail would say is on the dashboard.

mail-settings-language-and-zone = Language and time zone
mail-settings-language = Mails are written in the language of your account.
mail-settings-language-link = Choose the language
mail-settings-zone = Times are given for { $zone }, and in UTC.
mail-settings-no-zone = Times are given in UTC, as you have not chosen a time zone.
mail-settings-zone-link = Choose the time zone

# What a form has done.
mail-settings-done-muted = Those reminders are muted. The dashboard goes on saying what is due.
mail-settings-done-unmuted = Those reminders are sent again.
mail-settings-done-quiet = Your quiet hours are kept.
mail-settings-done-calendar = The address is taken back. Calendars that used it get nothing from now on.

reminders-title = Reminders
reminders-on = You are reminded when a certification can be renewed, and again as its expiry comes near.
reminders-all-muted = All reminders are muted.
reminders-mute-all = Mute all reminders
reminders-unmute-all = Send reminders again
reminders-one-on = Reminders are sent.
reminders-one-muted = Muted.
reminders-mute = Mute
reminders-mute-label = Mute the reminders about { $certification }
reminders-unmute = Send them again
reminders-unmute-label = Send reminders about { $certification } again
reminders-always = Receipts of renewals, results of attempts, the notice of an expiry and whatever concerns the security of your account are always sent.

quiet-hours-title = Quiet hours
quiet-hours-lede = Mails about certifications that fall into them are sent when they end. Whatever concerns the security of your account doesn’t wait.
quiet-hours-are = From { $from } to { $until }, in your time zone.
quiet-hours-none = There are none now.
quiet-hours-from = From
quiet-hours-until = Until
quiet-hours-save = Keep these hours
quiet-hours-off = No quiet hours
quiet-hours-zone-first = They need a time zone.
quiet-hours-invalid = Quiet hours need two different full hours and a time zone. Nothing was changed.

feed-title = Calendar
feed-lede = Your own calendar can show when windows open, when the next attempt can start and when certifications expire. It asks for them at a secret address: whoever knows it sees these dates.
feed-made = This is the address, shown this once. Have your calendar subscribe to it.
feed-there = There is an address. A new one takes its place, and the old one shows nothing any more.
feed-none = There is no address yet.
feed-make = Make an address
feed-renew = Make a new address
feed-revoke = Take the address back

feed-name = Certifications
feed-window = Pass the renewal assessment before it expires.
feed-last-minute = It is valid until this moment.
feed-wait-over = The wait is over.
