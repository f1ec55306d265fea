//! Two certification profiles of one person become one: what moves, what collides, what is closed.
//! P7
//!
//! What time itself has ended must have been ended before, so that no attempt that ran out of time
//! escapes the count.
//!
//! Where P7 is silent it is decided so that merging is never a way to another attempt or year:
//! - Of two credentials of one certification the one that lasts longer (the same long: the target's)
//!   stays with its present cycle. Every other cycle of both becomes an earlier one.
//! - Attempts that ended since the present cycle began count in it, whichever profile they were sat
//!   in. So do those of the other present cycle while a wait of theirs still runs.
//! - An open attempt of the target is closed too, uncounted, where the source's date stays and the
//!   window of that date was not open yet when it was started: a pass would add a year to a date
//!   that it was not started for.
//! - Exams passed in either profile count for both; the same exam at the same instant with the same
//!   outcome is the same result.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    attempt::{Counted, State},
    window::Length,
};

/// A certification profile with all that it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// At most one of each certification.
    pub credentials: Vec<Credential>,
    /// X1, X4.
    pub results: Vec<ExamResult>,
}

/// A credential with its history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Its id.
    pub id: Uuid,
    /// Of what.
    pub certification: Uuid,
    /// The number of its present cycle.
    pub cycle: i32,
    /// The last valid day; `None` for what never expires (K2).
    pub valid_through: Option<NaiveDate>,
    /// When its cycles began, by their number.
    pub began: BTreeMap<i32, DateTime<Utc>>,
    /// Its attempts, in any order.
    pub attempts: Vec<Attempt>,
}

/// An attempt as merging sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Its id.
    pub id: Uuid,
    /// A5: the cycle in which it was started.
    pub cycle: i32,
    /// Where it stands.
    pub state: State,
    /// When it was started.
    pub started_at: DateTime<Utc>,
    /// When it ended; `None` while it is open.
    pub ended_at: Option<DateTime<Utc>>,
}

/// A result of an exam.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExamResult {
    /// X4: its identity where it comes from.
    pub id: String,
    /// The code of the exam.
    pub exam: String,
    /// Whether it was passed.
    pub passed: bool,
    /// When it was taken.
    pub taken_at: DateTime<Utc>,
}

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The profile that stays.
    Target,
    /// The profile that goes into it.
    Source,
}

/// What merging does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Credentials of the source that the target has not: they move as they are.
    pub moved: Vec<Uuid>,
    /// Those that both have.
    pub united: Vec<United>,
    /// Open attempts that are closed, uncounted.
    pub closed: Vec<Uuid>,
    /// The ids of results of the source that the target has under another id. They are kept, so that
    /// they stay known (X4), and count once.
    pub same_results: Vec<String>,
}

/// Two credentials of one certification that become one: the target's, with both histories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct United {
    /// The target's credential, which stays.
    pub target: Uuid,
    /// The source's, whose id becomes another name of the target's.
    pub source: Uuid,
    /// Whose date and present cycle stay.
    pub later: Side,
    /// The new number of every cycle of both.
    pub cycles: BTreeMap<(Side, i32), i32>,
    /// The number of the present cycle: the highest.
    pub cycle: i32,
    /// Attempts of the other credential that count in the present cycle.
    pub counted_too: Vec<Uuid>,
    /// A4: what counts now.
    pub counted: Counted,
}

impl Credential {
    /// A5: what counts in its present cycle.
    pub fn counted(&self) -> Counted {
        counted(self.attempts.iter().filter(|attempt| attempt.cycle == self.cycle))
    }

    fn open_attempt(&self) -> Option<&Attempt> {
        self.attempts.iter().find(|attempt| attempt.state == State::Open)
    }

    /// Every cycle that anything belongs to, with its beginning.
    fn cycles(&self) -> BTreeMap<i32, DateTime<Utc>> {
        let mut cycles = self.began.clone();
        let attempted = self.attempts.iter().map(|attempt| attempt.cycle);
        for cycle in attempted.chain([self.cycle]) {
            // Of a cycle whose beginning is not known all attempts count.
            cycles.entry(cycle).or_insert(DateTime::<Utc>::MIN_UTC);
        }
        cycles
    }
}

fn counted<'a>(attempts: impl Iterator<Item = &'a Attempt>) -> Counted {
    let mut ends: Vec<_> =
        attempts.filter(|it| it.state == State::Failed).filter_map(|it| it.ended_at).collect();
    ends.sort_unstable();
    ends.into_iter().fold(Counted::default(), Counted::and_one_ended_at)
}

/// P7: what happens if `source` is merged into `target` at `now`, with windows of this length (W4).
pub fn plan(target: &Profile, source: &Profile, window: Length, now: DateTime<Utc>) -> Plan {
    let mut plan = Plan::default();
    for credential in &source.credentials {
        plan.closed.extend(credential.open_attempt().map(|attempt| attempt.id));
        let certification = credential.certification;
        match target.credentials.iter().find(|held| held.certification == certification) {
            None => plan.moved.push(credential.id),
            Some(held) => {
                let united = unite(held, credential, now);
                if united.later == Side::Source {
                    let opens_at = credential.valid_through.map(|day| window.opens_at(day));
                    let before = |attempt: &&Attempt| {
                        opens_at.is_none_or(|opens_at| attempt.started_at < opens_at)
                    };
                    plan.closed.extend(held.open_attempt().filter(before).map(|it| it.id));
                }
                plan.united.push(united);
            }
        }
    }
    let known = |result: &&ExamResult| target.results.iter().any(|other| other.is_same(result));
    plan.same_results = source.results.iter().filter(known).map(|it| it.id.clone()).collect();
    plan
}

impl ExamResult {
    fn is_same(&self, other: &Self) -> bool {
        (&self.exam, self.taken_at, self.passed) == (&other.exam, other.taken_at, other.passed)
    }
}

fn unite(target: &Credential, source: &Credential, now: DateTime<Utc>) -> United {
    let later = if lasts_longer(source, target) { Side::Source } else { Side::Target };
    let (stays, other) = match later {
        Side::Target => (target, source),
        Side::Source => (source, target),
    };

    // By time, but the cycle that stays comes last.
    let mut order: Vec<_> = [(Side::Target, target), (Side::Source, source)]
        .into_iter()
        .flat_map(|(side, it)| it.cycles().into_iter().map(move |(cycle, at)| (at, side, cycle)))
        .filter(|(_, side, cycle)| (*side, *cycle) != (later, stays.cycle))
        .collect();
    order.sort_unstable();
    let order = order.into_iter().map(|(_, side, cycle)| (side, cycle));
    let cycles: BTreeMap<_, _> = order.chain([(later, stays.cycle)]).zip(1..).collect();
    let cycle = i32::try_from(cycles.len()).unwrap_or(i32::MAX);

    let began = stays.cycles().get(&stays.cycle).copied().unwrap_or(DateTime::<Utc>::MIN_UTC);
    let waits = other.counted().next_start_at().is_some_and(|next| now < next);
    let counts_too = |attempt: &&Attempt| match (attempt.state, attempt.ended_at) {
        (State::Failed, Some(at)) => at >= began || (waits && attempt.cycle == other.cycle),
        (State::Open, _) => true, // if it is not closed, this is the cycle that it renews
        _ => false,
    };
    let too: Vec<_> = other.attempts.iter().filter(counts_too).collect();
    let own = stays.attempts.iter().filter(|attempt| attempt.cycle == stays.cycle);
    let counted = counted(own.chain(too.iter().copied()));
    United {
        target: target.id,
        source: source.id,
        later,
        cycles,
        cycle,
        counted_too: too.into_iter().map(|attempt| attempt.id).collect(),
        counted,
    }
}

/// K2: what never expires lasts longest.
fn lasts_longer(one: &Credential, other: &Credential) -> bool {
    match (one.valid_through, other.valid_through) {
        (None, Some(_)) => true,
        (Some(one), Some(other)) => one > other,
        (_, None) => false,
    }
}
