//! Hours in which a mail that can wait is not sent.

use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};

use super::Kind;

impl Kind {
    /// Whether it can wait for the end of the quiet hours. What somebody waits for, or what warns
    /// them, can't.
    pub fn can_wait(self) -> bool {
        self.is_reminder() || matches!(self, Self::Receipt | Self::Failure | Self::Expired)
    }
}

/// Hours of the reader's clock, from the first to before the other; `22` to `7` goes over midnight.
/// From an hour to itself there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// The hour in which they begin, 0 to 23.
    pub from: u32,
    /// The hour before which they end, 0 to 23.
    pub until: u32,
}

/// A skipped hour, or a skipped day of somebody who moved over the date line, is at most so long.
const LONGEST_GAP: TimeDelta = TimeDelta::hours(26);

impl Quiet {
    /// Whether an hour of the clock is one of them.
    pub fn has(self, hour: u32) -> bool {
        if self.from <= self.until {
            (self.from..self.until).contains(&hour)
        } else {
            hour >= self.from || hour < self.until
        }
    }

    /// When they end, if it is in them: the first instant after `now` that is not, on the reader's
    /// clock, whatever summer time does to it.
    pub fn end<Zone: TimeZone>(self, now: DateTime<Utc>, zone: &Zone) -> Option<DateTime<Utc>> {
        let quiet = |at: &DateTime<Utc>| self.has(at.with_timezone(zone).hour());
        let end = |at: &DateTime<Utc>| self.next_end(*at, zone);
        // Where the hour of the end is skipped, what comes next may be quiet once more.
        let ends = std::iter::successors(Some(now), |at| quiet(at).then(|| end(at)).flatten());
        ends.skip(1).find(|at| !quiet(at))
    }

    /// The next instant after `now` at which the reader's clock shows the hour of the end, or has
    /// skipped it.
    fn next_end<Zone: TimeZone>(self, now: DateTime<Utc>, zone: &Zone) -> Option<DateTime<Utc>> {
        let until = NaiveTime::from_hms_opt(self.until, 0, 0)?;
        let today = now.with_timezone(zone).naive_local().date();
        let mut days = (0..3).filter_map(|days| today.checked_add_days(Days::new(days)));
        days.find_map(|day| first_at(day.and_time(until), now, zone))
    }
}

/// The first instant after `now` at which the clocks of a zone show this, or what comes after it
/// where they skip it.
fn first_at<Zone: TimeZone>(
    mut shown: NaiveDateTime,
    now: DateTime<Utc>,
    zone: &Zone,
) -> Option<DateTime<Utc>> {
    let last = shown + LONGEST_GAP;
    while shown <= last {
        let found = zone.from_local_datetime(&shown);
        let both = [found.clone().earliest(), found.latest()].map(|at| at.map(|at| at.to_utc()));
        if both.iter().any(Option::is_some) {
            return both.into_iter().flatten().find(|at| *at > now);
        }
        shown += TimeDelta::minutes(15);
    }
    None
}
