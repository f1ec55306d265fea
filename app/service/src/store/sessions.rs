//! The sessions of one person, as they see and end them.

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Connection, StoreError, execute, query};

/// A session with its place in time.
#[derive(FromRow)]
pub struct SessionRow {
    /// The hash of its token.
    pub token_hash: Vec<u8>,
    /// What the browser said it is.
    pub device: String,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was last seen, give or take.
    pub last_used_at: DateTime<Utc>,
    /// When it ends at the latest.
    pub expires_at: DateTime<Utc>,
}

/// All sessions of a person, the last used first; some may have expired.
pub async fn of_learner(
    on: &mut Connection<'_>,
    learner: Uuid,
) -> Result<Vec<SessionRow>, StoreError> {
    const SQL: &str = "SELECT s.token_hash, s.device, s.created_at, s.last_used_at, s.expires_at
        FROM session s JOIN login l ON l.id = s.login_id
        WHERE l.learner_id = $1 ORDER BY s.last_used_at DESC, s.created_at DESC, s.token_hash";
    Ok(query!(on, fetch_all::<SessionRow>, SQL, learner)?)
}

/// Ends all sessions of a person but one, and says how many. P7: what other accounts have proven of
/// this person's logins in their sessions ends too.
pub async fn end_others(
    on: &mut Connection<'_>,
    learner: Uuid,
    kept: &[u8],
) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM session WHERE token_hash <> $2
        AND login_id IN (SELECT id FROM login WHERE learner_id = $1)";
    const PROOFS: &str = "DELETE FROM proof WHERE token_hash <> $2
        AND login_id IN (SELECT id FROM login WHERE learner_id = $1)";
    let ended = execute!(&mut *on, SQL, learner, kept)?;
    execute!(on, PROOFS, learner, kept)?;
    Ok(ended)
}

/// Ends all sessions of a person and says how many.
pub async fn end_all(on: &mut Connection<'_>, learner: Uuid) -> Result<u64, StoreError> {
    end_others(on, learner, &[]).await
}

/// The login that a session was begun with.
#[derive(FromRow)]
pub struct BegunWith {
    /// The address of the login.
    pub email: String,
    /// Whether it has a password that the program knows.
    pub has_password: bool,
}

/// How a session of this person was begun.
pub async fn begun_with(
    on: &mut Connection<'_>,
    learner: Uuid,
    token_hash: &[u8],
) -> Result<Option<BegunWith>, StoreError> {
    const SQL: &str = "SELECT l.email, l.password_hash IS NOT NULL AS has_password
        FROM session s JOIN login l ON l.id = s.login_id
        WHERE s.token_hash = $2 AND l.learner_id = $1";
    Ok(query!(on, fetch_optional::<BegunWith>, SQL, learner, token_hash)?)
}
