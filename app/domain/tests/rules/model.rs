//! The rules a second time: slow, naive, on integers, as a list of all that has happened. The
//! simulator must answer the same.

use proptest::prelude::*;

use crate::{
    calendar::{
        Day, day_of, day_text, instant_text, midnight, months_later, next_day, of, opening,
    },
    generate::scenarios,
    scenario::{Do, Scenario, Step},
};

const MINUTE: i64 = 60 * 1000;

/// An attempt, ended or not. Instants are milliseconds from 1970.
struct Attempt {
    cycle: u32,
    deadline: i64,
    graded_at_deadline: bool,
    saved: u32,
    state: &'static str,
    counted_at: Option<i64>,
}

struct Model<'a> {
    scenario: &'a Scenario,
    /// Every last valid day it ever had; the last one holds.
    days: Vec<Day>,
    cycle: u32,
    attempts: Vec<Attempt>,
    connected: bool,
}

pub fn steps(scenario: &Scenario) -> Vec<Step> {
    let earned = months_later(of(scenario.earned_on), 12);
    let mut model = Model {
        scenario,
        days: vec![scenario.valid_through.map_or(earned, of)],
        cycle: 0,
        attempts: Vec::new(),
        connected: scenario.connection == "connected",
    };
    let steps = scenario.events.iter();
    steps.map(|(at, event)| model.step(at.timestamp_millis(), *event)).collect()
}

impl Model<'_> {
    fn step(&mut self, now: i64, event: Do) -> Step {
        let timed_out = self.open().filter(|open| open.deadline <= now);
        if let Some(&mut Attempt { graded_at_deadline, saved, deadline, .. }) = timed_out {
            if graded_at_deadline {
                self.grade(saved, deadline);
            } else if let Some(open) = self.open() {
                open.state = "closed_by_expiry";
            }
        }
        let outcome = self.act(now, event);
        let decision = self.decision(now);
        let expires = self.expires();
        let dated = self.scenario.kind != "fundamentals";
        let next = self.next_start().filter(|next| *next < expires && decision == "cooling_down");
        Step {
            outcome: outcome.to_owned(),
            decision: decision.to_owned(),
            attempt: self.attempts.last().map(|latest| latest.state.to_owned()),
            valid_through: dated.then(|| day_text(self.day())),
            opens_at: dated.then(|| instant_text(self.opens())),
            expires_at: dated.then(|| instant_text(expires)),
            counted_attempts: u32::try_from(self.counted().len()).unwrap(),
            next_start_at: next.map(instant_text),
        }
    }

    fn day(&self) -> Day {
        *self.days.last().unwrap()
    }

    fn opens(&self) -> i64 {
        opening(self.scenario.window, self.day())
    }

    fn expires(&self) -> i64 {
        midnight(next_day(self.day()))
    }

    fn open(&mut self) -> Option<&mut Attempt> {
        self.attempts.iter_mut().find(|attempt| attempt.state == "open")
    }

    /// When the counted attempts of this cycle ended.
    fn counted(&self) -> Vec<i64> {
        let of_cycle = self.attempts.iter().filter(|attempt| attempt.cycle == self.cycle);
        of_cycle.filter_map(|attempt| attempt.counted_at).collect()
    }

    fn next_start(&self) -> Option<i64> {
        match self.counted().as_slice() {
            [] | [_] => None,
            [.., last] => Some(last + 24 * 60 * MINUTE),
        }
    }

    fn decision(&self, now: i64) -> &'static str {
        let it = self.scenario;
        let retired = it.retires_at.is_some_and(|at| now >= at.timestamp_millis());
        let too_new =
            it.available_since.is_some_and(|since| now <= midnight(months_later(of(since), 6)));
        let open = self.attempts.iter().any(|attempt| attempt.state == "open");
        let reasons = [
            ("never_expires", it.kind == "fundamentals"),
            ("superseded", it.superseded),
            ("expired", now >= self.expires()),
            ("retired", retired),
            ("no_assessment", !it.assessment),
            ("too_new", too_new),
            ("not_open", now < self.opens()),
            ("not_connected", !self.connected),
            ("attempt_open", open),
            ("cooling_down", self.next_start().is_some_and(|next| now < next)),
        ];
        let first = reasons.iter().find(|(_, holds)| *holds);
        first.map_or("renewable", |(name, _)| name)
    }

    fn grade(&mut self, points: u32, at: i64) {
        let needed = (self.scenario.mark * self.scenario.questions).div_ceil(100);
        let passed = points >= needed;
        let open = self.open().unwrap();
        open.counted_at = Some(at);
        open.state = if passed { "passed" } else { "failed" };
        if passed {
            self.days.push(months_later(self.day(), 12));
            self.cycle += 1;
        }
    }

    fn act(&mut self, now: i64, event: Do) -> &'static str {
        let expires = self.expires();
        let dated = self.scenario.kind != "fundamentals";
        match event {
            Do::Look => {}
            Do::Connect => self.connected = true,
            Do::Disconnect => self.connected = false,
            Do::Start if self.open().is_some() => {}
            Do::Start => {
                let decision = self.decision(now);
                if decision != "renewable" {
                    return decision;
                }
                let limit = self.scenario.limit.map(|minutes| now + i64::from(minutes) * MINUTE);
                self.attempts.push(Attempt {
                    cycle: self.cycle,
                    deadline: limit.unwrap_or(expires).min(expires),
                    graded_at_deadline: limit.is_some_and(|limit| limit < expires),
                    saved: 0,
                    state: "open",
                    counted_at: None,
                });
            }
            Do::Save(points) => match self.open() {
                Some(open) => open.saved = points,
                None => return "no_open_attempt",
            },
            Do::Submit(_) if self.open().is_none() => return "no_open_attempt",
            Do::Submit(points) => self.grade(points, now),
            Do::ExamPassed if !dated || now < expires => {}
            Do::ExamPassed => {
                if self.scenario.superseded {
                    return "superseded";
                }
                if self.scenario.retires_at.is_some_and(|at| now >= at.timestamp_millis()) {
                    return "retired";
                }
                self.days.push(months_later(day_of(now), 12));
                self.cycle += 1;
            }
            Do::Extend(_) if !dated => return "never_expires",
            Do::Extend(_) if now >= expires => return "expired",
            Do::Extend(until) => self.days.push(self.day().max(of(until))),
        }
        "ok"
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4 * ProptestConfig::default().cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_simulator_answers_what_the_naive_model_answers(scenario in scenarios()) {
        prop_assert_eq!(scenario.steps(), steps(&scenario));
    }
}
