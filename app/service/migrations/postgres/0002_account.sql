-- What people choose for themselves, and when they left.
ALTER TABLE learner
    ADD COLUMN language TEXT CHECK (language IN ('en', 'zh-CN')),
    ADD COLUMN time_zone TEXT,
    ADD COLUMN deleted_at TIMESTAMPTZ;

-- Who did what, and whom it concerns. Only added to. `detail` holds no secret; it alone is emptied
-- when the person whom it concerns has deleted their account.
CREATE TABLE audit (
    id UUID PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    actor_kind TEXT NOT NULL CHECK (actor_kind IN ('learner', 'key', 'program')),
    actor_id UUID,
    learner_id UUID REFERENCES learner (id),
    action TEXT NOT NULL,
    detail JSONB NOT NULL,
    CHECK ((actor_kind = 'program') = (actor_id IS NULL))
);
CREATE INDEX audit_by_time ON audit (at, id);
CREATE INDEX audit_of_learner ON audit (learner_id, at, id);
CREATE INDEX audit_of_actor ON audit (actor_id, at, id);
CREATE INDEX audit_of_action ON audit (action, at, id);

CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.detail = '{}'
            AND (NEW.id, NEW.at, NEW.actor_kind, NEW.action)
                = (OLD.id, OLD.at, OLD.actor_kind, OLD.action)
            AND NEW.actor_id IS NOT DISTINCT FROM OLD.actor_id
            AND NEW.learner_id IS NOT DISTINCT FROM OLD.learner_id
            AND EXISTS (
                SELECT 1 FROM learner
                WHERE learner.id = OLD.learner_id AND learner.deleted_at IS NOT NULL
            )
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the audit log is only added to';
END
$$;
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_stays();
CREATE TRIGGER audit_stays_whole BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();
