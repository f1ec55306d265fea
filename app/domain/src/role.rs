//! Who may look after others: the roles, and what each of them may do.

use serde::{Deserialize, Serialize};

/// What somebody is trusted with. A person may have several roles; most have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Helps people with their accounts and profiles.
    Support,
    /// Writes questions.
    Author,
    /// Everything.
    Administrator,
}

/// What only somebody with a role may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// See the first page of administration.
    Enter,
    /// Find a person and see their profiles, credentials and history.
    SeePeople,
    /// P6, P7: attest a change of login or a merge.
    Attest,
    /// E5: extend credentials.
    Extend,
    /// Read and search the whole audit log.
    ReadAudit,
    /// See which mails could not be delivered.
    SeeMail,
    /// Have mails that could not be delivered tried again.
    RetryMail,
    /// Make and take back keys for the HTTP API.
    ManageKeys,
    /// Give and take roles.
    ManageRoles,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Enter,
        Self::SeePeople,
        Self::Attest,
        Self::Extend,
        Self::ReadAudit,
        Self::SeeMail,
        Self::RetryMail,
        Self::ManageKeys,
        Self::ManageRoles,
    ];
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Support, Self::Author, Self::Administrator];

    /// As it is stored and written on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Author => "author",
            Self::Administrator => "administrator",
        }
    }

    /// The role with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The table of what each role may do. What is not in it nobody may.
    pub const fn may(self, action: Action) -> bool {
        match (self, action) {
            (Self::Administrator, _)
            | (Self::Author, Action::Enter)
            | (
                Self::Support,
                Action::Enter | Action::SeePeople | Action::Attest | Action::SeeMail,
            ) => true,
            (Self::Author | Self::Support, _) => false,
        }
    }
}

/// The roles of one person. A set of bits, as it travels with every page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roles(u8);

impl Roles {
    /// No role.
    pub const NONE: Self = Self(0);

    /// Whether this role is among them.
    pub const fn has(self, role: Role) -> bool {
        self.0 & Self::bit(role) != 0
    }

    /// With one role more.
    #[must_use]
    pub const fn and(self, role: Role) -> Self {
        Self(self.0 | Self::bit(role))
    }

    /// Whether one of them may do this.
    pub fn may(self, action: Action) -> bool {
        self.each().any(|role| role.may(action))
    }

    /// One after the other.
    pub fn each(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.has(*role))
    }

    const fn bit(role: Role) -> u8 {
        1 << role as u8
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        roles.into_iter().fold(Self::NONE, Self::and)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_do_what() {
        let table = [
            (Action::Enter, [true, true, true]),
            (Action::SeePeople, [true, false, true]),
            (Action::Attest, [true, false, true]),
            (Action::Extend, [false, false, true]),
            (Action::ReadAudit, [false, false, true]),
            (Action::SeeMail, [true, false, true]),
            (Action::RetryMail, [false, false, true]),
            (Action::ManageKeys, [false, false, true]),
            (Action::ManageRoles, [false, false, true]),
        ];
        assert_eq!(table.map(|(action, _)| action), Action::ALL);
        for (action, expected) in table {
            assert_eq!(Role::ALL.map(|role| role.may(action)), expected, "{action:?}");
            assert!(!Roles::NONE.may(action), "{action:?}");
        }
    }

    #[test]
    fn several_roles_may_what_any_of_them_may() {
        let both = Roles::from_iter([Role::Support, Role::Author]);
        assert_eq!(both.each().collect::<Vec<_>>(), [Role::Support, Role::Author]);
        assert!(both.may(Action::SeePeople) && !both.may(Action::Extend));
        assert!(!both.has(Role::Administrator));
    }

    #[test]
    fn a_role_is_known_by_its_name() {
        for role in Role::ALL {
            assert_eq!(Role::named(role.name()), Some(role));
        }
        assert_eq!(Role::named("Administrator"), None);
    }
}
