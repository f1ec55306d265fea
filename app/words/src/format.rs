//! How dates, instants, spans of time and shares are written. Own code rather than chrono's
//! formatting, which would bring its whole parser of patterns into the browser.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};

use crate::Language;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

#[expect(
    clippy::unused_self,
    reason = "what both languages write alike is called alike"
)]
impl Language {
    /// "10 Nov 2025", "2025 年 11 月 10 日".
    pub fn date(self, date: NaiveDate) -> String {
        let (year, day) = (date.year(), date.day());
        match self {
            Self::En => format!("{day} {} {year}", self.month(date)),
            Self::ZhCn => format!("{year} 年 {} {day} 日", self.month(date)),
        }
    }

    /// "Nov", "11 月".
    pub fn month(self, date: NaiveDate) -> String {
        match self {
            Self::En => MONTHS[date.month0() as usize].to_owned(),
            Self::ZhCn => format!("{} 月", date.month()),
        }
    }

    /// "00:00", on a clock of 24 hours.
    pub fn clock(self, time: NaiveTime) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// "10 Nov 2025, 00:00", "2025 年 11 月 10 日 00:00": for a time that is named beside it, or
    /// the reader's own.
    pub fn date_and_time(self, at: NaiveDateTime) -> String {
        let comma = match self {
            Self::En => ",",
            Self::ZhCn => "",
        };
        format!("{}{comma} {}", self.date(at.date()), self.clock(at.time()))
    }

    /// "10 Nov 2025, 00:00 UTC", "2025 年 11 月 10 日 00:00 UTC".
    pub fn instant_utc(self, at: DateTime<Utc>) -> String {
        self.date_and_time(at.naive_utc()) + " UTC"
    }

    /// "18 d 03 h", "20 h 05 min" or "38 min 09 s": what is left, never more than there is; nothing
    /// is left of a negative span.
    pub fn time_left(self, left: TimeDelta) -> String {
        let seconds = left.num_seconds().max(0);
        let rest = |of: i64, unit: i64| format!("{:02}", seconds % of / unit);
        if seconds >= DAY {
            self.time_left_days(seconds / DAY, rest(DAY, HOUR))
        } else if seconds >= HOUR {
            self.time_left_hours(seconds / HOUR, rest(HOUR, MINUTE))
        } else {
            self.time_left_minutes(seconds / MINUTE, rest(MINUTE, 1))
        }
    }

    /// "in 12 days", "in 36 hours", "in 75 minutes": how long until then, rounded up, so that
    /// nobody comes too early. "now" where it is not in the future.
    pub fn in_time(self, until: TimeDelta) -> String {
        let seconds = until.num_seconds() + i64::from(until.subsec_nanos() > 0);
        let rounded_up = |unit: i64| (seconds + unit - 1) / unit;
        if seconds <= 0 {
            self.in_no_time().to_owned()
        } else if seconds < 90 * MINUTE {
            self.in_minutes(rounded_up(MINUTE))
        } else if seconds < 2 * DAY {
            self.in_hours(rounded_up(HOUR))
        } else {
            self.in_days(rounded_up(DAY))
        }
    }

    /// "70%", rounded down: a share never looks like a pass where it is none (A9).
    pub fn percent(self, points: u32, maximum: u32) -> String {
        let share = (u64::from(points) * 100)
            .checked_div(maximum.into())
            .unwrap_or(0);
        format!("{share}%")
    }
}
