-- The outbox (N1–N3): each mail is a row, written in the transaction that causes it.
CREATE TABLE mail (
    id BLOB PRIMARY KEY, -- its Message-ID too, the same on every try
    kind TEXT NOT NULL,
    -- Null where nobody has an account (yet).
    learner_id BLOB REFERENCES learner (id),
    credential_id BLOB REFERENCES credential (id),
    cycle INTEGER,
    attempt_id BLOB REFERENCES attempt (id),
    -- Where it goes whatever the person's address is by then; else it is looked up when sent.
    address TEXT,
    detail TEXT NOT NULL,
    due_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'dropped', 'dead')),
    -- Not before this instant; a try under way moves it to where its lease ends.
    next_try_at TEXT,
    lease BLOB,
    tries INTEGER NOT NULL DEFAULT 0,
    -- Why it was dropped, or what the last try met.
    reason TEXT,
    settled_at TEXT,
    CHECK ((state = 'queued') = (next_try_at IS NOT NULL)),
    CHECK ((state = 'queued') = (settled_at IS NULL)),
    CHECK (state NOT IN ('dropped', 'dead') OR reason IS NOT NULL),
    CHECK ((credential_id IS NULL) = (cycle IS NULL)),
    CHECK (attempt_id IS NULL OR credential_id IS NOT NULL),
    CHECK (learner_id IS NOT NULL OR address IS NOT NULL)
) STRICT;
-- N3
CREATE UNIQUE INDEX one_mail_per_cycle ON mail (credential_id, cycle, kind)
    WHERE credential_id IS NOT NULL AND attempt_id IS NULL;
CREATE UNIQUE INDEX one_mail_per_attempt ON mail (attempt_id, kind) WHERE attempt_id IS NOT NULL;
CREATE INDEX mail_waiting ON mail (next_try_at) WHERE state = 'queued';
CREATE INDEX mail_dead ON mail (settled_at, id) WHERE state = 'dead';
CREATE INDEX mail_of_learner ON mail (learner_id, due_at);

INSERT INTO mail (id, kind, learner_id, credential_id, cycle, attempt_id, detail, due_at, state,
    next_try_at)
SELECT n.id, n.kind, p.learner_id, n.credential_id, n.cycle, n.attempt_id, '{}', n.due_at, 'queued',
    n.due_at
FROM notice n JOIN credential k ON k.id = n.credential_id
    JOIN certification_profile p ON p.id = k.certification_profile_id;
DROP TABLE notice;

-- Where links of mails lead. Only hashes of the tokens are kept; each try to send has its own token.
CREATE TABLE link (
    token_hash BLOB PRIMARY KEY,
    mail_id BLOB NOT NULL REFERENCES mail (id) ON DELETE CASCADE,
    made_at TEXT NOT NULL
) STRICT;
CREATE INDEX link_of_mail ON link (mail_id);

-- What waits for whoever reads the mail of an address: to register with it, to choose another
-- password, to become the address of a login. Used once.
CREATE TABLE address_request (
    mail_id BLOB PRIMARY KEY REFERENCES mail (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('register', 'reset_password', 'change_address')),
    login_id BLOB REFERENCES login (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    used_at TEXT,
    CHECK ((purpose = 'register') = (login_id IS NULL))
) STRICT;
CREATE INDEX address_request_of_login ON address_request (login_id);
CREATE INDEX address_request_age ON address_request (asked_at);

-- What people choose about mail (N6), and whether it reaches them (N5).
ALTER TABLE learner ADD COLUMN reminders_muted_at TEXT;
ALTER TABLE learner ADD COLUMN quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 23);
ALTER TABLE learner ADD COLUMN quiet_until INTEGER CHECK (quiet_until BETWEEN 0 AND 23);
-- So many mails in a row could not be delivered.
ALTER TABLE learner ADD COLUMN undelivered INTEGER NOT NULL DEFAULT 0;
-- The hash of the token of their calendar feed.
ALTER TABLE learner ADD COLUMN calendar_hash BLOB;
CREATE UNIQUE INDEX learner_by_calendar ON learner (calendar_hash) WHERE calendar_hash IS NOT NULL;
ALTER TABLE credential ADD COLUMN muted_at TEXT;

-- When time makes the next mail about a credential due (N1, N2); long ago where that has not been
-- worked out since its dates moved.
ALTER TABLE credential ADD COLUMN mail_at TEXT DEFAULT '1970-01-01T00:00:00+00:00';
CREATE INDEX credential_by_mail ON credential (mail_at) WHERE mail_at IS NOT NULL;
CREATE TRIGGER credential_moved AFTER UPDATE OF valid_through, cycle ON credential
WHEN NEW.valid_through IS NOT OLD.valid_through OR NEW.cycle <> OLD.cycle
BEGIN
    UPDATE credential SET mail_at = '1970-01-01T00:00:00+00:00' WHERE id = NEW.id;
END;
