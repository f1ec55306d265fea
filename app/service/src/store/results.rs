//! Exam results: recorded ones, and those that wait for their person to become known. Everything here
//! takes many rows at a time.

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Connection, StoreError, execute_rows, query, query_rows};

/// A certification profile and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, FromRow)]
pub struct Profile {
    /// Its number.
    pub id: Uuid,
    /// The person.
    pub learner_id: Uuid,
}

/// The certification profiles among these numbers, without those of accounts that have been deleted.
pub async fn profiles(
    on: &mut Connection<'_>,
    numbers: &[Uuid],
) -> Result<Vec<Profile>, StoreError> {
    const SQL: &str = "SELECT p.id, p.learner_id FROM certification_profile p
        JOIN learner o ON o.id = p.learner_id WHERE o.deleted_at IS NULL AND p.id IN ({rows})";
    Ok(query_rows!(on, Profile, SQL, numbers, |number| *number))
}

/// A certification profile as its old number leads to it.
#[derive(FromRow)]
pub struct ProfileOfNumber {
    /// The old number.
    pub number: Uuid,
    /// The profile.
    #[sqlx(flatten)]
    pub profile: Profile,
}

/// P7: the certification profiles that old ones among these numbers have been merged into, as
/// [`profiles`].
pub async fn profiles_of_old_numbers(
    on: &mut Connection<'_>,
    numbers: &[Uuid],
) -> Result<Vec<ProfileOfNumber>, StoreError> {
    const SQL: &str = "SELECT f.id AS number, p.id, p.learner_id FROM former_id f
        JOIN certification_profile p ON p.id = f.present_id
        JOIN learner o ON o.id = p.learner_id WHERE o.deleted_at IS NULL AND f.id IN ({rows})";
    Ok(query_rows!(on, ProfileOfNumber, SQL, numbers, |number| *number))
}

/// The certification profile (`p`) that a login (`l`) leads to: the one whose personal login it is
/// (P3), and of whoever has only one, any personal login, such as that of a profile which has been
/// merged into it (P7).
macro_rules! profile_of_login {
    () => {
        "JOIN certification_profile p ON p.learner_id = l.learner_id AND l.kind = 'personal'
            AND (p.personal_login_id = l.id OR NOT EXISTS (SELECT 1 FROM certification_profile o
                WHERE o.learner_id = l.learner_id AND o.id <> p.id))"
    };
}

/// A certification profile as a login leads to it.
#[derive(FromRow)]
pub struct ProfileOfLogin {
    /// The address of the login, in lower case.
    pub login: String,
    /// Who vouches for the login.
    pub provider: String,
    /// The profile.
    #[sqlx(flatten)]
    pub profile: Profile,
}

/// The certification profiles to which logins with these addresses, in lower case, lead.
pub async fn profiles_of_logins(
    on: &mut Connection<'_>,
    logins: &[&str],
) -> Result<Vec<ProfileOfLogin>, StoreError> {
    const SQL: &str = concat!(
        "SELECT l.search_email AS login, l.provider, p.id, p.learner_id FROM login l ",
        profile_of_login!(),
        " WHERE l.search_email IN ({rows})"
    );
    Ok(query_rows!(on, ProfileOfLogin, SQL, logins, |login| *login))
}

/// The codes of all exams.
pub async fn exams(on: &mut Connection<'_>) -> Result<Vec<String>, StoreError> {
    let rows = query!(on, fetch_all::<(String,)>, "SELECT code FROM exam")?;
    Ok(rows.into_iter().map(|(code,)| code).collect())
}

/// A result, whoever's it is.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct ResultRow {
    /// The provider's name for it.
    pub result_id: String,
    /// The code of the exam.
    pub exam: String,
    /// Whether it was passed.
    pub passed: bool,
    /// Whether it was a beta of the exam.
    pub beta: bool,
    /// When it was taken.
    pub taken_at: DateTime<Utc>,
}

/// A result that is recorded.
#[derive(FromRow)]
pub struct RecordedRow {
    /// Whose it is.
    pub certification_profile_id: Uuid,
    /// The result.
    #[sqlx(flatten)]
    pub result: ResultRow,
}

/// The recorded ones among these results.
pub async fn recorded(
    on: &mut Connection<'_>,
    ids: &[&str],
) -> Result<Vec<RecordedRow>, StoreError> {
    const SQL: &str = "SELECT result_id, certification_profile_id, exam, passed, beta, taken_at
        FROM exam_result WHERE result_id IN ({rows})";
    Ok(query_rows!(on, RecordedRow, SQL, ids, |id| *id))
}

/// A result that waits for its person.
#[derive(FromRow)]
pub struct WaitingRow {
    /// `certification_profile` or `login`: what `person` is.
    pub known_by: String,
    /// Who was meant, as it was sent; a login in lower case.
    pub person: String,
    /// The result.
    #[sqlx(flatten)]
    pub result: ResultRow,
}

/// The waiting ones among these results.
pub async fn waiting(on: &mut Connection<'_>, ids: &[&str]) -> Result<Vec<WaitingRow>, StoreError> {
    const SQL: &str = "SELECT result_id, known_by, person, exam, passed, beta, taken_at
        FROM waiting_result WHERE result_id IN ({rows})";
    Ok(query_rows!(on, WaitingRow, SQL, ids, |id| *id))
}

/// Waiting results whose person is known now, at most so many: those that
/// [`crate::results`] finds, and no others, which would stay at the head for good.
pub async fn known_now(
    on: &mut Connection<'_>,
    at_most: i64,
) -> Result<Vec<WaitingRow>, StoreError> {
    // An address is the built-in account's that has it; else it has to lead to one profile.
    const SQL: &str = concat!(
        "SELECT w.result_id, w.known_by, w.person, w.exam, w.passed, w.beta, w.taken_at
        FROM waiting_result w JOIN certification_profile p ON p.id = w.profile_id
        JOIN learner o ON o.id = p.learner_id WHERE o.deleted_at IS NULL
        UNION SELECT w.result_id, w.known_by, w.person, w.exam, w.passed, w.beta, w.taken_at
        FROM waiting_result w JOIN former_id f ON f.id = w.profile_id
        JOIN certification_profile p ON p.id = f.present_id
        JOIN learner o ON o.id = p.learner_id WHERE o.deleted_at IS NULL
        UNION SELECT w.result_id, w.known_by, w.person, w.exam, w.passed, w.beta, w.taken_at
        FROM waiting_result w JOIN login l ON l.search_email = w.person ",
        profile_of_login!(),
        " WHERE w.known_by = 'login' GROUP BY w.result_id
        HAVING COUNT(DISTINCT p.id) = 1
            OR MAX(CASE WHEN l.provider = 'password' THEN 1 ELSE 0 END) = 1
        ORDER BY 1 LIMIT $1"
    );
    Ok(query!(on, fetch_all::<WaitingRow>, SQL, at_most)?)
}

/// Stores results whose person is known.
pub async fn insert(
    on: &mut Connection<'_>,
    results: &[(Profile, ResultRow)],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO exam_result (result_id, certification_profile_id, exam, passed,
        beta, taken_at, recorded_at) VALUES {rows}";
    execute_rows!(
        on,
        SQL,
        results,
        |(profile, result)| &result.result_id,
        profile.id,
        &result.exam,
        result.passed,
        result.beta,
        result.taken_at,
        now,
    );
    Ok(())
}

/// Keeps results whose person is not known.
pub async fn keep_waiting(
    on: &mut Connection<'_>,
    results: &[WaitingRow],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO waiting_result (result_id, known_by, person, profile_id, exam,
        passed, beta, taken_at, received_at) VALUES {rows}";
    execute_rows!(
        on,
        SQL,
        results,
        |row| &row.result.result_id,
        &row.known_by,
        &row.person,
        row.number(),
        &row.result.exam,
        row.result.passed,
        row.result.beta,
        row.result.taken_at,
        now,
    );
    Ok(())
}

impl WaitingRow {
    /// The number of the profile, where that is what was sent.
    fn number(&self) -> Option<Uuid> {
        self.person.parse().ok().filter(|_| self.known_by == "certification_profile")
    }
}

/// These wait no more.
pub async fn wait_no_more(on: &mut Connection<'_>, ids: &[&str]) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM waiting_result WHERE result_id IN ({rows})";
    execute_rows!(on, SQL, ids, |id| *id);
    Ok(())
}

/// An exam that was passed.
#[derive(FromRow)]
pub struct PassRow {
    /// By whom.
    pub certification_profile_id: Uuid,
    /// The code of the exam.
    pub exam: String,
    /// When.
    pub taken_at: DateTime<Utc>,
}

/// All passes of these profiles.
pub async fn passes(
    on: &mut Connection<'_>,
    profiles: &[Uuid],
) -> Result<Vec<PassRow>, StoreError> {
    const SQL: &str = "SELECT certification_profile_id, exam, taken_at FROM exam_result
        WHERE certification_profile_id IN ({rows}) AND passed";
    Ok(query_rows!(on, PassRow, SQL, profiles, |profile| *profile))
}

/// An exam that was passed.
#[derive(FromRow)]
pub struct PassedExam {
    /// Its code.
    pub exam: String,
    /// When it was taken.
    pub taken_at: DateTime<Utc>,
}

/// X1: all exams passed by the holder of a credential, oldest first. P7: a result that came from
/// both of two merged profiles counts once.
pub async fn passed_exams(
    on: &mut Connection<'_>,
    credential: Uuid,
) -> Result<Vec<PassedExam>, StoreError> {
    const SQL: &str = "SELECT DISTINCT r.exam, r.taken_at FROM exam_result r
        JOIN credential k ON k.certification_profile_id = r.certification_profile_id
        WHERE k.id = $1 AND r.passed = $2 ORDER BY r.taken_at, r.exam";
    Ok(query!(on, fetch_all::<PassedExam>, SQL, credential, true)?)
}
