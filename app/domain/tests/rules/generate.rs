//! Random histories that seek the instants at which something changes: opening, expiry, limit,
//! the end of a wait, retirement, each also a millisecond before and after.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, Months, NaiveDate, TimeDelta, Utc};
use domain::window::{Length, expires_at, one_year_after, start_of};
use proptest::{
    collection::vec, option, prelude::*, sample::select, strategy::ValueTree,
    test_runner::TestRunner,
};

use crate::{
    calendar::days,
    scenario::{Do, Scenario},
};

/// P5: the states of the connection in which no attempt starts.
pub const UNCONNECTED: [&str; 5] = [
    "no_certification_profile",
    "unconnected",
    "needs_personal_login",
    "misaligned",
    "needs_merge",
];

/// What an event's instant is measured from.
#[derive(Clone, Copy, Debug)]
enum Anchor {
    Opening,
    Expiry,
    OpeningAfterPass,
    ExpiryAfterPass,
    /// A limit before the expiry: where both fall together.
    LimitBeforeExpiry,
    Retirement,
    OldEnough,
    /// 24 hours after the event so many before this one.
    WaitAfter(usize),
    /// The limit after the event so many before this one.
    LimitAfter(usize),
    /// The event before.
    Before,
}

/// An event before its instant is known.
#[derive(Clone, Debug)]
struct Planned {
    anchor: Anchor,
    milliseconds: i64,
    event: Do,
}

pub fn scenarios() -> impl Strategy<Value = Scenario> {
    (facts(), vec(planned(), 1..16)).prop_map(|(scenario, plan)| placed(scenario, &plan))
}

fn facts() -> impl Strategy<Value = Scenario> {
    let policy = (
        select(vec!["6 months", "6 months", "6 months", "180 days", "1 days", "12 months"]),
        select(vec![70, 70, 66, 100, 1, 0]),
        1..=20_u32,
        select(vec![None, None, Some(1), Some(45), Some(1440), Some(1441), Some(43_200)]),
    );
    let certification = (
        prop_oneof![1 => Just("fundamentals"), 20 => Just("role_based"), 20 => Just("specialty")],
        option::weighted(0.2, -4..4_i64),
        option::weighted(0.2, (select(vec![Anchor::Opening, Anchor::Expiry]), jitter())),
        prop::bool::weighted(0.95),
        prop::bool::weighted(0.05),
    );
    let connection = prop_oneof![
        12 => Just("connected"),
        1 => select(UNCONNECTED.to_vec()),
    ];
    let stated = prop::bool::weighted(0.9);
    (policy, certification, connection, days(), stated).prop_map(
        |(policy, certification, connection, earned_on, stated)| {
            let (window, mark, questions, limit) = policy;
            let (kind, days_too_new, retires, assessment, superseded) = certification;
            let valid_through = one_year_after(earned_on);
            let mut scenario = Scenario {
                window,
                mark,
                questions,
                limit,
                kind,
                assessment,
                superseded,
                connection,
                earned_on,
                valid_through: stated.then_some(valid_through),
                ..Scenario::default()
            };
            let opening = instant_of(Anchor::Opening, &scenario, &[]);
            scenario.available_since = days_too_new
                .map(|days| opening.date_naive() - Months::new(6) + TimeDelta::days(days));
            scenario.retires_at = retires.map(|(anchor, milliseconds)| {
                instant_of(anchor, &scenario, &[]) + TimeDelta::milliseconds(milliseconds)
            });
            scenario
        },
    )
}

fn jitter() -> impl Strategy<Value = i64> {
    prop_oneof![select(vec![0, -1, 1]), -100_000_000..100_000_000_i64]
}

fn planned() -> impl Strategy<Value = Planned> {
    let anchor = prop_oneof![
        3 => Just(Anchor::Opening),
        1 => Just(Anchor::Expiry),
        1 => Just(Anchor::OpeningAfterPass),
        1 => Just(Anchor::ExpiryAfterPass),
        2 => Just(Anchor::LimitBeforeExpiry),
        1 => Just(Anchor::Retirement),
        1 => Just(Anchor::OldEnough),
        6 => (1..3_usize).prop_map(Anchor::WaitAfter),
        4 => (1..3_usize).prop_map(Anchor::LimitAfter),
        6 => Just(Anchor::Before),
    ];
    let event = prop_oneof![
        3 => Just(Do::Look),
        12 => Just(Do::Start),
        4 => (0..=20_u32).prop_map(Do::Save),
        8 => (0..=20_u32).prop_map(Do::Submit),
        2 => Just(Do::ExamPassed),
        1 => Just(Do::Connect),
        1 => Just(Do::Disconnect),
        1 => (0..500_u64).prop_map(|days| Do::Extend(NaiveDate::default() + Days::new(days))),
    ];
    (anchor, jitter(), event).prop_map(|(anchor, milliseconds, event)| Planned {
        anchor,
        milliseconds,
        event,
    })
}

/// Gives every event its instant, never before the one before it, and fits it to the facts.
fn placed(mut scenario: Scenario, plan: &[Planned]) -> Scenario {
    for Planned { anchor, milliseconds, event } in plan {
        let wished = instant_of(*anchor, &scenario, &scenario.events)
            + TimeDelta::milliseconds(*milliseconds);
        let previous = scenario.events.last().map_or(wished, |(at, _)| *at);
        let at = if wished < previous {
            previous + TimeDelta::milliseconds(milliseconds.abs())
        } else {
            wished
        };
        let event = match *event {
            Do::Save(points) => Do::Save(points.min(scenario.questions)),
            Do::Submit(points) => Do::Submit(points.min(scenario.questions)),
            // From a month shorter to more than a year longer.
            Do::Extend(day) => {
                Do::Extend(last_day(&scenario) - Days::new(30) + (day - NaiveDate::default()))
            }
            other => other,
        };
        scenario.events.push((at, event));
    }
    scenario
}

fn last_day(scenario: &Scenario) -> NaiveDate {
    scenario.valid_through.unwrap_or_else(|| one_year_after(scenario.earned_on))
}

fn instant_of(
    anchor: Anchor,
    scenario: &Scenario,
    events: &[(DateTime<Utc>, Do)],
) -> DateTime<Utc> {
    let valid_through = last_day(scenario);
    let window: Length = scenario.window.parse().unwrap();
    let limit = TimeDelta::minutes(scenario.limit.unwrap_or(60).into());
    let opening = window.opens_at(valid_through);
    let before = |back: usize| {
        events
            .len()
            .checked_sub(back)
            .and_then(|index| events.get(index))
            .map_or(opening, |(at, _)| *at)
    };
    match anchor {
        Anchor::Opening => opening,
        Anchor::Expiry => expires_at(valid_through),
        Anchor::OpeningAfterPass => window.opens_at(one_year_after(valid_through)),
        Anchor::ExpiryAfterPass => expires_at(one_year_after(valid_through)),
        Anchor::LimitBeforeExpiry => expires_at(valid_through) - limit,
        Anchor::Retirement => scenario.retires_at.unwrap_or(opening),
        Anchor::OldEnough => {
            scenario.available_since.map_or(opening, |since| start_of(since + Months::new(6)))
        }
        Anchor::WaitAfter(back) => before(back) + TimeDelta::hours(24),
        Anchor::LimitAfter(back) => before(back) + limit,
        Anchor::Before => before(1),
    }
}

/// What is never generated is never tested.
#[test]
fn every_outcome_decision_and_state_is_generated() {
    let strategy = scenarios();
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..1000 {
        let scenario = strategy.new_tree(&mut runner).unwrap().current();
        for (step, (_, event)) in scenario.steps().into_iter().zip(&scenario.events) {
            seen.insert(format!("is {}", step.decision));
            seen.extend(step.attempt.map(|state| format!("attempt {state}")));
            match event {
                Do::Start => seen.insert(format!("start {}", step.outcome)),
                Do::ExamPassed => seen.insert(format!("exam {}", step.outcome)),
                Do::Extend(_) => seen.insert(format!("extend {}", step.outcome)),
                _ => false,
            };
            seen.extend((step.counted_attempts > 3).then(|| "several waits".to_owned()));
        }
    }
    let decisions = domain::decision::Decision::ALL.map(domain::decision::Decision::name);
    let expected = decisions
        .iter()
        .map(|name| format!("is {name}"))
        .chain(
            decisions
                .iter()
                .filter(|name| !["attempt_open", "renewable"].contains(name))
                .map(|name| format!("start {name}")),
        )
        .chain(
            ["open", "passed", "failed", "closed_by_expiry"]
                .map(|state| format!("attempt {state}")),
        )
        .chain(
            [
                "start ok",
                "exam ok",
                "exam superseded",
                "exam retired",
                "extend ok",
                "extend expired",
                "extend never_expires",
                "several waits",
            ]
            .map(str::to_owned),
        );
    let missing: Vec<_> = expected.filter(|what| !seen.contains(what)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
