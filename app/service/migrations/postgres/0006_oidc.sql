-- Sign-ins that were begun and are now with a provider. A row serves once, in the browser that began it;
-- of what travels only hashes are kept, and what else is secret is derived from it.
CREATE TABLE oidc_flow (
    state_hash BYTEA PRIMARY KEY,
    browser_hash BYTEA NOT NULL,
    provider TEXT NOT NULL,
    next TEXT NOT NULL,
    -- Where a second login is proven: the session that it is proven for.
    proving_for BYTEA REFERENCES session (token_hash) ON DELETE CASCADE ON UPDATE CASCADE,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX oidc_flow_expiry ON oidc_flow (expires_at);
CREATE INDEX oidc_flow_of_session ON oidc_flow (proving_for);
