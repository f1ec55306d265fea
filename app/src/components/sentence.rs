//! Sentences with something in them that is more than text.
//!
//! Written as text rather than as views: pages have dozens of them, and text costs a fraction.

use std::borrow::Cow;

use leptos::{prelude::*, tachys::html::InertElement};
use words::{Language, Sentence};

use super::time::instant_markup;

/// Stand for the parts while the sentence is made: private characters, which no text contains.
pub const FIRST: char = '\u{E000}';
/// See [`FIRST`].
pub const SECOND: char = '\u{E001}';

/// Puts `parts`, which are HTML, into a sentence made with [`FIRST`] and [`SECOND`] for arguments, in
/// whatever order the language has them.
pub fn sentence(text: &str, parts: &[String]) -> InertElement {
    InertElement::new(sentence_markup(text, parts))
}

/// [`sentence`] as HTML.
pub fn sentence_markup(text: &str, parts: &[String]) -> String {
    let mut html = String::with_capacity(text.len() + parts.iter().map(String::len).sum::<usize>());
    let mut rest = text;
    while let Some(at) = rest.find([FIRST, SECOND]) {
        let (before, marked) = rest.split_at(at);
        let mut characters = marked.chars();
        let which = usize::from(characters.next() == Some(SECOND));
        rest = characters.as_str();
        html.push_str(&escaped(before));
        html.push_str(parts.get(which).map_or("", String::as_str));
    }
    html.push_str(&escaped(rest));
    html
}

/// A text with codes of exams in it, like "AZ-104", none of which breaks at its hyphen, as HTML.
pub fn with_codes(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for piece in text.split_inclusive(|c: char| !(c.is_ascii_alphanumeric() || c == '-')) {
        let word = piece.trim_end_matches(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        if is_code(word) {
            html.extend([r#"<span class="code">"#, word, "</span>"]);
            html.push_str(&escaped(&piece[word.len()..]));
        } else {
            html.push_str(&escaped(piece));
        }
    }
    html
}

/// Capital letters, a hyphen, digits.
fn is_code(word: &str) -> bool {
    word.split_once('-').is_some_and(|(letters, digits)| {
        !letters.is_empty()
            && letters.bytes().all(|byte| byte.is_ascii_uppercase())
            && !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// A sentence with its instant marked up.
pub fn with_instant(t: Language, sentence: &Sentence) -> AnyView {
    InertElement::new(with_instant_markup(t, sentence)).into_any()
}

/// [`with_instant`] as HTML.
pub fn with_instant_markup(t: Language, sentence: &Sentence) -> String {
    let at = sentence.at.map(|at| instant_markup(t, at)).unwrap_or_default();
    format!("{}{at}{}", escaped(&sentence.before), escaped(&sentence.after))
}

/// A text as HTML has it, between tags or within the quotes of an attribute.
pub fn escaped(text: &str) -> Cow<'_, str> {
    html_escape::encode_double_quoted_attribute(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_exams_stay_in_one_piece() {
        let table = [
            ("with AZ-104.", r#"with <span class="code">AZ-104</span>."#),
            (
                "通过 AZ-104、AZ-305",
                r#"通过 <span class="code">AZ-104</span>、<span class="code">AZ-305</span>"#,
            ),
            ("first-rate A-Z 1-2 <b>", "first-rate A-Z 1-2 &lt;b&gt;"),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(with_codes(text), expected);
        }
    }
}
