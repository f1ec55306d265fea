//! What a certification profile holds, whole, and how it goes into another one. P7

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    attempt::State,
    profile::merge::{Attempt, Credential, ExamResult, Profile, Side, United},
};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Connection, StoreError, catalogue::Named, execute, query, rows::Stored};

/// A credential in a profile.
#[derive(FromRow)]
pub struct HeldRow {
    /// Its id.
    pub id: Uuid,
    /// Of what.
    pub certification_id: Uuid,
    /// Of what, for people.
    #[sqlx(flatten)]
    pub named: Named,
    cycle: i32,
    /// The day on which the present run of cycles was earned.
    pub earned_on: NaiveDate,
    /// The first day of the present cycle.
    pub cycle_since: NaiveDate,
    /// Its last valid day.
    pub valid_through: Option<NaiveDate>,
}

#[derive(FromRow)]
struct StartRow {
    credential_id: Uuid,
    cycle: i32,
    at: DateTime<Utc>,
}

#[derive(FromRow)]
struct AttemptRow {
    id: Uuid,
    credential_id: Uuid,
    cycle: i32,
    state: String,
    started_at: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
}

#[derive(FromRow)]
struct ResultRow {
    result_id: String,
    exam: String,
    passed: bool,
    taken_at: DateTime<Utc>,
}

/// The credentials of a profile, by id.
pub async fn held(on: &mut Connection<'_>, profile: Uuid) -> Result<Vec<HeldRow>, StoreError> {
    const SQL: &str = "SELECT k.id, k.certification_id, c.slug, c.kind, c.level, c.titles, k.cycle,
            k.earned_on, k.cycle_since, k.valid_through
        FROM credential k JOIN certification c ON c.id = k.certification_id
        WHERE k.certification_profile_id = $1 ORDER BY k.id";
    Ok(query!(on, fetch_all::<HeldRow>, SQL, profile)?)
}

/// The ids of the credentials of a profile, in their order.
pub async fn credential_ids(
    on: &mut Connection<'_>,
    profile: Uuid,
) -> Result<Vec<Uuid>, StoreError> {
    const SQL: &str = "SELECT id FROM credential WHERE certification_profile_id = $1 ORDER BY id";
    let rows = query!(on, fetch_all::<(Uuid,)>, SQL, profile)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The open attempts of a profile, by id.
pub async fn open_attempts(
    on: &mut Connection<'_>,
    profile: Uuid,
) -> Result<Vec<Uuid>, StoreError> {
    const SQL: &str = "SELECT a.id FROM attempt a JOIN credential k ON k.id = a.credential_id
        WHERE k.certification_profile_id = $1 AND a.state = 'open' ORDER BY a.id";
    let rows = query!(on, fetch_all::<(Uuid,)>, SQL, profile)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// A profile with all that [`domain::profile::merge::plan`] needs.
pub async fn profile(
    on: &mut Connection<'_>,
    id: Uuid,
    held: &[HeldRow],
) -> Result<Profile, StoreError> {
    const STARTS: &str = "SELECT g.credential_id, g.cycle, g.at FROM ledger g
        JOIN credential k ON k.id = g.credential_id
        WHERE k.certification_profile_id = $1 AND g.entry <> 'extended'";
    const ATTEMPTS: &str =
        "SELECT a.id, a.credential_id, a.cycle, a.state, a.started_at, a.ended_at
        FROM attempt a JOIN credential k ON k.id = a.credential_id
        WHERE k.certification_profile_id = $1";
    const RESULTS: &str = "SELECT result_id, exam, passed, taken_at FROM exam_result
        WHERE certification_profile_id = $1";
    let credential = |row: &HeldRow| Credential {
        id: row.id,
        certification: row.certification_id,
        cycle: row.cycle,
        valid_through: row.valid_through,
        began: BTreeMap::new(),
        attempts: Vec::new(),
    };
    let mut credentials: BTreeMap<_, _> =
        held.iter().map(|row| (row.id, credential(row))).collect();
    for row in query!(&mut *on, fetch_all::<StartRow>, STARTS, id)? {
        if let Some(credential) = credentials.get_mut(&row.credential_id) {
            credential.began.insert(row.cycle, row.at);
        }
    }
    for row in query!(&mut *on, fetch_all::<AttemptRow>, ATTEMPTS, id)? {
        let state = State::read(&row.state, "attempt", "state", row.id)?;
        let AttemptRow { id, cycle, started_at, ended_at, .. } = row;
        if let Some(credential) = credentials.get_mut(&row.credential_id) {
            credential.attempts.push(Attempt { id, cycle, state, started_at, ended_at });
        }
    }
    let results = query!(on, fetch_all::<ResultRow>, RESULTS, id)?;
    let result = |ResultRow { result_id: id, exam, passed, taken_at }| ExamResult {
        id,
        exam,
        passed,
        taken_at,
    };
    Ok(Profile {
        credentials: credentials.into_values().collect(),
        results: results.into_iter().map(result).collect(),
    })
}

/// Closes an open attempt, uncounted.
pub async fn close(
    on: &mut Connection<'_>,
    attempt: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE attempt SET state = 'closed_by_expiry', ended_at = $2,
        closed_by_merge = $3 WHERE id = $1 AND state = 'open'";
    execute!(on, SQL, attempt, now, true)?;
    Ok(())
}

/// Moves a credential into another profile.
pub async fn move_credential(
    on: &mut Connection<'_>,
    credential: Uuid,
    profile: Uuid,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE credential SET certification_profile_id = $2 WHERE id = $1";
    execute!(on, SQL, credential, profile)?;
    Ok(())
}

/// Moves all exam results of a profile into another one.
pub async fn move_results(on: &mut Connection<'_>, from: Uuid, to: Uuid) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE exam_result SET certification_profile_id = $2 WHERE certification_profile_id = $1";
    execute!(on, SQL, from, to)?;
    Ok(())
}

/// X4: what a merge has found stays, so that no result takes back the later date (P7).
pub async fn settle(on: &mut Connection<'_>, profile: Uuid) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE ledger SET derived = $2 WHERE credential_id IN
        (SELECT id FROM credential WHERE certification_profile_id = $1)";
    execute!(on, SQL, profile, false)?;
    Ok(())
}

/// Makes two credentials one. Cycles get their new numbers below zero first, where none stand in
/// each other's way. E5: of two lines of the same extension one no longer says which it was; the
/// reason and who confirmed it stay. N6: a mute of either is one of both.
pub async fn unite(
    on: &mut Connection<'_>,
    united: &United,
    stays: &HeldRow,
) -> Result<(), StoreError> {
    const RENUMBER: [&str; 3] = [
        "UPDATE ledger SET cycle = $3 WHERE credential_id = $1 AND cycle = $2",
        "UPDATE attempt SET cycle = $3 WHERE credential_id = $1 AND cycle = $2",
        "UPDATE mail SET cycle = $3 WHERE credential_id = $1 AND cycle = $2",
    ];
    const EXTENDED: &str = "UPDATE ledger SET extension_id = NULL
        WHERE credential_id = $2 AND extension_id IN (SELECT e.extension_id FROM ledger e
            WHERE e.credential_id = $1 AND e.extension_id IS NOT NULL)";
    const GATHER: [&str; 3] = [
        "UPDATE ledger SET credential_id = $1, cycle = abs(cycle) WHERE credential_id IN ($1, $2)",
        "UPDATE attempt SET credential_id = $1, cycle = abs(cycle) WHERE credential_id IN ($1, $2)",
        "UPDATE mail SET credential_id = $1, cycle = abs(cycle) WHERE credential_id IN ($1, $2)",
    ];
    const COUNT: &str = "UPDATE attempt SET cycle = $2 WHERE id = $1";
    const KEEP: &str = "UPDATE credential SET cycle = $2, earned_on = $3, cycle_since = $4,
        valid_through = $5, muted_at = COALESCE(muted_at,
            (SELECT s.muted_at FROM credential s WHERE s.id = $6)) WHERE id = $1";
    for ((side, old), new) in &united.cycles {
        let credential = match side {
            Side::Target => united.target,
            Side::Source => united.source,
        };
        for sql in RENUMBER {
            execute!(&mut *on, sql, credential, *old, -*new)?;
        }
    }
    execute!(&mut *on, EXTENDED, united.target, united.source)?;
    for sql in GATHER {
        execute!(&mut *on, sql, united.target, united.source)?;
    }
    for attempt in &united.counted_too {
        execute!(&mut *on, COUNT, *attempt, united.cycle)?;
    }
    let HeldRow { earned_on, cycle_since, valid_through, .. } = stays;
    let United { target, source, cycle, .. } = united;
    execute!(&mut *on, KEEP, target, cycle, earned_on, cycle_since, valid_through, source)?;
    execute!(on, "DELETE FROM credential WHERE id = $1", source)?;
    Ok(())
}
