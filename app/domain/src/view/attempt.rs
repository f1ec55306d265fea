//! An attempt as the learner sees it: questions without keys, results without the questions.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{CertificationName, Credential, Skill};
use crate::{attempt::State, scoring::SkillScore};

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// One option.
    SingleChoice,
    /// Exactly the right set of options (A9).
    MultipleResponse,
    /// Two options, true and false.
    TrueFalse,
}

/// An option to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Choice {
    /// Its id, which says nothing about being right.
    pub id: String,
    /// In the language of the attempt.
    pub text: String,
}

/// A question of an attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Question {
    /// Its id.
    pub id: String,
    /// The id of its skill.
    pub skill: String,
    /// In the language of the attempt.
    pub stem: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// In the order drawn (A12).
    pub options: Vec<Choice>,
    /// The ids of the options chosen so far.
    pub choice: Vec<String>,
    /// Grows with every answer; an older one never replaces a newer one.
    pub revision: i64,
    /// A13: marked for review.
    pub flagged: bool,
}

/// An attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attempt {
    /// Its id.
    pub id: Uuid,
    /// What it renews.
    pub credential_id: Uuid,
    /// L3: the version of the assessment.
    pub version: String,
    /// L2: the language of the questions.
    pub language: String,
    /// When it was started.
    pub started_at: DateTime<Utc>,
    /// A7: the first instant at which it is too late.
    pub deadline: DateTime<Utc>,
    /// Where it stands.
    pub state: State,
    /// A12: in the order drawn; empty once it has ended (A11).
    pub questions: Vec<Question>,
}

/// The answer to a saved answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Saved {
    /// The server's clock.
    pub saved_at: DateTime<Utc>,
    /// The revision that the server holds now.
    pub revision: i64,
}

/// What an attempt came to (A11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = Result))]
pub struct AttemptResult {
    /// The attempt.
    pub attempt_id: Uuid,
    /// A9: whether it was passed.
    pub passed: bool,
    /// Points reached.
    pub points: u32,
    /// Points to be had.
    pub maximum: u32,
    /// A9: what was needed to pass, a percentage.
    pub mark: u32,
    /// A11: the share of each skill.
    pub skills: Vec<SkillScore>,
    /// The credential's last valid day after the attempt.
    pub valid_through: Option<NaiveDate>,
    /// A4: when the next may start, if there is a wait; `None` too where none is left (A6).
    pub next_start_at: Option<DateTime<Utc>>,
}

/// The pages of an open attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptPage {
    /// The server's clock.
    pub now: DateTime<Utc>,
    /// The attempt.
    pub attempt: Attempt,
    /// What it renews.
    pub certification: CertificationName,
    /// L1: the languages it can be switched to.
    pub languages: Vec<String>,
    /// The titles of the skills, in the language of the attempt.
    pub skills: Vec<Skill>,
    /// A7: whether a time limit ends it, or only the expiry.
    pub limited: bool,
    /// When the certification expires: after the deadline, if it was extended meanwhile (E5).
    pub expires_at: Option<DateTime<Utc>>,
    /// A6: from this instant on failing it leaves no attempt before the expiry; `None` where it ends
    /// before.
    pub final_from: Option<DateTime<Utc>>,
}

/// The page of an attempt that has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultPage {
    /// The server's clock.
    pub now: DateTime<Utc>,
    /// How it ended.
    pub state: State,
    /// When it ended.
    pub ended_at: DateTime<Utc>,
    /// A3: its time limit ended it, not the learner.
    pub timed_out: bool,
    /// P7: it was closed, uncounted, because its profile was merged.
    pub closed_by_merge: bool,
    /// L3: the version of the assessment.
    pub version: String,
    /// The credential as it stands now, which may be long after.
    pub credential: Credential,
    /// Whether it is the last word of the present cycle: only then the page says what comes next.
    pub is_latest: bool,
    /// `None` where it was not graded (A8).
    pub result: Option<AttemptResult>,
    /// The last valid day before a pass; `None` where nothing changed.
    pub valid_through_before: Option<NaiveDate>,
    /// All skills with titles and modules, in the language of the page.
    pub skills: Vec<Skill>,
}

impl ResultPage {
    /// E5, A8: whether the attempt was closed at an expiry that had been put off by then: what it
    /// belongs to did not expire, nor was it earned anew.
    pub fn was_extended(&self) -> bool {
        let (expires_at, earned_on) =
            (self.credential.standing.expires_at, self.credential.earned_on);
        expires_at.is_none_or(|at| at > self.ended_at) && earned_on < self.ended_at.date_naive()
    }
}
