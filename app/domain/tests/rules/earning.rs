//! X4: late, twice and out of order, results come to the same; and to what they come to in order.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    certification::{Certification, Kind, Requirements},
    earning::{Line, Offer, follow, last_day, settled},
    view::CycleStart::{self, Earned, EarnedAgain, Extended, Renewed},
    window::{expires_at, one_year_after, start_of},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::scenario::{day, instant};

type Key = u8;
type Pass = (char, DateTime<Utc>);
type Histories = BTreeMap<Key, Vec<Line>>;

fn role_based() -> Certification {
    Certification {
        kind: Kind::RoleBased,
        available_since: None,
        retires_at: None,
        assessment: true,
        superseded: false,
    }
}

fn offer(exams: &[&str], prerequisites: &[&[Key]]) -> Offer<char, Key> {
    let requirements = Requirements {
        exams: exams.iter().map(|group| group.chars().collect()).collect(),
        prerequisites: prerequisites.iter().map(|group| group.to_vec()).collect(),
    };
    Offer { certification: role_based(), requirements }
}

fn fact(start: CycleStart, cycle: u32, at: &str, valid_through: &str) -> Line {
    let (at, valid_through) = (instant(at), Some(day(valid_through)));
    Line { start, cycle, at, valid_through, derived: false }
}

/// What the server remembers of a person, and does when a result arrives.
#[derive(Clone)]
struct Record<'a> {
    offers: &'a BTreeMap<Key, Offer<char, Key>>,
    passes: Vec<Pass>,
    histories: Histories,
    attempted: BTreeMap<Key, u32>,
}

impl<'a> Record<'a> {
    fn new(offers: &'a BTreeMap<Key, Offer<char, Key>>) -> Self {
        let (histories, attempted) = (BTreeMap::new(), BTreeMap::new());
        Self { offers, passes: Vec::new(), histories, attempted }
    }

    fn arrive(&mut self, batch: &[Pass]) {
        self.passes.extend_from_slice(batch);
        for (key, lines) in &mut self.histories {
            lines.truncate(settled(lines, self.attempted.get(key).copied()));
        }
        self.histories.retain(|_, lines| !lines.is_empty());
        for (key, more) in follow(self.offers, &self.histories, &self.passes) {
            self.histories.entry(key).or_default().extend(more);
        }
    }

    fn of(&self, key: Key) -> Vec<(CycleStart, u32, Option<String>)> {
        let lines = self.histories.get(&key).into_iter().flatten();
        let through = |line: &Line| line.valid_through.map(|day| day.to_string());
        lines.map(|line| (line.start, line.cycle, through(line))).collect()
    }
}

fn through(start: CycleStart, cycle: u32, day: &str) -> (CycleStart, u32, Option<String>) {
    (start, cycle, Some(day.to_owned()))
}

#[test]
fn x4_a_late_result_moves_what_rests_on_results_alone() {
    let offers = BTreeMap::from([(1, offer(&["A"], &[]))]);
    let mut record = Record::new(&offers);
    record.arrive(&[('A', instant("2026-06-01T09:00:00Z"))]);
    assert_eq!(record.of(1), [through(Earned, 1, "2027-06-01")]);
    // X1: the one that came first was passed while the credential was active.
    record.arrive(&[('A', instant("2026-03-01T09:00:00Z"))]);
    assert_eq!(record.of(1), [through(Earned, 1, "2027-03-01")]);
    // X2: it was the one that earned it again.
    record.arrive(&[('A', instant("2025-05-01T09:00:00Z"))]);
    let again = [through(Earned, 1, "2026-05-01"), through(EarnedAgain, 2, "2027-06-01")];
    assert_eq!(record.of(1), again);
    record.arrive(&[('A', instant("2025-05-01T09:00:00Z"))]);
    assert_eq!(record.of(1), again, "sent twice");
}

#[test]
fn x4_a_renewal_an_extension_and_an_attempt_settle_what_is_before_them() {
    let offers = BTreeMap::from([(1, offer(&["A"], &[]))]);
    let mut record = Record::new(&offers);
    record.arrive(&[('A', instant("2026-06-01T09:00:00Z"))]);
    let late = [('A', instant("2026-03-01T09:00:00Z"))];

    let mut attempted = record.clone();
    attempted.attempted.insert(1, 1);
    attempted.arrive(&late);
    assert_eq!(attempted.of(1), [through(Earned, 1, "2027-06-01")]);

    for (start, cycle) in [(Renewed, 2), (Extended, 1)] {
        let mut moved = record.clone();
        let line = fact(start, cycle, "2027-01-01T09:00:00Z", "2028-06-01");
        moved.histories.get_mut(&1).unwrap().push(line);
        moved.arrive(&late);
        let expected = [through(Earned, 1, "2027-06-01"), through(start, cycle, "2028-06-01")];
        assert_eq!(moved.of(1), expected);
        // X1, X2: active up to the new date, and earned again after it.
        moved.arrive(&[('A', instant("2028-06-01T23:59:59Z"))]);
        assert_eq!(moved.of(1).len(), 2);
        moved.arrive(&[('A', instant("2028-06-02T00:00:00Z"))]);
        assert_eq!(moved.of(1)[2], through(EarnedAgain, cycle + 1, "2029-06-02"));
    }
}

#[test]
fn x3_prerequisites_are_active_on_the_day_of_earning() {
    let offers = BTreeMap::from([(1, offer(&["A"], &[])), (2, offer(&["E"], &[&[1]]))]);
    let mut record = Record::new(&offers);
    record.arrive(&[('E', instant("2026-02-01T09:00:00Z"))]);
    assert_eq!(record.of(2), []);
    // The day on which all is there is the day of earning, also of two at once.
    record.arrive(&[('A', instant("2026-03-01T09:00:00Z"))]);
    assert_eq!(record.of(2), [through(Earned, 1, "2027-03-01")]);
    // In order the prerequisite was active when the exam was passed.
    record.arrive(&[('A', instant("2025-02-10T09:00:00Z"))]);
    let again = [through(Earned, 1, "2026-02-10"), through(EarnedAgain, 2, "2027-03-01")];
    assert_eq!(record.of(1), again);
    assert_eq!(record.of(2), [through(Earned, 1, "2027-02-01")]);
    // No: it had been earned in 2024, and had ended.
    record.arrive(&[('A', instant("2024-06-10T09:00:00Z"))]);
    let again = [through(Earned, 1, "2025-06-10"), through(EarnedAgain, 2, "2027-03-01")];
    assert_eq!(record.of(1), again);
    assert_eq!(record.of(2), [through(Earned, 1, "2027-03-01")]);
}

#[test]
fn x2_earning_again_asks_for_all_exams_after_the_expiry_and_for_no_prerequisite() {
    let offers = BTreeMap::from([(2, offer(&["AB", "C"], &[&[1]]))]);
    let mut record = Record::new(&offers);
    let held = fact(Earned, 1, "2025-05-10T00:00:00Z", "2026-05-10");
    record.histories.insert(2, vec![held]);
    record.arrive(&[('C', instant("2026-05-10T23:59:59Z"))]);
    record.arrive(&[('B', instant("2026-05-11T00:00:00Z"))]);
    assert_eq!(record.of(2).len(), 1);
    record.arrive(&[('C', instant("2026-07-01T10:00:00Z"))]);
    assert_eq!(record.of(2)[1], through(EarnedAgain, 2, "2027-07-01"));
}

#[test]
fn k6_k5_what_is_retired_or_superseded_is_not_earned() {
    let mut retired = offer(&["A"], &[]);
    retired.certification.retires_at = Some(instant("2026-03-01T00:00:00Z"));
    let mut superseded = offer(&["A"], &[]);
    superseded.certification.superseded = true;
    let offers = BTreeMap::from([(1, retired), (2, superseded)]);
    let mut record = Record::new(&offers);
    record.arrive(&[('A', instant("2026-03-01T00:00:00Z"))]);
    assert_eq!(record.histories, BTreeMap::new());
    record.arrive(&[('A', instant("2026-02-28T23:59:59Z"))]);
    assert_eq!(record.of(1), [through(Earned, 1, "2027-02-28")]);
    assert_eq!(record.of(2), []);
}

/// The rules once more, told in the order of time: each credential remembers which exams count.
fn in_order(
    offers: &BTreeMap<Key, Offer<char, Key>>,
    settled: &Histories,
    passes: &[Pass],
) -> Histories {
    let mut times: BTreeSet<_> = passes.iter().map(|(_, at)| *at).collect();
    times.extend(settled.values().flatten().map(|line| line.at));
    let mut histories = settled.clone();
    let mut count: BTreeMap<Key, BTreeSet<char>> = BTreeMap::new();
    for now in times {
        for key in offers.keys() {
            let held = histories.get(key).filter(|lines| !lines.is_empty());
            let active = held.is_some_and(|lines| {
                last_day(lines).is_none_or(|last_day| now < start_of(last_day.succ_opt().unwrap()))
            });
            if !active {
                let told = passes.iter().filter(|(_, at)| *at == now).map(|(exam, _)| *exam);
                count.entry(*key).or_default().extend(told); // X1, X2
            }
        }
        let mut go_on = true;
        while go_on {
            go_on = false;
            for (key, Offer { certification, requirements }) in offers {
                let counted = count.entry(*key).or_default();
                let complete = !requirements.exams.is_empty()
                    && requirements
                        .exams
                        .iter()
                        .all(|group| group.iter().any(|exam| counted.contains(exam)));
                let retired = certification.retires_at.is_some_and(|at| now >= at);
                let today = now.date_naive();
                let met = requirements.prerequisites.iter().all(|group| {
                    group.iter().any(|key| {
                        histories.get(key).into_iter().flatten().any(|line| {
                            line.at.date_naive() <= today
                                && line.valid_through.is_none_or(|last| today <= last)
                        })
                    })
                });
                let lines = histories.entry(*key).or_default();
                let first = lines.is_empty();
                if !complete || retired || certification.superseded || (first && !met) {
                    continue;
                }
                // Complete, and so not active: nothing counts while it is.
                counted.clear();
                let year = certification.kind != Kind::Fundamentals;
                lines.push(Line {
                    start: if first { Earned } else { EarnedAgain },
                    cycle: lines.iter().map(|line| line.cycle).max().unwrap_or(0) + 1,
                    at: now,
                    valid_through: year.then(|| one_year_after(today)),
                    derived: true,
                });
                go_on = true;
            }
        }
    }
    histories.retain(|_, lines| !lines.is_empty());
    histories
}

const EXAMS: [char; 4] = ['A', 'B', 'C', 'D'];

fn instants() -> impl Strategy<Value = DateTime<Utc>> {
    // Years, the edges of a day, and the same instant now and then.
    (select(vec![0, 1, 30, 180, 364, 365, 366, 367, 730, 731]), 0..3_i64).prop_map(
        |(days, part)| {
            instant("2024-02-29T00:00:00Z")
                + TimeDelta::days(days)
                + TimeDelta::milliseconds(
                    [0, 43_200_000, 86_399_999][usize::try_from(part).unwrap()],
                )
        },
    )
}

fn worlds() -> impl Strategy<Value = (BTreeMap<Key, Offer<char, Key>>, Histories)> {
    let offer = (
        vec(vec(select(EXAMS.to_vec()), 1..3), 0..3),
        vec(vec(0..4_u8, 1..3), 0..2),
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.05),
        option::weighted(0.1, instants()),
    )
        .prop_map(|(exams, prerequisites, fundamentals, superseded, retires_at)| Offer {
            certification: Certification {
                kind: if fundamentals { Kind::Fundamentals } else { Kind::RoleBased },
                superseded,
                retires_at,
                ..role_based()
            },
            requirements: Requirements { exams, prerequisites },
        });
    let held = option::weighted(0.2, (instants(), any::<bool>()));
    (vec(offer, 4), vec(held, 4)).prop_map(|(offers, held)| {
        let mut settled = BTreeMap::new();
        for (key, held) in (0_u8..).zip(held) {
            let Some((at, renewed)) = held else { continue };
            let year = offers[usize::from(key)].certification.expires();
            let after = |day: NaiveDate| year.then(|| one_year_after(day));
            let first = after(at.date_naive());
            let earned = Line { start: Earned, cycle: 1, at, valid_through: first, derived: false };
            let mut lines = vec![earned];
            if let Some(first) = first.filter(|_| renewed) {
                let at = expires_at(first) - TimeDelta::days(9);
                let valid_through = after(first);
                lines.push(Line { start: Renewed, cycle: 2, at, valid_through, derived: false });
            }
            settled.insert(key, lines);
        }
        ((0_u8..).zip(offers).collect(), settled)
    })
}

/// All orders of so many.
fn orders(number: usize) -> Vec<Vec<usize>> {
    if number == 0 {
        return vec![Vec::new()];
    }
    let put = |order: Vec<usize>| {
        (0..number).map(move |place| {
            let mut order = order.clone();
            order.insert(place, number - 1);
            order
        })
    };
    orders(number - 1).into_iter().flat_map(put).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn x4_every_order_comes_to_what_the_order_of_time_comes_to(
        (offers, settled) in worlds(),
        passes in vec((select(EXAMS.to_vec()), instants()), 0..5),
        batch in 1..3_usize,
    ) {
        let expected = in_order(&offers, &settled, &passes);
        for order in orders(passes.len()) {
            let mut record = Record::new(&offers);
            record.histories = settled.clone();
            let sent: Vec<_> = order.iter().map(|index| passes[*index]).collect();
            for batch in sent.chunks(batch).chain(sent.chunks(batch).take(1)) {
                record.arrive(batch);
            }
            record.arrive(&[]);
            prop_assert_eq!(&record.histories, &expected, "{:?}", sent);
        }
    }

    #[test]
    fn x1_no_result_moves_an_active_credential_that_is_settled(
        (offers, settled) in worlds(),
        passes in vec((select(EXAMS.to_vec()), instants()), 0..6),
    ) {
        for (key, more) in follow(&offers, &settled, &passes) {
            if let Some(held) = settled.get(&key) {
                let expiry = expires_at(last_day(held).unwrap());
                prop_assert!(more.iter().all(|line| line.at >= expiry && line.start == EarnedAgain));
            }
        }
    }
}
