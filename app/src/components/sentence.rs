//! Sentences with something in them that is more than text.

use leptos::prelude::*;
use words::{Language, Sentence};

use super::time::instant;

/// Stand for the parts while the sentence is made: private characters, which no text contains.
pub const FIRST: char = '\u{E000}';
/// See [`FIRST`].
pub const SECOND: char = '\u{E001}';

/// Puts `parts` into a sentence made with [`FIRST`] and [`SECOND`] for arguments, in whatever order
/// the language has them.
pub fn sentence<const N: usize>(text: &str, parts: [AnyView; N]) -> AnyView {
    let mut parts = parts.map(Some);
    let mut pieces = Vec::with_capacity(2 * N + 1);
    let mut rest = text;
    while let Some(at) = rest.find([FIRST, SECOND]) {
        let (before, marked) = rest.split_at(at);
        let mut characters = marked.chars();
        let which = usize::from(characters.next() == Some(SECOND));
        rest = characters.as_str();
        if !before.is_empty() {
            pieces.push(before.to_owned().into_any());
        }
        pieces.extend(parts.get_mut(which).and_then(Option::take));
    }
    if !rest.is_empty() {
        pieces.push(rest.to_owned().into_any());
    }
    pieces.into_any()
}

/// A sentence with its instant marked up.
pub fn with_instant(t: Language, sentence: Sentence) -> AnyView {
    match sentence.at {
        None => sentence.before.into_any(),
        Some(at) => (sentence.before, instant(t, at), sentence.after).into_any(),
    }
}
