//! A4–A6: the wait before the third and every later attempt, and what starts the count again.

use chrono::{DateTime, TimeDelta, Utc};

use crate::scenario::{
    Do::{Start, Submit},
    Scenario, instant,
};

const WAIT: TimeDelta = TimeDelta::hours(24);

/// A credential of which so many attempts have failed, each started as early as it may be and a
/// minute long; and when the last of them ended.
fn failed(number: usize) -> (Scenario, DateTime<Utc>) {
    let mut scenario = Scenario::default();
    let mut end = instant("2026-01-01T00:00:00Z");
    for attempt in 0..number {
        let start = if attempt < 2 { end } else { end + WAIT };
        end = start + TimeDelta::minutes(1);
        scenario.events.extend([(start, Start), (end, Submit(13))]);
    }
    (scenario, end)
}

#[test]
fn a4_two_at_once_and_a_day_before_every_later_one() {
    for number in 0..6 {
        let (scenario, end) = failed(number);
        let start_at = |at| {
            let mut scenario = scenario.clone();
            scenario.events.push((at, Start));
            let mut steps = scenario.steps();
            let start = steps.pop().unwrap();
            assert!(steps.iter().all(|step| step.outcome == "ok"), "{number}: {steps:?}");
            assert_eq!(start.counted_attempts as usize, number);
            start
        };
        for (at, waits) in [
            (end, number >= 2),
            (end + WAIT - TimeDelta::milliseconds(1), number >= 2),
            (end + WAIT, false),
            (end + WAIT + TimeDelta::milliseconds(1), false),
        ] {
            let start = start_at(at);
            assert_eq!(start.outcome, if waits { "cooling_down" } else { "ok" }, "{number} {at}");
            let next = start.next_start_at.as_deref().map(instant);
            assert_eq!(next, waits.then_some(end + WAIT), "{number} {at}");
        }
    }
}

#[test]
fn a4_the_wait_is_elapsed_time_to_the_millisecond() {
    let step = Scenario::default().last(&[
        ("2026-03-28T20:00:00Z", Start),
        ("2026-03-28T20:01:00Z", Submit(0)),
        ("2026-03-28T20:02:00Z", Start),
        ("2026-03-28T22:30:00.007+02:00", Submit(0)),
    ]);
    assert_eq!(step.next_start_at.as_deref(), Some("2026-03-29T20:30:00.007Z"));
}

#[test]
fn a5_a_pass_starts_at_zero() {
    let step = Scenario::default().last(&[
        ("2026-05-01T10:00:00Z", Start),
        ("2026-05-01T10:10:00Z", Submit(0)),
        ("2026-05-01T10:20:00Z", Start),
        ("2026-05-01T10:30:00Z", Submit(0)),
        ("2026-05-02T10:30:00Z", Start),
        ("2026-05-02T10:40:00Z", Submit(20)),
    ]);
    assert_eq!(
        (step.attempt.as_deref(), step.counted_attempts, step.next_start_at.as_deref()),
        (Some("passed"), 0, None)
    );
}

#[test]
fn a6_no_start_is_promised_at_or_after_the_expiry() {
    let second_failure_at = |at| {
        Scenario::default().last(&[
            ("2026-05-09T20:00:00Z", Start),
            ("2026-05-09T20:10:00Z", Submit(0)),
            ("2026-05-09T20:20:00Z", Start),
            (at, Submit(0)),
        ])
    };
    let table = [
        ("2026-05-09T23:59:59.999Z", Some("2026-05-10T23:59:59.999Z")),
        ("2026-05-10T00:00:00Z", None),
        ("2026-05-10T00:00:00.001Z", None),
    ];
    for (at, next) in table {
        let step = second_failure_at(at);
        assert_eq!((step.decision.as_str(), step.next_start_at.as_deref()), ("cooling_down", next));
    }
}
