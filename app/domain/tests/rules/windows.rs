//! W: when the window opens.

use crate::scenario::{
    Do::{Look, Start},
    Scenario, day,
};

#[test]
fn w1_the_table_of_the_rules() {
    for (valid_through, opens) in [
        ("2026-05-10", "2025-11-10"),
        ("2026-08-31", "2026-02-28"),
        ("2024-08-31", "2024-02-29"),
        ("2028-02-29", "2027-08-29"),
        ("2025-02-28", "2024-08-28"),
    ] {
        let scenario = Scenario { valid_through: Some(day(valid_through)), ..Scenario::default() };
        let step = scenario.last(&[("2024-01-01T00:00:00Z", Look)]);
        assert_eq!(step.opens_at, Some(format!("{opens}T00:00:00Z")), "{valid_through}");
        assert_eq!(scenario.last(&[(&format!("{opens}T00:00:00Z"), Look)]).decision, "renewable");
    }
}

#[test]
fn w1_the_window_includes_its_opening_and_not_its_end() {
    let table = [
        ("2025-11-09T23:59:59.999Z", "not_open"),
        ("2025-11-10T00:00:00Z", "ok"),
        ("2025-11-10T00:00:00.001Z", "ok"),
        ("2026-05-10T23:59:59.999Z", "ok"),
        ("2026-05-11T00:00:00Z", "expired"),
    ];
    for (now, outcome) in table {
        assert_eq!(Scenario::default().last(&[(now, Start)]).outcome, outcome, "{now}");
    }
}

#[test]
fn w2_only_the_clock_opens_the_window() {
    // The same credential, refused and then allowed, with nothing between but time.
    let steps = Scenario::default()
        .after(&[("2025-11-09T23:59:59.999Z", Start), ("2025-11-10T00:00:00Z", Start)]);
    assert_eq!((steps[0].outcome.as_str(), steps[1].outcome.as_str()), ("not_open", "ok"));
}

#[test]
fn w3_a_refusal_names_the_opening() {
    let step = Scenario::default().last(&[("2025-06-01T00:00:00Z", Start)]);
    assert_eq!((step.outcome.as_str(), step.decision.as_str()), ("not_open", "not_open"));
    assert_eq!(step.opens_at.as_deref(), Some("2025-11-10T00:00:00Z"));
    assert_eq!((step.attempt, step.next_start_at), (None, None));
}

#[test]
fn w4_the_length_is_policy() {
    for (window, opens) in [
        ("6 months", "2025-11-10T00:00:00Z"),
        ("180 days", "2025-11-11T00:00:00Z"),
        ("1 month", "2026-04-10T00:00:00Z"),
        ("1 day", "2026-05-09T00:00:00Z"),
    ] {
        let scenario = Scenario { window, ..Scenario::default() };
        assert_eq!(scenario.last(&[(opens, Start)]).outcome, "ok", "{window}");
        let step = scenario.last(&[("2025-06-01T00:00:00Z", Start)]);
        assert_eq!((step.outcome.as_str(), step.opens_at.as_deref()), ("not_open", Some(opens)));
    }
}
