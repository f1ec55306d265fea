//! The characters of GIFT: what is escaped, what is a mark.

use super::Format;

/// Where `mark` first stands without a backslash before it.
pub(super) fn find(text: &str, mark: &str) -> Option<usize> {
    let mut escaped = false;
    for (offset, character) in text.char_indices() {
        if escaped {
            escaped = false;
        } else if character == '\\' {
            escaped = true;
        } else if text[offset..].starts_with(mark) {
            return Some(offset);
        }
    }
    None
}

/// The text without its escapes: `\n` is a new line, a backslash before anything that needs none
/// is a backslash.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, characters.peek()) {
            ('\\', Some('n')) => {
                characters.next();
                plain.push('\n');
            }
            ('\\', Some(next @ ('~' | '=' | '#' | '{' | '}' | ':' | '\\'))) => {
                plain.push(*next);
                characters.next();
            }
            _ => plain.push(character),
        }
    }
    plain
}

/// The text without escapes, without blanks at the ends of its lines, and without empty lines.
pub(super) fn trimmed(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    unescaped(&lines.join("\n"))
}

/// The format named at the beginning of a text, and how many bytes that takes.
pub(super) fn format(text: &str) -> (Option<Format>, usize) {
    let blank = text.len() - text.trim_start().len();
    let names = [
        ("[html]", Format::Html),
        ("[markdown]", Format::Markdown),
        ("[plain]", Format::Plain),
        ("[moodle]", Format::Moodle),
    ];
    for (name, format) in names {
        let here = text.as_bytes().get(blank..blank + name.len());
        if here.is_some_and(|here| here.eq_ignore_ascii_case(name.as_bytes())) {
            return (Some(format), blank + name.len());
        }
    }
    (None, 0)
}
