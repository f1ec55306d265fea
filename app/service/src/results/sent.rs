//! A result as a provider sends it, and what becomes of it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::window::start_of;

use crate::store::results::{ResultRow, WaitingRow};

/// Longer than any provider's name for a result, in characters.
const LONGEST_ID: usize = 200;
/// As long as an address may be.
const LONGEST_PERSON: usize = 320;
/// Longer than any exam's code.
const LONGEST_EXAM: usize = 64;
/// Before there was anything to be certified in.
const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
/// The last year that is written with four digits.
const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 30).unwrap();

/// The result of one exam that one person took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExamResult {
    /// The provider's name for it: what makes it the same when it comes again (X4).
    pub result_id: String,
    /// Who took it.
    pub person: Person,
    /// The exam's code, like AZ-104.
    pub exam: String,
    /// Whether it was passed.
    pub passed: bool,
    /// When it was taken.
    pub taken_at: DateTime<Utc>,
    /// Whether it was a beta of the exam.
    pub beta: bool,
}

/// Who took an exam, as the provider knows them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Person {
    /// By the number of their certification profile.
    CertificationProfile(String),
    /// By the address of their certification profile's personal login (P3) or, if they have only one
    /// profile, of any personal login of theirs (P7).
    Login(String),
}

/// What became of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It is recorded, and has earned what it earns.
    Recorded,
    /// It was recorded before, just so.
    AlreadyRecorded,
    /// Another result has been sent under this name; that one stays.
    Conflicting,
    /// There is no such exam. Nothing is kept: send it again once the exam is in the catalogue.
    UnknownExam,
    /// Nobody is known so; it is kept, and recorded as soon as somebody is.
    UnknownPerson,
    /// It was taken later than now. Nothing is kept.
    InTheFuture,
}

impl Outcome {
    /// As it is written in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Recorded => "recorded",
            Self::AlreadyRecorded => "already_recorded",
            Self::Conflicting => "conflicting",
            Self::UnknownExam => "unknown_exam",
            Self::UnknownPerson => "unknown_person",
            Self::InTheFuture => "in_the_future",
        }
    }
}

/// What of a result can't be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Its name.
    #[error("result_id has 1 to {LONGEST_ID} characters, none of them a control character")]
    ResultId,
    /// Who took it.
    #[error(
        "the person is named with 1 to {LONGEST_PERSON} characters, none of them a control character"
    )]
    Person,
    /// The exam.
    #[error("exam has 1 to {LONGEST_EXAM} characters, none of them a control character")]
    Exam,
    /// When it was taken.
    #[error("taken_at is an instant from {FIRST_DAY} on")]
    TakenAt,
}

impl ExamResult {
    /// Whether it can be meant.
    ///
    /// # Errors
    /// The first thing that can't.
    pub fn check(&self) -> Result<(), Fault> {
        let is_text = |text: &str, longest| {
            !text.trim().is_empty()
                && text.chars().count() <= longest
                && !text.chars().any(char::is_control)
        };
        let (Person::CertificationProfile(person) | Person::Login(person)) = &self.person;
        if !is_text(&self.result_id, LONGEST_ID) {
            Err(Fault::ResultId)
        } else if !is_text(person, LONGEST_PERSON) {
            Err(Fault::Person)
        } else if !is_text(&self.exam, LONGEST_EXAM) {
            Err(Fault::Exam)
        } else if !(start_of(FIRST_DAY)..start_of(LAST_DAY)).contains(&self.taken_at) {
            Err(Fault::TakenAt)
        } else {
            Ok(())
        }
    }

    /// With the person written in one way, and the instant as both databases keep it.
    pub(super) fn tidied(&self) -> Self {
        Self {
            result_id: self.result_id.trim().to_owned(),
            person: self.person.tidied(),
            exam: self.exam.trim().to_owned(),
            taken_at: DateTime::from_timestamp_millis(self.taken_at.timestamp_millis())
                .unwrap_or(self.taken_at),
            ..*self
        }
    }

    pub(super) fn row(&self, exam: &str) -> ResultRow {
        ResultRow {
            result_id: self.result_id.clone(),
            exam: exam.to_owned(),
            passed: self.passed,
            beta: self.beta,
            taken_at: self.taken_at,
        }
    }
}

impl Person {
    fn tidied(&self) -> Self {
        match self {
            Self::CertificationProfile(number) => {
                Self::CertificationProfile(number.trim().to_lowercase())
            }
            Self::Login(login) => Self::Login(login.trim().to_lowercase()),
        }
    }

    const fn stored(&self) -> (&'static str, &String) {
        match self {
            Self::CertificationProfile(number) => ("certification_profile", number),
            Self::Login(login) => ("login", login),
        }
    }

    pub(super) fn waiting(&self, result: ResultRow) -> WaitingRow {
        let (known_by, person) = self.stored();
        WaitingRow { known_by: known_by.to_owned(), person: person.clone(), result }
    }

    pub(super) fn of(row: &WaitingRow) -> Option<Self> {
        match row.known_by.as_str() {
            "certification_profile" => Some(Self::CertificationProfile(row.person.clone())),
            "login" => Some(Self::Login(row.person.clone())),
            _ => None,
        }
    }
}
