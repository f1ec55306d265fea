//! What holds in every history, whatever happens in it. Every event is preceded by a look at the
//! same instant, which shows how things stood just before it.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use crate::{
    calendar::{day_of, day_text, months_later, of},
    generate::scenarios,
    scenario::{Do, Scenario, Step, day, instant},
};

/// An event, how things stood just before it, and how after it.
struct Moment {
    at: DateTime<Utc>,
    event: Do,
    before: Step,
    after: Step,
}

impl Moment {
    fn opens_an_attempt(&self) -> bool {
        !is_open(&self.before) && is_open(&self.after)
    }
}

fn is_open(step: &Step) -> bool {
    step.attempt.as_deref() == Some("open")
}

fn instant_in(text: Option<&String>) -> Option<DateTime<Utc>> {
    text.map(|text| instant(text))
}

fn moments(scenario: &Scenario) -> Vec<Moment> {
    let with_looks =
        scenario.events.iter().flat_map(|(at, event)| [(*at, Do::Look), (*at, *event)]);
    let steps = Scenario { events: with_looks.collect(), ..scenario.clone() }.steps();
    let pairs = steps.chunks_exact(2).zip(&scenario.events);
    pairs
        .map(|(pair, (at, event))| Moment {
            at: *at,
            event: *event,
            before: pair[0].clone(),
            after: pair[1].clone(),
        })
        .collect()
}

fn a_year_later(valid_through: Option<&String>) -> Option<String> {
    valid_through.map(|text| day_text(months_later(of(day(text)), 12)))
}

/// What remains of a step where nothing has happened.
fn unmoved(step: &Step) -> Step {
    Step { outcome: String::new(), ..step.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a1_starts_exactly_what_is_renewable_and_only_inside_the_window(scenario in scenarios()) {
        for moment in moments(&scenario) {
            let renewable = moment.before.decision == "renewable";
            if moment.event == Do::Start && !is_open(&moment.before) {
                let expected = if renewable { "ok" } else { &moment.before.decision };
                prop_assert_eq!(&moment.after.outcome, expected);
            }
            prop_assert_eq!(moment.opens_an_attempt(), moment.event == Do::Start && renewable);
            if moment.opens_an_attempt() {
                let opens_at = instant_in(moment.after.opens_at.as_ref()).unwrap();
                let expires_at = instant_in(moment.after.expires_at.as_ref()).unwrap();
                prop_assert!(opens_at <= moment.at && moment.at < expires_at); // W1
            }
        }
    }

    #[test]
    fn a2_starting_again_changes_nothing(scenario in scenarios()) {
        for moment in moments(&scenario) {
            if moment.event == Do::Start && is_open(&moment.before) {
                prop_assert_eq!(&moment.after, &moment.before);
            }
        }
    }

    #[test]
    fn a2_a_refusal_changes_nothing(scenario in scenarios()) {
        for moment in moments(&scenario) {
            if moment.after.outcome != "ok" {
                prop_assert_eq!(unmoved(&moment.after), unmoved(&moment.before));
            }
        }
    }

    #[test]
    fn e3_only_passes_earning_and_extensions_move_the_date_and_never_back(scenario in scenarios()) {
        let mut latest = None;
        for Moment { at, event, before, after } in moments(&scenario) {
            prop_assert!(before.valid_through >= latest);
            prop_assert!(after.valid_through >= before.valid_through);
            if let Some(latest) = &latest && before.valid_through.as_ref() != Some(latest) {
                // Time itself moves it only by grading what was saved (A3).
                prop_assert_eq!(before.attempt.as_deref(), Some("passed"));
                prop_assert_eq!(before.valid_through.clone(), a_year_later(Some(latest)));
            }
            let passes = is_open(&before) && after.attempt.as_deref() == Some("passed");
            let expected = match event {
                _ if passes => a_year_later(before.valid_through.as_ref()),
                Do::Extend(until) if after.outcome == "ok" => {
                    before.valid_through.clone().max(Some(until.to_string())) // E5
                }
                Do::ExamPassed if before.decision == "expired" && after.outcome == "ok" => {
                    let today = day_of(at.timestamp_millis());
                    Some(day_text(months_later(today, 12))) // X2
                }
                _ => before.valid_through.clone(), // X1 too
            };
            prop_assert_eq!(&after.valid_through, &expected);
            latest = after.valid_through;
        }
    }

    #[test]
    fn a5_the_count_starts_again_exactly_with_a_new_cycle(scenario in scenarios()) {
        for Moment { event, before, after, .. } in moments(&scenario) {
            let graded = event != Do::Look && is_open(&before) && !is_open(&after);
            let expected = match event {
                Do::Submit(_) if graded => match after.attempt.as_deref() {
                    Some("failed") => before.counted_attempts + 1,
                    _ => 0,
                },
                Do::ExamPassed if before.valid_through != after.valid_through => 0,
                _ => before.counted_attempts,
            };
            prop_assert_eq!(after.counted_attempts, expected);
        }
    }

    #[test]
    fn a4_the_third_and_every_later_attempt_waits_a_day(scenario in scenarios()) {
        let wait = TimeDelta::hours(24);
        let (mut deadline, mut last_end) = (None, None);
        let mut was_open = false;
        for moment in moments(&scenario) {
            if was_open && moment.before.attempt.as_deref() == Some("failed") {
                last_end = deadline; // by its limit
            }
            if moment.opens_an_attempt() {
                if moment.before.counted_attempts >= 2 {
                    prop_assert!(last_end.is_some_and(|end| moment.at >= end + wait));
                }
                let limit = scenario.limit.map(|minutes| moment.at + TimeDelta::minutes(minutes.into()));
                deadline = limit.or(instant_in(moment.after.expires_at.as_ref()));
            }
            if is_open(&moment.before) && moment.after.attempt.as_deref() == Some("failed") {
                last_end = Some(moment.at);
            }
            if moment.after.decision == "cooling_down" {
                let end = last_end.unwrap();
                prop_assert!(moment.after.counted_attempts >= 2 && moment.at < end + wait);
                let expires_at = instant_in(moment.after.expires_at.as_ref()).unwrap();
                let expected = Some(end + wait).filter(|next| *next < expires_at); // A6
                prop_assert_eq!(instant_in(moment.after.next_start_at.as_ref()), expected);
            } else {
                prop_assert_eq!(moment.after.next_start_at.as_ref(), None);
            }
            was_open = is_open(&moment.after);
        }
    }

    #[test]
    fn a7_nothing_moves_the_deadline(scenario in scenarios()) {
        let mut deadline = None;
        for moment in moments(&scenario) {
            // Open exactly from its start to its deadline, unless submitted.
            prop_assert_eq!(is_open(&moment.before), deadline.is_some_and(|(at, _)| moment.at < at));
            if let Some((at, by_limit)) = deadline && moment.at >= at {
                let state = moment.before.attempt.as_deref();
                let graded = matches!(state, Some("passed" | "failed"));
                prop_assert_eq!(graded, by_limit, "{:?}", state); // A3, A8
                deadline = None;
            }
            if moment.opens_an_attempt() {
                let expires_at = instant_in(moment.after.expires_at.as_ref()).unwrap();
                let limit = scenario.limit.map(|minutes| moment.at + TimeDelta::minutes(minutes.into()));
                deadline = Some(match limit {
                    Some(limit) if limit < expires_at => (limit, true),
                    _ => (expires_at, false),
                });
            } else if !is_open(&moment.after) {
                deadline = None;
            }
        }
    }

    #[test]
    fn a8_a_pass_counts_only_before_the_expiry(scenario in scenarios()) {
        for Moment { at, before, after, .. } in moments(&scenario) {
            if is_open(&before) && after.attempt.as_deref() == Some("passed") {
                prop_assert!(at < instant_in(before.expires_at.as_ref()).unwrap());
            }
        }
    }
}
