-- Keys of other programs. Only the hash of a key is stored.
CREATE TABLE api_key (
    id BLOB PRIMARY KEY,
    key_hash BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_used_at TEXT,
    revoked_at TEXT
) STRICT;

-- X4: results of persons who are not known yet: who was meant, as it was sent.
CREATE TABLE waiting_result (
    result_id TEXT PRIMARY KEY,
    known_by TEXT NOT NULL CHECK (known_by IN ('certification_profile', 'login')),
    person TEXT NOT NULL,
    profile_id BLOB, -- what was sent, where it is the number of a profile
    exam TEXT NOT NULL REFERENCES exam (code),
    passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
    beta INTEGER NOT NULL CHECK (beta IN (0, 1)),
    taken_at TEXT NOT NULL,
    received_at TEXT NOT NULL
) STRICT;
CREATE INDEX waiting_result_of_login ON waiting_result (person) WHERE known_by = 'login';
CREATE INDEX waiting_result_of_profile ON waiting_result (profile_id);

-- X4: whether the line follows from exam results alone, so that a late one may still move it. What
-- is a fact of its own (a renewal, an extension, what was held before) is not derived.
ALTER TABLE ledger ADD COLUMN derived INTEGER NOT NULL DEFAULT 0 CHECK (derived IN (0, 1));
