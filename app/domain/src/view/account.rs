//! An account as its owner sees it.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The page of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// When it was looked at.
    pub now: DateTime<Utc>,
    /// What they are called.
    pub name: String,
    /// The tag of the language kept with the account; `None` where none was chosen.
    pub language: Option<String>,
    /// The IANA name of the time zone kept with the account.
    pub time_zone: Option<String>,
    /// What a clock in that zone shows now.
    pub local_now: Option<NaiveDateTime>,
    /// All names that can be chosen.
    pub time_zones: Vec<String>,
    /// Oldest first.
    pub logins: Vec<Login>,
    /// Those that last, the last used first.
    pub sessions: Vec<Session>,
}

/// One way to sign in. P3
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    /// Its id.
    pub id: Uuid,
    /// P3: personal, not of work or school.
    pub personal: bool,
    /// `password`, or the id of the provider that vouches for it.
    pub provider: String,
    /// Its e-mail address.
    pub email: String,
    /// Whether the program itself knows a password for it.
    pub has_password: bool,
}

/// A browser in which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its id. It opens nothing.
    pub id: Uuid,
    /// "Firefox, Windows"; empty where the browser did not say.
    pub device: String,
    /// When it was begun.
    pub begun_at: DateTime<Utc>,
    /// When it was last used, give or take ten minutes.
    pub last_used_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// A page of what was done to an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trail {
    /// The newest first.
    pub acts: Vec<Act>,
    /// What to ask for to get the next, older page; `None` on the last one.
    pub older: Option<String>,
}

/// Something that was done to an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// When.
    pub at: DateTime<Utc>,
    /// The name of the action, see [`crate::audit::Action`].
    pub action: String,
    /// What was done, in the language of the page.
    pub what: String,
    /// More about it, where there is more: a device, a reason.
    pub detail: Option<String>,
    /// Who did it, in the language of the page.
    pub who: String,
}
