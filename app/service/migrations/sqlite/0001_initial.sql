-- People and their logins. The person is the learner; the profiles are theirs (P).
CREATE TABLE learner (
    id BLOB PRIMARY KEY,
    display_name TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

-- P3: activity: modules, attempts. One per person.
CREATE TABLE learning_profile (
    id BLOB PRIMARY KEY,
    learner_id BLOB NOT NULL UNIQUE REFERENCES learner (id)
) STRICT;

-- P3: a login belongs to one person and at most one learning profile.
CREATE TABLE login (
    id BLOB PRIMARY KEY,
    learner_id BLOB NOT NULL REFERENCES learner (id),
    learning_profile_id BLOB REFERENCES learning_profile (id),
    kind TEXT NOT NULL CHECK (kind IN ('personal', 'work')),
    provider TEXT NOT NULL,
    subject TEXT NOT NULL,
    email TEXT NOT NULL,
    password_hash TEXT,
    created_at TEXT NOT NULL,
    UNIQUE (provider, subject)
) STRICT;
CREATE INDEX login_of_learner ON login (learner_id);
-- P3: at most one personal login in a learning profile.
CREATE UNIQUE INDEX one_personal_login ON login (learning_profile_id) WHERE kind = 'personal';

-- P3: certification history, with exactly one personal login.
CREATE TABLE certification_profile (
    id BLOB PRIMARY KEY,
    learner_id BLOB NOT NULL REFERENCES learner (id),
    personal_login_id BLOB NOT NULL UNIQUE REFERENCES login (id),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX certification_profile_of_learner ON certification_profile (learner_id);

-- P2: one to one on both sides.
CREATE TABLE connection (
    certification_profile_id BLOB PRIMARY KEY REFERENCES certification_profile (id),
    learning_profile_id BLOB NOT NULL UNIQUE REFERENCES learning_profile (id),
    connected_at TEXT NOT NULL
) STRICT;

CREATE TABLE session (
    token_hash BLOB PRIMARY KEY,
    login_id BLOB NOT NULL REFERENCES login (id),
    created_at TEXT NOT NULL,
    last_used_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    device TEXT NOT NULL
) STRICT;
CREATE INDEX session_of_login ON session (login_id);
CREATE INDEX session_expiry ON session (expires_at);

-- How often signing in failed, per account and per address.
CREATE TABLE sign_in_failure (
    subject TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at TEXT NOT NULL
) STRICT;
CREATE INDEX sign_in_failure_age ON sign_in_failure (last_at);

-- The catalogue. Texts are kept per language tag.
CREATE TABLE exam (
    code TEXT PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    titles TEXT NOT NULL,
    languages TEXT NOT NULL,
    retires_at TEXT
) STRICT;

CREATE TABLE certification (
    id BLOB PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    slug TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('fundamentals', 'role_based', 'specialty')),
    level TEXT CHECK (level IN ('associate', 'expert')),
    available_since TEXT,
    retires_at TEXT,
    superseded INTEGER NOT NULL CHECK (superseded IN (0, 1)),
    titles TEXT NOT NULL,
    texts TEXT NOT NULL,
    -- X3: "all of" groups of "any of" exam codes, and of certification slugs.
    exams TEXT NOT NULL,
    prerequisites TEXT NOT NULL,
    CHECK ((kind = 'role_based') = (level IS NOT NULL)) -- K1
) STRICT;

-- L3
CREATE TABLE assessment_version (
    id BLOB PRIMARY KEY,
    certification_id BLOB NOT NULL REFERENCES certification (id),
    version TEXT NOT NULL,
    effective_from TEXT NOT NULL,
    mark INTEGER NOT NULL CHECK (mark BETWEEN 1 AND 100), -- A9
    questions INTEGER NOT NULL CHECK (questions > 0),
    time_limit_minutes INTEGER CHECK (time_limit_minutes > 0), -- A7
    languages TEXT NOT NULL,
    skills TEXT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (certification_id, version),
    UNIQUE (certification_id, effective_from)
) STRICT;

CREATE TABLE question (
    version_id BLOB NOT NULL REFERENCES assessment_version (id),
    id TEXT NOT NULL,
    skill TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('single_choice', 'multiple_response', 'true_false')),
    options TEXT NOT NULL,
    PRIMARY KEY (version_id, id)
) STRICT;

CREATE TABLE question_text (
    version_id BLOB NOT NULL,
    language TEXT NOT NULL,
    question_id TEXT NOT NULL,
    stem TEXT NOT NULL,
    options TEXT NOT NULL,
    PRIMARY KEY (version_id, language, question_id),
    FOREIGN KEY (version_id, question_id) REFERENCES question (version_id, id)
) STRICT;

-- A11: apart, so that no statement of a page can reach it by accident.
CREATE TABLE question_key (
    version_id BLOB NOT NULL,
    question_id TEXT NOT NULL,
    correct TEXT NOT NULL,
    explanations TEXT NOT NULL,
    PRIMARY KEY (version_id, question_id),
    FOREIGN KEY (version_id, question_id) REFERENCES question (version_id, id)
) STRICT;

CREATE TABLE credential (
    id BLOB PRIMARY KEY,
    certification_profile_id BLOB NOT NULL REFERENCES certification_profile (id),
    certification_id BLOB NOT NULL REFERENCES certification (id),
    cycle INTEGER NOT NULL CHECK (cycle > 0),
    earned_on TEXT NOT NULL,
    cycle_since TEXT NOT NULL,
    valid_through TEXT,
    UNIQUE (certification_profile_id, certification_id)
) STRICT;

CREATE TABLE attempt (
    id BLOB PRIMARY KEY,
    credential_id BLOB NOT NULL REFERENCES credential (id),
    cycle INTEGER NOT NULL,
    version_id BLOB NOT NULL REFERENCES assessment_version (id),
    language TEXT NOT NULL,
    seed INTEGER NOT NULL,
    drawn TEXT NOT NULL,
    agreement TEXT NOT NULL, -- A14
    agreed_at TEXT NOT NULL,
    started_at TEXT NOT NULL,
    deadline TEXT NOT NULL,
    ends_by TEXT NOT NULL CHECK (ends_by IN ('limit', 'expiry')),
    state TEXT NOT NULL CHECK (state IN ('open', 'passed', 'failed', 'closed_by_expiry')),
    ended_at TEXT,
    points INTEGER,
    skills TEXT,
    CHECK (deadline > started_at),
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK ((state IN ('passed', 'failed')) = (points IS NOT NULL AND skills IS NOT NULL))
) STRICT;
-- A2: at most one open attempt per credential.
CREATE UNIQUE INDEX one_open_attempt ON attempt (credential_id) WHERE state = 'open';
CREATE INDEX attempt_of_credential ON attempt (credential_id, cycle);
CREATE INDEX attempt_due ON attempt (deadline) WHERE state = 'open';

-- A13: every answer as it is given.
CREATE TABLE answer (
    attempt_id BLOB NOT NULL REFERENCES attempt (id),
    question_id TEXT NOT NULL,
    choice TEXT NOT NULL,
    revision INTEGER NOT NULL,
    flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
    saved_at TEXT NOT NULL,
    PRIMARY KEY (attempt_id, question_id)
) STRICT;

-- The history of a credential: what moved its dates, and by what.
CREATE TABLE ledger (
    id BLOB PRIMARY KEY,
    credential_id BLOB NOT NULL REFERENCES credential (id),
    cycle INTEGER NOT NULL,
    entry TEXT NOT NULL CHECK (entry IN ('earned', 'renewed', 'extended', 'earned_again')),
    at TEXT NOT NULL,
    valid_through_before TEXT,
    valid_through TEXT,
    attempt_id BLOB UNIQUE REFERENCES attempt (id), -- A10: one attempt renews at most once
    actor TEXT,
    reason TEXT,
    CHECK (attempt_id IS NULL OR entry = 'renewed'),
    CHECK (entry <> 'extended' OR (actor IS NOT NULL AND reason IS NOT NULL)) -- E5
) STRICT;
-- A10: one start per cycle.
CREATE UNIQUE INDEX one_start_per_cycle ON ledger (credential_id, cycle) WHERE entry <> 'extended';

-- X1, X4: every result once.
CREATE TABLE exam_result (
    result_id TEXT PRIMARY KEY,
    certification_profile_id BLOB NOT NULL REFERENCES certification_profile (id),
    exam TEXT NOT NULL REFERENCES exam (code),
    passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
    beta INTEGER NOT NULL CHECK (beta IN (0, 1)),
    taken_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX exam_result_of_profile ON exam_result (certification_profile_id);

-- N3: mails that are due, written in the transaction that causes them.
CREATE TABLE notice (
    id BLOB PRIMARY KEY,
    credential_id BLOB NOT NULL REFERENCES credential (id),
    cycle INTEGER NOT NULL,
    kind TEXT NOT NULL,
    attempt_id BLOB REFERENCES attempt (id),
    due_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_notice_per_cycle ON notice (credential_id, cycle, kind) WHERE attempt_id IS NULL;
CREATE UNIQUE INDEX one_notice_per_attempt ON notice (attempt_id, kind) WHERE attempt_id IS NOT NULL;
CREATE INDEX notice_due ON notice (due_at);
