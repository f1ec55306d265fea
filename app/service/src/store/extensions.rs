//! E5: extensions that were confirmed, how far they have been done, and what they move.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    certification::Certification,
    extension::{Counts, Extension},
};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use super::{Connection, StoreError, catalogue::Named, execute, query};

/// A certification that was chosen.
#[derive(FromRow)]
pub struct Chosen {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    #[sqlx(flatten)]
    pub named: Named,
    available_since: Option<NaiveDate>,
    retires_at: Option<DateTime<Utc>>,
    superseded: bool,
}

impl Chosen {
    /// What the rules need to know of it. Whether there is an assessment does not matter here.
    pub fn certification(&self) -> Result<Certification, StoreError> {
        Ok(Certification {
            kind: self.named.kind()?,
            available_since: self.available_since,
            retires_at: self.retires_at,
            assessment: false,
            superseded: self.superseded,
        })
    }
}

/// The certification with this name in addresses.
pub async fn chosen(on: &mut Connection<'_>, slug: &str) -> Result<Option<Chosen>, StoreError> {
    const SQL: &str =
        "SELECT id, slug, kind, level, titles, available_since, retires_at, superseded
        FROM certification WHERE slug = $1";
    Ok(query!(on, fetch_optional::<Chosen>, SQL, slug)?)
}

/// How many credentials of a certification are valid through which day; of those without a day all.
pub async fn days(
    on: &mut Connection<'_>,
    certification: Uuid,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<(Option<NaiveDate>, i64)>, StoreError> {
    const SQL: &str = "SELECT valid_through, COUNT(*) FROM credential
        WHERE certification_id = $1 AND valid_through >= $2 AND valid_through <= $3
        GROUP BY valid_through ORDER BY valid_through";
    const UNDATED: &str =
        "SELECT COUNT(*) FROM credential WHERE certification_id = $1 AND valid_through IS NULL";
    let row = query!(&mut *on, fetch_one::<(i64,)>, UNDATED, certification)?;
    let mut days = vec![(None, row.0)];
    days.retain(|(_, count)| *count > 0);
    days.extend(query!(
        on,
        fetch_all::<(Option<NaiveDate>, i64)>,
        SQL,
        certification,
        first,
        last
    )?);
    Ok(days)
}

/// A credential to be shown before it is extended.
#[derive(FromRow)]
pub struct SampleRow {
    /// Whose.
    pub learner_id: Uuid,
    /// Their name.
    pub display_name: String,
    /// The last valid day.
    pub valid_through: NaiveDate,
}

/// Some credentials of a certification, those that end first.
pub async fn samples(
    on: &mut Connection<'_>,
    certification: Uuid,
    first: NaiveDate,
    last: NaiveDate,
    at_most: i64,
) -> Result<Vec<SampleRow>, StoreError> {
    const SQL: &str = "SELECT p.learner_id, l.display_name, k.valid_through FROM credential k
        JOIN certification_profile p ON p.id = k.certification_profile_id
        JOIN learner l ON l.id = p.learner_id
        WHERE k.certification_id = $1 AND k.valid_through >= $2 AND k.valid_through <= $3
        ORDER BY k.valid_through, k.id LIMIT $4";
    Ok(query!(on, fetch_all::<SampleRow>, SQL, certification, first, last, at_most)?)
}

/// Where an extension stands.
#[derive(FromRow)]
pub struct ExtensionRow {
    /// Its id.
    pub id: Uuid,
    /// When it was confirmed.
    pub confirmed_at: DateTime<Utc>,
    /// By whom.
    pub confirmed_by: Uuid,
    /// Their name.
    pub display_name: String,
    /// Why.
    pub reason: String,
    certifications: Json<Vec<String>>,
    first_day: NaiveDate,
    last_day: NaiveDate,
    until: NaiveDate,
    /// What was shown before.
    pub shown: Json<Counts>,
    /// What has been done so far.
    pub done: Json<Counts>,
    /// The certification that is being looked at, by its place in the list.
    pub at_certification: i32,
    at_valid_through: Option<NaiveDate>,
    at_credential: Option<Uuid>,
    /// When it was done.
    pub finished_at: Option<DateTime<Utc>>,
}

impl ExtensionRow {
    /// What was confirmed.
    pub fn extension(&self) -> Extension {
        Extension {
            certifications: self.certifications.0.clone(),
            first_day: self.first_day,
            last_day: self.last_day,
            until: self.until,
        }
    }

    /// The place of the credential that was looked at last, or before the first.
    pub fn place(&self) -> (NaiveDate, Uuid) {
        let start = self.last_day.succ_opt().unwrap_or(NaiveDate::MAX);
        (self.at_valid_through.unwrap_or(start), self.at_credential.unwrap_or(Uuid::nil()))
    }
}

macro_rules! select_extension {
    ($where:literal) => {
        concat!(
            "SELECT e.id, e.confirmed_at, e.confirmed_by, l.display_name, e.reason,
                e.certifications, e.first_day, e.last_day, e.until, e.shown, e.done,
                e.at_certification, e.at_valid_through, e.at_credential, e.finished_at
            FROM extension e JOIN learner l ON l.id = e.confirmed_by ",
            $where
        )
    };
}

/// One extension.
pub async fn one(on: &mut Connection<'_>, id: Uuid) -> Result<Option<ExtensionRow>, StoreError> {
    const SQL: &str = select_extension!("WHERE e.id = $1");
    Ok(query!(on, fetch_optional::<ExtensionRow>, SQL, id)?)
}

/// The latest extensions, the newest first.
pub async fn latest(
    on: &mut Connection<'_>,
    at_most: i64,
) -> Result<Vec<ExtensionRow>, StoreError> {
    const SQL: &str = select_extension!("ORDER BY e.confirmed_at DESC, e.id DESC LIMIT $1");
    Ok(query!(on, fetch_all::<ExtensionRow>, SQL, at_most)?)
}

/// Those that are not finished, the oldest first.
pub async fn under_way(on: &mut Connection<'_>) -> Result<Vec<Uuid>, StoreError> {
    const SQL: &str =
        "SELECT id FROM extension WHERE finished_at IS NULL ORDER BY confirmed_at LIMIT 10";
    Ok(query!(on, fetch_all::<(Uuid,)>, SQL)?.into_iter().map(|(id,)| id).collect())
}

/// What was confirmed.
pub struct NewExtension<'a> {
    /// As the preview was shown under.
    pub id: Uuid,
    /// By whom.
    pub by: Uuid,
    /// Why.
    pub reason: &'a str,
    /// What.
    pub extension: &'a Extension,
    /// What was shown.
    pub shown: Counts,
    /// What is so without doing anything.
    pub done: Counts,
}

/// Stores an extension; `false` where it is there already.
pub async fn insert(
    on: &mut Connection<'_>,
    new: &NewExtension<'_>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str =
        "INSERT INTO extension (id, confirmed_at, confirmed_by, reason, certifications,
            first_day, last_day, until, shown, done, at_certification)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0) ON CONFLICT DO NOTHING";
    let extension = new.extension;
    let inserted = execute!(
        on,
        SQL,
        new.id,
        now,
        new.by,
        new.reason,
        Json(&extension.certifications),
        extension.first_day,
        extension.last_day,
        extension.until,
        Json(new.shown),
        Json(new.done)
    )?;
    Ok(inserted == 1)
}

/// Notes how far an extension has been done.
pub async fn advance(
    on: &mut Connection<'_>,
    id: Uuid,
    done: Counts,
    at_certification: i32,
    place: Option<(NaiveDate, Uuid)>,
    finished_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE extension SET done = $2, at_certification = $3,
            at_valid_through = $4, at_credential = $5, finished_at = $6 WHERE id = $1";
    let (day, credential) = place.unzip();
    match execute!(on, SQL, id, Json(done), at_certification, day, credential, finished_at)? {
        1 => Ok(()),
        rows => Err(StoreError::NotOneRow { statement: "advance an extension", rows }),
    }
}

/// A credential that is looked at.
#[derive(FromRow)]
pub struct Candidate {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub learner_id: Uuid,
    /// A5.
    pub cycle: i32,
    /// The last valid day.
    pub valid_through: NaiveDate,
    /// Its history has gone on since the preview.
    pub changed: bool,
}

/// The next credentials of a certification after `place`, from the latest day to the earliest:
/// what has been extended lies behind and is not met again. `since` is the id of the preview; those
/// of the lines of a history grow with time too.
pub async fn next(
    on: &mut Connection<'_>,
    certification: Uuid,
    first: NaiveDate,
    place: (NaiveDate, Uuid),
    since: Uuid,
    at_most: i64,
) -> Result<Vec<Candidate>, StoreError> {
    const SQL: &str = "SELECT k.id, p.learner_id, k.cycle, k.valid_through,
            EXISTS (SELECT 1 FROM ledger e WHERE e.credential_id = k.id AND e.id > $5) AS changed
        FROM credential k JOIN certification_profile p ON p.id = k.certification_profile_id
        WHERE k.certification_id = $1 AND k.valid_through >= $2
            AND (k.valid_through, k.id) < ($3, $4)
        ORDER BY k.valid_through DESC, k.id DESC LIMIT $6";
    let (day, id) = place;
    Ok(query!(on, fetch_all::<Candidate>, SQL, certification, first, day, id, since, at_most)?)
}

/// Moves the end of a credential, unless somebody else has moved it meanwhile; says whether. A5:
/// the cycle goes on.
pub async fn extend(
    on: &mut Connection<'_>,
    held: &Candidate,
    until: NaiveDate,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE credential SET valid_through = $4
        WHERE id = $1 AND cycle = $2 AND valid_through = $3";
    Ok(execute!(on, SQL, held.id, held.cycle, held.valid_through, until)? == 1)
}

/// Writes the line of history. The database refuses a second one of the same extension.
pub async fn record(
    on: &mut Connection<'_>,
    held: &Candidate,
    until: NaiveDate,
    extension: &ExtensionRow,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO ledger (id, credential_id, cycle, entry, at,
            valid_through_before, valid_through, actor, reason, extension_id)
        VALUES ($1, $2, $3, 'extended', $4, $5, $6, $7, $8, $9)";
    execute!(
        on,
        SQL,
        Uuid::now_v7(),
        held.id,
        held.cycle,
        now,
        held.valid_through,
        until,
        extension.confirmed_by.to_string(),
        &extension.reason,
        extension.id
    )?;
    Ok(())
}
