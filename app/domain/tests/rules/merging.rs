//! P7: merging keeps the later date, both histories and the wait, and is no way to another attempt.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::{
    attempt::{Counted, State, WAIT},
    profile::merge::{Attempt, Credential, ExamResult, Plan, Profile, Side, plan},
    window::{Length, start_of},
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use uuid::Uuid;

use crate::scenario::{day, instant};

const NOW: &str = "2026-05-01T12:00:00Z";

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// A credential in its first cycle; attempts are `(hours before now, state)`.
fn held(number: u128, valid_through: &str, attempts: &[(i64, State)]) -> Credential {
    let now = instant(NOW);
    let attempt = |(n, (hours, state)): (u128, &(i64, State))| Attempt {
        id: id(number * 100 + n),
        cycle: 1,
        state: *state,
        started_at: now - TimeDelta::hours(*hours) - TimeDelta::minutes(20),
        ended_at: (*state != State::Open).then(|| now - TimeDelta::hours(*hours)),
    };
    Credential {
        id: id(number),
        certification: id(7),
        cycle: 1,
        valid_through: Some(day(valid_through)),
        began: BTreeMap::from([(1, instant("2025-05-10T00:00:00Z"))]),
        attempts: (0..).zip(attempts).map(attempt).collect(),
    }
}

fn merged(target: Credential, source: Credential) -> Plan {
    let profile = |credential| Profile { credentials: vec![credential], results: Vec::new() };
    plan(&profile(target), &profile(source), Length::default(), instant(NOW))
}

#[test]
fn p7_the_later_date_stays_and_of_equal_ones_the_targets() {
    for (target, source, later) in [
        ("2026-05-10", "2026-06-10", Side::Source),
        ("2026-06-10", "2026-05-10", Side::Target),
        ("2026-05-10", "2026-05-10", Side::Target),
    ] {
        let plan = merged(held(1, target, &[]), held(2, source, &[]));
        assert_eq!((plan.united[0].later, plan.united[0].target), (later, id(1)));
    }
    let forever = Credential { valid_through: None, ..held(2, "2026-05-10", &[]) };
    let plan = merged(held(1, "2099-05-10", &[]), forever.clone()); // K2
    assert_eq!(plan.united[0].later, Side::Source);
    let plan = merged(forever.clone(), forever);
    assert_eq!(plan.united[0].later, Side::Target);
}

#[test]
fn p7_one_failure_in_each_makes_two_and_the_wait_begins() {
    let target = held(1, "2026-05-10", &[(3, State::Failed)]);
    let source = held(2, "2026-05-20", &[(1, State::Failed)]);
    let counted = merged(target, source).united[0].counted;
    assert_eq!(counted.number, 2);
    assert_eq!(counted.next_start_at(), Some(instant(NOW) - TimeDelta::hours(1) + WAIT));
}

#[test]
fn p7_of_two_running_waits_the_later_one_stays() {
    let waiting = |number, hours| {
        held(number, "2026-05-10", &[(hours + 1, State::Failed), (hours, State::Failed)])
    };
    for (target, source) in [(2, 20), (20, 2)] {
        let counted = merged(waiting(1, target), waiting(2, source)).united[0].counted;
        assert_eq!(counted.number, 4);
        assert_eq!(counted.next_start_at(), Some(instant(NOW) - TimeDelta::hours(2) + WAIT));
    }
}

#[test]
fn p7_what_failed_before_the_present_cycle_is_history_unless_a_wait_runs() {
    // Renewed five hours ago; the other one has failed before that.
    let renewed = Credential {
        cycle: 2,
        began: BTreeMap::from([
            (1, instant("2025-05-10T00:00:00Z")),
            (2, instant(NOW) - TimeDelta::hours(5)),
        ]),
        ..held(1, "2027-05-10", &[])
    };
    let old = held(2, "2026-05-10", &[(200, State::Failed), (100, State::Failed)]);
    assert_eq!(merged(renewed.clone(), old).united[0].counted, Counted::default());
    let waiting = held(2, "2026-05-10", &[(12, State::Failed), (10, State::Failed)]);
    let counted = merged(renewed, waiting).united[0].counted;
    assert_eq!(counted.next_start_at(), Some(instant(NOW) - TimeDelta::hours(10) + WAIT));
}

#[test]
fn p7_open_attempts_of_the_source_close_and_the_targets_goes_on() {
    let open = |number, valid_through| held(number, valid_through, &[(0, State::Open)]);
    assert_eq!(merged(open(1, "2026-05-10"), open(2, "2026-05-10")).closed, [id(200)]);
    assert_eq!(merged(open(1, "2026-05-10"), held(2, "2026-05-10", &[])).closed, [] as [Uuid; 0]);
    // The window of the date that stays was open: it could have been started for that date too.
    assert_eq!(merged(open(1, "2026-05-10"), held(2, "2026-06-10", &[])).closed, [] as [Uuid; 0]);
    // It was not: a pass would give the date that stays a year it was not sat for.
    assert_eq!(merged(open(1, "2026-05-10"), held(2, "2027-05-10", &[])).closed, [id(100)]);
    // Of what the target has not, too.
    let other = Credential { certification: id(8), ..open(2, "2026-05-10") };
    let plan = merged(open(1, "2026-05-10"), other);
    assert_eq!((plan.closed, plan.moved, plan.united), (vec![id(200)], vec![id(2)], vec![]));
}

#[test]
fn p7_the_same_exam_result_in_both_counts_once() {
    let result = |id: &str, exam: &str, passed| ExamResult {
        id: id.to_owned(),
        exam: exam.to_owned(),
        passed,
        taken_at: instant(NOW),
    };
    let profile = |results| Profile { credentials: Vec::new(), results };
    let target = profile(vec![result("1", "AZ-104", true)]);
    let source = profile(vec![
        result("2", "AZ-104", true),
        result("3", "AZ-104", false),
        result("4", "AZ-305", true),
    ]);
    let plan = plan(&target, &source, Length::default(), instant(NOW));
    assert_eq!(plan.same_results, ["2"]);
}

/// A credential with a history: renewals, and failures since the last of them.
fn histories(number: u128) -> impl Strategy<Value = Credential> {
    let now = instant(NOW);
    let attempt = (0..400_i64, select(vec![State::Failed, State::Failed, State::ClosedByExpiry]));
    (
        0..3_i32,
        option::weighted(0.95, -30..400_i64),
        0..600_i64,
        vec(attempt, 0..5),
        prop::bool::ANY,
    )
        .prop_map(move |(renewals, valid_for, renewed_hours_ago, attempts, open)| {
            let present = now - TimeDelta::hours(renewed_hours_ago);
            let mut began: BTreeMap<_, _> = (1..=renewals)
                .map(|cycle| (cycle, now - TimeDelta::days(365 * i64::from(4 - cycle))))
                .collect();
            let cycle = renewals + 1;
            began.insert(cycle, present);
            let mut attempts: Vec<_> = (0..)
                .zip(attempts)
                .map(|(n, (hours, state))| {
                    let ended_at = now - TimeDelta::hours(hours);
                    Attempt {
                        id: id(number * 100 + n),
                        cycle: if ended_at < present { cycle.max(2) - 1 } else { cycle },
                        state,
                        started_at: ended_at - TimeDelta::minutes(20),
                        ended_at: Some(ended_at),
                    }
                })
                .collect();
            if open {
                attempts.push(Attempt {
                    id: id(number * 100 + 99),
                    cycle,
                    state: State::Open,
                    started_at: now - TimeDelta::minutes(5),
                    ended_at: None,
                });
            }
            Credential {
                id: id(number),
                certification: id(7),
                cycle,
                valid_through: valid_for.map(|days| shifted(now.date_naive(), days)),
                began,
                attempts,
            }
        })
}

fn shifted(day: NaiveDate, days: i64) -> NaiveDate {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { day - by } else { day + by }
}

/// The starts of one who fails every attempt and starts each as early as they may.
fn starts(mut counted: Counted, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let mut at = now;
    (0..6)
        .map(|_| {
            at = counted.next_start_at().map_or(at, |next| next.max(at));
            let start = at;
            at += TimeDelta::minutes(20);
            counted = counted.and_one_ended_at(at);
            start
        })
        .collect()
}

proptest! {
    #[test]
    fn p7_a_merged_learner_never_gains_an_attempt(target in histories(1), source in histories(2)) {
        let now = instant(NOW);
        let plan = merged(target.clone(), source.clone());
        let united = &plan.united[0];
        let (stays, other) = match united.later {
            Side::Target => (&target, &source),
            Side::Source => (&source, &target),
        };
        // Never earlier than the credential whose date stays would have allowed by itself.
        let alone = starts(stays.counted(), now);
        for (merged, alone) in starts(united.counted, now).into_iter().zip(alone) {
            prop_assert!(merged >= alone, "{merged} {alone}");
        }
        // A wait that runs goes on, whichever profile it runs in.
        let next = united.counted.next_start_at();
        for wait in [stays, other].iter().filter_map(|it| it.counted().next_start_at()) {
            prop_assert!(wait <= now || next >= Some(wait), "{wait} {next:?}");
        }
        // At most the target's attempt goes on, and only in a window of the date that stays.
        let open: Vec<_> = [&target, &source]
            .iter()
            .flat_map(|it| &it.attempts)
            .filter(|it| it.state == State::Open && !plan.closed.contains(&it.id))
            .collect();
        prop_assert!(open.iter().all(|it| target.attempts.contains(it)));
        for attempt in open {
            let day = stays.valid_through.unwrap_or(NaiveDate::MAX);
            let opens_at = Length::default().opens_at(day);
            prop_assert!(united.later == Side::Target || opens_at <= attempt.started_at);
        }
    }

    #[test]
    fn p7_both_histories_stay_in_the_order_of_time(target in histories(1), source in histories(2)) {
        let united = &merged(target.clone(), source.clone()).united[0];
        let stays = match united.later {
            Side::Target => (Side::Target, target.cycle),
            Side::Source => (Side::Source, source.cycle),
        };
        let mut began: Vec<_> = [(Side::Target, &target), (Side::Source, &source)]
            .into_iter()
            .flat_map(|(side, it)| it.began.iter().map(move |(cycle, at)| ((side, *cycle), *at)))
            .collect();
        prop_assert!(began.iter().all(|(old, _)| united.cycles.contains_key(old)));
        let numbers: BTreeSet<_> = united.cycles.values().copied().collect();
        prop_assert_eq!(numbers, (1..=united.cycle).collect());
        prop_assert_eq!(united.cycles[&stays], united.cycle);
        began.retain(|(old, _)| *old != stays);
        began.sort_by_key(|(old, _)| united.cycles[old]);
        prop_assert!(began.is_sorted_by_key(|(_, at)| *at));
    }

    #[test]
    fn p7_the_later_date_always_stays(target in histories(1), source in histories(2)) {
        let later = merged(target.clone(), source.clone()).united[0].later;
        let last = |it: &Credential| it.valid_through.map_or(DateTime::<Utc>::MAX_UTC, start_of);
        let (stays, other) =
            if later == Side::Target { (target, source) } else { (source, target) };
        prop_assert!(last(&stays) >= last(&other));
    }
}
