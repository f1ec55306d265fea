# What is written in the audit log, as the person whom it concerns reads it.

audit-account-created = Account created
audit-account-deleted = Account deleted
audit-address-changed = Address changed
audit-calendar-made = Calendar address made
audit-calendar-revoked = Calendar address taken back
audit-connected = Profiles connected
audit-credential-corrected = Certification corrected by late exam results
audit-credential-earned = Certification earned
audit-credential-earned-again = Certification earned again
audit-credential-extended = Certification extended
audit-data-downloaded = Data downloaded
audit-disconnected = Profiles disconnected
audit-extension-confirmed = Extension of many certifications confirmed
audit-key-created = API key created
audit-key-revoked = API key revoked
audit-language-changed = Language of the pages changed
audit-learning-profile-started = New learning profile started
audit-login-added = Login added
audit-login-proven = Login proven
audit-login-removed = Login removed
audit-login-replaced = Personal login replaced
audit-mail-retried = Mail tried again
audit-merge-attested = Support confirmed a merge of profiles
audit-name-changed = Name changed
audit-password-changed = Password changed
audit-person-viewed = Account viewed
audit-profiles-merged = Profiles merged
audit-quiet-hours-changed = Quiet hours changed
audit-reminders-muted = Reminders muted
audit-reminders-unmuted = Reminders switched on again
audit-result-recorded = Exam result recorded
audit-role-given = Role given
audit-role-taken = Role taken away
audit-session-ended = Session ended
audit-signed-in = Signed in
audit-support-answered = Support answered
audit-support-asked = Asked support
audit-time-zone-changed = Time zone changed

# Who did it.
audit-by-you = you
audit-by-another = another account
audit-by-staff = support or administration
audit-by-key = an examination provider
