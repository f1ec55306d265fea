//! Requests to support, and what support stands for. P6, P7

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Connection, StoreError, execute, query};

/// A request that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct SupportRequest {
    /// What both sides call it.
    pub reference: String,
    /// Who asks.
    pub learner_id: Uuid,
    /// P5: the state of their profiles when they asked.
    pub connection: String,
    /// What they write, perhaps nothing.
    pub message: String,
    /// When.
    pub asked_at: DateTime<Utc>,
}

macro_rules! select_requests {
    ($and:literal) => {
        concat!(
            "SELECT reference, learner_id, connection, message, asked_at FROM support_request
            WHERE answered_at IS NULL ",
            $and
        )
    };
}

/// Stores a request. Whoever has asked already has written the last one anew, under its reference;
/// says that reference.
pub async fn ask(on: &mut Connection<'_>, new: &SupportRequest) -> Result<String, StoreError> {
    const SQL: &str = "INSERT INTO support_request
            (reference, learner_id, connection, message, asked_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (learner_id) WHERE answered_at IS NULL DO UPDATE SET
            connection = excluded.connection, message = excluded.message
        RETURNING reference";
    let SupportRequest { reference, learner_id, connection, message, asked_at } = new;
    let (reference,) = query!(
        on,
        fetch_one::<(String,)>,
        SQL,
        reference,
        learner_id,
        connection,
        message,
        asked_at
    )?;
    Ok(reference)
}

/// The request of a learner that waits.
pub async fn of_learner(
    on: &mut Connection<'_>,
    learner: Uuid,
) -> Result<Option<SupportRequest>, StoreError> {
    const SQL: &str = select_requests!("AND learner_id = $1");
    Ok(query!(on, fetch_optional::<SupportRequest>, SQL, learner)?)
}

/// All that wait, the oldest first.
pub async fn waiting(
    on: &mut Connection<'_>,
    at_most: i64,
) -> Result<Vec<SupportRequest>, StoreError> {
    const SQL: &str = select_requests!("ORDER BY asked_at, reference LIMIT $1");
    Ok(query!(on, fetch_all::<SupportRequest>, SQL, at_most)?)
}

/// Notes that a request has been answered; says whose it was.
pub async fn answer(
    on: &mut Connection<'_>,
    reference: &str,
    now: DateTime<Utc>,
) -> Result<Option<Uuid>, StoreError> {
    const SQL: &str = "UPDATE support_request SET answered_at = $2
        WHERE reference = $1 AND answered_at IS NULL RETURNING learner_id";
    Ok(query!(on, fetch_optional::<(Uuid,)>, SQL, reference, now)?.map(|(learner,)| learner))
}

/// Whether there is such a request, answered or not.
pub async fn is_known(on: &mut Connection<'_>, reference: &str) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM support_request WHERE reference = $1";
    Ok(query!(on, fetch_optional::<(i32,)>, SQL, reference)?.is_some())
}

/// What support stands for.
pub struct NewAttestation<'a> {
    /// `merge` or `login_change`.
    pub what: &'static str,
    /// The profile that stays, or whose login changes.
    pub profile: Uuid,
    /// The profile that goes into it, or its new login.
    pub other: Uuid,
    /// Who of support.
    pub actor: Uuid,
    /// Why.
    pub reason: &'a str,
    /// When it was made use of, if at once.
    pub used_at: Option<DateTime<Utc>>,
}

/// Writes an attestation; the same one twice is one.
pub async fn attest(
    on: &mut Connection<'_>,
    new: &NewAttestation<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO attestation (id, what, certification_profile_id, other_id,
            actor_id, reason, attested_at, used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (certification_profile_id, other_id) WHERE used_at IS NULL DO UPDATE SET
            actor_id = excluded.actor_id, reason = excluded.reason,
            attested_at = excluded.attested_at";
    let NewAttestation { what, profile, other, actor, reason, used_at } = *new;
    execute!(on, SQL, Uuid::now_v7(), what, profile, other, actor, reason, now, used_at)?;
    Ok(())
}

/// Whether support stands for a merge since an instant, and nobody has made use of it yet.
pub async fn attested_merge(
    on: &mut Connection<'_>,
    target: Uuid,
    source: Uuid,
    since: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT id FROM attestation WHERE what = 'merge' AND used_at IS NULL
        AND certification_profile_id = $1 AND other_id = $2 AND attested_at > $3";
    Ok(query!(on, fetch_optional::<(Uuid,)>, SQL, target, source, since)?.is_some())
}

/// The profiles that somebody may merge into this one because support stands for it, the first
/// attested first.
pub async fn attested_merges(
    on: &mut Connection<'_>,
    target: Uuid,
    since: DateTime<Utc>,
) -> Result<Vec<Uuid>, StoreError> {
    const SQL: &str = "SELECT a.other_id FROM attestation a
        JOIN certification_profile p ON p.id = a.other_id
        WHERE a.what = 'merge' AND a.used_at IS NULL
            AND a.certification_profile_id = $1 AND a.attested_at > $2
        ORDER BY a.attested_at, a.id";
    let rows = query!(on, fetch_all::<(Uuid,)>, SQL, target, since)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Notes that a merge has made use of what support stood for.
pub async fn use_attestation(
    on: &mut Connection<'_>,
    target: Uuid,
    source: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE attestation SET used_at = $3 WHERE what = 'merge'
        AND certification_profile_id = $1 AND other_id = $2 AND used_at IS NULL";
    execute!(on, SQL, target, source, now)?;
    Ok(())
}
