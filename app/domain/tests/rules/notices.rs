//! N: which mail is due when, whether it is still true when it is sent, and whether it can wait.

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;
use domain::{
    attempt::Counted,
    certification::{self, Certification},
    decision::{Decision, Situation, Standing},
    notice::{Kind, Quiet, REMINDER_DAYS, Untrue, holds, holds_until, schedule},
    profile::Connection,
    window::{Length, expires_at, start_of},
};
use proptest::prelude::*;

use crate::{
    calendar::{days, midnight, next_day, of, opening},
    scenario::{day, instant},
};

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

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

/// Per last valid day: when the window opens, and when 90, 30 and 7 days are left. Reckoned by
/// Python's calendar.
const TABLE: [[&str; 5]; 26] = [
    ["2027-01-31", "2026-07-31", "2026-11-03", "2027-01-02", "2027-01-25"],
    ["2027-02-28", "2026-08-28", "2026-12-01", "2027-01-30", "2027-02-22"],
    ["2027-03-31", "2026-09-30", "2027-01-01", "2027-03-02", "2027-03-25"],
    ["2027-04-30", "2026-10-30", "2027-01-31", "2027-04-01", "2027-04-24"],
    ["2027-05-31", "2026-11-30", "2027-03-03", "2027-05-02", "2027-05-25"],
    ["2027-06-30", "2026-12-30", "2027-04-02", "2027-06-01", "2027-06-24"],
    ["2027-07-31", "2027-01-31", "2027-05-03", "2027-07-02", "2027-07-25"],
    ["2027-08-31", "2027-02-28", "2027-06-03", "2027-08-02", "2027-08-25"],
    ["2027-09-30", "2027-03-30", "2027-07-03", "2027-09-01", "2027-09-24"],
    ["2027-10-31", "2027-04-30", "2027-08-03", "2027-10-02", "2027-10-25"],
    ["2027-11-30", "2027-05-30", "2027-09-02", "2027-11-01", "2027-11-24"],
    ["2027-12-31", "2027-06-30", "2027-10-03", "2027-12-02", "2027-12-25"],
    ["2028-01-31", "2027-07-31", "2027-11-03", "2028-01-02", "2028-01-25"],
    ["2028-02-29", "2027-08-29", "2027-12-02", "2028-01-31", "2028-02-23"],
    ["2028-02-28", "2027-08-28", "2027-12-01", "2028-01-30", "2028-02-22"],
    ["2028-03-31", "2027-09-30", "2028-01-02", "2028-03-02", "2028-03-25"],
    ["2028-04-30", "2027-10-30", "2028-02-01", "2028-04-01", "2028-04-24"],
    ["2028-05-31", "2027-11-30", "2028-03-03", "2028-05-02", "2028-05-25"],
    ["2028-06-30", "2027-12-30", "2028-04-02", "2028-06-01", "2028-06-24"],
    ["2028-07-31", "2028-01-31", "2028-05-03", "2028-07-02", "2028-07-25"],
    ["2028-08-31", "2028-02-29", "2028-06-03", "2028-08-02", "2028-08-25"],
    ["2028-09-30", "2028-03-30", "2028-07-03", "2028-09-01", "2028-09-24"],
    ["2028-10-31", "2028-04-30", "2028-08-03", "2028-10-02", "2028-10-25"],
    ["2028-11-30", "2028-05-30", "2028-09-02", "2028-11-01", "2028-11-24"],
    ["2028-12-31", "2028-06-30", "2028-10-03", "2028-12-02", "2028-12-25"],
    ["2032-02-29", "2031-08-29", "2031-12-02", "2032-01-31", "2032-02-23"],
];

#[test]
fn n1_every_month_end_and_leap_day_of_a_table() {
    for [valid_through, opens, ninety, thirty, seven] in TABLE {
        let (opens_at, expires_at) = dates(day(valid_through));
        let at = |text| start_of(day(text));
        assert_eq!(
            schedule(opens_at, expires_at, &REMINDER_DAYS),
            [
                (Kind::WindowOpened, at(opens)),
                (Kind::Reminder(90), at(ninety)),
                (Kind::Reminder(30), at(thirty)),
                (Kind::Reminder(7), at(seven)),
                (Kind::Expired, at(valid_through) + TimeDelta::days(1)),
            ],
            "{valid_through}"
        );
    }
}

/// Counted day by day by the calendar of the tests, not by that of the crate.
#[test]
fn n1_every_month_end_and_leap_day_of_four_centuries() {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let first = day("2000-01-01");
    let month_ends = (1..=4800).filter_map(|month| {
        first.checked_add_months(chrono::Months::new(month)).and_then(|day| day.pred_opt())
    });
    let mut leap_days = 0;
    for valid_through in month_ends {
        leap_days += u32::from(valid_through.to_string().ends_with("-02-29"));
        let (opens_at, expires_at) = dates(valid_through);
        let expiry = midnight(next_day(of(valid_through)));
        let mut expected = vec![(Kind::WindowOpened, opening("6 months", of(valid_through)))];
        for days in [90, 30, 7] {
            expected.push((Kind::Reminder(days), expiry - i64::from(days) * DAY));
        }
        expected.push((Kind::Expired, expiry));
        let due = schedule(opens_at, expires_at, &REMINDER_DAYS);
        let due: Vec<_> = due.iter().map(|(kind, at)| (*kind, at.timestamp_millis())).collect();
        assert_eq!(due, expected, "{valid_through}");
    }
    assert_eq!(leap_days, 97);
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

fn dates(valid_through: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
    (Length::default().opens_at(valid_through), expires_at(valid_through))
}

/// A credential that can be renewed within the window of its last valid day.
fn situation(valid_through: NaiveDate) -> Situation {
    Situation {
        certification: Certification {
            kind: certification::Kind::RoleBased,
            available_since: None,
            retires_at: None,
            assessment: true,
            superseded: false,
        },
        valid_through: Some(valid_through),
        connection: Connection::Connected,
        attempt_open: false,
        counted: Counted::default(),
    }
}

fn holds_at(kind: Kind, situation: &Situation, now: DateTime<Utc>) -> Result<(), Untrue> {
    holds(kind, true, &situation.at(now, Length::default()), &REMINDER_DAYS, now)
}

#[test]
fn n3_what_is_due_holds_from_its_instant_until_the_next_one_is_due() {
    let it = situation(day("2026-05-10"));
    let (opens_at, expires_at) = dates(day("2026-05-10"));
    let due = schedule(opens_at, expires_at, &REMINDER_DAYS);
    let instant_before = TimeDelta::milliseconds(1);
    for pair in due.windows(2) {
        let [(kind, at), (next, until)] = pair else { unreachable!() };
        assert_eq!(holds_at(*kind, &it, *at - instant_before), Err(Untrue::NotSo), "{kind}");
        assert_eq!(holds_at(*kind, &it, *at), Ok(()), "{kind}");
        assert_eq!(holds_at(*kind, &it, *until - instant_before), Ok(()), "{kind}");
        let then = match next {
            Kind::Expired => Untrue::Decision(Decision::Expired),
            _ => Untrue::Overtaken,
        };
        assert_eq!(holds_at(*kind, &it, *until), Err(then), "{kind}");
    }
}

#[test]
fn n1_no_reminder_of_what_cannot_be_renewed() {
    let now = instant("2026-04-11T00:00:00Z");
    let base = situation(day("2026-05-10"));
    let certification = base.certification.clone();
    let with = |certification| Situation { certification, ..base.clone() };
    let counted = |ended| Counted { number: 2, last_ended_at: Some(instant(ended)) };
    let table = [
        (base.clone(), Ok(())),
        (Situation { attempt_open: true, ..base.clone() }, Ok(())),
        (Situation { connection: Connection::Misaligned, ..base.clone() }, Ok(())),
        (Situation { counted: counted("2026-04-10T12:00:00Z"), ..base.clone() }, Ok(())),
        (
            with(Certification { superseded: true, ..certification.clone() }),
            Err(Untrue::Decision(Decision::Superseded)),
        ),
        (
            with(Certification { retires_at: Some(now), ..certification.clone() }),
            Err(Untrue::Decision(Decision::Retired)),
        ),
        (
            with(Certification { assessment: false, ..certification.clone() }),
            Err(Untrue::Decision(Decision::NoAssessment)),
        ),
        (
            with(Certification {
                available_since: Some(day("2026-04-01")),
                ..certification.clone()
            }),
            Err(Untrue::Decision(Decision::TooNew)),
        ),
        (
            with(Certification { kind: certification::Kind::Fundamentals, ..certification }),
            Err(Untrue::Decision(Decision::NeverExpires)),
        ),
    ];
    for (it, expected) in table {
        assert_eq!(holds_at(Kind::Reminder(30), &it, now), expected, "{it:?}");
    }
    // A6: the wait ends after the expiry.
    let last_day = instant("2026-05-10T12:00:00Z");
    let it = Situation { counted: counted("2026-05-10T06:00:00Z"), ..base };
    let none_left = Err(Untrue::Decision(Decision::CoolingDown));
    assert_eq!(holds_at(Kind::Reminder(7), &it, last_day), none_left);
}

#[test]
fn e5_a_date_that_moved_out_makes_a_reminder_untrue() {
    let now = instant("2026-05-04T00:00:00Z");
    let kind = Kind::Reminder(7);
    assert_eq!(holds_at(kind, &situation(day("2026-05-10")), now), Ok(()));
    for (valid_through, kinds) in [
        ("2026-05-11", [Kind::Reminder(7), Kind::Expired]), // 8 days are left
        ("2026-06-12", [Kind::Reminder(7), Kind::Reminder(30)]), // 40 are left
        ("2027-05-10", [Kind::Reminder(7), Kind::WindowOpened]), // not open any more
    ] {
        for kind in kinds {
            let it = situation(day(valid_through));
            assert_eq!(holds_at(kind, &it, now), Err(Untrue::NotSo), "{valid_through} {kind}");
        }
    }
}

#[test]
fn n1_nothing_of_a_cycle_that_is_over() {
    let now = instant("2026-05-04T00:00:00Z");
    let standing = situation(day("2026-05-10")).at(now, Length::default());
    for kind in [Kind::WindowOpened, Kind::Reminder(7), Kind::Receipt, Kind::Failure, Kind::Expired]
    {
        assert_eq!(holds(kind, false, &standing, &REMINDER_DAYS, now), Err(Untrue::Renewed));
    }
}

#[test]
fn n2_the_notice_of_expiry_is_news_for_thirty_days() {
    let it = situation(day("2026-05-10"));
    let superseded = Certification { superseded: true, ..it.certification.clone() };
    let table = [
        ("2026-05-10T23:59:59.999Z", Err(Untrue::NotSo)),
        ("2026-05-11T00:00:00Z", Ok(())),
        ("2026-06-10T00:00:00Z", Ok(())),
        ("2026-06-10T00:00:00.001Z", Err(Untrue::TooLate)),
    ];
    for (now, expected) in table {
        assert_eq!(holds_at(Kind::Expired, &it, instant(now)), expected, "{now}");
    }
    let it = Situation { certification: superseded, ..it };
    assert_eq!(
        holds_at(Kind::Expired, &it, instant("2026-05-11T00:00:00Z")),
        Err(Untrue::Decision(Decision::Superseded))
    );
}

#[test]
fn n2_a_result_is_told_until_the_expiry_tells_more() {
    let it = situation(day("2026-05-10"));
    let before = instant("2026-05-10T23:59:59Z");
    let expiry = instant("2026-05-11T00:00:00Z");
    for kind in [Kind::Receipt, Kind::Failure, Kind::PasswordChanged, Kind::ConfirmAddress] {
        assert_eq!(holds_at(kind, &it, before), Ok(()), "{kind}");
    }
    assert_eq!(holds_at(Kind::Receipt, &it, expiry), Err(Untrue::TooLate));
    let expired = Err(Untrue::Decision(Decision::Expired));
    assert_eq!(holds_at(Kind::Failure, &it, expiry), expired);
}

proptest! {
    #![proptest_config(config())]

    /// N1, N3: at any instant at most one of those that time makes due is true.
    #[test]
    fn n1_at_most_one_of_a_cycle_is_true_at_an_instant(
        valid_through in days(), minutes in 0..400_i64 * 24 * 60,
    ) {
        let it = situation(valid_through);
        let (opens_at, expires_at) = dates(valid_through);
        let now = expires_at + TimeDelta::days(32) - TimeDelta::minutes(minutes);
        let due = schedule(opens_at, expires_at, &REMINDER_DAYS);
        let holding: Vec<_> =
            due.iter().filter(|(kind, _)| holds_at(*kind, &it, now).is_ok()).collect();
        prop_assert!(holding.len() <= 1);
        let news = now - expires_at <= TimeDelta::days(30);
        prop_assert_eq!(holding.len() == 1, opens_at <= now && news);
        // It holds as long as it says it can wait.
        if let Some((kind, _)) = holding.first() {
            let standing = it.at(now, Length::default());
            let until = holds_until(*kind, &standing, None).unwrap();
            prop_assert!(now <= until);
        }
    }
}

#[test]
fn n6_what_can_wait_for_the_morning() {
    for kind in ["window_opened", "reminder_7", "receipt", "failure", "expired"] {
        assert!(kind.parse::<Kind>().unwrap().can_wait(), "{kind}");
    }
    for kind in [
        "profiles_connected",
        "profiles_merged",
        "login_replaced",
        "password_changed",
        "address_changed",
        "confirm_address",
        "already_registered",
        "reset_password",
        "change_address",
    ] {
        assert!(!kind.parse::<Kind>().unwrap().can_wait(), "{kind}");
    }
}

#[test]
fn n3_how_long_a_mail_can_wait() {
    let standing = Standing {
        expires_at: Some(instant("2026-05-11T00:00:00Z")),
        ..situation(day("2026-05-10")).at(instant("2026-05-01T00:00:00Z"), Length::default())
    };
    let retires = Some(instant("2026-05-05T00:00:00Z"));
    let until = |kind| holds_until(kind, &standing, retires).map(|at| at.to_rfc3339());
    assert_eq!(until(Kind::Reminder(7)).unwrap(), "2026-05-05T00:00:00+00:00"); // K6
    assert_eq!(until(Kind::Failure).unwrap(), "2026-05-11T00:00:00+00:00");
    assert_eq!(until(Kind::Expired).unwrap(), "2026-06-10T00:00:00+00:00");
    assert_eq!(until(Kind::PasswordChanged), None);
}

#[test]
fn quiet_hours_end_on_the_readers_clock() {
    let table = [
        // from, until, zone, now, end
        (22, 7, "UTC", "2026-05-04T21:59:59Z", None),
        (22, 7, "UTC", "2026-05-04T22:00:00Z", Some("2026-05-05T07:00:00Z")),
        (22, 7, "UTC", "2026-05-05T06:59:59.999Z", Some("2026-05-05T07:00:00Z")),
        (22, 7, "UTC", "2026-05-05T07:00:00Z", None),
        (9, 17, "UTC", "2026-05-05T09:30:00Z", Some("2026-05-05T17:00:00Z")),
        (9, 17, "UTC", "2026-05-05T17:00:00Z", None),
        (7, 7, "UTC", "2026-05-05T07:00:00Z", None),
        (22, 0, "UTC", "2026-05-05T23:00:00Z", Some("2026-05-06T00:00:00Z")),
        (0, 7, "Asia/Shanghai", "2026-05-04T16:00:00Z", Some("2026-05-04T23:00:00Z")),
        (22, 7, "Asia/Kathmandu", "2026-05-04T18:00:00Z", Some("2026-05-05T01:15:00Z")),
        // Summer time begins on 29 March 2026 in Berlin at 02:00, and ends on 25 October at 03:00.
        (22, 7, "Europe/Berlin", "2026-03-28T22:00:00Z", Some("2026-03-29T05:00:00Z")),
        (22, 7, "Europe/Berlin", "2026-10-24T21:00:00Z", Some("2026-10-25T06:00:00Z")),
        // The end is skipped: what comes after it is the end.
        (22, 2, "Europe/Berlin", "2026-03-28T22:00:00Z", Some("2026-03-29T01:00:00Z")),
        // The end comes twice: the first ends them, and the second does not begin them again.
        (22, 2, "Europe/Berlin", "2026-10-24T22:00:00Z", Some("2026-10-25T00:00:00Z")),
        (22, 2, "Europe/Berlin", "2026-10-25T00:30:00Z", None),
        // The last hour comes twice.
        (22, 3, "Europe/Berlin", "2026-10-25T00:30:00Z", Some("2026-10-25T02:00:00Z")),
        // All hours but the one that is skipped: they end a day later.
        (3, 2, "Europe/Berlin", "2026-03-29T00:30:00Z", Some("2026-03-30T00:00:00Z")),
        // Half an hour is skipped on Lord Howe Island, a whole day was in Samoa.
        (22, 2, "Australia/Lord_Howe", "2026-10-03T15:00:00Z", Some("2026-10-03T15:30:00Z")),
        (22, 7, "Pacific/Apia", "2011-12-30T09:00:00Z", Some("2011-12-30T17:00:00Z")),
    ];
    for (from, until, zone, now, end) in table {
        let zone: Tz = zone.parse().unwrap();
        let found = Quiet { from, until }.end(instant(now), &zone);
        assert_eq!(found, end.map(instant), "{from} to {until} in {zone} at {now}");
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn quiet_hours_last_to_the_first_minute_that_is_not_theirs(
        from in 0..24_u32, until in 0..24_u32, zone in 0..chrono_tz::TZ_VARIANTS.len(),
        date in days(), minute in 0..24 * 60_u32,
    ) {
        let (quiet, zone) = (Quiet { from, until }, chrono_tz::TZ_VARIANTS[zone]);
        let now = start_of(date) + TimeDelta::minutes(minute.into());
        let has = |at: DateTime<Utc>| quiet.has(at.with_timezone(&zone).hour());
        // A model that knows nothing of calendars: it looks at the clock every minute.
        let mut expected = None;
        if has(now) {
            expected = (1..3 * 24 * 60).map(|n| now + TimeDelta::minutes(n)).find(|at| !has(*at));
        }
        prop_assert_eq!(quiet.end(now, &zone), expected);
        let quiet_hours = (0..24).filter(|hour| quiet.has(*hour)).count();
        prop_assert_eq!(quiet_hours, ((until + 24 - from) % 24) as usize);
    }
}
