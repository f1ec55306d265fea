//! What people choose about mail, and the dates that they take into their own calendar.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// N6: whether reminders about a credential are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reminders {
    /// They are.
    On,
    /// Muted for this one.
    Muted,
    /// Muted for all that the learner holds.
    AllMuted,
}

/// The page of what somebody has chosen about mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailSettings {
    /// When it was looked at.
    pub now: DateTime<Utc>,
    /// Where mails go: the personal login of the certification profile (P3), if there is one.
    pub address: Option<String>,
    /// N6: no reminders at all.
    pub reminders_muted: bool,
    /// What can have reminders, by title.
    pub credentials: Vec<RemindedCredential>,
    /// When mails about credentials wait.
    pub quiet_hours: Option<QuietHours>,
    /// The IANA name of the time zone kept with the account.
    pub time_zone: Option<String>,
    /// What a clock in that zone shows now.
    pub local_now: Option<NaiveDateTime>,
    /// Whether there is a calendar feed.
    pub calendar: bool,
}

/// A credential whose reminders can be muted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemindedCredential {
    /// Its id.
    pub id: Uuid,
    /// Its certification, in the language of the page.
    pub title: String,
    /// N6.
    pub muted: bool,
}

/// Hours of the day in which mails about credentials wait, on a clock in the learner's time zone; over
/// midnight where they begin later than they end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// 0–23, inclusive.
    pub from: u8,
    /// 0–23, exclusive, another than `from`.
    pub until: u8,
}

impl QuietHours {
    /// `None` where these hours can't be meant.
    pub fn new(from: u8, until: u8) -> Option<Self> {
        (from < 24 && until < 24 && from != until).then_some(Self { from, until })
    }
}

/// The dates of a learner for their own calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// When they were looked at.
    pub now: DateTime<Utc>,
    /// The tag of the language that the learner has chosen.
    pub language: Option<String>,
    /// The earliest first.
    pub entries: Vec<FeedEntry>,
}

/// One date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEntry {
    /// The same for as long as it is about the same thing, even where its instant moves.
    pub id: String,
    /// What happens.
    pub event: FeedEvent,
    /// When.
    pub at: DateTime<Utc>,
    /// To which credential.
    pub credential: Uuid,
    /// Its certification, in the learner's language.
    pub title: String,
}

/// What happens to a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedEvent {
    /// W1.
    Opens,
    /// A4: the wait ends.
    NextAttempt,
    /// E1.
    Expires,
}

impl FeedEvent {
    /// As it stands in the id of an entry.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Opens => "opens",
            Self::NextAttempt => "next-attempt",
            Self::Expires => "expires",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_begin_and_end_at_different_hours_of_a_day() {
        for (from, until) in [(22, 7), (0, 23), (23, 0), (1, 2)] {
            assert_eq!(QuietHours::new(from, until), Some(QuietHours { from, until }));
        }
        for (from, until) in [(7, 7), (0, 0), (24, 7), (7, 24), (255, 1)] {
            assert_eq!(QuietHours::new(from, until), None, "{from} {until}");
        }
    }
}
