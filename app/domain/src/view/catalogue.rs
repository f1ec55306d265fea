//! The catalogue as everybody sees it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::CertificationName;

/// A training module to prepare with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Module {
    /// In the language of the page.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
}

/// A skill that the renewal assessment measures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skill {
    /// Its id in blueprint and scores.
    pub id: String,
    /// In the language of the page.
    pub title: String,
    /// How many questions of an attempt are about it.
    pub share: u32,
    /// In the order in which they are best read.
    pub modules: Vec<Module>,
}

/// What an assessment is like, before one starts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssessmentFacts {
    /// L3: its version.
    pub version: String,
    /// Number of questions of an attempt.
    pub questions: u32,
    /// A9: what is needed to pass, a percentage.
    pub mark: u32,
    /// A7: the time limit, if there is one.
    pub time_limit_minutes: Option<u32>,
    /// L1: language tags, e.g. `en`, `zh-CN`.
    pub languages: Vec<String>,
}

/// An exam that earns a certification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exam {
    /// E.g. AZ-104.
    pub code: String,
    /// In the language of the page.
    pub title: String,
    /// Language tags.
    pub languages: Vec<String>,
}

/// A certification that must be active on the day of earning (X3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prerequisite {
    /// Its name in addresses.
    pub slug: String,
    /// In the language of the page.
    pub title: String,
}

/// A certification's own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificationPage {
    /// Which one.
    pub name: CertificationName,
    /// What it is, in the language of the page.
    pub summary: String,
    /// K3.
    pub available_since: Option<NaiveDate>,
    /// K6.
    pub retires_at: Option<DateTime<Utc>>,
    /// K5.
    pub superseded: bool,
    /// K5: the one that is renewed instead, where it is known.
    pub successor: Option<CertificationName>,
    /// What the exams measure.
    pub measured: Vec<String>,
    /// X3: "all of" groups of "any of" exams.
    pub exams: Vec<Vec<Exam>>,
    /// X3: "all of" groups of "any of" certifications.
    pub prerequisites: Vec<Vec<Prerequisite>>,
    /// The assessment in effect.
    pub assessment: Option<AssessmentFacts>,
    /// What the renewal measures, with the modules to prepare.
    pub skills: Vec<Skill>,
    /// What the renewal measures as the catalogue has it; only while there is no assessment to say so.
    pub renewal: Vec<String>,
}
