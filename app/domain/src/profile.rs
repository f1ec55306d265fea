//! The two profiles of a learner and the connection between them. P

mod attestation;
mod login;
pub mod merge;
mod offer;

use serde::{Deserialize, Serialize};

pub use attestation::{AttestationFault, LONGEST_REASON};
pub use login::{Keep, Login, LoginKind, masked, may_remove};
pub use offer::{Offer, Owner, Refusal, offers};

/// P5: how the certification profile stands to the learning profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Connection {
    /// The learner has no certification profile.
    NoCertificationProfile,
    /// Both are there and could be connected.
    Unconnected,
    /// The learning profile has no personal login.
    NeedsPersonalLogin,
    /// Both have a personal login, but not the same.
    Misaligned,
    /// P4: several certification profiles.
    NeedsMerge,
    /// One to one, over the same personal login.
    Connected,
}

/// P6, P7: what can be done about the profiles as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transition {
    /// Makes the connection.
    Connect,
    /// Gives the learning profile another personal login, or its first.
    ReplacePersonalLogin,
    /// Begins a new learning profile with the certification profile's login.
    StartLearningProfile,
    /// P7: takes in another certification profile.
    Merge,
    /// Lets support look at it, and change the certification profile's login.
    AskSupport,
}

impl Connection {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::NoCertificationProfile,
        Self::Unconnected,
        Self::NeedsPersonalLogin,
        Self::Misaligned,
        Self::NeedsMerge,
        Self::Connected,
    ];

    /// The name under which the outside knows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoCertificationProfile => "no_certification_profile",
            Self::Unconnected => "unconnected",
            Self::NeedsPersonalLogin => "needs_personal_login",
            Self::Misaligned => "misaligned",
            Self::NeedsMerge => "needs_merge",
            Self::Connected => "connected",
        }
    }

    /// P5, P6: what is allowed in this state, the next step first.
    ///
    /// The rules are silent on three points. Where both profiles use the same login already, it is
    /// not replaced: that would only misalign them, so the certification profile's login is changed
    /// first, by support. With several certification profiles it is not known yet which login is
    /// the right one, so they are merged first (P4). Taking in the profile of another account of the
    /// same person is possible in every state.
    pub const fn ways(self) -> &'static [Transition] {
        use Transition::{AskSupport, Connect, Merge, ReplacePersonalLogin, StartLearningProfile};
        match self {
            Self::NoCertificationProfile => &[ReplacePersonalLogin, Merge, AskSupport],
            Self::Unconnected => &[Connect, Merge, AskSupport],
            Self::NeedsPersonalLogin | Self::Misaligned => {
                &[ReplacePersonalLogin, AskSupport, StartLearningProfile, Merge]
            }
            Self::NeedsMerge | Self::Connected => &[Merge, AskSupport],
        }
    }

    /// Whether this may be done now.
    pub fn allows(self, transition: Transition) -> bool {
        self.ways().contains(&transition)
    }
}

/// What the profiles of one learner look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profiles<Login> {
    /// P3: the personal login of every certification profile.
    pub certification: Vec<Login>,
    /// P3: the personal login of the learning profile, if it has one.
    pub learning_personal: Option<Login>,
    /// P2: whether the connection has been made.
    pub connected: bool,
}

impl<Login: PartialEq> Profiles<Login> {
    /// P5.
    pub fn connection(&self) -> Connection {
        match (self.certification.as_slice(), &self.learning_personal) {
            ([], _) => Connection::NoCertificationProfile,
            ([_, _, ..], _) => Connection::NeedsMerge,
            ([_], None) => Connection::NeedsPersonalLogin,
            ([login], Some(personal)) if login != personal => Connection::Misaligned,
            _ if self.connected => Connection::Connected,
            _ => Connection::Unconnected,
        }
    }

    /// P4: which of several certification profiles takes in the others, as an index. It keeps its
    /// number and its login, so it is the one that can be connected at once: that of the learning
    /// profile's personal login, else the first.
    pub fn keeper(&self) -> usize {
        let personal = self.learning_personal.as_ref();
        self.certification.iter().position(|login| Some(login) == personal).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p5_the_states_of_the_connection() {
        let table = [
            (vec![], Some("a"), false, Connection::NoCertificationProfile),
            (vec!["a", "b"], Some("a"), true, Connection::NeedsMerge),
            (vec!["a"], None, true, Connection::NeedsPersonalLogin),
            (vec!["a"], Some("b"), true, Connection::Misaligned),
            (vec!["a"], Some("a"), false, Connection::Unconnected),
            (vec!["a"], Some("a"), true, Connection::Connected),
        ];
        for (certification, learning_personal, connected, expected) in table {
            let profiles = Profiles { certification, learning_personal, connected };
            assert_eq!(profiles.connection(), expected, "{profiles:?}");
        }
    }

    #[test]
    fn names_are_those_of_the_json() {
        for connection in Connection::ALL {
            assert_eq!(serde_json::to_value(connection).unwrap(), connection.name());
        }
    }
}
