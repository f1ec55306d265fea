//! Keys with which other programs use the HTTP API.

use serde::{Deserialize, Serialize};

/// What a key is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// X4: to send exam results.
    ExamResults,
}

impl Scope {
    /// All of them.
    pub const ALL: &[Self] = &[Self::ExamResults];

    /// As it is stored and written in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ExamResults => "exam-results",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_json() {
        for scope in Scope::ALL {
            assert_eq!(serde_json::to_value(scope).unwrap(), scope.name());
        }
    }
}
