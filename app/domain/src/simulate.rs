//! A scenario in, its outcome out: one line of JSON each, answered by the functions that the server
//! calls.

mod input;
mod output;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

use self::{
    input::{Event, Policy, Scenario, What},
    output::{Outcome, Step, Unreadable, line_of},
};
use crate::{
    attempt::{Counted, Deadline, EndsBy, State},
    credential::{self, Exams},
    decision::{Decision, Situation, Standing},
    profile::Connection,
    scoring,
};

/// Answers one scenario, a line of JSON, with one line of JSON (without its end). A scenario that
/// can't be read is answered with its id, if it has one, and the reason.
pub fn answer(line: &str) -> String {
    match Scenario::read(line) {
        Ok(scenario) => line_of(&Outcome { id: &scenario.id, steps: run(&scenario) }),
        Err(error) => {
            let id = serde_json::from_str::<Value>(line)
                .ok()
                .and_then(|mut value| value.get_mut("id").map(Value::take))
                .unwrap_or(Value::Null);
            line_of(&Unreadable { id, error })
        }
    }
}

/// The credential of a scenario with its latest attempt.
struct Holding {
    situation: Situation,
    policy: Policy,
    attempt: Option<Attempt>,
}

struct Attempt {
    state: State,
    deadline: Deadline,
    saved_points: u32,
}

fn run(scenario: &Scenario) -> Vec<Step> {
    let certification = scenario.certification.certification();
    let valid_through = scenario
        .credential
        .valid_through
        .or_else(|| credential::earned_on(&certification, scenario.credential.earned_on));
    let mut holding = Holding {
        situation: Situation {
            certification,
            valid_through,
            connection: scenario.connection,
            attempt_open: false,
            counted: Counted::default(),
        },
        policy: scenario.policy,
        attempt: None,
    };
    scenario.events.iter().map(|event| holding.step(event)).collect()
}

impl Holding {
    fn step(&mut self, event: &Event) -> Step {
        self.let_time_pass(event.at);
        let outcome = match self.act(event) {
            Ok(()) => "ok",
            Err(refusal) => refusal,
        };
        let attempt = self.attempt.as_ref().map(|attempt| attempt.state);
        Step::new(outcome, attempt, self.look(event.at))
    }

    fn look(&self, now: DateTime<Utc>) -> Standing {
        self.situation.at(now, self.policy.renewal_window)
    }

    fn act(&mut self, event: &Event) -> Result<(), &'static str> {
        match event.what {
            What::Look => Ok(()),
            What::Start => self.start(event.at),
            What::Save { points } => self.open_attempt().map(|open| open.saved_points = points),
            What::Submit { points } => {
                self.open_attempt()?;
                self.end(points, event.at);
                Ok(())
            }
            What::ExamPassed => self.exam_passed(event.at),
            What::Connect => self.connect(Connection::Connected),
            What::Disconnect => self.connect(Connection::Unconnected),
            What::Extend { valid_through } => {
                let Situation { certification, valid_through: held, .. } = &self.situation;
                let extended = credential::extended(certification, *held, valid_through, event.at)
                    .map_err(Decision::name)?;
                self.situation.valid_through = Some(extended); // E5
                Ok(())
            }
        }
    }

    fn open_attempt(&mut self) -> Result<&mut Attempt, &'static str> {
        self.attempt
            .as_mut()
            .filter(|attempt| attempt.state == State::Open)
            .ok_or("no_open_attempt")
    }

    fn start(&mut self, now: DateTime<Utc>) -> Result<(), &'static str> {
        if self.open_attempt().is_ok() {
            return Ok(()); // A2: the open one is returned, whatever else has changed (A1)
        }
        let standing = self.look(now);
        match (standing.decision, standing.expires_at) {
            (Decision::Renewable, Some(expires_at)) => {
                let limit = self.policy.time_limit_minutes.map(|m| TimeDelta::minutes(m.into()));
                let deadline = Deadline::set(now, limit, expires_at);
                self.attempt = Some(Attempt { state: State::Open, deadline, saved_points: 0 });
                self.situation.attempt_open = true;
                Ok(())
            }
            (refusal, _) => Err(refusal.name()),
        }
    }

    /// Ends the open attempt with a grade: by submission, or because its limit ran out.
    fn end(&mut self, points: u32, at: DateTime<Utc>) {
        let passed = scoring::passed(points, self.policy.questions, self.policy.mark);
        if passed {
            self.situation.valid_through = self.situation.valid_through.map(credential::renewed);
            self.situation.counted = Counted::default(); // A5
        } else {
            self.situation.counted = self.situation.counted.and_one_ended_at(at); // A3
        }
        self.close(if passed { State::Passed } else { State::Failed });
    }

    fn close(&mut self, state: State) {
        self.situation.attempt_open = false;
        if let Some(attempt) = &mut self.attempt {
            attempt.state = state;
        }
    }

    /// What time itself has done by `now`: a limit has run out (A3), a credential expired (A8).
    fn let_time_pass(&mut self, now: DateTime<Utc>) {
        let Ok(&mut Attempt { deadline, saved_points, .. }) = self.open_attempt() else {
            return;
        };
        match deadline.reached(now) {
            None => {}
            Some(EndsBy::Limit) => self.end(saved_points, deadline.at),
            Some(EndsBy::Expiry) => self.close(State::ClosedByExpiry),
        }
    }

    fn exam_passed(&mut self, at: DateTime<Utc>) -> Result<(), &'static str> {
        let Situation { certification, valid_through, .. } = &self.situation;
        match credential::exams_passed(certification, *valid_through, at).map_err(Decision::name)? {
            Exams::Recorded => {} // X1
            Exams::EarnedAgain(valid_through) => {
                self.situation.valid_through = Some(valid_through); // X2
                self.situation.counted = Counted::default(); // A5
            }
        }
        Ok(())
    }

    #[expect(clippy::unnecessary_wraps, reason = "one of several acts with the same answer")]
    fn connect(&mut self, connection: Connection) -> Result<(), &'static str> {
        self.situation.connection = connection;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = r#"{"id": "leap", "policy": {"renewal_window": "6 months", "mark": 70, "questions": 20, "time_limit_minutes": null}, "certification": {"kind": "role_based", "level": "associate", "available_since": "2021-01-10", "retires_at": null, "assessment": true, "superseded": false}, "credential": {"earned_on": "2027-02-28", "valid_through": "2028-02-29"}, "connection": "connected", "events": [{"at": "2027-08-29T00:00:00Z", "do": "start"}, {"at": "2027-08-29T00:40:00Z", "do": "submit", "points": 14}]}"#;

    #[test]
    fn the_example_of_the_contract_byte_for_byte() {
        let expected = concat!(
            r#"{"id": "leap", "steps": ["#,
            r#"{"outcome": "ok", "decision": "attempt_open", "attempt": "open", "valid_through": "2028-02-29", "opens_at": "2027-08-29T00:00:00Z", "expires_at": "2028-03-01T00:00:00Z", "counted_attempts": 0, "next_start_at": null}, "#,
            r#"{"outcome": "ok", "decision": "not_open", "attempt": "passed", "valid_through": "2029-02-28", "opens_at": "2028-08-28T00:00:00Z", "expires_at": "2029-03-01T00:00:00Z", "counted_attempts": 0, "next_start_at": null}]}"#,
        );
        assert_eq!(answer(EXAMPLE), expected);
    }

    #[test]
    fn what_cannot_be_read_is_answered_with_its_id() {
        let table = [
            (EXAMPLE.replace("\"start\"", "\"stop\""), "leap"),
            (EXAMPLE.replace("\"points\": 14", "\"points\": 21"), "leap"),
            (EXAMPLE.replace("2027-08-29T00:40", "2027-08-28T00:40"), "leap"),
            (EXAMPLE.replace("6 months", "half a year"), "leap"),
            ("{\"id\": 7".to_owned(), ""),
        ];
        for (line, id) in table {
            let answer: Value = serde_json::from_str(&answer(&line)).unwrap();
            assert_eq!(answer["id"].as_str().unwrap_or(""), id);
            assert!(answer["error"].is_string(), "{answer}");
        }
    }
}
