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
    Receipt {
        /// The certification, in the reader's language.
        title: String,
        /// The last valid day before.
        before: NaiveDate,
        /// The last valid day now.
        valid_through: NaiveDate,
        /// When it can be renewed the next time.
        opens_at: DateTime<Utc>,
    },
    /// N2: not passed.
    Failure {
        /// The certification, in the reader's language.
        title: String,
        /// Points reached.
        points: u32,
        /// Points possible.
        maximum: u32,
        /// The mark in percent.
        mark: u32,
        /// When the credential expires.
        expires_at: DateTime<Utc>,
        /// When the next attempt may start.
        next: NextStart,
    },
    /// N2: expired.
    Expired {
        /// The certification, in the reader's language.
        title: String,
        /// Its last valid day.
        valid_through: NaiveDate,
        /// X2: the exams that re-earn it, "all of" groups of "any of" codes; empty where it can't be
        /// earned any more.
        exams: Vec<Vec<String>>,
    },
    /// N2: the profiles are connected.
    ProfilesConnected,
    /// N2: two certification profiles are one now.
    ProfilesMerged,
    /// N2: a personal login took the place of another one; both masked.
    LoginReplaced {
        /// The one before.
        before: String,
        /// The one now.
        after: String,
    },
    /// N2: the password was changed.
    PasswordChanged,
    /// N2: the address was changed; to the old one.
    AddressChanged {
        /// The one now, masked.
        after: String,
    },
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
}
