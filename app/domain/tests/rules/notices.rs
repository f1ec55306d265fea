//! N: which mail is due when.

use chrono::TimeDelta;
use domain::{
    notice::{Kind, REMINDER_DAYS, schedule},
    window::{Length, expires_at},
};
use proptest::prelude::*;

use crate::{calendar::days, scenario::instant};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn n1_at_most_four_before_the_expiry_in_order_and_inside_the_window(
        valid_through in days(), window in 1..400_u32,
    ) {
        let opens_at = Length::Days(window).opens_at(valid_through);
        let expires_at = expires_at(valid_through);
        let due = schedule(opens_at, expires_at, &REMINDER_DAYS);
        prop_assert_eq!(due.first(), Some(&(Kind::WindowOpened, opens_at)));
        prop_assert_eq!(due.last(), Some(&(Kind::Expired, expires_at)));
        let reminders = &due[1..due.len() - 1];
        prop_assert!(reminders.len() <= 3);
        prop_assert!(due.is_sorted_by(|(_, a), (_, b)| a < b));
        for (kind, at) in reminders {
            let Kind::Reminder(days) = kind else { panic!("{kind:?}") };
            prop_assert_eq!(*at, expires_at - TimeDelta::days((*days).into()));
        }
    }
}

#[test]
fn n1_a_reminder_is_due_only_while_the_window_is_open() {
    let opens_at = instant("2026-04-11T00:00:00Z");
    let expires_at = instant("2026-05-11T00:00:00Z");
    // 30 days before is the opening itself, which has a mail of its own; 0 days before is the expiry.
    let due = schedule(opens_at, expires_at, &[0, 29, 30, 31]);
    let kinds: Vec<_> = due.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [Kind::WindowOpened, Kind::Reminder(29), Kind::Expired]);
}
