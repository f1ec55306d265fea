//! How dates, instants, spans of time and shares are written. Own code rather than chrono's
//! formatting, which would bring its whole parser of patterns into the browser.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};

use crate::Language;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

#[expect(clippy::unused_self, reason = "what both languages write alike is called alike")]
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
        let share = (u64::from(points) * 100).checked_div(maximum.into()).unwrap_or(0);
        format!("{share}%")
    }

    /// What stands between two sentences: Chinese full stops bring their own gap.
    pub const fn gap(self) -> &'static str {
        match self {
            Self::En => " ",
            Self::ZhCn => "",
        }
    }

    /// "AZ-104, AZ-305", "AZ-104、AZ-305".
    pub fn list(self, items: &[String]) -> String {
        items.join(match self {
            Self::En => ", ",
            Self::ZhCn => "、",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [Language; 2] = Language::ALL;

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn dates_and_instants() {
        let table = [
            (
                "2025-11-10T00:00:00Z",
                ["10 Nov 2025", "2025 年 11 月 10 日"],
                ["10 Nov 2025, 00:00 UTC", "2025 年 11 月 10 日 00:00 UTC"],
            ),
            (
                "2028-02-29T23:59:59.999Z",
                ["29 Feb 2028", "2028 年 2 月 29 日"],
                ["29 Feb 2028, 23:59 UTC", "2028 年 2 月 29 日 23:59 UTC"],
            ),
            (
                "2026-01-01T09:05:00Z",
                ["1 Jan 2026", "2026 年 1 月 1 日"],
                ["1 Jan 2026, 09:05 UTC", "2026 年 1 月 1 日 09:05 UTC"],
            ),
        ];
        for (at, dates, instants) in table {
            let at = instant(at);
            assert_eq!(BOTH.map(|language| language.date(at.date_naive())), dates);
            assert_eq!(BOTH.map(|language| language.instant_utc(at)), instants);
        }
    }

    #[test]
    fn every_month_has_its_name() {
        for (index, name) in MONTHS.into_iter().enumerate() {
            let month = u32::try_from(index).unwrap() + 1;
            let day = NaiveDate::from_ymd_opt(2026, month, 28).unwrap();
            assert_eq!(day.format("%b").to_string(), name);
            assert_eq!(BOTH.map(|it| it.month(day)), [name.to_owned(), format!("{month} 月")]);
        }
    }

    #[test]
    fn what_is_left_is_never_more_than_there_is() {
        let table = [
            (18 * DAY + 3 * HOUR + 59 * MINUTE, ["18 d 03 h", "18 天 03 小时"]),
            (DAY, ["1 d 00 h", "1 天 00 小时"]),
            (DAY - 1, ["23 h 59 min", "23 小时 59 分"]),
            (HOUR, ["1 h 00 min", "1 小时 00 分"]),
            (HOUR - 1, ["59 min 59 s", "59 分 59 秒"]),
            (38 * MINUTE + 9, ["38 min 09 s", "38 分 09 秒"]),
            (0, ["0 min 00 s", "0 分 00 秒"]),
            (-5, ["0 min 00 s", "0 分 00 秒"]),
        ];
        for (seconds, expected) in table {
            let left = TimeDelta::seconds(seconds);
            assert_eq!(BOTH.map(|it| it.time_left(left)), expected, "{seconds}");
        }
        let almost = TimeDelta::hours(1) - TimeDelta::nanoseconds(1);
        assert_eq!(Language::En.time_left(almost), "59 min 59 s");
    }

    #[test]
    fn nobody_comes_too_early() {
        let table = [
            (12 * DAY, ["in 12 days", "12 天后"]),
            (12 * DAY + 1, ["in 13 days", "13 天后"]),
            (2 * DAY, ["in 2 days", "2 天后"]),
            (2 * DAY - 1, ["in 48 hours", "48 小时后"]),
            (24 * HOUR, ["in 24 hours", "24 小时后"]),
            (90 * MINUTE, ["in 2 hours", "2 小时后"]),
            (90 * MINUTE - 1, ["in 90 minutes", "90 分钟后"]),
            (61, ["in 2 minutes", "2 分钟后"]),
            (1, ["in 1 minute", "1 分钟后"]),
            (0, ["now", "现在"]),
            (-DAY, ["now", "现在"]),
        ];
        for (seconds, expected) in table {
            let until = TimeDelta::seconds(seconds);
            assert_eq!(BOTH.map(|it| it.in_time(until)), expected, "{seconds}");
        }
        assert_eq!(Language::En.in_time(TimeDelta::milliseconds(1)), "in 1 minute");
        assert_eq!(Language::En.in_time(TimeDelta::milliseconds(-1)), "now");
    }

    #[test]
    fn a9_a_share_is_rounded_down() {
        let table = [
            (14, 20, "70%"),
            (17, 25, "68%"),
            (2, 3, "66%"),
            (699, 1000, "69%"),
            (0, 0, "0%"),
            (u32::MAX, u32::MAX, "100%"),
        ];
        for (points, maximum, expected) in table {
            assert_eq!(BOTH.map(|it| it.percent(points, maximum)), [expected, expected]);
        }
    }

    #[test]
    fn lists() {
        let codes = ["AZ-104".to_owned(), "AZ-305".to_owned()];
        assert_eq!(BOTH.map(|it| it.list(&codes)), ["AZ-104, AZ-305", "AZ-104、AZ-305"]);
        assert_eq!(Language::En.list(&[]), "");
    }
}
