-- The policy that `credential.mail_at` was worked out with. When it changes, all are worked out anew.
CREATE TABLE mail_policy (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    fingerprint TEXT NOT NULL
);

-- Who asked for a link waits for it; reminders can.
CREATE INDEX mail_waiting_for ON mail (next_try_at)
    WHERE state = 'queued' AND credential_id IS NULL;
-- A reason while it is still queued is what the last try met.
CREATE INDEX mail_failing ON mail (id) WHERE state = 'queued' AND reason IS NOT NULL;
CREATE INDEX mail_settled ON mail (settled_at) WHERE settled_at IS NOT NULL;
