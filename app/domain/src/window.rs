//! Calendar arithmetic of expiry and renewal window. E1–E3, W1, W4

use std::{fmt, str::FromStr};

use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Midnight UTC at the start of a day.
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// E1: the first instant at which a credential valid through this day is no longer valid.
pub fn expires_at(valid_through: NaiveDate) -> DateTime<Utc> {
    start_of(valid_through.succ_opt().unwrap_or(NaiveDate::MAX))
}

/// E1: the last valid minute, which people are shown.
pub fn last_minute(valid_through: NaiveDate) -> DateTime<Utc> {
    expires_at(valid_through) - TimeDelta::minutes(1)
}

/// E2, E3: twelve calendar months later, month ends clamped (29 Feb → 28 Feb).
pub fn one_year_after(day: NaiveDate) -> NaiveDate {
    day.checked_add_months(Months::new(12)).unwrap_or(NaiveDate::MAX)
}

/// W4: how long before the expiry a window opens; written `6 months` or `180 days`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Length {
    /// Calendar months, month ends clamped.
    Months(u32),
    /// Days of the calendar.
    Days(u32),
}

impl Default for Length {
    fn default() -> Self {
        Self::Months(6)
    }
}

impl Length {
    /// W1: the first instant of the window of a credential valid through this day.
    pub fn opens_at(self, valid_through: NaiveDate) -> DateTime<Utc> {
        let day = match self {
            Self::Months(months) => valid_through.checked_sub_months(Months::new(months)),
            Self::Days(days) => valid_through.checked_sub_days(Days::new(days.into())),
        };
        start_of(day.unwrap_or(NaiveDate::MIN))
    }
}

/// A window length that is neither `N months` nor `N days` with N at least 1.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no window length; write it like `6 months` or `180 days`")]
pub struct NoLength(String);

impl FromStr for Length {
    type Err = NoLength;

    fn from_str(text: &str) -> Result<Self, NoLength> {
        let no_length = || NoLength(text.to_owned());
        let (number, unit) = text.trim().split_once(' ').ok_or_else(no_length)?;
        let number = number.parse().ok().filter(|n| *n > 0).ok_or_else(no_length)?;
        match unit.trim() {
            "month" | "months" => Ok(Self::Months(number)),
            "day" | "days" => Ok(Self::Days(number)),
            _ => Err(no_length()),
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Months(n) => write!(f, "{n} months"),
            Self::Days(n) => write!(f, "{n} days"),
        }
    }
}

impl TryFrom<String> for Length {
    type Error = NoLength;
    fn try_from(text: String) -> Result<Self, NoLength> {
        text.parse()
    }
}

impl From<Length> for String {
    fn from(length: Length) -> Self {
        length.to_string()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    pub(crate) fn instant(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn w1_the_table_of_the_rules() {
        for (valid_through, opens, after) in [
            ("2026-05-10", "2025-11-10", "2027-05-10"),
            ("2026-08-31", "2026-02-28", "2027-08-31"),
            ("2024-08-31", "2024-02-29", "2025-08-31"),
            ("2028-02-29", "2027-08-29", "2029-02-28"),
            ("2025-02-28", "2024-08-28", "2026-02-28"),
        ] {
            let d = day(valid_through);
            assert_eq!(Length::default().opens_at(d), start_of(day(opens)), "W1 {d}");
            assert_eq!(one_year_after(d), day(after), "E3 {d}");
        }
    }

    #[test]
    fn e3_a_clamped_month_end_is_not_anchored_again() {
        let leap = day("2028-02-29");
        assert_eq!(one_year_after(one_year_after(leap)), day("2030-02-28"));
    }

    #[test]
    fn e1_expires_when_the_next_day_begins() {
        assert_eq!(expires_at(day("2026-12-31")), instant("2027-01-01T00:00:00Z"));
    }

    #[test]
    fn w4_length_is_one_policy_value() {
        assert_eq!("180 days".parse::<Length>().unwrap(), Length::Days(180));
        assert_eq!(Length::Days(180).opens_at(day("2026-08-31")), instant("2026-03-04T00:00:00Z"));
        for text in ["6 months", "180 days"] {
            let length: Length = text.parse().unwrap();
            assert_eq!(length.to_string(), text);
            assert_eq!(serde_json::to_value(length).unwrap(), text);
            assert_eq!(serde_json::from_value::<Length>(text.into()).unwrap(), length);
        }
        for text in ["", "6", "0 months", "-1 days", "six months", "6 weeks"] {
            assert!(text.parse::<Length>().is_err(), "{text}");
        }
    }
}
