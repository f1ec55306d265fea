//! What earning depends on, and what it writes: the histories of the credentials of many profiles.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{certification::Kind, earning::Line, view::CycleStart};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use super::{
    Connection, StoreError, execute_rows, query, query_rows,
    rows::{Senseless, Stored, unsigned},
};

/// A certification as far as earning depends on it.
#[derive(FromRow)]
pub struct OfferRow {
    /// Its id.
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    kind: String,
    /// K3.
    pub available_since: Option<NaiveDate>,
    /// K6.
    pub retires_at: Option<DateTime<Utc>>,
    /// K5.
    pub superseded: bool,
    /// X3: groups of exam codes.
    pub exams: Json<Vec<Vec<String>>>,
    /// X3: groups of slugs.
    pub prerequisites: Json<Vec<Vec<String>>>,
}

impl OfferRow {
    /// K1.
    pub fn kind(&self) -> Result<Kind, Senseless> {
        Kind::read(&self.kind, "certification", "kind", &self.slug)
    }
}

/// All certifications.
pub async fn offers(on: &mut Connection<'_>) -> Result<Vec<OfferRow>, StoreError> {
    const SQL: &str = "SELECT id, slug, kind, available_since, retires_at, superseded, exams,
        prerequisites FROM certification";
    Ok(query!(on, fetch_all::<OfferRow>, SQL)?)
}

/// A line of the history of a credential, with the credential.
#[derive(FromRow)]
pub struct LineRow {
    /// The line.
    pub id: Uuid,
    /// Whose credential.
    pub certification_profile_id: Uuid,
    /// The credential.
    pub credential_id: Uuid,
    /// The certification's name in addresses.
    pub slug: String,
    /// The credential's present cycle.
    pub present_cycle: i32,
    /// The credential's last valid day.
    pub present_day: Option<NaiveDate>,
    /// The latest cycle in which an attempt was started.
    pub attempted: Option<i32>,
    cycle: i32,
    entry: String,
    at: DateTime<Utc>,
    valid_through: Option<NaiveDate>,
    derived: bool,
}

impl LineRow {
    /// The line as the rules know it.
    pub fn line(&self) -> Result<Line, Senseless> {
        Ok(Line {
            start: CycleStart::read(&self.entry, "ledger", "entry", self.id)?,
            cycle: unsigned(self.cycle.into(), "ledger", "cycle", self.id)?,
            at: self.at,
            valid_through: self.valid_through,
            derived: self.derived,
        })
    }
}

/// The histories of all credentials of these profiles, each in its order.
pub async fn histories(
    on: &mut Connection<'_>,
    profiles: &[Uuid],
) -> Result<Vec<LineRow>, StoreError> {
    const SQL: &str = "SELECT g.id, k.certification_profile_id, g.credential_id, c.slug,
            k.cycle AS present_cycle, k.valid_through AS present_day,
            (SELECT MAX(a.cycle) FROM attempt a WHERE a.credential_id = k.id) AS attempted,
            g.cycle, g.entry, g.at, g.valid_through, g.derived
        FROM credential k
        JOIN certification c ON c.id = k.certification_id
        JOIN ledger g ON g.credential_id = k.id
        WHERE k.certification_profile_id IN ({rows})
        ORDER BY g.credential_id, g.cycle, g.at, g.id";
    Ok(query_rows!(on, LineRow, SQL, profiles, |profile| *profile))
}

/// An open attempt that time has ended.
#[derive(FromRow)]
pub struct OverdueRow {
    /// The attempt.
    pub id: Uuid,
    /// The credential.
    pub credential_id: Uuid,
    /// Whose.
    pub learner_id: Uuid,
}

/// The open attempts of these profiles whose deadline has been reached, the earliest first.
pub async fn overdue(
    on: &mut Connection<'_>,
    profiles: &[Uuid],
    now: DateTime<Utc>,
) -> Result<Vec<OverdueRow>, StoreError> {
    const SQL: &str = "SELECT a.id, a.credential_id, a.deadline, p.learner_id FROM attempt a
        JOIN credential k ON k.id = a.credential_id
        JOIN certification_profile p ON p.id = k.certification_profile_id
        WHERE a.state = 'open' AND k.certification_profile_id IN ({rows})";
    #[derive(FromRow)]
    struct Row {
        deadline: DateTime<Utc>,
        #[sqlx(flatten)]
        overdue: OverdueRow,
    }
    let mut open = query_rows!(on, Row, SQL, profiles, |profile| *profile);
    open.retain(|row| row.deadline <= now);
    open.sort_by_key(|row| row.deadline);
    Ok(open.into_iter().map(|row| row.overdue).collect())
}

/// A credential as its history makes it.
pub struct Standing {
    /// The credential.
    pub id: Uuid,
    /// The present cycle.
    pub cycle: u32,
    /// The day on which the present run of cycles was earned.
    pub earned_on: NaiveDate,
    /// The first day of the present cycle.
    pub cycle_since: NaiveDate,
    /// The last valid day.
    pub valid_through: Option<NaiveDate>,
}

/// A credential to be stored for the first time.
pub struct Earned {
    /// Whose.
    pub certification_profile_id: Uuid,
    /// Of what.
    pub certification_id: Uuid,
    /// The rest.
    pub standing: Standing,
}

fn signed(cycle: u32) -> i32 {
    i32::try_from(cycle).unwrap_or(i32::MAX)
}

/// Stores new credentials.
pub async fn insert(on: &mut Connection<'_>, earned: &[Earned]) -> Result<(), StoreError> {
    const SQL: &str =
        "INSERT INTO credential (id, certification_profile_id, certification_id, cycle,
        earned_on, cycle_since, valid_through) VALUES {rows}";
    execute_rows!(
        on,
        SQL,
        earned,
        |row| row.standing.id,
        row.certification_profile_id,
        row.certification_id,
        signed(row.standing.cycle),
        row.standing.earned_on,
        row.standing.cycle_since,
        row.standing.valid_through,
    );
    Ok(())
}

/// Moves credentials that stood as said (cycle and day), or none.
///
/// # Errors
/// [`StoreError::NotOneRow`] where one stood otherwise: somebody else was faster.
pub async fn update(
    on: &mut Connection<'_>,
    moved: &[(Standing, (i32, Option<NaiveDate>))],
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE credential SET cycle = v.column2, earned_on = v.column3,
            cycle_since = v.column4, valid_through = v.column5
        FROM (VALUES {rows}) AS v
        WHERE credential.id = v.column1 AND credential.cycle = v.column6
            AND credential.valid_through IS NOT DISTINCT FROM v.column7";
    let rows = execute_rows!(
        on,
        SQL,
        moved,
        |(standing, before)| standing.id,
        signed(standing.cycle),
        standing.earned_on,
        standing.cycle_since,
        standing.valid_through,
        before.0,
        before.1,
    );
    if usize::try_from(rows) == Ok(moved.len()) {
        Ok(())
    } else {
        Err(StoreError::NotOneRow { statement: "move credentials by results", rows })
    }
}

/// A line to be written.
pub struct NewLine {
    /// The credential.
    pub credential_id: Uuid,
    /// The line.
    pub line: Line,
    /// The last valid day before it.
    pub before: Option<NaiveDate>,
}

/// Writes lines of history that follow from results.
pub async fn insert_lines(on: &mut Connection<'_>, lines: &[NewLine]) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO ledger (id, credential_id, cycle, entry, at,
        valid_through_before, valid_through, derived) VALUES {rows}";
    execute_rows!(
        on,
        SQL,
        lines,
        |new| Uuid::now_v7(),
        new.credential_id,
        signed(new.line.cycle),
        new.line.start.text(),
        new.line.at,
        new.before,
        new.line.valid_through,
        true,
    );
    Ok(())
}

/// Takes back lines of history that followed from results which were not all.
pub async fn delete_lines(on: &mut Connection<'_>, lines: &[Uuid]) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM ledger WHERE id IN ({rows})";
    execute_rows!(on, SQL, lines, |line| *line);
    Ok(())
}

/// What [`delete_mails`] does.
pub const DELETE_MAILS: &str = "DELETE FROM mail WHERE id IN (SELECT m.id
    FROM (VALUES {rows}) AS v JOIN mail m ON m.credential_id = v.column1
    WHERE m.cycle > v.column2 AND m.attempt_id IS NULL)";

/// Forgets the mails that were due in cycles after these, of which there are none now. Those of cycles
/// that stand otherwise stay as after an extension (E5): what has been said is not said again (N3).
pub async fn delete_mails(on: &mut Connection<'_>, last: &[(Uuid, u32)]) -> Result<(), StoreError> {
    execute_rows!(on, DELETE_MAILS, last, |(credential, cycle)| *credential, signed(*cycle));
    Ok(())
}

/// Deletes credentials that turned out not to have been earned. The database refuses where anything
/// rests on one.
pub async fn delete(on: &mut Connection<'_>, credentials: &[Uuid]) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM credential WHERE id IN ({rows})";
    execute_rows!(on, SQL, credentials, |credential| *credential);
    Ok(())
}

/// What was earned under these terms stays: the lines of a certification that asks for something else
/// from now on are settled.
pub async fn settle(on: &mut Connection<'_>, certification: Uuid) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE ledger SET derived = $2 WHERE derived AND credential_id IN
        (SELECT id FROM credential WHERE certification_id = $1)";
    super::execute!(on, SQL, certification, false)?;
    Ok(())
}
