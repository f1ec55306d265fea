-- Who may look after others. Read with the session of every request.
CREATE TABLE role (
    learner_id BLOB NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('support', 'author', 'administrator')),
    given_at TEXT NOT NULL,
    PRIMARY KEY (learner_id, role)
) STRICT;

-- What people are found by: how they are called and where they are written to, without regard to
-- capital letters of ASCII, byte by byte on both databases.
ALTER TABLE learner ADD COLUMN search_name TEXT
    GENERATED ALWAYS AS (lower(display_name)) VIRTUAL;
CREATE INDEX learner_by_name ON learner (search_name, id);
ALTER TABLE login ADD COLUMN search_email TEXT GENERATED ALWAYS AS (lower(email)) VIRTUAL;
CREATE INDEX login_by_email ON login (search_email, learner_id);

-- E5: what an administrator has confirmed, and how far it has been done. A batch at a time goes
-- from the latest date to the earliest, one certification after the other; `at_…` is the last
-- credential that was looked at.
CREATE TABLE extension (
    id BLOB PRIMARY KEY,
    confirmed_at TEXT NOT NULL,
    confirmed_by BLOB NOT NULL REFERENCES learner (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    certifications TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    until TEXT NOT NULL,
    shown TEXT NOT NULL,
    done TEXT NOT NULL,
    at_certification INTEGER NOT NULL,
    at_valid_through TEXT,
    at_credential BLOB,
    finished_at TEXT,
    CHECK (first_day <= last_day)
) STRICT;
CREATE INDEX extension_by_time ON extension (confirmed_at, id);
CREATE INDEX extension_under_way ON extension (confirmed_at) WHERE finished_at IS NULL;
CREATE INDEX credential_by_expiry ON credential (certification_id, valid_through, id);

-- E5: one extension moves a credential at most once.
ALTER TABLE ledger ADD COLUMN extension_id BLOB REFERENCES extension (id);
CREATE UNIQUE INDEX one_move_per_extension ON ledger (extension_id, credential_id)
    WHERE extension_id IS NOT NULL;
CREATE INDEX ledger_of_credential ON ledger (credential_id, at);
