//! E: the last valid day, and what moves it.

use crate::scenario::{
    Do::{Extend, Look, Start, Submit},
    Scenario, day,
};

#[test]
fn e1_expires_at_the_end_of_its_last_day() {
    let scenario = Scenario::default();
    let table = [
        ("2026-05-10T00:00:00Z", "renewable"),
        ("2026-05-10T23:59:59.999Z", "renewable"),
        ("2026-05-11T00:00:00Z", "expired"),
        ("2026-05-11T02:00:00+02:00", "expired"),
        ("2026-05-11T01:59:59.999+02:00", "renewable"),
    ];
    for (now, decision) in table {
        let step = scenario.last(&[(now, Look)]);
        assert_eq!(step.decision, decision, "{now}");
        assert_eq!(step.expires_at.as_deref(), Some("2026-05-11T00:00:00Z"));
    }
}

#[test]
fn e2_twelve_months_from_the_day_of_earning_unless_stated() {
    let table = [
        ("2025-05-10", None, "2026-05-10"),
        ("2028-02-29", None, "2029-02-28"),
        ("2025-05-10", Some(day("2027-01-31")), "2027-01-31"),
    ];
    for (earned, valid_through, expected) in table {
        let scenario = Scenario { earned_on: day(earned), valid_through, ..Scenario::default() };
        let step = scenario.last(&[("2026-01-01T00:00:00Z", Look)]);
        assert_eq!(step.valid_through.as_deref(), Some(expected), "{earned}");
    }
}

#[test]
fn e3_a_pass_adds_twelve_months_to_the_present_date_whenever_it_is() {
    for now in ["2025-11-10T00:00:00Z", "2026-02-03T04:05:06Z", "2026-05-10T23:59:59.999Z"] {
        let step = Scenario::default().last(&[(now, Start), (now, Submit(14))]);
        assert_eq!(step.valid_through.as_deref(), Some("2027-05-10"), "{now}");
        assert_eq!(step.opens_at.as_deref(), Some("2026-11-10T00:00:00Z"));
        assert_eq!(step.decision, "not_open");
    }
}

#[test]
fn e3_month_ends_clamp_and_stay_clamped() {
    let scenario = Scenario { valid_through: Some(day("2028-02-29")), ..Scenario::default() };
    let steps = scenario.after(&[
        ("2028-02-29T10:00:00Z", Start),
        ("2028-02-29T11:00:00Z", Submit(20)),
        ("2029-02-28T10:00:00Z", Start),
        ("2029-02-28T11:00:00Z", Submit(20)),
        ("2030-02-28T23:59:59.999Z", Start),
        ("2030-02-28T23:59:59.999Z", Submit(20)),
        ("2031-02-28T10:00:00Z", Start),
        ("2031-02-28T11:00:00Z", Submit(20)),
    ]);
    let dates: Vec<_> = steps.iter().filter_map(|step| step.valid_through.as_deref()).collect();
    let passed = |index: usize| dates[index];
    assert_eq!([1, 3, 5, 7].map(passed), ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-28"]);
}

#[test]
fn e4_no_grace_after_the_expiry() {
    for now in ["2026-05-11T00:00:00Z", "2026-05-11T00:00:00.001Z", "2030-01-01T00:00:00Z"] {
        let step = Scenario::default().last(&[(now, Start)]);
        assert_eq!(
            (step.outcome.as_str(), step.decision.as_str()),
            ("expired", "expired"),
            "{now}"
        );
    }
}

#[test]
fn e5_an_extension_moves_date_and_window() {
    let now = "2026-05-10T23:59:59.999Z";
    let step = Scenario::default().last(&[(now, Extend(day("2026-12-31")))]);
    assert_eq!((step.outcome.as_str(), step.decision.as_str()), ("ok", "not_open"));
    assert_eq!(step.valid_through.as_deref(), Some("2026-12-31"));
    assert_eq!(step.opens_at.as_deref(), Some("2026-06-30T00:00:00Z"));
    assert_eq!(step.expires_at.as_deref(), Some("2027-01-01T00:00:00Z"));
}

#[test]
fn e5_an_extension_to_an_earlier_day_takes_nothing_away() {
    let now = "2026-03-01T00:00:00Z";
    let step = Scenario::default().last(&[(now, Extend(day("2026-04-01")))]);
    assert_eq!((step.outcome.as_str(), step.valid_through.as_deref()), ("ok", Some("2026-05-10")));
}

#[test]
fn e5_never_revives_and_never_dates() {
    let until = Extend(day("2027-01-01"));
    let step = Scenario::default().last(&[("2026-05-11T00:00:00Z", until)]);
    assert_eq!(
        (step.outcome.as_str(), step.valid_through.as_deref()),
        ("expired", Some("2026-05-10"))
    );
    let fundamentals = Scenario { kind: "fundamentals", ..Scenario::default() };
    let step = fundamentals.last(&[("2026-01-01T00:00:00Z", until)]);
    assert_eq!((step.outcome.as_str(), step.valid_through), ("never_expires", None));
    let superseded = Scenario { superseded: true, ..Scenario::default() };
    assert_eq!(superseded.last(&[("2026-05-11T00:00:00Z", until)]).outcome, "expired");
}

#[test]
fn e5_keeps_the_count_and_the_wait() {
    let step = Scenario::default().last(&[
        ("2026-05-10T20:00:00Z", Start),
        ("2026-05-10T20:10:00Z", Submit(0)),
        ("2026-05-10T20:20:00Z", Start),
        ("2026-05-10T20:30:00Z", Submit(0)),
        ("2026-05-10T21:00:00Z", Extend(day("2026-05-20"))),
    ]);
    assert_eq!((step.decision.as_str(), step.counted_attempts), ("cooling_down", 2));
    assert_eq!(step.next_start_at.as_deref(), Some("2026-05-11T20:30:00Z")); // no longer after the expiry
}

#[test]
fn e5_an_open_attempt_keeps_its_deadline() {
    let extended = |limit| {
        let scenario = Scenario { limit, ..Scenario::default() };
        scenario.after(&[
            ("2026-05-10T23:30:00Z", Start),
            ("2026-05-10T23:40:00Z", Extend(day("2026-05-31"))),
            ("2026-05-10T23:59:59.999Z", Look),
            ("2026-05-11T00:00:00Z", Submit(20)),
            ("2026-05-11T00:00:00Z", Start),
        ])
    };
    for limit in [None, Some(30), Some(60)] {
        let steps = extended(limit);
        assert_eq!(steps[2].attempt.as_deref(), Some("open"), "{limit:?}");
        assert_eq!(steps[3].outcome, "no_open_attempt");
        assert_eq!(steps[3].attempt.as_deref(), Some("closed_by_expiry"));
        assert_eq!((steps[3].decision.as_str(), steps[3].counted_attempts), ("renewable", 0));
        assert_eq!((steps[4].outcome.as_str(), steps[4].attempt.as_deref()), ("ok", Some("open")));
    }
}
