//! Credentials for which time makes a mail due, and the mails that it has made due. N1–N3

use chrono::{DateTime, NaiveDate, Utc};
use domain::notice::Kind;
use serde_json::json;
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use super::{Connection, StoreError, execute, execute_rows, query, query_rows};

/// A credential whose next mail is due, or has not been worked out since its dates moved.
#[derive(FromRow)]
pub struct DueRow {
    /// Its id.
    pub id: Uuid,
    /// A5.
    pub cycle: i32,
    /// E1.
    pub valid_through: Option<NaiveDate>,
    /// Whose it is.
    pub learner_id: Uuid,
}

/// A mail that is due, or would be if it were not too late for it.
pub struct DueMail {
    /// Of which credential.
    pub credential_id: Uuid,
    /// In which cycle.
    pub cycle: i32,
    /// To whom.
    pub learner_id: Uuid,
    /// Which one.
    pub kind: Kind,
    /// Since when.
    pub due_at: DateTime<Utc>,
    /// Why it is not to go out, if it is not.
    pub dropped: Option<String>,
}

/// Stands in `credential.mail_at` when it has not been worked out since dates or policy moved.
pub const NOT_WORKED_OUT: DateTime<Utc> = DateTime::UNIX_EPOCH;

/// What [`due`] reads with.
pub const DUE: &str = "SELECT k.id, k.cycle, k.valid_through, p.learner_id FROM credential k
    JOIN certification_profile p ON p.id = k.certification_profile_id
    WHERE k.mail_at <= $1 ORDER BY k.mail_at LIMIT $2";

/// Whether time has made a mail due: a look that writes nothing and holds nobody up.
pub async fn is_any_due(on: &mut Connection<'_>, now: DateTime<Utc>) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM credential WHERE mail_at <= $1 LIMIT 1";
    Ok(query!(on, fetch_optional::<(i32,)>, SQL, now)?.is_some())
}

/// So many credentials that are due, held to the end of the transaction. Those that somebody else is
/// changing, or planning for, are left for later.
pub async fn due(
    on: &mut Connection<'_>,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<DueRow>, StoreError> {
    let sql = on.skip_what_others_hold(DUE, "k");
    Ok(query!(on, fetch_all::<DueRow>, sql, now, limit)?)
}

/// N3: puts mails into the outbox, each once per credential, cycle and kind. One that was dropped
/// becomes due again when the dates have moved on since. Says why those were dropped that were.
pub async fn insert(
    on: &mut Connection<'_>,
    mails: &[DueMail],
    now: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    const SQL: &str =
        "INSERT INTO mail (id, kind, learner_id, credential_id, cycle, detail, due_at,
            state, next_try_at, reason, settled_at) VALUES {rows}
        ON CONFLICT (credential_id, cycle, kind)
            WHERE credential_id IS NOT NULL AND attempt_id IS NULL
        DO UPDATE SET due_at = excluded.due_at, state = excluded.state, tries = 0,
            next_try_at = excluded.next_try_at, reason = NULL, settled_at = NULL
        WHERE mail.state = 'dropped' AND excluded.state = 'queued'
            AND mail.due_at < excluded.due_at
        RETURNING reason";
    let detail = json!({});
    let rows = query_rows!(
        on,
        (Option<String>,),
        SQL,
        mails,
        |mail| Uuid::now_v7(),
        mail.kind.to_string(),
        mail.learner_id,
        mail.credential_id,
        mail.cycle,
        Json(&detail),
        mail.due_at,
        if mail.dropped.is_none() { "queued" } else { "dropped" },
        mail.dropped.is_none().then_some(mail.due_at),
        mail.dropped.as_deref(),
        mail.dropped.is_some().then_some(now),
    );
    Ok(rows.into_iter().filter_map(|(reason,)| reason).collect())
}

/// Stores when each credential's next mail is due. They are held since [`due`], so nothing has moved.
pub async fn set_next(
    on: &mut Connection<'_>,
    next: &[(Uuid, Option<DateTime<Utc>>)],
) -> Result<(), StoreError> {
    const SQL: &str = "WITH next (id, mail_at) AS (VALUES {rows})
        UPDATE credential SET mail_at = next.mail_at FROM next WHERE credential.id = next.id";
    execute_rows!(on, SQL, next, |(id, mail_at)| *id, *mail_at);
    Ok(())
}

/// The fingerprint of the policy that `credential.mail_at` is worked out with, if any is.
pub async fn policy(on: &mut Connection<'_>) -> Result<Option<String>, StoreError> {
    const SQL: &str = "SELECT fingerprint FROM mail_policy";
    Ok(query!(on, fetch_optional::<(String,)>, SQL)?.map(|(fingerprint,)| fingerprint))
}

/// Stores the fingerprint.
pub async fn set_policy(on: &mut Connection<'_>, fingerprint: &str) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO mail_policy (only_one, fingerprint) VALUES (1, $1)
        ON CONFLICT (only_one) DO UPDATE SET fingerprint = excluded.fingerprint";
    execute!(on, SQL, fingerprint)?;
    Ok(())
}

/// Has so many credentials worked out anew, of those valid on a day and with ids behind another one,
/// and says the last one; `None` when there are no more.
pub async fn work_out_anew(
    on: &mut Connection<'_>,
    valid_on: NaiveDate,
    after: Uuid,
    limit: i64,
) -> Result<Option<Uuid>, StoreError> {
    const READ: &str = "SELECT id FROM credential WHERE id > $1 AND valid_through >= $2
        ORDER BY id LIMIT $3";
    const SET: &str =
        "UPDATE credential SET mail_at = '1970-01-01T00:00:00+00:00' WHERE id IN ({rows})";
    let ids = query!(&mut *on, fetch_all::<(Uuid,)>, READ, after, valid_on, limit)?;
    execute_rows!(on, SET, ids, |(id,)| *id);
    Ok(ids.last().map(|(id,)| *id))
}
