//! Which mails there are, and which is due when. N1–N3, N6

mod quiet;
mod truth;

use std::{fmt, str::FromStr};

use chrono::{DateTime, TimeDelta, Utc};

pub use quiet::Quiet;
pub use truth::{EXPIRY_IS_NEWS_FOR, Untrue, holds, holds_until};

/// What a mail is for. One about a credential is due once per credential and cycle (N3), but the
/// result of an attempt once per attempt. Written as it is stored: `reminder_30`, `receipt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// N2: the certification profile is connected to the learning profile.
    ProfilesConnected,
    /// N2: two certification profiles have become one.
    ProfilesMerged,
    /// N2: a personal login took the place of another one.
    LoginReplaced,
    /// N2: the password was changed.
    PasswordChanged,
    /// N2: mails go elsewhere from now on; to the old address.
    AddressChanged,
    /// Whoever reads this may register with this address.
    ConfirmAddress,
    /// Somebody wanted to register with an address that has an account.
    AlreadyRegistered,
    /// Whoever reads this may choose another password.
    ResetPassword,
    /// Whoever reads this may make this the address of their account.
    ChangeAddress,
}

/// The kinds whose names are fixed.
const NAMES: [(Kind, &str); 13] = [
    (Kind::WindowOpened, "window_opened"),
    (Kind::Receipt, "receipt"),
    (Kind::Failure, "failure"),
    (Kind::Expired, "expired"),
    (Kind::ProfilesConnected, "profiles_connected"),
    (Kind::ProfilesMerged, "profiles_merged"),
    (Kind::LoginReplaced, "login_replaced"),
    (Kind::PasswordChanged, "password_changed"),
    (Kind::AddressChanged, "address_changed"),
    (Kind::ConfirmAddress, "confirm_address"),
    (Kind::AlreadyRegistered, "already_registered"),
    (Kind::ResetPassword, "reset_password"),
    (Kind::ChangeAddress, "change_address"),
];

impl Kind {
    /// N6: whether it only reminds, so that it can be muted.
    pub fn is_reminder(self) -> bool {
        matches!(self, Self::WindowOpened | Self::Reminder(_))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reminder(days) => write!(f, "reminder_{days}"),
            kind => NAMES
                .iter()
                .filter(|(it, _)| it == kind)
                .try_for_each(|(_, name)| f.write_str(name)),
        }
    }
}

/// A text that names no kind of mail.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no kind of mail")]
pub struct UnknownKind(String);

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        let fixed = NAMES.iter().find(|(_, name)| *name == text).map(|(kind, _)| *kind);
        let reminder = || text.strip_prefix("reminder_")?.parse().ok().map(Self::Reminder);
        fixed.or_else(reminder).ok_or_else(|| UnknownKind(text.to_owned()))
    }
}

impl TryFrom<String> for Kind {
    type Error = UnknownKind;

    fn try_from(text: String) -> Result<Self, UnknownKind> {
        text.parse()
    }
}

/// N1: the days before the expiry on which reminders are due, as policy has them by default.
pub const REMINDER_DAYS: [u16; 3] = [90, 30, 7];

/// Days before the expiry that can't be meant.
#[derive(Debug, thiserror::Error)]
#[error("reminders are due on at most three days, each 1 to 365 before the expiry, like 90, 30, 7")]
pub struct NoReminderDays;

/// N1: the days of a policy, from the earliest reminder to the last. With the opening of the window
/// there are at most four mails in a cycle.
pub fn reminder_days(mut days: Vec<u16>) -> Result<Vec<u16>, NoReminderDays> {
    days.sort_unstable_by_key(|days| std::cmp::Reverse(*days));
    days.dedup();
    let can_be_meant =
        days.len() <= REMINDER_DAYS.len() && days.iter().all(|it| (1..=365).contains(it));
    if can_be_meant { Ok(days) } else { Err(NoReminderDays) }
}

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
    fn a_kind_is_read_as_it_is_written() {
        for kind in NAMES.map(|(kind, _)| kind).into_iter().chain([Kind::Reminder(90)]) {
            assert_eq!(kind.to_string().parse::<Kind>().unwrap(), kind);
        }
        for text in ["", "reminder", "reminder_", "reminder_-1", "Receipt"] {
            assert!(text.parse::<Kind>().is_err(), "{text}");
        }
    }

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
    fn n1_at_most_three_reminders_each_on_a_day_of_its_own() {
        assert_eq!(reminder_days(vec![7, 90, 30, 7]).unwrap(), [90, 30, 7]);
        assert_eq!(reminder_days(vec![]).unwrap(), [0; 0]);
        for days in [vec![0], vec![366], vec![90, 60, 30, 7]] {
            assert!(reminder_days(days.clone()).is_err(), "{days:?}");
        }
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
