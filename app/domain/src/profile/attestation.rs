//! What support stands for, and why it does not. P6, P7

use serde::{Deserialize, Serialize};

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 500;

/// Why support can't stand for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttestationFault {
    /// No reason was given, or one that is too long.
    NoReason,
    /// No present certification profile has this number.
    UnknownProfile,
    /// It is no personal login of the person.
    UnknownLogin,
    /// Both are the same profile.
    SameProfile,
    /// It is one's own account: nobody stands for themselves.
    Own,
    /// P3, P7: another certification profile has the login, takes the others in, or stands beside
    /// this one.
    NotThisWay,
}

impl AttestationFault {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::NoReason,
        Self::UnknownProfile,
        Self::UnknownLogin,
        Self::SameProfile,
        Self::Own,
        Self::NotThisWay,
    ];

    /// The name under which the outside knows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoReason => "no_reason",
            Self::UnknownProfile => "unknown_profile",
            Self::UnknownLogin => "unknown_login",
            Self::SameProfile => "same_profile",
            Self::Own => "own",
            Self::NotThisWay => "not_this_way",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_json() {
        for fault in AttestationFault::ALL {
            assert_eq!(serde_json::to_value(fault).unwrap(), fault.name());
        }
    }
}
