//! From the text of a column to a word of the domain and back.

use domain::{
    attempt::{EndsBy, State},
    certification::{Kind, Level},
    profile::LoginKind,
    role::Role,
    view::{CycleStart, QuestionKind},
};
use uuid::Uuid;

/// A stored value that the program can't make sense of.
#[derive(Debug, thiserror::Error)]
#[error("{table}.{column} of {id} makes no sense: {value}")]
pub struct Senseless {
    /// Where it stands.
    pub table: &'static str,
    /// In which column.
    pub column: &'static str,
    /// Of which row.
    pub id: String,
    /// What was found.
    pub value: String,
}

/// A word of the domain that is stored as text.
pub trait Stored: Sized + Copy + 'static {
    /// Every word with the text that stands for it.
    const TEXTS: &'static [(Self, &'static str)];

    /// The word for a stored text.
    fn read(
        text: &str,
        table: &'static str,
        column: &'static str,
        id: impl ToString,
    ) -> Result<Self, Senseless> {
        let found = Self::TEXTS.iter().find(|(_, stored)| *stored == text);
        found.map(|(word, _)| *word).ok_or_else(|| Senseless {
            table,
            column,
            id: id.to_string(),
            value: text.to_owned(),
        })
    }

    /// The text for a word.
    fn text(self) -> &'static str
    where
        Self: PartialEq,
    {
        Self::TEXTS.iter().find(|(word, _)| *word == self).map_or("", |(_, text)| text)
    }
}

impl Stored for Kind {
    const TEXTS: &'static [(Self, &'static str)] = &[
        (Self::Fundamentals, "fundamentals"),
        (Self::RoleBased, "role_based"),
        (Self::Specialty, "specialty"),
    ];
}

impl Stored for Level {
    const TEXTS: &'static [(Self, &'static str)] =
        &[(Self::Associate, "associate"), (Self::Expert, "expert")];
}

impl Stored for LoginKind {
    const TEXTS: &'static [(Self, &'static str)] =
        &[(Self::Personal, "personal"), (Self::Work, "work")];
}

impl Stored for State {
    const TEXTS: &'static [(Self, &'static str)] = &[
        (Self::Open, "open"),
        (Self::Passed, "passed"),
        (Self::Failed, "failed"),
        (Self::ClosedByExpiry, "closed_by_expiry"),
    ];
}

impl Stored for EndsBy {
    const TEXTS: &'static [(Self, &'static str)] =
        &[(Self::Limit, "limit"), (Self::Expiry, "expiry")];
}

impl Stored for CycleStart {
    const TEXTS: &'static [(Self, &'static str)] = &[
        (Self::Earned, "earned"),
        (Self::Renewed, "renewed"),
        (Self::Extended, "extended"),
        (Self::EarnedAgain, "earned_again"),
    ];
}

impl Stored for Role {
    const TEXTS: &'static [(Self, &'static str)] = &[
        (Self::Support, Self::Support.name()),
        (Self::Author, Self::Author.name()),
        (Self::Administrator, Self::Administrator.name()),
    ];
}

impl Stored for QuestionKind {
    const TEXTS: &'static [(Self, &'static str)] = &[
        (Self::SingleChoice, "single_choice"),
        (Self::MultipleResponse, "multiple_response"),
        (Self::TrueFalse, "true_false"),
    ];
}

/// A count or amount that can't be negative.
pub fn unsigned(
    value: i64,
    table: &'static str,
    column: &'static str,
    id: Uuid,
) -> Result<u32, Senseless> {
    u32::try_from(value).map_err(|_| Senseless {
        table,
        column,
        id: id.to_string(),
        value: value.to_string(),
    })
}
