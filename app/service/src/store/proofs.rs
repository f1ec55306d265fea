//! Which logins have been proven in a session, and the session's own.

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Connection, StoreError, execute, query};

/// A login, like the one that a session was begun with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct SessionLogin {
    /// Which.
    pub login_id: Uuid,
    /// Whose it is now.
    pub learner_id: Uuid,
}

/// The login of a session.
pub async fn session(
    on: &mut Connection<'_>,
    token_hash: &[u8],
) -> Result<Option<SessionLogin>, StoreError> {
    const SQL: &str = "SELECT s.login_id, l.learner_id FROM session s
        JOIN login l ON l.id = s.login_id WHERE s.token_hash = $1";
    Ok(query!(on, fetch_optional::<SessionLogin>, SQL, token_hash)?)
}

/// Notes that a login was proven in a session.
pub async fn record(
    on: &mut Connection<'_>,
    token_hash: &[u8],
    login: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO proof (token_hash, login_id, proved_at) VALUES ($1, $2, $3)
        ON CONFLICT (token_hash, login_id) DO UPDATE SET proved_at = excluded.proved_at";
    execute!(on, SQL, token_hash, login, now)?;
    Ok(())
}

/// The logins that were proven in a session after an instant.
pub async fn since(
    on: &mut Connection<'_>,
    token_hash: &[u8],
    after: DateTime<Utc>,
) -> Result<Vec<Uuid>, StoreError> {
    const SQL: &str = "SELECT login_id FROM proof WHERE token_hash = $1 AND proved_at > $2
        ORDER BY proved_at, login_id";
    let rows = query!(on, fetch_all::<(Uuid,)>, SQL, token_hash, after)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Goes on with the session under another login of the same person.
pub async fn switch_session(
    on: &mut Connection<'_>,
    token_hash: &[u8],
    login: Uuid,
) -> Result<(), StoreError> {
    execute!(on, "UPDATE session SET login_id = $2 WHERE token_hash = $1", token_hash, login)?;
    Ok(())
}
