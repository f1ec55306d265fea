//! What a server function answers when it can't do what was asked.

use chrono::{DateTime, Utc};
use domain::{
    attempt::State,
    decision::Standing,
    extension::Fault,
    profile::{AttestationFault, Refusal},
};
use leptos::{
    prelude::*,
    server_fn::{Bytes, Encodes, error::ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

use super::json::JsonText;

/// The reasons why not. In JSON the name stands in `error`; a refusal carries its `decision` and
/// the instants that go with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum ApiError {
    /// 400: the arguments can't be read.
    NotUnderstood,
    /// 401: e-mail address and password don't belong together, whichever of them is wrong.
    WrongSignIn,
    /// 401: nobody is signed in.
    NotSignedIn,
    /// 404: not there, or somebody else's.
    NotFound,
    /// 409: the address belongs to an account.
    AddressTaken,
    /// 409: the rules don't allow it now.
    Refused(Standing),
    /// 409: the attempt has ended.
    NoOpenAttempt {
        /// How.
        state: State,
    },
    /// 409: the profiles are not changed (P).
    Profiles {
        /// Why not.
        reason: Refusal,
    },
    /// 409: somebody has to be left who can give roles.
    LastAdministrator,
    /// 422, or 409 where things have changed: E5, the extension was not taken on.
    NotExtended {
        /// Why.
        fault: Fault,
    },
    /// 422: P6, P7, support can't stand for it.
    NotAttested {
        /// Why.
        fault: AttestationFault,
    },
    /// 413.
    TooLarge,
    /// 422: the agreement was not accepted (A14).
    AgreementMissing,
    /// 422: readable, but names what doesn't exist: a language, a question, an option.
    Invalid,
    /// 422: no mail could go to this address, or it is the present one.
    UnusableAddress,
    /// 422: a name has 1 to 100 characters.
    UnusableName,
    /// 422: a password has 10 to 256 characters.
    UnusablePassword,
    /// 422: nobody has this address or number.
    UnknownPerson,
    /// 429: too many wrong attempts to sign in.
    SlowDown {
        /// The first instant at which the next is looked at.
        until: DateTime<Utc>,
    },
    /// 500: our fault; the log has the rest.
    Internal,
    /// Only in the browser: no answer came, or none of ours.
    Unreachable,
}

impl ApiError {
    /// The HTTP status that it is answered with.
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotUnderstood => 400,
            Self::WrongSignIn | Self::NotSignedIn => 401,
            Self::NotFound => 404,
            Self::AddressTaken
            | Self::Refused(_)
            | Self::NoOpenAttempt { .. }
            | Self::Profiles { .. }
            | Self::LastAdministrator
            | Self::NotExtended { fault: Fault::Changed } => 409,
            Self::TooLarge => 413,
            Self::AgreementMissing
            | Self::Invalid
            | Self::UnusableAddress
            | Self::UnusableName
            | Self::UnusablePassword
            | Self::NotAttested { .. }
            | Self::NotExtended { .. }
            | Self::UnknownPerson => 422,
            Self::SlowDown { .. } => 429,
            Self::Internal => 500,
            Self::Unreachable => 503,
        }
    }

    /// The name that JSON gives it in `error`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NotUnderstood => "not_understood",
            Self::WrongSignIn => "wrong_sign_in",
            Self::NotSignedIn => "not_signed_in",
            Self::NotFound => "not_found",
            Self::AddressTaken => "address_taken",
            Self::Refused(_) => "refused",
            Self::NoOpenAttempt { .. } => "no_open_attempt",
            Self::Profiles { .. } => "profiles",
            Self::LastAdministrator => "last_administrator",
            Self::NotExtended { .. } => "not_extended",
            Self::NotAttested { .. } => "not_attested",
            Self::TooLarge => "too_large",
            Self::AgreementMissing => "agreement_missing",
            Self::Invalid => "invalid",
            Self::UnusableAddress => "unusable_address",
            Self::UnusableName => "unusable_name",
            Self::UnusablePassword => "unusable_password",
            Self::UnknownPerson => "unknown_person",
            Self::SlowDown { .. } => "slow_down",
            Self::Internal => "internal",
            Self::Unreachable => "unreachable",
        }
    }

    /// As it travels in the address of a page where a form can't be answered otherwise: a name
    /// and perhaps an instant, no free text.
    pub fn in_address(&self) -> String {
        match self {
            Self::SlowDown { until } => {
                format!("error={}&until={}", self.name(), until.timestamp())
            }
            Self::Profiles { reason } => format!("error={}", reason.name()),
            Self::NotAttested { fault } => format!("error={}&fault={}", self.name(), fault.name()),
            Self::NotExtended { fault } => format!("error={}&fault={}", self.name(), fault.name()),
            _ => format!("error={}", self.name()),
        }
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Deserialization(text) if text.contains("length limit") => {
                Self::TooLarge
            }
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_)
                if cfg!(feature = "ssr") =>
            {
                Self::NotUnderstood
            }
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Unreachable
            }
            _ => Self::Internal,
        }
    }

    /// Called on the server exactly when the error becomes the answer, which is where it gets its
    /// status; otherwise every error would be a 500.
    fn ser(&self) -> Bytes {
        #[cfg(feature = "ssr")]
        super::request::set_status(self.status());
        JsonText::encode(self).unwrap_or_default()
    }
}

#[cfg(feature = "ssr")]
impl From<service::Error> for ApiError {
    fn from(error: service::Error) -> Self {
        use service::Invalid;

        match error {
            service::Error::AddressTaken => Self::AddressTaken,
            service::Error::NotFound => Self::NotFound,
            service::Error::Refused(standing) => Self::Refused(standing),
            service::Error::NoOpenAttempt(state) => Self::NoOpenAttempt { state },
            service::Error::Profiles(reason) => Self::Profiles { reason },
            service::Error::NotAttested(fault) => Self::NotAttested { fault },
            service::Error::NotExtended(fault) => Self::NotExtended { fault },
            service::Error::AgreementMissing => Self::AgreementMissing,
            service::Error::Invalid(Invalid::Address) => Self::UnusableAddress,
            service::Error::Invalid(Invalid::Name) => Self::UnusableName,
            service::Error::Invalid(Invalid::Password) => Self::UnusablePassword,
            service::Error::Invalid(service::Invalid::LastAdministrator) => Self::LastAdministrator,
            service::Error::Invalid(_) => Self::Invalid,
            service::Error::Store(error) => {
                tracing::error!(%error, "the store failed");
                Self::Internal
            }
        }
    }
}

#[cfg(feature = "ssr")]
impl From<service::SignInError> for ApiError {
    fn from(error: service::SignInError) -> Self {
        match error {
            service::SignInError::Wrong => Self::WrongSignIn,
            service::SignInError::SlowDown { until } => Self::SlowDown { until },
            service::SignInError::Error(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::decision::Decision;

    #[test]
    fn a_refusal_carries_its_decision_and_instant() -> Result<(), serde_json::Error> {
        let at = DateTime::UNIX_EPOCH;
        let refusal = ApiError::Refused(Standing {
            decision: Decision::CoolingDown,
            valid_through: None,
            opens_at: None,
            expires_at: None,
            counted_attempts: 2,
            next_start_at: Some(at),
            valid_through_after_pass: None,
        });
        let json = serde_json::to_value(&refusal)?;
        assert_eq!(json["error"], "refused");
        assert_eq!(json["decision"], "cooling_down");
        assert_eq!(json["next_start_at"], "1970-01-01T00:00:00Z");
        assert_eq!(serde_json::from_value::<ApiError>(json)?, refusal);
        Ok(())
    }

    #[test]
    fn names_are_those_of_the_json() -> Result<(), serde_json::Error> {
        let until = DateTime::UNIX_EPOCH;
        for error in [
            ApiError::NotUnderstood,
            ApiError::WrongSignIn,
            ApiError::NotSignedIn,
            ApiError::NotFound,
            ApiError::AddressTaken,
            ApiError::UnusableAddress,
            ApiError::UnusableName,
            ApiError::UnusablePassword,
            ApiError::NoOpenAttempt { state: State::Passed },
            ApiError::Profiles { reason: Refusal::NotProven },
            ApiError::TooLarge,
            ApiError::AgreementMissing,
            ApiError::Invalid,
            ApiError::SlowDown { until },
            ApiError::Internal,
            ApiError::Unreachable,
        ] {
            assert_eq!(serde_json::to_value(&error)?["error"], error.name());
        }
        assert_eq!(ApiError::SlowDown { until }.in_address(), "error=slow_down&until=0");
        Ok(())
    }

    #[test]
    fn nothing_a_caller_sends_is_our_fault() {
        for error in [
            ServerFnErrorErr::Args("missing field `email`".to_owned()),
            ServerFnErrorErr::MissingArg("email".to_owned()),
            ServerFnErrorErr::Deserialization("length limit exceeded".to_owned()),
        ] {
            let status = ApiError::from_server_fn_error(error.clone()).status();
            assert!((400..500).contains(&status), "{error:?}: {status}");
        }
    }
}
