//! A sentence with an instant in it that a page marks up.

use std::fmt;

use chrono::{DateTime, Utc};

use crate::Language;

/// A sentence and the instant that stands in it. A page writes `before`, then the instant as
/// `<time datetime>` (UTC from the server, the reader's own time added in the browser), then `after`;
/// a mail takes it as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// All of it where there is no instant.
    pub before: String,
    /// The instant.
    pub at: Option<DateTime<Utc>>,
    /// What follows the instant.
    pub after: String,
}

/// Stands for the instant while the sentence is made. A character made for that (U+FFFC).
pub struct Gap;

const GAP: char = '\u{FFFC}';

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(GAP.encode_utf8(&mut [0; 4]))
    }
}

impl Sentence {
    /// `say` makes the sentence with the gap in place of the instant:
    /// `Sentence::with(at, |gap| language.decision_last_chance(gap))`.
    pub fn with(at: DateTime<Utc>, say: impl FnOnce(Gap) -> String) -> Self {
        let text = say(Gap);
        match text.split_once(GAP) {
            Some((before, after)) => {
                Self { before: before.to_owned(), at: Some(at), after: after.to_owned() }
            }
            None => Self::from(text),
        }
    }

    /// With the instant as UTC.
    pub fn text(&self, language: Language) -> String {
        let at = self.at.map(|at| language.instant_utc(at)).unwrap_or_default();
        format!("{}{at}{}", self.before, self.after)
    }
}

impl From<String> for Sentence {
    fn from(text: String) -> Self {
        Self { before: text, at: None, after: String::new() }
    }
}

impl From<&str> for Sentence {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}
