//! What a person's exam results come to: which credentials they earn, and earn again. X1–X4, E2
//!
//! Results arrive late, twice and out of order (X4), so nothing is decided by their arrival. The
//! history of a credential has two parts. First what is *settled*: it stands on more than results.
//! After it what *follows* from all results known so far, and is followed again whenever one
//! arrives. As this is a function of a set, the order of arrival can't matter, and what it gives is
//! what would have been given had every result come on the day it was taken.
//!
//! What the rules leave open is decided so:
//! - A renewal, an extension, and a started attempt settle everything up to them: the learner, or an
//!   administrator, acted on the date that was shown, and it is not moved behind their back. So does
//!   a change of what the certification asks for: what was earned under the former terms stays.
//!   What was held before any result arrived is settled too.
//! - Until then a late result may move a date either way, and even take a credential away (the
//!   earlier earning of a prerequisite had ended by the day that counted): in order, it would never
//!   have been earned.
//! - X3: where the exams are complete but a prerequisite is not active, the credential is earned on
//!   the first day on which one is. X2 names exams only: earning again asks for no prerequisite (K4).
//! - A beta counts like its exam: a pass is a pass. X1 holds for both.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    certification::{Certification, Requirements},
    credential::{self, Exams},
    view::CycleStart,
    window::expires_at,
};

/// A certification and what earning it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer<Exam, Key> {
    /// What it is.
    pub certification: Certification,
    /// X3.
    pub requirements: Requirements<Exam, Key>,
}

/// A line of the history of a credential, as far as earning depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What happened.
    pub start: CycleStart,
    /// The cycle that it begins, or extends.
    pub cycle: u32,
    /// When.
    pub at: DateTime<Utc>,
    /// The last valid day from then on; `None` for what never expires (K2).
    pub valid_through: Option<NaiveDate>,
    /// Whether it followed from results alone.
    pub derived: bool,
}

impl Line {
    /// X3: whether it makes the credential active on this day.
    fn covers(&self, day: NaiveDate) -> bool {
        self.at.date_naive() <= day && self.valid_through.is_none_or(|last| day <= last)
    }
}

/// How many lines of a history, from its beginning, are settled. `attempted` is the latest cycle in
/// which an attempt was started.
pub fn settled(history: &[Line], attempted: Option<u32>) -> usize {
    history
        .iter()
        .rposition(|line| !line.derived || attempted.is_some_and(|cycle| line.cycle <= cycle))
        .map_or(0, |last| last + 1)
}

/// The lines that follow from the `passes` (exam and instant, in any order, betas included) after
/// what is `settled` of each credential of one person. Credentials without such lines are left out.
pub fn follow<Exam: PartialEq, Key: Ord + Clone>(
    offers: &BTreeMap<Key, Offer<Exam, Key>>,
    settled: &BTreeMap<Key, Vec<Line>>,
    passes: &[(Exam, DateTime<Utc>)],
) -> BTreeMap<Key, Vec<Line>> {
    let asked_for = |offer: &Offer<Exam, Key>| {
        let mut exams = offer.requirements.exams.iter().flatten();
        exams.any(|exam| passes.iter().any(|(passed, _)| passed == exam))
    };
    let offers: Vec<_> = offers.iter().filter(|(_, offer)| asked_for(offer)).collect();
    // Nothing is earned but when an exam is passed or a prerequisite becomes active.
    let mut instants: Vec<_> = passes
        .iter()
        .map(|(_, at)| *at)
        .chain(settled.values().flatten().map(|line| line.at))
        .collect();
    instants.sort_unstable();
    instants.dedup();

    let mut histories = settled.clone();
    for now in instants {
        // Again and again: what is earned now may be what another one asks for.
        while let Some((key, line)) = offers.iter().find_map(|(key, offer)| {
            earned(offer, key, &histories, passes, now).map(|line| ((*key).clone(), line))
        }) {
            histories.entry(key).or_default().push(line);
        }
    }
    histories
        .into_iter()
        .filter_map(|(key, mut lines)| {
            let follow = lines.split_off(settled.get(&key).map_or(0, Vec::len));
            (!follow.is_empty()).then_some((key, follow))
        })
        .collect()
}

/// The line that earns this one at `now`, if that is due and not done yet.
fn earned<Exam: PartialEq, Key: Ord>(
    offer: &Offer<Exam, Key>,
    key: &Key,
    histories: &BTreeMap<Key, Vec<Line>>,
    passes: &[(Exam, DateTime<Utc>)],
    now: DateTime<Utc>,
) -> Option<Line> {
    let Offer { certification, requirements } = offer;
    let held = histories.get(key).map_or(&[][..], Vec::as_slice);
    let cycle = held.iter().map(|line| line.cycle).max().unwrap_or(0) + 1;
    let line = |start, at, valid_through| Line { start, cycle, at, valid_through, derived: true };

    if held.is_empty() {
        requirements.completed_at(passes, DateTime::<Utc>::MIN_UTC).filter(|at| *at <= now)?;
        let day = now.date_naive();
        let active = |key: &Key| {
            histories.get(key).is_some_and(|lines| lines.iter().any(|line| line.covers(day)))
        };
        if certification.superseded
            || certification.is_retired(now) // K6
            || !requirements.prerequisites_met(active)
        {
            return None;
        }
        return Some(line(CycleStart::Earned, now, credential::earned_on(certification, day))); // E2
    }
    let valid_through = last_day(held)?;
    let since = expires_at(valid_through); // X1: what was passed before does not count
    let completed_at = requirements.completed_at(passes, since).filter(|at| *at <= now)?;
    match credential::exams_passed(certification, Some(valid_through), completed_at) {
        Ok(Exams::EarnedAgain(day)) => {
            Some(line(CycleStart::EarnedAgain, completed_at, Some(day))) // X2
        }
        Ok(Exams::Recorded) | Err(_) => None,
    }
}

/// The last valid day that a history leads to; `None` where it never expires (K2). No line makes a
/// credential shorter.
pub fn last_day(history: &[Line]) -> Option<NaiveDate> {
    let days: Option<Vec<_>> = history.iter().map(|line| line.valid_through).collect();
    days?.into_iter().max()
}
