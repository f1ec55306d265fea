//! What mails say of people, attempts and requests; of credentials see [`super::credentials::mailed`].

use chrono::{DateTime, NaiveDate, Utc};
use domain::{attempt::State, scoring::SkillScore};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use super::{
    Connection, StoreError, query_rows,
    rows::{Senseless, Stored, unsigned},
};

/// Somebody to whom a mail goes.
#[derive(FromRow)]
pub struct PersonRow {
    /// Their id.
    pub id: Uuid,
    /// What they are called.
    pub display_name: String,
    /// The tag of a language.
    pub language: Option<String>,
    /// The IANA name of a time zone.
    pub time_zone: Option<String>,
    /// N6: of all reminders.
    pub reminders_muted_at: Option<DateTime<Utc>>,
    /// Local hours.
    pub quiet_from: Option<i32>,
    /// See `quiet_from`.
    pub quiet_until: Option<i32>,
    /// When they left.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Where they are written to, if no mail says otherwise: see `mail_address!`.
    pub email: Option<String>,
}

/// Where a learner is written to: at the personal login of their (first) certification profile, else
/// at their first personal one, else at their first; one whose address nobody knows is passed over.
macro_rules! mail_address {
    ($learner:literal) => {
        concat!(
            "COALESCE(NULLIF((SELECT lg.email FROM certification_profile cp
                JOIN login lg ON lg.id = cp.personal_login_id WHERE cp.learner_id = ",
            $learner,
            " ORDER BY cp.created_at, cp.id LIMIT 1), ''),
                (SELECT lg.email FROM login lg WHERE lg.email <> '' AND lg.learner_id = ",
            $learner,
            " ORDER BY lg.kind, lg.created_at, lg.id LIMIT 1))"
        )
    };
}
pub(crate) use mail_address;

/// The people among these.
pub async fn people(
    on: &mut Connection<'_>,
    learners: &[Uuid],
) -> Result<Vec<PersonRow>, StoreError> {
    const SQL: &str = concat!(
        "SELECT id, display_name, language, time_zone, reminders_muted_at, quiet_from, quiet_until,
            deleted_at, ",
        mail_address!("learner.id"),
        " AS email FROM learner WHERE id IN ({rows})"
    );
    Ok(query_rows!(on, PersonRow, SQL, learners, |id| *id))
}

/// An attempt that has ended, and the renewal it made.
#[derive(FromRow)]
pub struct EndedRow {
    /// Its id.
    pub id: Uuid,
    /// A5.
    pub cycle: i32,
    state: String,
    points: Option<i32>,
    skills: Option<Json<Vec<SkillScore>>>,
    mark: i32,
    /// The cycle that a pass began.
    pub renewed_cycle: Option<i32>,
    /// The last valid day before a pass.
    pub renewed_from: Option<NaiveDate>,
}

impl EndedRow {
    /// How it ended.
    pub fn state(&self) -> Result<State, Senseless> {
        State::read(&self.state, "attempt", "state", self.id)
    }

    /// A9: the points, those that were possible, and the mark.
    pub fn score(&self) -> Result<(u32, u32, u32), Senseless> {
        let points = unsigned(self.points.unwrap_or(0).into(), "attempt", "points", self.id)?;
        let maximum = self.skills.iter().flat_map(|skills| &skills.0).map(|skill| skill.maximum);
        let mark = unsigned(self.mark.into(), "assessment_version", "mark", self.id)?;
        Ok((points, maximum.sum(), mark))
    }
}

/// The attempts among these.
pub async fn ended(
    on: &mut Connection<'_>,
    attempts: &[Uuid],
) -> Result<Vec<EndedRow>, StoreError> {
    const SQL: &str = "SELECT a.id, a.cycle, a.state, a.points, a.skills, v.mark,
            g.cycle AS renewed_cycle, g.valid_through_before AS renewed_from
        FROM attempt a JOIN assessment_version v ON v.id = a.version_id
        LEFT JOIN ledger g ON g.attempt_id = a.id WHERE a.id IN ({rows})";
    Ok(query_rows!(on, EndedRow, SQL, attempts, |id| *id))
}

/// What somebody asked for who reads the mail of an address.
#[derive(FromRow)]
pub struct RequestRow {
    /// The mail that tells of it.
    pub mail_id: Uuid,
    /// Where it goes.
    pub address: String,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// When it was done.
    pub used_at: Option<DateTime<Utc>>,
}

/// The requests of these mails.
pub async fn requests(
    on: &mut Connection<'_>,
    mails: &[Uuid],
) -> Result<Vec<RequestRow>, StoreError> {
    const SQL: &str =
        "SELECT mail_id, address, asked_at, used_at FROM address_request WHERE mail_id IN ({rows})";
    Ok(query_rows!(on, RequestRow, SQL, mails, |id| *id))
}
