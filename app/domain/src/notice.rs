//! Which mail is due when. N1–N3

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// A kind of mail about one credential; each is due once per credential and cycle (N3), but the
/// result of a failure once per attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// N1: the window has opened.
    WindowOpened,
    /// N1: so many days before the expiry.
    Reminder(u16),
    /// N2: renewed, with the new date.
    Receipt,
    /// N2: not passed, with the instant of the next start.
    Failure,
    /// N2: expired, with the exams that re-earn it.
    Expired,
}

/// N1: the days before the expiry on which reminders are due, as policy has them by default.
pub const REMINDER_DAYS: [u16; 3] = [90, 30, 7];

/// N1, N2: what time alone makes due in one cycle, earliest first. A reminder that would fall
/// outside the window is left out, and so is one at its very opening.
pub fn schedule(
    opens_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    reminder_days: &[u16],
) -> Vec<(Kind, DateTime<Utc>)> {
    let reminders = reminder_days
        .iter()
        .map(|days| (Kind::Reminder(*days), expires_at - TimeDelta::days((*days).into())))
        .filter(|(_, due)| opens_at < *due && *due < expires_at);
    let mut due: Vec<_> = std::iter::once((Kind::WindowOpened, opens_at))
        .chain(reminders)
        .chain([(Kind::Expired, expires_at)])
        .collect();
    due.sort_by_key(|(_, at)| *at);
    due
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::tests::instant;

    #[test]
    fn n1_opening_and_three_reminders() {
        let opens = instant("2025-11-10T00:00:00Z");
        let expires = instant("2026-05-11T00:00:00Z");
        assert_eq!(
            schedule(opens, expires, &REMINDER_DAYS),
            [
                (Kind::WindowOpened, opens),
                (Kind::Reminder(90), instant("2026-02-10T00:00:00Z")),
                (Kind::Reminder(30), instant("2026-04-11T00:00:00Z")),
                (Kind::Reminder(7), instant("2026-05-04T00:00:00Z")),
                (Kind::Expired, expires),
            ]
        );
    }

    #[test]
    fn n1_no_reminder_before_a_short_window() {
        let opens = instant("2026-04-20T00:00:00Z");
        let expires = instant("2026-05-11T00:00:00Z");
        let kinds: Vec<_> =
            schedule(opens, expires, &REMINDER_DAYS).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, [Kind::WindowOpened, Kind::Reminder(7), Kind::Expired]);
    }
}
