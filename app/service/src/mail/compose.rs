//! N3: what becomes of a mail, decided again at the moment of sending.

use std::fmt;

use chrono::{DateTime, Utc};
use domain::{
    decision::Decision,
    notice::{Kind, Untrue},
};
use serde_json::Value;
use sqlx::FromRow;
use uuid::Uuid;

use super::{
    content::{Content, Reader},
    facts::Facts,
};
use crate::{
    Policy,
    store::{Snapshot, StoreError},
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
    /// Not before this instant: the reader's quiet hours end then, or it may have become true.
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

impl From<Untrue> for Reason {
    fn from(untrue: Untrue) -> Self {
        match untrue {
            Untrue::Renewed => Self::Renewed,
            Untrue::Overtaken => Self::Overtaken,
            Untrue::TooLate => Self::TooLate,
            Untrue::NotSo => Self::NoLongerTrue,
            Untrue::Decision(decision) => Self::Decision(decision),
        }
    }
}

/// One verdict per mail, in their order, in at most four statements however many mails. They are of
/// the same instant as the mails: what a merge moves meanwhile (P7) would look gone.
pub async fn compose(
    snapshot: &mut Snapshot<'_>,
    policy: &Policy,
    now: DateTime<Utc>,
    taken: &[Taken],
) -> Result<Vec<Verdict>, StoreError> {
    let facts = Facts::load(&mut snapshot.on(), policy, now, taken).await?;
    taken.iter().map(|mail| facts.verdict(mail)).collect()
}
