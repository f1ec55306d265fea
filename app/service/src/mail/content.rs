//! What a mail says: all that its sentences need, and nothing else.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use words::Language;

/// To whom it is said.
#[derive(Clone, Debug)]
pub struct Reader {
    /// What they are called, where that is known.
    pub name: Option<String>,
    /// Their language.
    pub language: Language,
    /// Their time zone; instants are said in it and in UTC.
    pub time_zone: Option<Tz>,
}

/// Where the mail leads, each a whole address with a token of its own try.
#[derive(Clone, Debug)]
pub struct Links {
    /// `…/go/{token}`: on to what the mail is about.
    pub go: String,
    /// `…/go/{token}/unsubscribe`; only of reminders (N6).
    pub unsubscribe: Option<String>,
}

/// What is said.
#[derive(Clone, Debug)]
pub enum Content {
    /// N1: the window has opened.
    WindowOpened(Renewable),
    /// N1: the expiry comes near.
    Reminder(Renewable),
    /// N2: renewed.
    Receipt(Receipt),
    /// N2: not passed.
    Failure(Failure),
    /// N2: expired.
    Expired(Expired),
    /// N2: something about the account has changed.
    Changed {
        /// What.
        what: Change,
        /// When.
        at: DateTime<Utc>,
    },
    /// Somebody asked for something that waits for whoever reads the mail of an address.
    Asked(Asked),
}

/// A renewal.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The certification, in the reader's language.
    pub title: String,
    /// The last valid day before.
    pub before: NaiveDate,
    /// The last valid day now.
    pub valid_through: NaiveDate,
    /// When it can be renewed the next time.
    pub opens_at: DateTime<Utc>,
}

/// An attempt that did not pass.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The certification, in the reader's language.
    pub title: String,
    /// Points reached.
    pub points: u32,
    /// Points possible.
    pub maximum: u32,
    /// The mark in percent.
    pub mark: u32,
    /// When the credential expires.
    pub expires_at: DateTime<Utc>,
    /// When the next attempt may start; `None` where that is not a matter of time.
    pub next: Option<NextStart>,
}

/// A credential that has expired.
#[derive(Clone, Debug)]
pub struct Expired {
    /// The certification, in the reader's language.
    pub title: String,
    /// Its last valid day.
    pub valid_through: NaiveDate,
    /// When it expired: exams count that are passed from then on.
    pub since: DateTime<Utc>,
    /// X2: the exams that re-earn it, "all of" groups of "any of" codes; empty where it can't be
    /// earned any more.
    pub exams: Vec<Vec<String>>,
}

/// A change that its owner should know of.
#[derive(Clone, Debug)]
pub enum Change {
    /// The profiles are connected.
    ProfilesConnected,
    /// Two certification profiles are one now.
    ProfilesMerged,
    /// A personal login took the place of another one; both masked.
    LoginReplaced {
        /// The one before.
        before: String,
        /// The one now.
        after: String,
    },
    /// The password was changed.
    PasswordChanged,
    /// The address was changed; to the old one.
    AddressChanged {
        /// The one now, masked.
        after: String,
    },
}

/// What waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The address waits to be confirmed to register.
    ConfirmAddress,
    /// Somebody wanted to register, but there is an account.
    AlreadyRegistered,
    /// Another password can be chosen.
    ResetPassword,
    /// The address waits to be confirmed as the one of an account.
    ChangeAddress,
}

/// A credential that can be renewed now.
#[derive(Clone, Debug)]
pub struct Renewable {
    /// The certification, in the reader's language.
    pub title: String,
    /// Its last valid day.
    pub valid_through: NaiveDate,
    /// When it expires.
    pub expires_at: DateTime<Utc>,
    /// The last valid day after a pass.
    pub after_pass: NaiveDate,
    /// What stands between the learner and the start, if anything.
    pub first: Option<First>,
}

/// What comes before the start of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// P1: the profiles are to be connected.
    Connect,
    /// A4: the wait until this instant.
    Wait(DateTime<Utc>),
    /// A2: an attempt is open and goes on.
    GoOn,
}

/// When the next attempt may start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStart {
    /// At once.
    Now,
    /// From this instant on. A4
    At(DateTime<Utc>),
    /// Not before the credential expires. A6
    Never,
    /// It is open already. A2
    Open,
}
