//! K: what kind of certification can be renewed at all.

use crate::scenario::{
    Do::{Extend, Look, Start, Submit},
    Scenario, day, instant,
};

/// Inside the window of the default scenario.
const NOW: &str = "2026-05-01T12:00:00Z";

#[test]
fn k1_role_based_and_specialty_can_be_renewed() {
    for (kind, outcome) in
        [("fundamentals", "never_expires"), ("role_based", "ok"), ("specialty", "ok")]
    {
        let scenario = Scenario { kind, ..Scenario::default() };
        assert_eq!(scenario.last(&[(NOW, Start)]).outcome, outcome, "{kind}");
    }
}

#[test]
fn k2_fundamentals_have_no_dates_and_are_refused_whatever_else_holds() {
    for valid_through in [None, Some(day("2020-01-01"))] {
        let scenario = Scenario {
            kind: "fundamentals",
            valid_through,
            superseded: true,
            assessment: false,
            connection: "unconnected",
            ..Scenario::default()
        };
        let step = scenario.last(&[(NOW, Start)]);
        assert_eq!(
            (step.outcome.as_str(), step.decision.as_str()),
            ("never_expires", "never_expires")
        );
        assert_eq!((step.valid_through, step.opens_at, step.expires_at), (None, None, None));
        assert_eq!((step.attempt, step.counted_attempts, step.next_start_at), (None, 0, None));
    }
}

#[test]
fn k3_without_an_assessment_nothing_is_renewed() {
    let scenario = Scenario { assessment: false, ..Scenario::default() };
    assert_eq!(scenario.last(&[(NOW, Start)]).outcome, "no_assessment");
}

#[test]
fn k3_too_new_until_after_the_first_instant_six_months_later() {
    let since = |text| Scenario { available_since: Some(day(text)), ..Scenario::default() };
    let table = [
        ("2025-11-01", "2026-05-01T00:00:00Z", "too_new"), // exactly six months: not more than six
        ("2025-11-01", "2026-05-01T00:00:00.001Z", "ok"),
        ("2025-11-01", "2026-04-30T23:59:59.999Z", "too_new"),
        ("2025-11-02", "2026-05-01T23:59:59.999Z", "too_new"),
        ("2025-08-31", "2026-02-28T00:00:00Z", "too_new"), // clamped
        ("2025-08-31", "2026-02-28T00:00:00.001Z", "ok"),
    ];
    for (available, now, outcome) in table {
        assert_eq!(since(available).last(&[(now, Start)]).outcome, outcome, "{available} {now}");
    }
}

#[test]
fn k3_how_long_the_learner_has_held_it_does_not_matter() {
    let scenario = Scenario { earned_on: day("2026-04-30"), ..Scenario::default() };
    assert_eq!(scenario.last(&[(NOW, Start)]).outcome, "ok");
}

#[test]
fn k5_a_superseded_one_is_refused_even_after_it_expired() {
    let scenario = Scenario { superseded: true, ..Scenario::default() };
    for now in [NOW, "2026-05-10T23:59:59.999Z", "2026-05-11T00:00:00Z", "2020-01-01T00:00:00Z"] {
        assert_eq!(scenario.last(&[(now, Start)]).outcome, "superseded", "{now}");
    }
}

#[test]
fn k6_retired_from_its_instant_on_but_held_until_it_expires() {
    let scenario = Scenario { retires_at: Some(instant(NOW)), ..Scenario::default() };
    let table = [
        ("2026-05-01T11:59:59.999Z", "ok"),
        (NOW, "retired"),
        ("2026-05-10T23:59:59.999Z", "retired"),
        ("2026-05-11T00:00:00Z", "expired"),
    ];
    for (now, outcome) in table {
        let step = scenario.last(&[(now, Start)]);
        assert_eq!(step.outcome, outcome, "{now}");
        assert_eq!(step.valid_through.as_deref(), Some("2026-05-10"));
    }
}

#[test]
fn k6_an_attempt_that_was_open_at_the_retirement_still_renews() {
    let scenario = Scenario { retires_at: Some(instant(NOW)), ..Scenario::default() };
    let steps = scenario.after(&[
        ("2026-05-01T11:59:59.999Z", Start),
        (NOW, Start),
        ("2026-05-02T00:00:00Z", Submit(20)),
    ]);
    assert_eq!((steps[1].outcome.as_str(), steps[1].decision.as_str()), ("ok", "retired")); // A1, A2
    assert_eq!(steps[2].attempt.as_deref(), Some("passed"));
    assert_eq!(steps[2].valid_through.as_deref(), Some("2027-05-10"));
}

#[test]
fn k6_a_retired_one_can_still_be_extended() {
    let scenario = Scenario { retires_at: Some(instant(NOW)), ..Scenario::default() };
    let step = scenario.last(&[(NOW, Extend(day("2026-08-10"))), (NOW, Look)]);
    assert_eq!(
        (step.decision.as_str(), step.valid_through.as_deref()),
        ("retired", Some("2026-08-10"))
    );
}
