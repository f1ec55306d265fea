//! E5: an administrator extends many credentials at once, a crisis measure.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{certification::Certification, credential, decision::Decision};

/// How far ahead credentials can be extended: further is a slip of the finger.
pub const AT_MOST: Days = Days::new(5 * 366);

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 500;

/// Which credentials are meant, and what becomes of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Extension {
    /// The slugs of the certifications, in order and each once.
    pub certifications: Vec<String>,
    /// Those that are valid through this day,
    pub first_day: NaiveDate,
    /// or a later one up to this.
    pub last_day: NaiveDate,
    /// The last valid day that all of them get: one and the same, so that doing it again changes
    /// nothing.
    pub until: NaiveDate,
}

/// Why an extension is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// No certification was chosen, or one that is not there.
    NoCertification,
    /// The last day comes before the first.
    Backwards,
    /// The new date is not in the future: whoever it would help has expired.
    Past,
    /// The new date is further ahead than [`AT_MOST`].
    TooFar,
    /// No reason was given, or one that is too long.
    NoReason,
    /// What would be done is no longer what was shown.
    Changed,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::NoCertification,
        Self::Backwards,
        Self::Past,
        Self::TooFar,
        Self::NoReason,
        Self::Changed,
    ];

    /// The name under which the outside knows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoCertification => "no_certification",
            Self::Backwards => "backwards",
            Self::Past => "past",
            Self::TooFar => "too_far",
            Self::NoReason => "no_reason",
            Self::Changed => "changed",
        }
    }
}

impl Extension {
    /// Puts it into its one form and looks whether it can be meant.
    ///
    /// # Errors
    /// Every [`Fault`] that can be seen without the credentials.
    pub fn checked(mut self, now: DateTime<Utc>) -> Result<Self, Fault> {
        let today = now.date_naive();
        self.certifications.sort_unstable();
        self.certifications.dedup();
        if self.certifications.is_empty() {
            Err(Fault::NoCertification)
        } else if self.last_day < self.first_day {
            Err(Fault::Backwards)
        } else if self.until <= today {
            Err(Fault::Past)
        } else if today.checked_add_days(AT_MOST).is_some_and(|last| self.until > last) {
            Err(Fault::TooFar)
        } else {
            Ok(self)
        }
    }
}

/// Why a credential that was chosen stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stays {
    /// E4: nothing is revived.
    Expired,
    /// K2: nothing is dated that has no date.
    NeverExpires,
    /// It is valid through that day or a later one already.
    LaterAlready,
    /// Its history has gone on since it was shown.
    ChangedSince,
}

/// What an extension does to one credential: its new last valid day, or why it stays.
pub fn outcome(
    certification: &Certification,
    valid_through: Option<NaiveDate>,
    until: NaiveDate,
    now: DateTime<Utc>,
) -> Result<NaiveDate, Stays> {
    match credential::extended(certification, valid_through, until, now) {
        Err(Decision::NeverExpires) => Err(Stays::NeverExpires),
        Err(_) => Err(Stays::Expired),
        Ok(day) if Some(day) == valid_through => Err(Stays::LaterAlready),
        Ok(day) => Ok(day),
    }
}

/// How many credentials fare how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Counts {
    /// Get the new date.
    pub extended: i64,
    /// See [`Stays`].
    pub expired: i64,
    /// See [`Stays`].
    pub never_expires: i64,
    /// See [`Stays`].
    pub later_already: i64,
    /// See [`Stays`].
    pub changed_since: i64,
}

impl Counts {
    /// Adds so many that fare alike.
    pub fn add<T>(&mut self, outcome: &Result<T, Stays>, number: i64) {
        *match outcome {
            Ok(_) => &mut self.extended,
            Err(Stays::Expired) => &mut self.expired,
            Err(Stays::NeverExpires) => &mut self.never_expires,
            Err(Stays::LaterAlready) => &mut self.later_already,
            Err(Stays::ChangedSince) => &mut self.changed_since,
        } += number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        certification::Kind,
        window::tests::{day, instant},
    };

    fn certification(kind: Kind) -> Certification {
        Certification {
            kind,
            available_since: None,
            retires_at: None,
            assessment: true,
            superseded: false,
        }
    }

    #[test]
    fn e5_what_becomes_of_a_credential() {
        let (specialty, basics) = (Kind::Specialty, Kind::Fundamentals);
        let until = day("2026-09-30");
        let last_instant = "2026-05-10T23:59:59.999Z";
        let expiry = "2026-05-11T00:00:00Z";
        let table = [
            (specialty, Some("2026-05-10"), last_instant, Ok(until)),
            (specialty, Some("2026-05-10"), expiry, Err(Stays::Expired)),
            (specialty, Some("2026-09-29"), expiry, Ok(until)),
            (specialty, Some("2026-09-30"), expiry, Err(Stays::LaterAlready)),
            (specialty, Some("2026-10-01"), expiry, Err(Stays::LaterAlready)),
            (specialty, None, expiry, Err(Stays::NeverExpires)),
            (basics, None, expiry, Err(Stays::NeverExpires)),
            (basics, Some("2026-09-01"), expiry, Err(Stays::NeverExpires)),
        ];
        for (kind, held, now, expected) in table {
            let found = outcome(&certification(kind), held.map(day), until, instant(now));
            assert_eq!(found, expected, "{kind:?} {held:?} at {now}");
        }
    }

    #[test]
    fn e5_what_can_be_meant() {
        let now = instant("2026-03-01T12:00:00Z");
        let wish = Extension {
            certifications: vec!["b".into(), "a".into(), "b".into()],
            first_day: day("2026-03-01"),
            last_day: day("2026-03-01"),
            until: day("2026-03-02"),
        };
        assert_eq!(wish.clone().checked(now).unwrap().certifications, ["a", "b"]);
        let table = [
            (Extension { certifications: vec![], ..wish.clone() }, Fault::NoCertification),
            (Extension { last_day: day("2026-02-28"), ..wish.clone() }, Fault::Backwards),
            (Extension { until: day("2026-03-01"), ..wish.clone() }, Fault::Past),
            (Extension { until: day("2206-03-02"), ..wish }, Fault::TooFar),
        ];
        for (wish, fault) in table {
            assert_eq!(wish.checked(now), Err(fault));
        }
    }

    #[test]
    fn names_are_those_of_the_json() {
        for fault in Fault::ALL {
            assert_eq!(serde_json::to_value(fault).unwrap(), fault.name());
        }
    }
}
