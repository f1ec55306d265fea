//! What the roles are called.

use domain::role::Role;

use crate::Language;

impl Language {
    /// "Administrator".
    pub const fn role(self, role: Role) -> &'static str {
        match role {
            Role::Support => self.role_support(),
            Role::Author => self.role_author(),
            Role::Administrator => self.role_administrator(),
        }
    }
}
