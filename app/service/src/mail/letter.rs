//! What a mail says, written: subject, text and HTML, which say the same.

mod account;
mod credential;
mod draft;
mod html;
mod text;

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

/// Writes it for a reader. `now` says how far away what is told of is.
pub fn write(content: &Content, reader: &Reader, links: &Links, now: DateTime<Utc>) -> Letter {
    let draft = draft::draft(content, reader, links, now);
    let text = text::render(&draft, reader.language);
    let html = html::render(&draft, reader.language);
    Letter { subject: draft.subject, text, html }
}
