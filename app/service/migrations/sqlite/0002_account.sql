-- What people choose for themselves, and when they left.
ALTER TABLE learner ADD COLUMN language TEXT CHECK (language IN ('en', 'zh-CN'));
ALTER TABLE learner ADD COLUMN time_zone TEXT;
ALTER TABLE learner ADD COLUMN deleted_at TEXT;

-- Who did what, and whom it concerns. Only added to. `detail` holds no secret; it alone is emptied
-- when the person whom it concerns has deleted their account.
CREATE TABLE audit (
    id BLOB PRIMARY KEY,
    at TEXT NOT NULL,
    actor_kind TEXT NOT NULL CHECK (actor_kind IN ('learner', 'key', 'program')),
    actor_id BLOB,
    learner_id BLOB REFERENCES learner (id),
    action TEXT NOT NULL,
    detail TEXT NOT NULL,
    CHECK ((actor_kind = 'program') = (actor_id IS NULL))
) STRICT;
CREATE INDEX audit_by_time ON audit (at, id);
CREATE INDEX audit_of_learner ON audit (learner_id, at, id);
CREATE INDEX audit_of_actor ON audit (actor_id, at, id);
CREATE INDEX audit_of_action ON audit (action, at, id);

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
WHEN NOT (
    NEW.detail = '{}'
    AND (NEW.id, NEW.at, NEW.actor_kind, NEW.action)
        = (OLD.id, OLD.at, OLD.actor_kind, OLD.action)
    AND NEW.actor_id IS OLD.actor_id
    AND NEW.learner_id IS OLD.learner_id
    AND EXISTS (
        SELECT 1 FROM learner
        WHERE learner.id = OLD.learner_id AND learner.deleted_at IS NOT NULL
    )
)
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;
CREATE TRIGGER audit_stays_whole BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;
