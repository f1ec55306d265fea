//! A: starting, resuming, saving, ending.

use crate::{
    generate::UNCONNECTED,
    scenario::{
        Do::{Connect, Disconnect, Extend, Look, Save, Start, Submit},
        Scenario, Step, day, instant,
    },
};

fn state(step: &Step) -> Option<&str> {
    step.attempt.as_deref()
}

fn limited(minutes: u32) -> Scenario {
    Scenario { limit: Some(minutes), ..Scenario::default() }
}

#[test]
fn a1_an_attempt_goes_on_whatever_else_changes() {
    let scenario = Scenario { retires_at: Some(instant("2026-05-01T10:10:00Z")), ..limited(60) };
    let steps = scenario.after(&[
        ("2026-05-01T10:00:00Z", Start),
        ("2026-05-01T10:10:00Z", Disconnect),
        ("2026-05-01T10:20:00Z", Extend(day("2027-03-01"))),
        ("2026-05-01T10:30:00Z", Start),
        ("2026-05-01T10:40:00Z", Save(3)),
        ("2026-05-01T10:59:59.999Z", Submit(20)),
    ]);
    for step in &steps[..5] {
        assert_eq!((step.outcome.as_str(), state(step)), ("ok", Some("open")));
    }
    assert_eq!((steps[5].outcome.as_str(), state(&steps[5])), ("ok", Some("passed")));
    assert_eq!(steps[5].valid_through.as_deref(), Some("2028-03-01"));
}

#[test]
fn a1_at_the_deadline_itself_it_is_too_late() {
    let submitted_at =
        |at, points| limited(60).last(&[("2026-05-01T10:00:00Z", Start), (at, Submit(points))]);
    let step = submitted_at("2026-05-01T10:59:59.999Z", 20);
    assert_eq!((step.outcome.as_str(), state(&step)), ("ok", Some("passed")));
    for at in ["2026-05-01T11:00:00Z", "2026-05-01T11:00:00.001Z"] {
        let step = submitted_at(at, 20);
        assert_eq!((step.outcome.as_str(), state(&step)), ("no_open_attempt", Some("failed")));
    }
}

#[test]
fn a2_starting_again_resumes_with_what_was_saved() {
    let steps = limited(60).after(&[
        ("2026-05-01T10:00:00Z", Start),
        ("2026-05-01T10:10:00Z", Save(14)),
        ("2026-05-01T10:59:59.999Z", Start),
        ("2026-05-01T11:00:00Z", Look),
    ]);
    assert_eq!((steps[2].outcome.as_str(), steps[2].decision.as_str()), ("ok", "attempt_open"));
    // Neither the answers nor the deadline began anew.
    assert_eq!(
        (state(&steps[3]), steps[3].valid_through.as_deref()),
        (Some("passed"), Some("2027-05-10"))
    );
}

#[test]
fn a2_what_was_saved_belongs_to_its_attempt() {
    let step = limited(60).last(&[
        ("2026-05-01T10:00:00Z", Start),
        ("2026-05-01T10:10:00Z", Save(20)),
        ("2026-05-01T10:20:00Z", Submit(0)),
        ("2026-05-01T10:30:00Z", Start),
        ("2026-05-01T11:30:00Z", Look),
    ]);
    assert_eq!((state(&step), step.counted_attempts), (Some("failed"), 2));
}

#[test]
fn a3_the_limit_grades_what_was_saved_last() {
    for (saved, expected, counted) in
        [(vec![], "failed", 1), (vec![20, 13], "failed", 1), (vec![0, 14], "passed", 0)]
    {
        let mut events = vec![("2026-05-01T10:00:00Z", Start)];
        events.extend(saved.iter().map(|points| ("2026-05-01T10:30:00Z", Save(*points))));
        events.push(("2026-05-01T12:00:00Z", Look));
        let step = limited(60).last(&events);
        assert_eq!((state(&step), step.counted_attempts), (Some(expected), counted), "{saved:?}");
    }
}

#[test]
fn a3_an_attempt_that_ran_out_ended_at_its_deadline() {
    let events = [
        ("2026-05-01T10:00:00Z", Start),
        ("2026-05-01T10:05:00Z", Submit(0)),
        ("2026-05-01T10:10:00Z", Start),
        ("2026-05-01T15:00:00Z", Look), // noticed four hours later
    ];
    let step = limited(60).last(&events);
    assert_eq!((step.decision.as_str(), step.counted_attempts), ("cooling_down", 2));
    assert_eq!(step.next_start_at.as_deref(), Some("2026-05-02T11:10:00Z"));
}

#[test]
fn a3_leaving_the_page_is_not_an_end() {
    let step = Scenario::default()
        .last(&[("2026-01-01T10:00:00Z", Start), ("2026-05-10T10:00:00Z", Look)]);
    assert_eq!((state(&step), step.counted_attempts), (Some("open"), 0));
}

#[test]
fn a8_the_expiry_closes_uncounted_and_ungraded() {
    // Without a limit, with one that falls together with the expiry, and with a later one.
    for scenario in [Scenario::default(), limited(60), limited(61)] {
        let steps = scenario.after(&[
            ("2026-05-10T23:00:00Z", Start),
            ("2026-05-10T23:30:00Z", Save(20)),
            ("2026-05-10T23:59:59.999Z", Look),
            ("2026-05-11T00:00:00Z", Submit(20)),
        ]);
        assert_eq!(state(&steps[2]), Some("open"));
        assert_eq!(
            (steps[3].outcome.as_str(), state(&steps[3])),
            ("no_open_attempt", Some("closed_by_expiry"))
        );
        assert_eq!((steps[3].decision.as_str(), steps[3].counted_attempts), ("expired", 0));
        assert_eq!(steps[3].valid_through.as_deref(), Some("2026-05-10"));
    }
}

#[test]
fn a8_a_limit_just_before_the_expiry_is_graded() {
    let step = limited(60).last(&[
        ("2026-05-10T22:59:59.999Z", Start),
        ("2026-05-10T23:30:00Z", Save(14)),
        ("2026-05-11T00:00:00Z", Look),
    ]);
    assert_eq!((state(&step), step.valid_through.as_deref()), (Some("passed"), Some("2027-05-10")));
    assert_eq!(step.decision, "not_open");
}

#[test]
fn a9_the_mark_is_met_in_integers() {
    let table = [
        (70, 20, 14, "passed"),
        (70, 20, 13, "failed"),
        (66, 3, 2, "passed"),
        (67, 3, 2, "failed"),
        (100, 20, 20, "passed"),
        (100, 20, 19, "failed"),
        (0, 20, 0, "passed"),
        (1, 20, 0, "failed"),
    ];
    for (mark, questions, points, expected) in table {
        let scenario = Scenario { mark, questions, ..Scenario::default() };
        let step = scenario
            .last(&[("2026-05-01T10:00:00Z", Start), ("2026-05-01T10:01:00Z", Submit(points))]);
        assert_eq!(state(&step), Some(expected), "{points}/{questions} at {mark}");
    }
}

#[test]
fn a10_sent_twice_it_renews_once() {
    let now = "2026-05-01T10:00:00Z";
    let steps = Scenario::default().after(&[(now, Start), (now, Submit(20)), (now, Submit(20))]);
    assert_eq!((steps[1].outcome.as_str(), steps[2].outcome.as_str()), ("ok", "no_open_attempt"));
    assert_eq!(steps[2].valid_through.as_deref(), Some("2027-05-10"));
}

#[test]
fn a13_nothing_is_saved_or_submitted_without_an_open_attempt() {
    for event in [Save(1), Submit(20)] {
        let step = Scenario::default().last(&[("2026-05-01T10:00:00Z", event)]);
        assert_eq!((step.outcome.as_str(), state(&step)), ("no_open_attempt", None));
        let fundamentals = Scenario { kind: "fundamentals", ..Scenario::default() };
        assert_eq!(
            fundamentals.last(&[("2026-05-01T10:00:00Z", event)]).outcome,
            "no_open_attempt"
        );
    }
}

#[test]
fn p1_starts_only_while_connected() {
    for connection in UNCONNECTED {
        let scenario = Scenario { connection, ..Scenario::default() };
        let steps = scenario.after(&[
            ("2026-05-01T10:00:00Z", Start),
            ("2026-05-01T10:00:00Z", Connect),
            ("2026-05-01T10:00:00Z", Start),
            ("2026-05-01T10:00:00Z", Disconnect),
        ]);
        assert_eq!(
            (steps[0].outcome.as_str(), steps[1].decision.as_str()),
            ("not_connected", "renewable")
        );
        assert_eq!(
            (steps[2].outcome.as_str(), steps[3].decision.as_str()),
            ("ok", "not_connected")
        );
        assert_eq!(state(&steps[3]), Some("open"));
    }
}
