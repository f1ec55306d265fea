# Mails that wait, and those that could not be delivered.

dead-mail-waiting = { $count ->
    [one] 1 mail waits to be sent.
   *[other] { $count } mails wait to be sent.
}
dead-mail-failing = { $count ->
    [one] 1 of these was tried in vain so far.
   *[other] { $count } of these were tried in vain so far.
}
dead-mail-title = Not delivered
dead-mail-at = Given up
dead-mail-kind = Mail
dead-mail-to = To
dead-mail-reason = What the last try met
dead-mail-tries = Tries
dead-mail-retry = Try again
dead-mail-retry-label = Try again: { $kind }, { $at }
dead-mail-retry-all = Try all on this page again
dead-mail-retried = { $count ->
    [one] 1 mail waits to be sent again.
   *[other] { $count } mails wait to be sent again.
}
dead-mail-not-retried = Nothing of that could be tried again. This page shows how things stand now.

mail-kind-window-opened = Window opened
mail-kind-reminder = { $days ->
    [one] Reminder, 1 day before
   *[other] Reminder, { $days } days before
}
mail-kind-receipt = Receipt
mail-kind-failure = Result, not passed
mail-kind-expired = Expired
mail-kind-profiles-connected = Profiles connected
mail-kind-profiles-merged = Profiles merged
mail-kind-login-replaced = Login replaced
mail-kind-password-changed = Password changed
mail-kind-address-changed = Address changed
mail-kind-confirm-address = Confirm the address
mail-kind-already-registered = Already registered
mail-kind-reset-password = Choose another password
mail-kind-change-address = Confirm the new address
