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
#[serde(try_from = "FlatEvent")]
pub struct Event {
    pub at: DateTime<Utc>,
    pub what: What,
}

#[derive(Clone, Copy)]
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

/// An event as it is written. Serde's own `flatten` and `tag` would buffer every event as a tree.
#[derive(Deserialize)]
struct FlatEvent {
    at: DateTime<Utc>,
    #[serde(rename = "do")]
    name: Name,
    #[serde(default)]
    points: Option<u32>,
    #[serde(default)]
    valid_through: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Name {
    Look,
    Start,
    Save,
    Submit,
    ExamPassed,
    Connect,
    Disconnect,
    Extend,
}

impl TryFrom<FlatEvent> for Event {
    type Error = &'static str;

    fn try_from(flat: FlatEvent) -> Result<Self, Self::Error> {
        let points = flat.points.ok_or("`save` and `submit` take `points`");
        let what = match flat.name {
            Name::Look => What::Look,
            Name::Start => What::Start,
            Name::Save => What::Save { points: points? },
            Name::Submit => What::Submit { points: points? },
            Name::ExamPassed => What::ExamPassed,
            Name::Connect => What::Connect,
            Name::Disconnect => What::Disconnect,
            Name::Extend => What::Extend {
                valid_through: flat.valid_through.ok_or("`extend` takes `valid_through`")?,
            },
        };
        Ok(Self { at: flat.at, what })
    }
}

impl Scenario {
    /// Reads a line, and refuses what can be read but cannot be meant; the error is a sentence.
    pub fn read(line: &str) -> Result<Self, String> {
        let scenario: Self = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let Policy {
            mark,
            questions,
            time_limit_minutes,
            ..
        } = scenario.policy;
        if mark > 100 {
            return Err(format!(
                "policy.mark is a percentage, {mark} is more than 100"
            ));
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
                return Err(format!(
                    "events[{index}] has {points} points of {questions}"
                ));
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
