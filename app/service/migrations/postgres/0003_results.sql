-- Keys of other programs. Only the hash of a key is stored.
CREATE TABLE api_key (
    id UUID PRIMARY KEY,
    key_hash BYTEA NOT NULL UNIQUE,
    name TEXT NOT NULL,
    scopes JSONB NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    last_used_at TIMESTAMPTZ,
    revoked_at TIMESTAMPTZ
);

-- X4: results of persons who are not known yet: who was meant, as it was sent.
CREATE TABLE waiting_result (
    result_id TEXT PRIMARY KEY,
    known_by TEXT NOT NULL CHECK (known_by IN ('certification_profile', 'login')),
    person TEXT NOT NULL,
    profile_id UUID, -- what was sent, where it is the number of a profile
    exam TEXT NOT NULL REFERENCES exam (code),
    passed BOOLEAN NOT NULL,
    beta BOOLEAN NOT NULL,
    taken_at TIMESTAMPTZ NOT NULL,
    received_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX waiting_result_of_login ON waiting_result (person) WHERE known_by = 'login';
CREATE INDEX waiting_result_of_profile ON waiting_result (profile_id);

-- X4: whether the line follows from exam results alone, so that a late one may still move it. What
-- is a fact of its own (a renewal, an extension, what was held before) is not derived.
ALTER TABLE ledger ADD COLUMN derived BOOLEAN NOT NULL DEFAULT FALSE;
