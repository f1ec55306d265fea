//! What can be done with a login that has just been proven, and why something can't. P3, P6, P7

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Connection, Keep, Login, LoginKind, Transition};

/// Whose a proven login is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The learner's own.
    Own,
    /// That of another account which holds nothing and has no other login: it goes along.
    Empty,
    /// That of another account that holds something.
    Other {
        /// The certification profile whose personal login it is.
        profile: Option<Uuid>,
    },
}

/// What can be done with a proven login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "act")]
pub enum Offer {
    /// P6: it becomes the personal login of the learning profile.
    ReplacePersonalLogin,
    /// P6: a new learning profile begins with it.
    StartLearningProfile,
    /// P3.
    AddWorkLogin,
    /// P7: the other account is taken in, with its certification profile.
    Merge {
        /// Which.
        profile: Uuid,
    },
}

/// Why something was not done about the profiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// P6: not in this state, perhaps no longer.
    NotNow,
    /// P7, P8: a fresh proof is missing.
    NotProven,
    /// P3: the login belongs to an account that holds something.
    Elsewhere,
    /// P8, see [`Keep::OnlyOne`].
    OnlyOne,
    /// P3, see [`Keep::Personal`].
    Personal,
    /// P8, see [`Keep::OfSession`].
    OfSession,
}

impl Refusal {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::NotNow,
        Self::NotProven,
        Self::Elsewhere,
        Self::OnlyOne,
        Self::Personal,
        Self::OfSession,
    ];

    /// The name under which the outside knows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotNow => "not_now",
            Self::NotProven => "not_proven",
            Self::Elsewhere => "elsewhere",
            Self::OnlyOne => "only_one",
            Self::Personal => "personal",
            Self::OfSession => "of_session",
        }
    }
}

impl From<Keep> for Refusal {
    fn from(keep: Keep) -> Self {
        match keep {
            Keep::OnlyOne => Self::OnlyOne,
            Keep::Personal => Self::Personal,
            Keep::OfSession => Self::OfSession,
        }
    }
}

/// What can be done with a proven `login`. `learning_proved` says whether one of the learning
/// profile's own logins has been proven freshly: a login is attached only where both have been.
///
/// A personal login of another account is not attached where a certification profile is there
/// already: the profiles would not use the same one (P2). Another account that holds something
/// comes as a whole, by a merge, or not at all (P3: a login belongs to one learning profile).
pub fn offers(
    connection: Connection,
    login: &Login,
    owner: Owner,
    learning_proved: bool,
) -> Vec<Offer> {
    let none_yet = connection == Connection::NoCertificationProfile;
    let own = owner == Owner::Own;
    let mut offers = Vec::new();
    match (login.kind, owner) {
        (_, Owner::Other { profile }) => {
            offers.extend(profile.map(|profile| Offer::Merge { profile }));
        }
        _ if own && login.learning => {}
        (LoginKind::Work, _) => {
            offers.extend(learning_proved.then_some(Offer::AddWorkLogin));
        }
        (LoginKind::Personal, _) => {
            let aligns = none_yet || (own && login.certification);
            if aligns && learning_proved && connection.allows(Transition::ReplacePersonalLogin) {
                offers.push(Offer::ReplacePersonalLogin);
            }
            if own && login.certification && connection.allows(Transition::StartLearningProfile) {
                offers.push(Offer::StartLearningProfile);
            }
        }
    }
    offers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_json() {
        for refusal in Refusal::ALL {
            assert_eq!(serde_json::to_value(refusal).unwrap(), refusal.name());
        }
    }
}
