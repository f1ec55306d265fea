-- P7, P8: which logins have been proven in a session, and when.
CREATE TABLE proof (
    token_hash BLOB NOT NULL REFERENCES session (token_hash) ON DELETE CASCADE ON UPDATE CASCADE,
    login_id BLOB NOT NULL REFERENCES login (id) ON DELETE CASCADE,
    proved_at TEXT NOT NULL,
    PRIMARY KEY (token_hash, login_id)
) STRICT;
CREATE INDEX proof_of_login ON proof (login_id);

-- P7: old numbers and links keep working. What they lead to is never itself an old one.
CREATE TABLE former_id (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('learner', 'certification_profile', 'credential')),
    present_id BLOB NOT NULL,
    since TEXT NOT NULL,
    CHECK (id <> present_id)
) STRICT;
CREATE INDEX former_id_of ON former_id (present_id);

-- P7: what support stands for, so that a proof is not needed.
CREATE TABLE attestation (
    id BLOB PRIMARY KEY,
    what TEXT NOT NULL CHECK (what IN ('merge', 'login_change')),
    certification_profile_id BLOB NOT NULL,
    -- The profile that is merged into it, or the login that becomes its personal one.
    other_id BLOB NOT NULL,
    actor_id BLOB NOT NULL REFERENCES learner (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    attested_at TEXT NOT NULL,
    used_at TEXT
) STRICT;
CREATE UNIQUE INDEX one_attestation ON attestation (certification_profile_id, other_id)
    WHERE used_at IS NULL;

-- P6: somebody asks support. One request at a time.
CREATE TABLE support_request (
    reference TEXT PRIMARY KEY,
    learner_id BLOB NOT NULL REFERENCES learner (id),
    connection TEXT NOT NULL,
    message TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    answered_at TEXT
) STRICT;
CREATE UNIQUE INDEX one_support_request ON support_request (learner_id) WHERE answered_at IS NULL;
CREATE INDEX support_request_by_time ON support_request (asked_at) WHERE answered_at IS NULL;

-- P7: closed uncounted because its profile was merged; its state is that of A8.
ALTER TABLE attempt ADD COLUMN closed_by_merge INTEGER NOT NULL DEFAULT 0
    CHECK (closed_by_merge IN (0, 1));
