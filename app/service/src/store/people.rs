//! People as support and administration look for and at them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{attempt::State, scoring::SkillScore, view::CycleStart};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use super::{Connection, StoreError, Stored, credentials::PerLanguage, query, rows::unsigned};

/// Somebody who was found.
#[derive(FromRow)]
pub struct FoundRow {
    /// Their number.
    pub id: Uuid,
    /// What they are called.
    pub display_name: String,
    /// Since when they have an account.
    pub created_at: DateTime<Utc>,
    /// The address of one of their logins.
    pub email: Option<String>,
}

/// Whose number this is: a person's, or that of a certification profile or a credential; P7: also an
/// old one.
pub async fn by_number(
    on: &mut Connection<'_>,
    number: Uuid,
) -> Result<Option<FoundRow>, StoreError> {
    const SQL: &str = "SELECT p.id, p.display_name, p.created_at,
            (SELECT MIN(l.email) FROM login l WHERE l.learner_id = p.id) AS email
        FROM learner p WHERE p.deleted_at IS NULL AND p.id = (SELECT COALESCE(
                (SELECT c.learner_id FROM certification_profile c WHERE c.id = present.id),
                (SELECT c.learner_id FROM credential k
                    JOIN certification_profile c ON c.id = k.certification_profile_id
                    WHERE k.id = present.id),
                present.id)
            FROM (SELECT COALESCE((SELECT f.present_id FROM former_id f WHERE f.id = $1), $1) AS id)
                AS present)";
    Ok(query!(on, fetch_optional::<FoundRow>, SQL, number)?)
}

/// After every text that begins with `prefix`, in the order of bytes.
fn end_of(prefix: &str) -> String {
    format!("{prefix}{}", char::MAX)
}

/// People whose name is `name`, or begins with it where `prefix`; capital letters of ASCII are alike.
pub async fn by_name(
    on: &mut Connection<'_>,
    name: &str,
    prefix: bool,
    at_most: i64,
) -> Result<Vec<FoundRow>, StoreError> {
    const SQL: &str = "SELECT p.id, p.display_name, p.created_at,
            (SELECT MIN(l.email) FROM login l WHERE l.learner_id = p.id) AS email
        FROM learner p WHERE p.search_name >= $1 AND p.search_name < $2 AND p.deleted_at IS NULL
        ORDER BY p.search_name, p.id LIMIT $3";
    let (from, to) = range(name, prefix);
    Ok(query!(on, fetch_all::<FoundRow>, SQL, from, to, at_most)?)
}

/// People who sign in with this address, or one that begins so where `prefix`.
pub async fn by_email(
    on: &mut Connection<'_>,
    email: &str,
    prefix: bool,
    at_most: i64,
) -> Result<Vec<FoundRow>, StoreError> {
    const SQL: &str = "SELECT p.id, p.display_name, p.created_at, l.email
        FROM login l JOIN learner p ON p.id = l.learner_id
        WHERE l.search_email >= $1 AND l.search_email < $2 AND p.deleted_at IS NULL
        ORDER BY l.search_email, l.learner_id LIMIT $3";
    let (from, to) = range(email, prefix);
    Ok(query!(on, fetch_all::<FoundRow>, SQL, from, to, at_most)?)
}

/// From where to where in the order of bytes: all that begins with the text, or it alone.
fn range(text: &str, prefix: bool) -> (String, String) {
    let from = text.to_ascii_lowercase();
    // The least text after this one is the one with the smallest character behind it.
    let to = if prefix { end_of(&from) } else { format!("{from}\u{1}") };
    (from, to)
}

/// What somebody is called.
pub async fn name(on: &mut Connection<'_>, learner: Uuid) -> Result<Option<String>, StoreError> {
    const SQL: &str = "SELECT display_name FROM learner WHERE id = $1";
    Ok(query!(on, fetch_optional::<(String,)>, SQL, learner)?.map(|(name,)| name))
}

/// An attempt: state and score, never answers.
#[derive(FromRow)]
pub struct AttemptLine {
    id: Uuid,
    /// The names of the certification.
    pub titles: Json<PerLanguage<String>>,
    state: String,
    /// When it was started.
    pub started_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    points: Option<i32>,
    skills: Option<Json<Vec<SkillScore>>>,
}

impl AttemptLine {
    /// Where it stands.
    pub fn state(&self) -> Result<State, StoreError> {
        Ok(State::read(&self.state, "attempt", "state", self.id)?)
    }

    /// Points reached and points to be had.
    pub fn score(&self) -> Result<Option<(u32, u32)>, StoreError> {
        let (Some(points), Some(skills)) = (self.points, &self.skills) else { return Ok(None) };
        let points = unsigned(points.into(), "attempt", "points", self.id)?;
        Ok(Some((points, skills.iter().map(|skill| skill.maximum).sum())))
    }
}

/// The attempts of a learner, the newest first.
pub async fn attempts(
    on: &mut Connection<'_>,
    learner: Uuid,
    at_most: i64,
) -> Result<Vec<AttemptLine>, StoreError> {
    const SQL: &str = "SELECT a.id, c.titles, a.state, a.started_at, a.ended_at, a.points, a.skills
        FROM certification_profile p
        JOIN credential k ON k.certification_profile_id = p.id
        JOIN certification c ON c.id = k.certification_id
        JOIN attempt a ON a.credential_id = k.id
        WHERE p.learner_id = $1 ORDER BY a.started_at DESC, a.id DESC LIMIT $2";
    Ok(query!(on, fetch_all::<AttemptLine>, SQL, learner, at_most)?)
}

/// A line of the history of a credential.
#[derive(FromRow)]
pub struct LedgerLine {
    /// The names of the certification.
    pub titles: Json<PerLanguage<String>>,
    entry: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The last valid day before.
    pub valid_through_before: Option<NaiveDate>,
    /// The last valid day from then on.
    pub valid_through: Option<NaiveDate>,
    /// E5.
    pub reason: Option<String>,
}

impl LedgerLine {
    /// What happened.
    pub fn entry(&self) -> Result<CycleStart, StoreError> {
        Ok(CycleStart::read(&self.entry, "ledger", "entry", self.at)?)
    }
}

/// The histories of all credentials of a learner, the newest line first.
pub async fn history(
    on: &mut Connection<'_>,
    learner: Uuid,
    at_most: i64,
) -> Result<Vec<LedgerLine>, StoreError> {
    const SQL: &str = "SELECT c.titles, e.entry, e.at, e.valid_through_before, e.valid_through,
            e.reason
        FROM certification_profile p
        JOIN credential k ON k.certification_profile_id = p.id
        JOIN certification c ON c.id = k.certification_id
        JOIN ledger e ON e.credential_id = k.id
        WHERE p.learner_id = $1 ORDER BY e.at DESC, e.id DESC LIMIT $2";
    Ok(query!(on, fetch_all::<LedgerLine>, SQL, learner, at_most)?)
}

/// An exam result.
#[derive(FromRow)]
pub struct ResultLine {
    /// Under which it was sent.
    pub result_id: String,
    /// The code of the exam.
    pub exam: String,
    /// Whether it was passed.
    pub passed: bool,
    /// Whether it was a beta.
    pub beta: bool,
    /// When it was taken.
    pub taken_at: DateTime<Utc>,
    /// When it arrived.
    pub recorded_at: DateTime<Utc>,
}

/// The exam results of a learner, the newest first.
pub async fn results(
    on: &mut Connection<'_>,
    learner: Uuid,
    at_most: i64,
) -> Result<Vec<ResultLine>, StoreError> {
    const SQL: &str = "SELECT r.result_id, r.exam, r.passed, r.beta, r.taken_at, r.recorded_at
        FROM certification_profile p JOIN exam_result r ON r.certification_profile_id = p.id
        WHERE p.learner_id = $1 ORDER BY r.taken_at DESC, r.result_id LIMIT $2";
    Ok(query!(on, fetch_all::<ResultLine>, SQL, learner, at_most)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_holds_what_begins_so_and_nothing_else() {
        let within = |text: &str, prefix, found: &str| {
            let (from, to) = range(text, prefix);
            from.as_str() <= found && found < to.as_str()
        };
        for found in ["lin", "lina", "lin\u{10FFFE}", "lin "] {
            assert!(within("Lin", true, found), "{found}");
        }
        for other in ["li", "lio", "Lin", "lim\u{10FFFE}"] {
            assert!(!within("Lin", true, other), "{other}");
        }
        assert!(within("王芳", false, "王芳") && !within("王芳", false, "王芳芳"));
    }
}
