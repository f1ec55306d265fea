//! What a mail says, written: subject, text and HTML, the same in each.

use chrono::{DateTime, Utc};

use super::content::{Content, Links, Reader};

/// A written mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// For those who read text; lines end with `\n`.
    pub text: String,
    /// For those who read HTML: a whole document without remote content.
    pub html: String,
}

/// Writes it for a reader. `now` says how long what is told of is away.
pub fn write(content: &Content, _reader: &Reader, links: &Links, _now: DateTime<Utc>) -> Letter {
    let subject = format!("{content:?}");
    let subject: String = subject.chars().take_while(char::is_ascii_alphanumeric).collect();
    let text = format!("{subject}\n\n{}\n", links.go);
    let html = format!("<!doctype html><title>{subject}</title><p>{}</p>", links.go);
    Letter { subject, text, html }
}
