# Support and administration.

nav-admin = Administration
admin-title = Administration
admin-nav-label = Administration
admin-lede = What you may do here follows from your roles: { $roles }.
admin-author-nothing = There is nothing to write here yet. Questions come in with the import.
admin-people = People
admin-people-text = Find a person and see their profiles, credentials and history.
admin-requests = Requests for help
admin-requests-text = Who asks support, and how their profiles stand.
admin-extensions = Extensions
admin-extensions-text = Give many credentials a later date at once.
admin-audit = Audit log
admin-audit-text = Who did what, and whom it concerned.
admin-keys = API keys
admin-keys-text = Let other programs send exam results.
admin-mail = Mail
admin-mail-text = What waits, and what could not be delivered.
admin-roles = Roles
admin-roles-text = Who may look after others.

# Finding people.
people-question = Name, e-mail address or number
people-hint = At least three characters from the beginning; fewer find only what is exactly the same.
people-find = Find
people-none = Nobody was found.
people-more = There are more. A longer beginning finds fewer.
people-name = Name
people-login = Login
people-since = Since
people-number = Number

# A person.
person-seen = Each look at a person is written to the audit log, where they can read it.
person-roles = Roles
person-no-roles = None
person-profiles-title = Profiles
person-connection = Connection
person-profile = Certification profile
person-profile-login = { $login }, since { $date }
person-logins-title = Logins
person-login-kind = Kind
person-login-personal = Personal
person-login-work = Work or school
person-login-provider = Provider
person-login-learning = Learning profile
person-yes = Yes
person-no = No
person-credentials-title = Credentials
person-certification = Certification
person-state = State
person-earned = Earned
person-valid-through = Valid through
person-cycle = Cycle
person-counted = Attempts counted
person-attempts-title = Attempts
person-started = Started
person-ended = Ended
person-score = Score
person-attempt-open = Open
person-history-title = History
person-when = When
person-what = What
person-before = Before
person-after = After
person-reason = Reason
person-results-title = Exam results
person-exam = Exam
person-result = Result
person-result-passed = Passed
person-result-failed = Not passed
person-beta = Beta
person-taken = Taken
person-recorded = Recorded
person-audit-title = Audit trail
person-none = Nothing.

# Requests for help (P6).
requests-lede = The oldest come first. What you can stand for is done on the person’s page; an answer closes the request.
requests-asked = Asked
requests-then = Profiles then
requests-now = Profiles now
requests-message = Message
requests-no-message = Nothing was written.
requests-answer = Answer
requests-answer-hint = The person reads it in their history. At most 1000 characters.
requests-close = Answer and close
requests-close-named = Answer request { $reference } and close it
requests-answered = The request is answered.
requests-no-answer = Nothing was sent: an answer of 1 to 1000 characters is needed.
requests-failed = That did not work. This page shows how things stand.

# What support stands for (P6, P7).
attest-title = Stand for a change
attest-lede = Only once you have made sure who is asking. The reason stands in the person’s history.
attest-login-title = Another login for the certification profile
attest-login-text = It changes at once. The old login is removed unless the learning profile uses it.
attest-login-new = New login
attest-login-button = Change the login
attest-login-done = The login has been changed.
attest-merge-title = A merge with another certification profile
attest-merge-text = Both are this person’s. They find the merge on the page of their profiles and carry it out themselves, within 14 days.
attest-merge-source = Number of the other certification profile
attest-merge-source-hint = It stands on the page of whoever has it.
attest-merge-button = Stand for the merge
attest-merge-done = The person can carry out the merge now, on the page of their profiles.
attest-reason-hint = The person can read it. At most 500 characters.
attest-fault-no-reason = Nothing was done: a reason of 1 to 500 characters is needed.
attest-fault-unknown-profile = No certification profile has this number. It is written in full, like those in the tables.
attest-fault-unknown-login = That is no personal login of this person.
attest-fault-same-profile = Both are the same certification profile.
attest-fault-own = Nobody stands for themselves. Ask somebody else of support.
attest-fault-not-this-way = Not this way: the other account has several certification profiles, or another profile has this login. Its own profiles are merged first.
attest-failed = That did not work. This page shows how things stand.

# P5.
connection-state-no-certification-profile = No certification profile
connection-state-unconnected = Not connected
connection-state-needs-personal-login = The learning profile has no personal login
connection-state-misaligned = Two different personal logins
connection-state-needs-merge = Several certification profiles
connection-state-connected = Connected

# The audit log.
log-by = Who
log-about = About
log-what = What
log-detail = Details
log-number-hint = The number of a person or a key
log-about-hint = The number of a person
log-any = Anything
log-from = From
log-to = To
log-search = Search
log-none = Nothing was found.
log-older = Older
log-program = The program itself
log-key = Key { $key }
log-unreadable = What was asked for could not be read. Numbers are written in full, like those in the tables.

# Roles.
roles-lede = A role holds from the next request on, on every machine.
roles-person = E-mail address or number
roles-person-hint = The address of the built-in sign-in, or the person’s number. Addresses of other providers are not looked at.
roles-role = Role
roles-give = Give the role
roles-take = Take away
roles-take-from = Take the role { $role } from { $name }
roles-given = Given
roles-unknown-person = There is nobody with this address or number.
roles-last-administrator = The last administrator keeps the role. Give it to somebody else first.
roles-failed = This did not work. The table shows how things stand.

# Keys.
keys-lede = A key lets another program use the HTTP API in its own name.
keys-made = The new key, shown this once. Only its hash is stored.
keys-name = Who will use it
keys-scope = What it is good for
keys-scope-exam-results = Sending exam results
keys-create = Make a key
keys-created = Made
keys-used = Last used
keys-never-used = Never
keys-revoked = Revoked
keys-revoke = Revoke
keys-revoke-name = Revoke the key of { $name }
keys-none = There are no keys.
keys-invalid = A key needs a name of at most 100 characters and something that it is good for.

# Extensions (E5).
extend-lede = A crisis measure: every credential that is chosen gets the same later date. What has expired or never expires stays as it is.
extend-certifications = Certifications
extend-first-day = Valid through this day or a later one
extend-last-day = Up to this day
extend-until = New last valid day
extend-preview = Show what would happen
extend-preview-title = What would happen
extend-outcome = Outcome
extend-number = Credentials
extend-count-extended = Extended to { $date }
extend-count-expired = Stay: expired
extend-count-never-expires = Stay: never expire
extend-count-later-already = Stay: valid through that day or a later one already
extend-count-changed-since = Stay: changed since they were shown
extend-nothing = No credential would be extended.
extend-samples-title = Some of them
extend-person = Person
extend-from = Valid through now
extend-to = Then
extend-reason = Reason
extend-reason-hint = It stands in the history of every credential, and the learners can read it. At most 500 characters.
extend-no-undo = This can’t be undone: a credential is never shortened.
extend-confirm = { $count ->
    [one] Extend 1 credential
   *[other] Extend { $count } credentials
}
extend-past-title = Extensions so far
extend-past-none = None yet.
extend-at = Confirmed
extend-by = By
extend-shown = Shown
extend-done = Done
extend-finished = Finished { $at }
extend-under-way = Under way. It goes on by itself; load the page again to see how far.
extend-one-title = Extension to { $date }
extend-range = Valid through
extend-range-days = { $from } to { $to }
extend-incomplete = Choose all three days.
extend-fault-no-certification = Choose at least one certification.
extend-fault-backwards = The last day comes before the first.
extend-fault-past = The new last valid day has to be in the future.
extend-fault-too-far = The new last valid day is more than five years ahead. Check the year.
extend-fault-no-reason = Nothing was extended: a reason of at most 500 characters is needed.
extend-fault-changed = Nothing was extended: things have changed since they were shown. This is how they are now.
