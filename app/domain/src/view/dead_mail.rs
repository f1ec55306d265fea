//! Mails that could not be delivered, as administration sees them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A page of them, and how the others stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadMails {
    /// How many wait to be sent.
    pub queued: i64,
    /// How many of these were tried in vain so far.
    pub failing: i64,
    /// The newest first.
    pub mails: Vec<DeadMail>,
    /// What to ask for to get the next, older page; `None` on the last one.
    pub older: Option<String>,
}

/// A mail that could not be delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadMail {
    /// Its id.
    pub id: Uuid,
    /// What it is for, see [`crate::notice::Kind`].
    pub kind: String,
    /// Where it was to go, masked, if that is still known.
    pub to: Option<String>,
    /// The number of the person whom it is about, if they have an account.
    pub person: Option<Uuid>,
    /// When it was given up.
    pub at: DateTime<Utc>,
    /// How often it was tried.
    pub tries: i32,
    /// What the last try met, with every address masked.
    pub reason: String,
}
