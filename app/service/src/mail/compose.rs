//! N3: what becomes of a mail, decided again at the moment of sending.

use std::fmt;

use chrono::{DateTime, Utc};
use domain::{decision::Decision, notice::Kind};
use serde_json::Value;
use sqlx::FromRow;
use uuid::Uuid;

use super::content::{Content, Reader};
use crate::{
    Policy,
    store::{Connection, StoreError},
};

/// A mail taken for sending.
#[derive(Clone, Debug, FromRow)]
pub struct Taken {
    /// Its id, and its Message-ID's.
    pub id: Uuid,
    /// What it is for.
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    /// Whose account it is about.
    pub learner_id: Option<Uuid>,
    /// Which credential it is about, in which cycle.
    pub credential_id: Option<Uuid>,
    /// See `credential_id`.
    pub cycle: Option<i32>,
    /// Which attempt it is about.
    pub attempt_id: Option<Uuid>,
    /// Where it goes, whatever the person's address is by now.
    pub address: Option<String>,
    /// What else it says, as the kind has it.
    #[sqlx(json)]
    pub detail: Value,
    /// Since when it is due.
    pub due_at: DateTime<Utc>,
    /// How often it has been tried.
    pub tries: i32,
}

/// What becomes of a mail.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// It goes out.
    Send(Box<Composed>),
    /// Not before this instant: the reader's quiet hours end then.
    Later(DateTime<Utc>),
    /// It never goes out.
    Drop(Reason),
}

/// A mail that is true.
#[derive(Clone, Debug)]
pub struct Composed {
    /// The address.
    pub to: String,
    /// To whom it is said.
    pub reader: Reader,
    /// What it says.
    pub content: Content,
}

/// Why a mail is dropped, written as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// There is nobody any more to whom it could be said.
    Gone,
    /// N6: its reader does not want it.
    Muted,
    /// A later mail of the same cycle says it.
    Overtaken,
    /// The credential has been renewed meanwhile.
    Renewed,
    /// It comes too late to be of use.
    TooLate,
    /// What it says is not so (any more).
    NoLongerTrue,
    /// The credential can't be renewed.
    Decision(Decision),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gone => "gone",
            Self::Muted => "muted",
            Self::Overtaken => "overtaken",
            Self::Renewed => "renewed",
            Self::TooLate => "too_late",
            Self::NoLongerTrue => "no_longer_true",
            Self::Decision(decision) => decision.name(),
        })
    }
}

/// One verdict per mail, in their order, in few statements however many mails.
#[expect(clippy::unused_async, reason = "what is said of accounts needs no look yet")]
pub async fn compose(
    _on: &mut Connection<'_>,
    _policy: &Policy,
    _now: DateTime<Utc>,
    taken: &[Taken],
) -> Result<Vec<Verdict>, StoreError> {
    Ok(taken.iter().map(of_address).collect())
}

/// What is said to whoever reads the mail of an address.
fn of_address(mail: &Taken) -> Verdict {
    let content = match mail.kind {
        Kind::ConfirmAddress => Content::ConfirmAddress,
        Kind::AlreadyRegistered => Content::AlreadyRegistered,
        Kind::ResetPassword => Content::ResetPassword,
        Kind::ChangeAddress => Content::ChangeAddress,
        Kind::PasswordChanged => Content::PasswordChanged,
        _ => return Verdict::Drop(Reason::NoLongerTrue),
    };
    let Some(to) = mail.address.clone() else { return Verdict::Drop(Reason::Gone) };
    let reader = Reader { name: None, language: words::Language::default(), time_zone: None };
    Verdict::Send(Box::new(Composed { to, reader, content }))
}
