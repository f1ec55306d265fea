//! The outbox: mails as they are caused, N2, N3. Written in the transaction of their cause.

use chrono::{DateTime, Utc};
use domain::notice::Kind;
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::{Connection, StoreError, execute};

/// A mail about an account rather than a credential.
#[derive(Debug)]
pub struct NewMail {
    /// What it says.
    pub kind: Kind,
    /// Whose account; `None` where nobody has one at this address.
    pub learner_id: Option<Uuid>,
    /// Where it goes; `None`: to the address the person has when it is sent.
    pub address: Option<String>,
    /// What else it says, without secrets: `before` and `after`, masked addresses, where one took the
    /// place of another; `language`, the tag of the page, for whoever has chosen none.
    pub detail: Value,
    /// When it is due.
    pub due_at: DateTime<Utc>,
}

/// Puts a mail about an account into the outbox and says its id.
pub async fn queue(on: &mut Connection<'_>, mail: &NewMail) -> Result<Uuid, StoreError> {
    const SQL: &str =
        "INSERT INTO mail (id, kind, learner_id, address, detail, due_at, state, next_try_at)
        VALUES ($1, $2, $3, $4, $5, $6, 'queued', $6)";
    let id = Uuid::now_v7();
    let NewMail { kind, learner_id, address, detail, due_at } = mail;
    execute!(on, SQL, id, kind.to_string(), *learner_id, address, Json(detail), *due_at)?;
    Ok(id)
}

/// N2: puts the mail about an attempt that has ended into the outbox, once.
pub async fn after_attempt(
    on: &mut Connection<'_>,
    kind: Kind,
    credential: Uuid,
    cycle: i32,
    attempt: Uuid,
    due_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO mail (id, kind, learner_id, credential_id, cycle, attempt_id,
            detail, due_at, state, next_try_at)
        SELECT $1, $2, p.learner_id, k.id, $4, $5, '{}', $6, 'queued', $6
        FROM credential k JOIN certification_profile p ON p.id = k.certification_profile_id
        WHERE k.id = $3 ON CONFLICT DO NOTHING";
    execute!(on, SQL, Uuid::now_v7(), kind.to_string(), credential, cycle, attempt, due_at)?;
    Ok(())
}

/// P7: what waits to be said about an account is said about the one that it went into. Somebody who
/// must hear of a change hears of it however soon after it the account goes.
pub async fn follow_person(
    on: &mut Connection<'_>,
    learner: Uuid,
    into: Uuid,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE mail SET learner_id = $2
        WHERE learner_id = $1 AND credential_id IS NULL AND state = 'queued'";
    execute!(on, SQL, learner, into)?;
    Ok(())
}

/// What [`follow_profile`] does.
pub const FOLLOW_PROFILE: &str = "UPDATE mail SET learner_id =
        (SELECT learner_id FROM certification_profile WHERE id = $1)
    WHERE credential_id IN (SELECT id FROM credential WHERE certification_profile_id = $1)";

/// P7: the mails about the credentials of a profile are those of whoever the profile belongs to now.
pub async fn follow_profile(on: &mut Connection<'_>, profile: Uuid) -> Result<(), StoreError> {
    execute!(on, FOLLOW_PROFILE, profile)?;
    Ok(())
}
