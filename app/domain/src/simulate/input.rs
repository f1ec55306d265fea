//! The scenario as it is read: its JSON, and what is refused of it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::Value;

use crate::{
    certification::{Certification, Kind, Level},
    profile::Connection,
    window::{Length, start_of},
};

/// One credential, and what happens to it.
#[derive(Deserialize)]
pub struct Scenario {
    /// Given back as it came.
    pub id: Value,
    pub policy: Policy,
    pub certification: CertificationFacts,
    pub credential: CredentialFacts,
    /// P5: as it is before the first event.
    pub connection: Connection,
    /// In the order in which they happen.
    pub events: Vec<Event>,
}

/// What an operator and the assessment version decide.
#[derive(Clone, Copy, Deserialize)]
pub struct Policy {
    /// W4.
    #[serde(default)]
    pub renewal_window: Length,
    /// A9: a percentage.
    pub mark: u32,
    /// A9: the points to be had.
    pub questions: u32,
    /// A7.
    #[serde(default)]
    pub time_limit_minutes: Option<u32>,
}

#[derive(Deserialize)]
pub struct CertificationFacts {
    kind: Kind,
    #[expect(dead_code, reason = "read only so that a level that isn't one is told")]
    #[serde(default)]
    level: Option<Level>,
    #[serde(default)]
    available_since: Option<NaiveDate>,
    #[serde(default, deserialize_with = "instant_or_day")]
    retires_at: Option<DateTime<Utc>>,
    assessment: bool,
    superseded: bool,
}

impl CertificationFacts {
    pub fn certification(&self) -> Certification {
        Certification {
            kind: self.kind,
            available_since: self.available_since,
            retires_at: self.retires_at,
            assessment: self.assessment,
            superseded: self.superseded,
        }
    }
}

#[derive(Deserialize)]
pub struct CredentialFacts {
    pub earned_on: NaiveDate,
    /// Where it is missing, what earning on that day gives (E2).
    #[serde(default)]
    pub valid_through: Option<NaiveDate>,
}

#[derive(Deserialize)]
pub struct Event {
    pub at: DateTime<Utc>,
    #[serde(flatten)]
    pub what: What,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum What {
    Look,
    Start,
    Save { points: u32 },
    Submit { points: u32 },
    ExamPassed,
    Connect,
    Disconnect,
    Extend { valid_through: NaiveDate },
}

impl Scenario {
    /// Reads a line, and refuses what can be read but cannot be meant; the error is a sentence.
    pub fn read(line: &str) -> Result<Self, String> {
        let scenario: Self = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let Policy { mark, questions, time_limit_minutes, .. } = scenario.policy;
        if mark > 100 {
            return Err(format!("policy.mark is a percentage, {mark} is more than 100"));
        }
        if time_limit_minutes == Some(0) {
            return Err("policy.time_limit_minutes is at least 1, or null for none".to_owned());
        }
        for (index, event) in scenario.events.iter().enumerate() {
            if index > 0 && event.at < scenario.events[index - 1].at {
                return Err(format!("events[{index}] is earlier than the one before it"));
            }
            if let What::Save { points } | What::Submit { points } = event.what
                && points > questions
            {
                return Err(format!("events[{index}] has {points} points of {questions}"));
            }
        }
        Ok(scenario)
    }
}

/// An instant, or a day that stands for its first instant.
fn instant_or_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DateTime<Utc>>, D::Error> {
    let Some(text) = Option::<String>::deserialize(from)? else {
        return Ok(None);
    };
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Ok(Some(start_of(day)));
    }
    let wrong = |_| {
        D::Error::custom(format!(
            "`{text}` is neither an instant like 2026-05-10T00:00:00Z nor a day"
        ))
    };
    text.parse().map(Some).map_err(wrong)
}
