//! The outbox seen by whoever sends: mails are taken by lease, and settled.

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Connection, StoreError, execute, execute_rows, query, query_rows};
use crate::mail::compose::{Reason, Taken};

/// Whether a mail can be taken that this lease does not hold already: a look that writes nothing.
pub async fn is_any_due(
    on: &mut Connection<'_>,
    lease: Uuid,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM mail WHERE state = 'queued' AND next_try_at <= $1
        AND (lease IS NULL OR lease <> $2) LIMIT 1";
    Ok(query!(on, fetch_optional::<(i32,)>, SQL, now, lease)?.is_some())
}

macro_rules! select_due {
    ($which:literal) => {
        concat!(
            "SELECT id FROM mail WHERE state = 'queued' AND next_try_at <= $1 AND ",
            $which,
            " (lease IS NULL OR lease <> $2) ORDER BY next_try_at LIMIT $3"
        )
    };
}

/// What [`claim`] reads with: first what somebody waits for, then the rest.
pub const DUE: [&str; 2] = [select_due!("credential_id IS NULL AND"), select_due!("")];

/// Takes so many mails that are due and says their ids. Until the instant at which the lease ends
/// nobody else takes them, and while this program lives it does not take them twice itself, however
/// its clock is moved.
pub async fn claim(
    on: &mut Connection<'_>,
    lease: Uuid,
    now: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Uuid>, StoreError> {
    const SQL: &str = "WITH taken (id, ends_at, lease) AS (VALUES {rows})
        UPDATE mail SET next_try_at = taken.ends_at, lease = taken.lease, tries = tries + 1
        FROM taken WHERE mail.id = taken.id";
    let mut ids: Vec<Uuid> = Vec::new();
    for sql in DUE {
        let sql = on.skip_what_others_hold(sql, "mail");
        for (id,) in query!(&mut *on, fetch_all::<(Uuid,)>, sql, now, lease, limit)? {
            if !ids.contains(&id) && i64::try_from(ids.len()).is_ok_and(|taken| taken < limit) {
                ids.push(id);
            }
        }
    }
    execute_rows!(on, SQL, ids, |id| *id, ends_at, lease);
    Ok(ids)
}

/// The mails with these ids that still wait for being sent, in any order.
pub async fn taken(on: &mut Connection<'_>, ids: &[Uuid]) -> Result<Vec<Taken>, StoreError> {
    const SQL: &str =
        "SELECT id, kind, learner_id, credential_id, cycle, attempt_id, address, detail,
        due_at, tries FROM mail WHERE state = 'queued' AND id IN ({rows})";
    Ok(query_rows!(on, Taken, SQL, ids, |id| *id))
}

/// What became of a mail that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The server has it.
    Sent,
    /// N3: it is not to go out.
    Dropped(Reason),
    /// It can't go out, for this reason.
    Dead(String),
    /// It was not tried and is taken again at this instant.
    Later(DateTime<Utc>),
    /// It is tried again at this instant, for this reason.
    Again(DateTime<Utc>, String),
}

/// Settles a mail, or gives it back, if the lease still holds it; says whether it did.
pub async fn settle(
    on: &mut Connection<'_>,
    id: Uuid,
    lease: Uuid,
    settled: &Settled,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const END: &str =
        "UPDATE mail SET state = $3, reason = $4, settled_at = $5, next_try_at = NULL,
        lease = NULL WHERE id = $1 AND lease = $2 AND state = 'queued'";
    const LATER: &str = "UPDATE mail SET next_try_at = $3, tries = tries - 1, lease = NULL
        WHERE id = $1 AND lease = $2 AND state = 'queued'";
    const AGAIN: &str = "UPDATE mail SET next_try_at = $3, reason = $4, lease = NULL
        WHERE id = $1 AND lease = $2 AND state = 'queued'";
    // N5: what went to another address than the person's says nothing about theirs.
    const DELIVERED: &str = "UPDATE learner SET undelivered = 0 WHERE undelivered > 0
        AND id = (SELECT learner_id FROM mail WHERE id = $1 AND address IS NULL)";
    const UNDELIVERED: &str = "UPDATE learner SET undelivered = undelivered + 1
        WHERE id = (SELECT learner_id FROM mail WHERE id = $1 AND address IS NULL)";
    let (state, reason) = match settled {
        Settled::Later(at) => return Ok(execute!(on, LATER, id, lease, *at)? == 1),
        Settled::Again(at, reason) => {
            return Ok(execute!(on, AGAIN, id, lease, *at, reason)? == 1);
        }
        Settled::Sent => ("sent", None),
        Settled::Dropped(reason) => ("dropped", Some(reason.to_string())),
        Settled::Dead(reason) => ("dead", Some(reason.clone())),
    };
    if execute!(&mut *on, END, id, lease, state, reason, now)? != 1 {
        return Ok(false);
    }
    match settled {
        Settled::Sent => execute!(on, DELIVERED, id)?,
        Settled::Dead(_) => execute!(on, UNDELIVERED, id)?,
        _ => 0,
    };
    Ok(true)
}

/// How the outbox stands. Numbers stop at [`COUNTED_AT_MOST`].
#[derive(Clone, Copy, Debug, FromRow)]
pub struct Gauges {
    /// Credentials whose next mail is due, or not worked out, but not in the outbox.
    pub due: i64,
    /// Mails that wait.
    pub queued: i64,
    /// Of these, those whose last try failed.
    pub failing: i64,
    /// Mails that could not be delivered.
    pub dead: i64,
    /// Since when the oldest of those due is so, of those that are worked out.
    pub oldest_due: Option<DateTime<Utc>>,
}

/// So far is counted.
pub const COUNTED_AT_MOST: i64 = 10_000;

/// What [`gauges`] reads with: ranges of indexes only.
pub const GAUGES: &str = "SELECT
    (SELECT COUNT(*) FROM (SELECT 1 FROM credential WHERE mail_at <= $1 LIMIT $2) a) AS due,
    (SELECT COUNT(*) FROM (SELECT 1 FROM mail WHERE state = 'queued' LIMIT $2) b) AS queued,
    (SELECT COUNT(*) FROM (SELECT 1 FROM mail WHERE state = 'queued' AND reason IS NOT NULL
        LIMIT $2) c) AS failing,
    (SELECT COUNT(*) FROM (SELECT 1 FROM mail WHERE state = 'dead' LIMIT $2) d) AS dead,
    (SELECT mail_at FROM credential WHERE mail_at > $3 AND mail_at <= $1
        ORDER BY mail_at LIMIT 1) AS oldest_due";

/// How the outbox stands.
pub async fn gauges(on: &mut Connection<'_>, now: DateTime<Utc>) -> Result<Gauges, StoreError> {
    let not_worked_out = super::planning::NOT_WORKED_OUT;
    Ok(query!(on, fetch_one::<Gauges>, GAUGES, now, COUNTED_AT_MOST, not_worked_out)?)
}

/// Forgets mails settled before an instant that are about nobody (any more).
pub async fn delete_of_nobody(
    on: &mut Connection<'_>,
    settled_before: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM mail WHERE learner_id IS NULL AND settled_at < $1";
    execute!(on, SQL, settled_before)?;
    Ok(())
}

/// Forgets mails settled before an instant, and their links with them; those about a cycle that is
/// valid on a day stay, as they say what has been said in it (N3). Says how many it were, at most
/// `limit`.
pub async fn delete_old(
    on: &mut Connection<'_>,
    settled_before: DateTime<Utc>,
    valid_on: chrono::NaiveDate,
    limit: i64,
) -> Result<u64, StoreError> {
    const SQL: &str = "DELETE FROM mail WHERE id IN (SELECT m.id FROM mail m
        WHERE m.settled_at < $1 AND NOT EXISTS (SELECT 1 FROM credential k
            WHERE k.id = m.credential_id AND k.cycle = m.cycle AND k.valid_through >= $2)
        ORDER BY m.settled_at LIMIT $3)";
    Ok(execute!(on, SQL, settled_before, valid_on, limit)?)
}
