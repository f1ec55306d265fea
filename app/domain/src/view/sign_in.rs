//! Signing in with a provider.

use serde::{Deserialize, Serialize};

use crate::profile::LoginKind;

/// A provider to sign in with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInProvider {
    /// Its name in addresses.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// P3: what its logins are.
    pub kind: LoginKind,
}

/// Why nobody was signed in by a provider. As a name it travels in the address of the sign-in page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderRefusal {
    /// The person said no there, or could not sign in there.
    Denied,
    /// It answered, but with what no provider answers.
    Nonsense,
    /// It does not know us, our question, or the code it gave.
    NotTaken,
    /// Begun in another browser, finished already, or too long ago.
    Stale,
    /// What it said of the person could not be verified.
    Unproven,
    /// It is down or slow.
    Unreachable,
}

impl ProviderRefusal {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Denied,
        Self::Nonsense,
        Self::NotTaken,
        Self::Stale,
        Self::Unproven,
        Self::Unreachable,
    ];

    /// As it is written in JSON and in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Nonsense => "nonsense",
            Self::NotTaken => "not_taken",
            Self::Stale => "stale",
            Self::Unproven => "unproven",
            Self::Unreachable => "unreachable",
        }
    }

    /// The refusal with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_json() {
        for refusal in ProviderRefusal::ALL {
            assert_eq!(serde_json::to_value(refusal).unwrap(), refusal.name());
            assert_eq!(ProviderRefusal::named(refusal.name()), Some(refusal));
        }
        assert_eq!(ProviderRefusal::named(""), None);
    }
}
