//! X: exams renew nothing that is active, and earn again what has expired.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::certification::Requirements;
use proptest::{collection::vec, prelude::*};

use crate::scenario::{
    Do::{Disconnect, ExamPassed, Look, Start, Submit},
    Scenario, instant,
};

#[test]
fn x1_an_exam_never_renews_an_active_credential() {
    for now in ["2025-06-01T00:00:00Z", "2026-05-01T00:00:00Z", "2026-05-10T23:59:59.999Z"] {
        let step = Scenario::default().last(&[(now, ExamPassed)]);
        assert_eq!(
            (step.outcome.as_str(), step.valid_through.as_deref()),
            ("ok", Some("2026-05-10"))
        );
    }
    let fundamentals = Scenario { kind: "fundamentals", ..Scenario::default() };
    let step = fundamentals.last(&[("2026-05-01T00:00:00Z", ExamPassed)]);
    assert_eq!((step.outcome.as_str(), step.valid_through), ("ok", None));
}

#[test]
fn x1_an_exam_passed_while_active_does_not_count_after_the_expiry() {
    let step = Scenario::default()
        .last(&[("2026-05-10T23:59:59.999Z", ExamPassed), ("2026-05-11T00:00:00Z", Look)]);
    assert_eq!(
        (step.decision.as_str(), step.valid_through.as_deref()),
        ("expired", Some("2026-05-10"))
    );
}

#[test]
fn x2_an_expired_one_is_earned_again_from_the_day_of_the_pass() {
    let table = [
        ("2026-05-11T00:00:00Z", "2027-05-11", "2026-11-11T00:00:00Z"),
        ("2026-05-11T23:59:59.999Z", "2027-05-11", "2026-11-11T00:00:00Z"),
        ("2026-06-02T01:00:00+02:00", "2027-06-01", "2026-12-01T00:00:00Z"), // the day in UTC
        ("2028-02-29T12:00:00Z", "2029-02-28", "2028-08-28T00:00:00Z"),
    ];
    for (at, valid_through, opens_at) in table {
        let step = Scenario::default().last(&[(at, ExamPassed)]);
        assert_eq!((step.outcome.as_str(), step.decision.as_str()), ("ok", "not_open"), "{at}");
        assert_eq!(step.valid_through.as_deref(), Some(valid_through));
        assert_eq!(step.opens_at.as_deref(), Some(opens_at));
    }
}

#[test]
fn x2_earning_again_needs_neither_connection_nor_assessment() {
    let scenario = Scenario { assessment: false, ..Scenario::default() };
    let step = scenario
        .last(&[("2026-05-12T00:00:00Z", Disconnect), ("2026-05-12T00:00:00Z", ExamPassed)]);
    assert_eq!((step.outcome.as_str(), step.valid_through.as_deref()), ("ok", Some("2027-05-12")));
}

#[test]
fn x2_what_is_retired_or_superseded_is_not_earned_again() {
    let expiry = "2026-05-11T00:00:00Z";
    let superseded = Scenario { superseded: true, ..Scenario::default() };
    assert_eq!(superseded.last(&[(expiry, ExamPassed)]).outcome, "superseded");
    let retired = Scenario { retires_at: Some(instant(expiry)), ..Scenario::default() };
    let step = retired.last(&[(expiry, ExamPassed)]);
    assert_eq!((step.outcome.as_str(), step.decision.as_str()), ("retired", "expired"));
    assert_eq!(step.valid_through.as_deref(), Some("2026-05-10"));
    let later =
        Scenario { retires_at: Some(instant("2026-05-11T00:00:00.001Z")), ..Scenario::default() };
    assert_eq!(later.last(&[(expiry, ExamPassed)]).outcome, "ok");
}

#[test]
fn a5_earning_again_starts_at_zero() {
    let steps = Scenario::default().after(&[
        ("2026-05-10T20:00:00Z", Start),
        ("2026-05-10T20:10:00Z", Submit(0)),
        ("2026-05-10T20:20:00Z", Start),
        ("2026-05-10T20:30:00Z", Submit(0)),
        ("2026-05-11T00:00:00Z", ExamPassed),
        ("2026-11-11T00:00:00Z", Start),
    ]);
    assert_eq!((steps[3].counted_attempts, steps[4].counted_attempts), (2, 0));
    assert_eq!(steps[4].attempt.as_deref(), Some("failed")); // the latest attempt stays what it was
    assert_eq!(steps[5].outcome, "ok");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Passes are told one by one, in the order of time, until every group has one.
    #[test]
    fn x3_complete_with_the_pass_that_fills_the_last_group(
        exams in vec(vec(0..5_u8, 0..3), 0..4),
        passes in vec((0..5_u8, -5..20_i64), 0..8),
    ) {
        let since = instant("2026-05-11T00:00:00Z");
        let at = |hours| since + TimeDelta::hours(hours);
        let passes: Vec<(u8, DateTime<Utc>)> =
            passes.into_iter().map(|(exam, hours)| (exam, at(hours))).collect();
        let mut counted: Vec<_> = passes.iter().filter(|(_, at)| *at >= since).collect();
        counted.sort_by_key(|(_, at)| *at);
        let mut held = BTreeSet::new();
        let expected = counted.into_iter().find_map(|(exam, at)| {
            held.insert(*exam);
            let complete = exams.iter().all(|group| group.iter().any(|exam| held.contains(exam)));
            (complete && !exams.is_empty()).then_some(*at)
        });
        let requirements = Requirements::<u8, u8> { exams, prerequisites: Vec::new() };
        prop_assert_eq!(requirements.completed_at(&passes, since), expected);
    }

    #[test]
    fn x3_every_prerequisite_group_needs_an_active_one(
        prerequisites in vec(vec(0..5_u8, 0..3), 0..4),
        active in vec(0..5_u8, 0..5),
    ) {
        let lacking = prerequisites
            .iter()
            .filter(|group| group.iter().filter(|one| active.contains(one)).count() == 0)
            .count();
        let requirements = Requirements::<u8, u8> { exams: Vec::new(), prerequisites };
        prop_assert_eq!(requirements.prerequisites_met(|one| active.contains(one)), lacking == 0);
    }
}
