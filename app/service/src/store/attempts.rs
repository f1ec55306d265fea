//! Attempts, and the bank from which they are drawn. Keys are read by one statement only.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    assessment::{Candidate, Drawn},
    attempt::{Deadline, EndsBy, State},
    scoring::{Score, SkillScore},
};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use super::{
    Connection, StoreError,
    catalogue::Named,
    execute, query,
    rows::{Senseless, Stored, unsigned},
};

/// An attempt joined with its credential, certification and version.
#[derive(FromRow)]
pub struct AttemptRow {
    /// Its id.
    pub id: Uuid,
    /// What it renews.
    pub credential_id: Uuid,
    /// A5: the cycle in which it was started.
    pub cycle: i32,
    /// L3.
    pub version_id: Uuid,
    /// L2.
    pub language: String,
    /// A12.
    pub drawn: Json<Vec<Drawn>>,
    /// When it was started.
    pub started_at: DateTime<Utc>,
    deadline: DateTime<Utc>,
    ends_by: String,
    state: String,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// P7.
    pub closed_by_merge: bool,
    points: Option<i32>,
    /// A11.
    pub skills: Option<Json<Vec<SkillScore>>>,
    /// The credential's present cycle.
    pub credential_cycle: i32,
    /// The credential's last valid day.
    pub valid_through: Option<NaiveDate>,
    /// The certification.
    #[sqlx(flatten)]
    pub named: Named,
    /// L3.
    pub version: String,
    mark: i32,
    /// L1.
    pub languages: Json<Vec<String>>,
    counted_before: i64,
    /// A10: what a pass changed.
    pub renewed_from: Option<NaiveDate>,
    /// E3.
    pub renewed_to: Option<NaiveDate>,
}

/// One attempt, if it is the learner's.
pub async fn one(
    on: &mut Connection<'_>,
    learner: Uuid,
    id: Uuid,
) -> Result<Option<AttemptRow>, StoreError> {
    const SQL: &str = "SELECT a.id, a.credential_id, a.cycle, a.version_id, a.language, a.drawn,
            a.started_at, a.deadline, a.ends_by, a.state, a.ended_at, a.closed_by_merge, a.points,
            a.skills,
            k.cycle AS credential_cycle, k.valid_through, c.slug, c.kind, c.level, c.titles,
            v.version, v.mark, v.languages,
            (SELECT COUNT(*) FROM attempt b WHERE b.credential_id = a.credential_id
                AND b.cycle = a.cycle AND b.state = 'failed' AND b.id <> a.id
                AND (a.ended_at IS NULL OR b.ended_at <= a.ended_at)) AS counted_before,
            g.valid_through_before AS renewed_from, g.valid_through AS renewed_to
        FROM attempt a
        JOIN credential k ON k.id = a.credential_id
        JOIN certification_profile p ON p.id = k.certification_profile_id
        JOIN certification c ON c.id = k.certification_id
        JOIN assessment_version v ON v.id = a.version_id
        LEFT JOIN ledger g ON g.attempt_id = a.id
        WHERE a.id = $2 AND p.learner_id = $1";
    Ok(query!(on, fetch_optional::<AttemptRow>, SQL, learner, id)?)
}

impl AttemptRow {
    /// Where it stands.
    pub fn state(&self) -> Result<State, Senseless> {
        State::read(&self.state, "attempt", "state", self.id)
    }

    /// A7.
    pub fn deadline(&self) -> Result<Deadline, Senseless> {
        let by = EndsBy::read(&self.ends_by, "attempt", "ends_by", self.id)?;
        Ok(Deadline { at: self.deadline, by })
    }

    /// A9: a percentage.
    pub fn mark(&self) -> Result<u32, Senseless> {
        unsigned(self.mark.into(), "assessment_version", "mark", self.version_id)
    }

    /// A9: points reached, once graded.
    pub fn points(&self) -> Result<Option<u32>, Senseless> {
        let points = |points: i32| unsigned(points.into(), "attempt", "points", self.id);
        self.points.map(points).transpose()
    }

    /// A4: how many attempts of its cycle were counted before it.
    pub fn counted_before(&self) -> Result<u32, Senseless> {
        unsigned(self.counted_before, "attempt", "count", self.id)
    }
}

/// An attempt to be stored.
pub struct NewAttempt<'a> {
    /// Its id.
    pub id: Uuid,
    /// What it renews.
    pub credential_id: Uuid,
    /// The credential's cycle.
    pub cycle: i32,
    /// L3.
    pub version_id: Uuid,
    /// L2.
    pub language: &'a str,
    /// A12.
    pub seed: u64,
    /// A12.
    pub drawn: &'a [Drawn],
    /// A14: which agreement was accepted, at the start.
    pub agreement: &'a str,
    /// When it is started.
    pub started_at: DateTime<Utc>,
    /// A7.
    pub deadline: Deadline,
}

/// Stores a new attempt. The database refuses a second open one of the same credential (A2).
pub async fn insert(on: &mut Connection<'_>, new: &NewAttempt<'_>) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO attempt (id, credential_id, cycle, version_id, language, seed,
            drawn, agreement, agreed_at, started_at, deadline, ends_by, state)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, 'open')";
    execute!(
        on,
        SQL,
        new.id,
        new.credential_id,
        new.cycle,
        new.version_id,
        new.language,
        new.seed.cast_signed(),
        Json(new.drawn),
        new.agreement,
        new.started_at,
        new.deadline.at,
        new.deadline.by.text(),
    )?;
    Ok(())
}

/// Ends an open attempt; one that is not open is an error (A10).
pub async fn end(
    on: &mut Connection<'_>,
    id: Uuid,
    state: State,
    at: DateTime<Utc>,
    score: Option<&Score>,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE attempt SET state = $2, ended_at = $3, points = $4, skills = $5
        WHERE id = $1 AND state = 'open'";
    let points = score.map(|score| i32::try_from(score.points).unwrap_or(i32::MAX));
    let skills = score.map(|score| Json(&score.skills));
    match execute!(on, SQL, id, state.text(), at, points, skills)? {
        1 => Ok(()),
        rows => Err(StoreError::NotOneRow { statement: "end an attempt", rows }),
    }
}

/// L2: switches the language of an open attempt.
pub async fn switch_language(
    on: &mut Connection<'_>,
    id: Uuid,
    language: &str,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE attempt SET language = $2 WHERE id = $1 AND state = 'open'";
    execute!(on, SQL, id, language)?;
    Ok(())
}

/// An open attempt whose deadline has been reached.
#[derive(FromRow)]
pub struct Due {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub learner_id: Uuid,
}

/// Open attempts whose deadline has been reached, the oldest deadlines first.
pub async fn due(
    on: &mut Connection<'_>,
    now: DateTime<Utc>,
    at_most: i64,
) -> Result<Vec<Due>, StoreError> {
    const SQL: &str = "SELECT a.id, p.learner_id FROM attempt a
        JOIN credential k ON k.id = a.credential_id
        JOIN certification_profile p ON p.id = k.certification_profile_id
        WHERE a.state = 'open' AND a.deadline <= $1 ORDER BY a.deadline LIMIT $2";
    Ok(query!(on, fetch_all::<Due>, SQL, now, at_most)?)
}

/// A12: the ids of the questions that were drawn in a cycle of a credential.
pub async fn seen_questions(
    on: &mut Connection<'_>,
    credential: Uuid,
    cycle: i32,
) -> Result<Vec<String>, StoreError> {
    const SQL: &str = "SELECT drawn FROM attempt WHERE credential_id = $1 AND cycle = $2";
    let rows = query!(on, fetch_all::<(Json<Vec<Drawn>>,)>, SQL, credential, cycle)?;
    Ok(rows.into_iter().flat_map(|(drawn,)| drawn.0).map(|question| question.id).collect())
}

/// A12: the bank of a version, in the order of the question ids.
pub async fn bank(on: &mut Connection<'_>, version: Uuid) -> Result<Vec<Candidate>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        id: String,
        skill: String,
        options: Json<Vec<String>>,
    }
    const SQL: &str = "SELECT id, skill, options FROM question WHERE version_id = $1 ORDER BY id";
    let rows = query!(on, fetch_all::<Row>, SQL, version)?;
    let candidate = |row: Row| Candidate { id: row.id, skill: row.skill, options: row.options.0 };
    Ok(rows.into_iter().map(candidate).collect())
}

/// What grading compares.
#[derive(FromRow)]
pub struct Graded {
    /// Which question.
    pub question_id: String,
    /// The ids of the right options.
    pub correct: Json<Vec<String>>,
    /// The ids of the chosen options; `None` where it was never answered.
    pub choice: Option<Json<Vec<String>>>,
}

/// The keys of a version beside the answers of an attempt. A11: the only statement that reads
/// keys, and what it gives goes into [`domain::scoring::score`] and nowhere else.
pub async fn keys_and_answers(
    on: &mut Connection<'_>,
    version: Uuid,
    attempt: Uuid,
) -> Result<Vec<Graded>, StoreError> {
    const SQL: &str = "SELECT q.question_id, q.correct, a.choice FROM question_key q
        LEFT JOIN answer a ON a.attempt_id = $2 AND a.question_id = q.question_id
        WHERE q.version_id = $1";
    Ok(query!(on, fetch_all::<Graded>, SQL, version, attempt)?)
}

/// An attempt that has ended, for the history of its credential.
#[derive(FromRow)]
pub struct PastRow {
    /// Its id.
    pub id: Uuid,
    state: String,
    /// When it ended.
    pub ended_at: DateTime<Utc>,
    /// P7.
    pub closed_by_merge: bool,
    points: Option<i32>,
    /// A11.
    pub skills: Option<Json<Vec<SkillScore>>>,
}

impl PastRow {
    /// How it ended.
    pub fn state(&self) -> Result<State, Senseless> {
        State::read(&self.state, "attempt", "state", self.id)
    }

    /// A9.
    pub fn points(&self) -> Result<Option<u32>, Senseless> {
        let points = |points: i32| unsigned(points.into(), "attempt", "points", self.id);
        self.points.map(points).transpose()
    }
}

/// The attempts of a credential that have ended, newest first.
pub async fn past(on: &mut Connection<'_>, credential: Uuid) -> Result<Vec<PastRow>, StoreError> {
    const SQL: &str = "SELECT id, state, ended_at, closed_by_merge, points, skills FROM attempt
        WHERE credential_id = $1 AND state <> 'open' ORDER BY ended_at DESC, id DESC";
    Ok(query!(on, fetch_all::<PastRow>, SQL, credential)?)
}
