//! The life of an attempt: deadline, ending, waits, and which of two answers stays. A1–A8, A13

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// A4: the wait before the third and every later attempt of a cycle.
pub const WAIT: TimeDelta = TimeDelta::hours(24);

/// A6: without a limit an attempt may take until the expiry; so soon most are ended.
pub const SOON: TimeDelta = TimeDelta::hours(24);

/// A4: so many counted attempts of a cycle are followed by the next at once.
const WITHOUT_WAIT: u32 = 1;

/// Where an attempt stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = AttemptState))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Can be saved and submitted.
    Open,
    /// Ended with a renewal.
    Passed,
    /// Ended below the mark.
    Failed,
    /// A8: not counted, not graded.
    ClosedByExpiry,
}

/// What the deadline of an attempt stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndsBy {
    /// A3: the time limit; the answers saved so far are graded.
    Limit,
    /// A8: the expiry of the credential; nothing is graded.
    Expiry,
}

/// A7: when an attempt ends by itself, set at its start and never moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The first instant at which it is too late.
    pub at: DateTime<Utc>,
    /// What ends it then.
    pub by: EndsBy,
}

impl Deadline {
    /// A7: `min(started_at + limit, expires_at)`. A8: where both fall together, expiry wins.
    pub fn set(
        started_at: DateTime<Utc>,
        limit: Option<TimeDelta>,
        expires_at: DateTime<Utc>,
    ) -> Self {
        match limit.and_then(|limit| started_at.checked_add_signed(limit)) {
            Some(at) if at < expires_at => Self { at, by: EndsBy::Limit },
            _ => Self { at: expires_at, by: EndsBy::Expiry },
        }
    }

    /// How an open attempt has ended by itself at `now`; `None` while it is still open. A1: ranges
    /// are half open, at the deadline itself it is too late.
    pub fn reached(self, now: DateTime<Utc>) -> Option<EndsBy> {
        (now >= self.at).then_some(self.by)
    }
}

/// A5: what counts of the attempts of one credential in its present cycle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// A3: how many were submitted or ran out of time.
    pub number: u32,
    /// When the last of them ended.
    pub last_ended_at: Option<DateTime<Utc>>,
}

impl Counted {
    /// A3: one more has ended.
    #[must_use]
    pub fn and_one_ended_at(self, at: DateTime<Utc>) -> Self {
        Self { number: self.number + 1, last_ended_at: Some(at) }
    }

    /// A4: the first instant at which the next may start; `None` where it may at once.
    pub fn next_start_at(self) -> Option<DateTime<Utc>> {
        self.last_ended_at
            .filter(|_| self.number > WITHOUT_WAIT)
            .and_then(|at| at.checked_add_signed(WAIT))
    }

    /// A6: the first instant at which failing one more would leave none before the expiry; `None`
    /// where no wait would follow.
    pub fn final_from(self, expires_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        (self.number >= WITHOUT_WAIT).then(|| expires_at.checked_sub_signed(WAIT)).flatten()
    }
}

/// A13: whether an answer of this revision has to give way to `held`, the revision that is there.
/// `base` are the revisions in sight of which it was given; empty where it stands on its own. One
/// that builds on another never replaces what it could not build on, however late it was given.
pub fn is_overtaken(revision: i64, base: &[i64], held: i64) -> bool {
    let unseen = |oldest: &i64| held > *oldest && held != revision && !base.contains(&held);
    held > revision || base.iter().min().is_some_and(unseen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::tests::instant;

    #[test]
    fn a7_the_deadline_is_the_earlier_of_limit_and_expiry() {
        let start = instant("2026-05-10T23:00:00Z");
        let expiry = instant("2026-05-11T00:00:00Z");
        let table = [
            (None, expiry, EndsBy::Expiry),
            (Some(59), instant("2026-05-10T23:59:00Z"), EndsBy::Limit),
            (Some(60), expiry, EndsBy::Expiry), // A8: together, expiry wins
            (Some(61), expiry, EndsBy::Expiry),
        ];
        for (minutes, at, by) in table {
            let deadline = Deadline::set(start, minutes.map(TimeDelta::minutes), expiry);
            assert_eq!(deadline, Deadline { at, by }, "{minutes:?}");
        }
    }

    #[test]
    fn a1_at_the_deadline_itself_it_is_too_late() {
        let at = instant("2026-05-10T12:00:00Z");
        let deadline = Deadline { at, by: EndsBy::Limit };
        assert_eq!(deadline.reached(at - TimeDelta::milliseconds(1)), None);
        assert_eq!(deadline.reached(at), Some(EndsBy::Limit));
    }

    #[test]
    fn a4_waits_from_the_third_attempt_on() {
        let ended = instant("2026-05-10T12:00:00Z");
        for number in 0..5 {
            let counted = Counted { number, last_ended_at: (number > 0).then_some(ended) };
            let expected = (number >= 2).then_some(instant("2026-05-11T12:00:00Z"));
            assert_eq!(counted.next_start_at(), expected, "{number} counted");
        }
    }

    #[test]
    fn a13_an_answer_gives_way_to_a_newer_one_and_to_one_it_builds_on_unseen() {
        let table: [(i64, &[i64], i64, bool); 9] = [
            (5, &[], 4, false),
            (5, &[], 5, false), // the same once more
            (5, &[], 6, true),
            (5, &[3], 3, false),
            (5, &[3], 2, false), // what is older than what was seen can only be old news
            (5, &[3], 4, true),
            (5, &[3], 5, false),
            (5, &[1, 3], 3, false), // either may be there
            (5, &[1, 3], 2, true),
        ];
        for (revision, base, held, expected) in table {
            assert_eq!(is_overtaken(revision, base, held), expected, "{revision} {base:?} {held}");
        }
    }

    #[test]
    fn a6_warns_before_the_attempt_whose_failure_is_final() {
        let one = Counted { number: 1, last_ended_at: Some(instant("2026-05-01T00:00:00Z")) };
        let expiry = instant("2026-05-11T00:00:00Z");
        let from = one.final_from(expiry).unwrap();
        let next = |failed_at| one.and_one_ended_at(failed_at).next_start_at().unwrap();
        assert_eq!(next(from), expiry);
        assert!(next(from - TimeDelta::milliseconds(1)) < expiry);
        assert_eq!(Counted::default().final_from(expiry), None);
    }
}
