//! The two profiles of a learner and the connection between them. P

use serde::{Deserialize, Serialize};

/// P5: how the certification profile stands to the learning profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
}
