//! Scenarios as these tests write them, and the steps that answer them.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use domain::simulate;
use serde::Deserialize;
use serde_json::{Value, json};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Do {
    Look,
    Start,
    Save(u32),
    Submit(u32),
    ExamPassed,
    Connect,
    Disconnect,
    Extend(NaiveDate),
}

#[derive(Clone, Debug)]
pub struct Scenario {
    pub window: &'static str,
    pub mark: u32,
    pub questions: u32,
    pub limit: Option<u32>,
    pub kind: &'static str,
    pub available_since: Option<NaiveDate>,
    pub retires_at: Option<DateTime<Utc>>,
    pub assessment: bool,
    pub superseded: bool,
    pub earned_on: NaiveDate,
    pub valid_through: Option<NaiveDate>,
    pub connection: &'static str,
    pub events: Vec<(DateTime<Utc>, Do)>,
}

/// Valid through 10 May 2026: the window opens on 10 Nov 2025, and it expires on 11 May 2026.
impl Default for Scenario {
    fn default() -> Self {
        Self {
            window: "6 months",
            mark: 70,
            questions: 20,
            limit: None,
            kind: "role_based",
            available_since: None,
            retires_at: None,
            assessment: true,
            superseded: false,
            earned_on: day("2025-05-10"),
            valid_through: Some(day("2026-05-10")),
            connection: "connected",
            events: Vec::new(),
        }
    }
}

/// A step as it is written, instants and dates as text.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub outcome: String,
    pub decision: String,
    pub attempt: Option<String>,
    pub valid_through: Option<String>,
    pub opens_at: Option<String>,
    pub expires_at: Option<String>,
    pub counted_attempts: u32,
    pub next_start_at: Option<String>,
}

impl Scenario {
    pub fn line(&self) -> String {
        let events: Vec<_> = self.events.iter().map(|(at, event)| written(*at, *event)).collect();
        json!({
            "id": "test",
            "policy": {
                "renewal_window": self.window, "mark": self.mark, "questions": self.questions,
                "time_limit_minutes": self.limit,
            },
            "certification": {
                "kind": self.kind, "level": null, "available_since": self.available_since,
                "retires_at": self.retires_at, "assessment": self.assessment,
                "superseded": self.superseded,
            },
            "credential": { "earned_on": self.earned_on, "valid_through": self.valid_through },
            "connection": self.connection,
            "events": events,
        })
        .to_string()
    }

    /// The steps that the simulator answers.
    pub fn steps(&self) -> Vec<Step> {
        let answer: Value = serde_json::from_str(&simulate::answer(&self.line())).unwrap();
        assert_eq!(answer["id"], "test");
        serde_json::from_value(answer["steps"].clone()).unwrap_or_else(|_| panic!("{answer}"))
    }

    /// The steps after these events.
    pub fn after(&self, events: &[(&str, Do)]) -> Vec<Step> {
        let events = events.iter().map(|(at, event)| (instant(at), *event)).collect();
        Self { events, ..self.clone() }.steps()
    }

    /// The step that the last of these events leads to.
    pub fn last(&self, events: &[(&str, Do)]) -> Step {
        self.after(events).pop().unwrap()
    }
}

fn written(at: DateTime<Utc>, event: Do) -> Value {
    let at = at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    match event {
        Do::Look => json!({ "at": at, "do": "look" }),
        Do::Start => json!({ "at": at, "do": "start" }),
        Do::Save(points) => json!({ "at": at, "do": "save", "points": points }),
        Do::Submit(points) => json!({ "at": at, "do": "submit", "points": points }),
        Do::ExamPassed => json!({ "at": at, "do": "exam_passed" }),
        Do::Connect => json!({ "at": at, "do": "connect" }),
        Do::Disconnect => json!({ "at": at, "do": "disconnect" }),
        Do::Extend(until) => json!({ "at": at, "do": "extend", "valid_through": until }),
    }
}
