//! What can go wrong in a use case. A refusal is an answer of the domain and travels with its dates.

use domain::{
    attempt::State,
    decision::Standing,
    extension::Fault,
    profile::{AttestationFault, Refusal},
};

use crate::store::StoreError;

/// Why a use case did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address belongs to an account (meanwhile).
    #[error("the address belongs to an account")]
    AddressTaken,
    /// There is no such thing, or it is somebody else's, which must look the same.
    #[error("not found")]
    NotFound,
    /// The credential can't be renewed now.
    #[error("refused: {}", .0.decision.name())]
    Refused(Standing),
    /// The attempt has ended, in this state.
    #[error("the attempt has ended: {0:?}")]
    NoOpenAttempt(State),
    /// E5: the extension was not taken on.
    #[error("not extended: {}", .0.name())]
    NotExtended(Fault),
    /// P6, P7: support can't stand for it.
    #[error("not attested: {}", .0.name())]
    NotAttested(AttestationFault),
    /// A14: the agreement was not accepted.
    #[error("the agreement was not accepted")]
    AgreementMissing,
    /// P: the profiles are not changed.
    #[error("the profiles are not changed: {}", .0.name())]
    Profiles(Refusal),
    /// The caller sent something that can't be meant.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The database did not do its part.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What exactly could not be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// No mail could go to this address, or it is the present one.
    #[error("no mail can go to this address, or it is the present one")]
    Address,
    /// L1: the assessment is not offered in that language.
    #[error("the assessment is not offered in this language")]
    UnknownLanguage,
    /// The attempt has no such question.
    #[error("the attempt has no such question")]
    UnknownQuestion,
    /// The question has no such option.
    #[error("the question has no such option")]
    UnknownOption,
    /// Only one option can be chosen.
    #[error("only one option can be chosen")]
    TooManyOptions,
    /// An API key has a name of 1 to 100 characters and at least one scope.
    #[error("an API key needs a name of at most 100 characters and at least one scope")]
    ApiKey,
    /// A batch has too many exam results, or one that can't be meant.
    #[error("an exam result can't be meant, or there are more than 1000 of them")]
    ExamResult,
    /// A name has 1 to 100 characters, none of which moves the cursor.
    #[error("a name has 1 to 100 characters")]
    Name,
    /// There is no time zone of this name.
    #[error("no time zone has this name")]
    TimeZone,
    /// Quiet hours begin and end at different full hours, in a time zone that was chosen.
    #[error("quiet hours need a time zone and two different hours, 0 to 23")]
    QuietHours,
    /// A password has 10 to 256 characters.
    #[error("a password has 10 to 256 characters")]
    Password,
    /// The first administrator is made once; others are given the role.
    #[error("there is an administrator already; give the role with `perennial admin give`")]
    AdministratorExists,
    /// Somebody has to be left who can give roles.
    #[error("the last administrator keeps the role; give it to somebody else first")]
    LastAdministrator,
    /// Support's answer has 1 to 1000 characters.
    #[error("an answer has 1 to 1000 characters")]
    Answer,
    /// Revisions begin at 1.
    #[error("a revision is at least 1")]
    Revision,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Profiles(refusal)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}
