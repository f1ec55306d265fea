//! A learner's holdings as they see them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{AssessmentFacts, CertificationPage, Reminders};
use crate::{
    attempt::State,
    certification::{Kind, Level},
    decision::{Decision, Standing},
    profile::Connection,
    scoring::SkillScore,
};

/// Which certification, in the language of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CertificationName {
    /// Its name in addresses.
    pub slug: String,
    /// Its name for people.
    pub title: String,
    /// K1: what kind of certification it is.
    pub kind: Kind,
    /// K1: the level of a role-based one.
    pub level: Option<Level>,
}

/// One credential and what can be done about it now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Credential {
    /// Its id.
    pub id: Uuid,
    /// What is held.
    pub certification: CertificationName,
    /// The decision and the dates.
    #[serde(flatten)]
    pub standing: Standing,
    /// A2: the attempt to resume.
    pub open_attempt_id: Option<Uuid>,
    /// A7: the first instant at which it is too late for the open attempt.
    pub open_deadline: Option<DateTime<Utc>>,
    /// The day on which the present run of cycles was earned.
    pub earned_on: NaiveDate,
    /// The end of the previous cycle, if this one is a renewal: where this cycle's bar begins.
    pub cycle_since: NaiveDate,
    /// P5: how the learner's two profiles stand to each other.
    pub connection: Connection,
    /// K6: from when on it can be neither earned nor renewed.
    pub retires_at: Option<DateTime<Utc>>,
    /// K5: the certification that is renewed instead, by its name in addresses; set only where this
    /// one is superseded, and if it is known.
    pub successor: Option<String>,
    /// K3: until when it is too new; set only while it is.
    pub too_new_until: Option<DateTime<Utc>>,
    /// A6: from this instant on a failure leaves no attempt before the expiry; set where one that is
    /// started now may well end after it.
    pub final_from: Option<DateTime<Utc>>,
    /// The codes of the exams that earn it, e.g. AZ-104.
    pub exams: Vec<String>,
    /// The assessment in effect.
    pub assessment: Option<AssessmentFacts>,
    /// N5: how the last counted attempt of the present cycle went.
    pub last_failure: Option<LastFailure>,
}

/// A11: what is said of an attempt that was not passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LastFailure {
    /// Which attempt.
    pub attempt_id: Uuid,
    /// A9: one for each right answer.
    pub points: u32,
    /// Points to be had.
    pub maximum: u32,
    /// A9: the share that was needed, in percent.
    pub mark: u32,
}

impl Credential {
    /// X2: whether it can be earned again once it has expired: a certification that is retired by
    /// then, or now, can't, nor one that is superseded.
    pub fn can_be_earned_again(&self, now: DateTime<Utc>) -> bool {
        let from = self.standing.expires_at.map_or(now, |at| at.max(now));
        let is_gone = self.retires_at.is_some_and(|at| at <= from);
        !is_gone && self.standing.decision != Decision::Superseded
    }

    /// The instant at which the next thing happens to it, or the last one happened.
    pub fn turning_point(&self) -> Option<DateTime<Utc>> {
        self.open_deadline.or(match self.standing.decision {
            Decision::NotOpen => self.standing.opens_at,
            Decision::TooNew => self.too_new_until,
            Decision::CoolingDown => self.standing.next_start_at.or(self.standing.expires_at),
            _ => self.standing.expires_at,
        })
    }
}

/// All credentials of the learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dashboard {
    /// The server's clock.
    pub now: DateTime<Utc>,
    /// In the order of `decision`, see the page.
    pub credentials: Vec<Credential>,
}

/// How a cycle began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CycleStart {
    /// By its exams.
    Earned,
    /// By a pass of the renewal assessment (E3).
    Renewed,
    /// Not a new cycle: an administrator moved its end (E5).
    Extended,
    /// By its exams, after it had expired (X2).
    EarnedAgain,
}

/// A line of the credential's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cycle {
    /// How it began.
    pub start: CycleStart,
    /// When.
    pub at: DateTime<Utc>,
    /// The last valid day from then on; `None` for what never expires.
    pub valid_through: Option<NaiveDate>,
}

/// An attempt that has ended, newest first in lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastAttempt {
    /// Its id.
    pub id: Uuid,
    /// How it ended.
    pub state: State,
    /// When.
    pub ended_at: DateTime<Utc>,
    /// P7: it was closed, uncounted, because its profile was merged.
    pub closed_by_merge: bool,
    /// A11; `None` where it was not graded (A8).
    pub points: Option<u32>,
    /// Points to be had.
    pub maximum: Option<u32>,
    /// A11.
    pub skills: Vec<SkillScore>,
}

/// The page of one credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialPage {
    /// The server's clock.
    pub now: DateTime<Utc>,
    /// The credential.
    pub credential: Credential,
    /// What is measured, modules, exams.
    pub certification: CertificationPage,
    /// K5: the holder's credential of the certification that has replaced this one.
    pub successor: Option<Uuid>,
    /// Oldest first.
    pub cycles: Vec<Cycle>,
    /// Newest first.
    pub attempts: Vec<PastAttempt>,
    /// N6: whether reminders are sent; `None` where there can't be any.
    pub reminders: Option<Reminders>,
    /// X1: exams passed while it was active, which renewed nothing.
    pub exams_without_effect: Vec<ExamWithoutEffect>,
}

/// X1: an exam result that was recorded and moved nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamWithoutEffect {
    /// Its code.
    pub exam: String,
    /// When it was taken.
    pub taken_at: DateTime<Utc>,
}
