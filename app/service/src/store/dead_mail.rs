//! Mails that could not be delivered.

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Connection, StoreError, letters::mail_address, query};

/// One of them.
#[derive(FromRow)]
pub struct DeadRow {
    /// Its id.
    pub id: Uuid,
    /// What it is for, as stored.
    pub kind: String,
    /// Whom it is about.
    pub learner_id: Option<Uuid>,
    /// When it was given up.
    pub settled_at: DateTime<Utc>,
    /// How often it was tried.
    pub tries: i32,
    /// What the last try met.
    pub reason: String,
    /// Where it would go now.
    pub address: Option<String>,
}

/// So many of them, the newest first: all, or those older than one.
pub async fn page(
    on: &mut Connection<'_>,
    older_than: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<DeadRow>, StoreError> {
    const SQL: &str = concat!(
        "SELECT m.id, m.kind, m.learner_id, m.settled_at, m.tries, m.reason,
            COALESCE(m.address, NULLIF(held.email, ''), ",
        mail_address!("m.learner_id"),
        ") AS address
        FROM mail m LEFT JOIN credential k ON k.id = m.credential_id
            LEFT JOIN certification_profile c ON c.id = k.certification_profile_id
            LEFT JOIN login held ON held.id = c.personal_login_id
        WHERE m.state = 'dead'
            AND ($1 IS NULL OR m.settled_at < $1 OR (m.settled_at = $1 AND m.id < $2))
        ORDER BY m.settled_at DESC, m.id DESC LIMIT $3"
    );
    let (at, id) = older_than.unzip();
    Ok(query!(on, fetch_all::<DeadRow>, SQL, at, id, limit)?)
}

/// Queues one again as if it had never been tried; says what it is for and whom it is about, `None`
/// where it is not dead.
pub async fn retry(
    on: &mut Connection<'_>,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<(String, Option<Uuid>)>, StoreError> {
    const SQL: &str = "UPDATE mail SET state = 'queued', next_try_at = $2, tries = 0,
            reason = NULL, settled_at = NULL
        WHERE id = $1 AND state = 'dead' RETURNING kind, learner_id";
    Ok(query!(on, fetch_optional::<(String, Option<Uuid>)>, SQL, id, now)?)
}
