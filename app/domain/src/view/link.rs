//! Where a link of a mail leads. N4

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Credential;
use crate::notice::Kind;

/// Who follows a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follower {
    /// Nobody is signed in: nothing personal is shown.
    Stranger,
    /// Whom the mail concerns.
    Addressee,
    /// Somebody else.
    Other,
}

/// What a link leads to, as things stand now.
#[derive(Clone, Debug)]
pub struct Followed {
    /// The server's clock.
    pub now: DateTime<Utc>,
    /// Who looks.
    pub follower: Follower,
    /// What the mail was about.
    pub subject: LinkSubject,
}

/// What a mail was about.
#[derive(Clone, Debug)]
pub enum LinkSubject {
    /// A credential.
    Credential(Box<AboutCredential>),
    /// Something that was done to an account.
    Account(Kind),
    /// What waits for whoever reads the mail of an address, which is masked.
    Waits(Kind, String),
    /// The same, but it has been used, or it waits no longer.
    Over(Kind),
}

/// The credential of a mail.
#[derive(Clone, Debug)]
pub struct AboutCredential {
    /// As it stands now. Not all of it is for strangers.
    pub credential: Credential,
    /// It has been renewed or earned again since the cycle that the mail is about.
    pub renewed: bool,
    /// The attempt that the mail is about.
    pub attempt_id: Option<Uuid>,
    /// N6: the mail is one that can be muted.
    pub reminder: bool,
    /// N6: there are no reminders (any more).
    pub muted: bool,
}
