//! Calendar arithmetic once more, by counting days and months one by one, and the properties that
//! compare it with that of the crate.

use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use domain::window::{Length, expires_at, one_year_after, start_of};
use proptest::prelude::*;

use crate::scenario::day;

/// Year, month, day.
pub type Day = (i32, u32, u32);

const DAY: i64 = 24 * 60 * 60 * 1000;

pub fn of(day: NaiveDate) -> Day {
    (day.year(), day.month(), day.day())
}

fn month_length(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) => 29,
        2 => 28,
        _ => 31,
    }
}

pub fn next_day((year, month, day): Day) -> Day {
    if day < month_length(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

fn day_before((year, month, day): Day) -> Day {
    match (month, day) {
        (1, 1) => (year - 1, 12, 31),
        (_, 1) => (year, month - 1, month_length(year, month - 1)),
        _ => (year, month, day - 1),
    }
}

pub fn months_later((mut year, mut month, day): Day, months: u32) -> Day {
    for _ in 0..months {
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    (year, month, day.min(month_length(year, month)))
}

fn months_earlier((mut year, mut month, day): Day, months: u32) -> Day {
    for _ in 0..months {
        (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
    }
    (year, month, day.min(month_length(year, month)))
}

/// Milliseconds from 1970 to the start of a day. A year without its February has 337 days.
pub fn midnight((year, month, day): Day) -> i64 {
    let years: u32 = (1970..year).map(|year| 337 + month_length(year, 2)).sum();
    let months: u32 = (1..month).map(|month| month_length(year, month)).sum();
    (i64::from(years + months + day) - 1) * DAY
}

/// The first instant of the window, in milliseconds from 1970.
pub fn opening(window: &str, valid_through: Day) -> i64 {
    let (number, unit) = window.split_once(' ').unwrap();
    let number: u32 = number.parse().unwrap();
    midnight(match unit {
        "months" => months_earlier(valid_through, number),
        _ => (0..number).fold(valid_through, |day, _| day_before(day)),
    })
}

pub fn day_of(milliseconds: i64) -> Day {
    let mut days = u32::try_from(milliseconds.div_euclid(DAY)).unwrap();
    let (mut year, mut month) = (1970, 1);
    while days >= 337 + month_length(year, 2) {
        days -= 337 + month_length(year, 2);
        year += 1;
    }
    while days >= month_length(year, month) {
        days -= month_length(year, month);
        month += 1;
    }
    (year, month, days + 1)
}

pub fn day_text((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

pub fn instant_text(milliseconds: i64) -> String {
    let of_day = milliseconds.rem_euclid(DAY);
    let (seconds, rest) = (of_day / 1000, of_day % 1000);
    let fraction = if rest == 0 { String::new() } else { format!(".{rest:03}") };
    format!(
        "{}T{:02}:{:02}:{:02}{fraction}Z",
        day_text(day_of(milliseconds)),
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// Days of a hundred years, month ends and leap days more often than they fall.
pub fn days() -> impl Strategy<Value = NaiveDate> {
    let any = (0..36_525_u64).prop_map(|days| day("2000-01-01") + Days::new(days));
    let month_end = any.clone().prop_map(|date| date.with_day(1).unwrap().pred_opt().unwrap());
    let leap_day = (0..25).prop_map(|n| NaiveDate::from_ymd_opt(2000 + 4 * n, 2, 29).unwrap());
    prop_oneof![any, month_end, leap_day]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn e3_twelve_months_later_is_the_same_day_or_the_28th(date in days()) {
        prop_assert_eq!(of(one_year_after(date)), months_later(of(date), 12));
        let same = one_year_after(date).day() == date.day();
        prop_assert!(same || (of(date).1, of(date).2) == (2, 29));
    }

    #[test]
    fn e1_expires_a_day_after_its_last_day_begins(date in days()) {
        prop_assert_eq!(expires_at(date), start_of(date) + TimeDelta::days(1));
        prop_assert_eq!(expires_at(date).timestamp_millis(), midnight(next_day(of(date))));
        prop_assert_eq!(instant_text(midnight(of(date))), format!("{date}T00:00:00Z"));
    }

    #[test]
    fn w1_opens_so_many_months_before_the_last_day(date in days(), months in 1..=24_u32) {
        let length: Length = format!("{months} months").parse().unwrap();
        prop_assert_eq!(length, Length::Months(months));
        let expected = opening(&length.to_string(), of(date));
        prop_assert_eq!(length.opens_at(date).timestamp_millis(), expected);
        prop_assert!(length.opens_at(date) < expires_at(date));
    }

    #[test]
    fn w4_opens_so_many_days_before_the_last_day(date in days(), days in 1..=400_u32) {
        let length: Length = format!("{days} days").parse().unwrap();
        prop_assert_eq!(length, Length::Days(days));
        let expected = opening(&length.to_string(), of(date));
        prop_assert_eq!(length.opens_at(date).timestamp_millis(), expected);
    }
}

#[test]
fn w1_a_window_longer_than_the_calendar_is_open_from_its_beginning() {
    for text in ["4294967295 months", "4294967295 days"] {
        let opens_at = text.parse::<Length>().unwrap().opens_at(day("2026-05-10"));
        assert_eq!(opens_at, start_of(NaiveDate::MIN));
    }
}

#[test]
fn e3_the_last_day_of_the_calendar_stays() {
    assert_eq!(one_year_after(NaiveDate::MAX), NaiveDate::MAX);
    assert_eq!(expires_at(NaiveDate::MAX), start_of(NaiveDate::MAX));
}
