//! What a letter is made of, in the reader's language. Each rendering shows all of it.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use words::Language;

use crate::mail::content::{Content, Links, Reader};

/// The parts of a letter, in their order. No part has a line break.
pub struct Draft<'a> {
    pub subject: String,
    pub heading: String,
    pub greeting: String,
    pub paragraphs: Vec<String>,
    /// Names with values.
    pub facts: Vec<(&'static str, String)>,
    /// What the link says that leads on.
    pub button: String,
    /// Where it leads.
    pub go: &'a str,
    /// Paragraphs after the link.
    pub after: Vec<String>,
    /// Why this was sent.
    pub end: Vec<String>,
    /// N6: where reminders are muted; only of reminders.
    pub unsubscribe: Option<&'a str>,
}

/// What differs from kind to kind.
pub struct Said {
    pub subject: String,
    /// Where it is not the subject.
    pub heading: Option<&'static str>,
    pub paragraphs: Vec<String>,
    pub facts: Vec<(&'static str, String)>,
    pub button: String,
    pub after: Vec<&'static str>,
    pub why: String,
}

/// Says it to the reader.
pub fn draft<'a>(
    content: &Content,
    reader: &Reader,
    links: &'a Links,
    now: DateTime<Utc>,
) -> Draft<'a> {
    let language = reader.language;
    let said = Voice { language, reader, now }.say(content);
    let greeting = match &reader.name {
        Some(name) => language.mail_hello(line(name)),
        None => language.mail_hello_stranger().to_owned(),
    };
    let zone = reader.time_zone.map(|zone| language.mail_zone(zone.name()));
    let reminds = matches!(content, Content::WindowOpened(_) | Content::Reminder(_));
    Draft {
        heading: said.heading.map_or_else(|| said.subject.clone(), str::to_owned),
        subject: said.subject,
        greeting,
        paragraphs: said.paragraphs,
        facts: said.facts,
        button: said.button,
        go: &links.go,
        after: said.after.into_iter().map(str::to_owned).collect(),
        end: std::iter::once(said.why).chain(zone).collect(),
        unsubscribe: links.unsubscribe.as_deref().filter(|_| reminds),
    }
}

/// A text that others have chosen, as part of a line.
pub fn line(text: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let words: Vec<_> =
        text.split(|c: char| breaks(c) || c == ' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A blank at which no line ends.
pub const NO_BREAK: char = '\u{A0}';

fn in_one_piece(text: &str) -> String {
    text.replace(' ', &NO_BREAK.to_string())
}

/// Who speaks, to whom and when.
pub struct Voice<'a> {
    pub language: Language,
    pub reader: &'a Reader,
    pub now: DateTime<Utc>,
}

impl Voice<'_> {
    fn say(&self, content: &Content) -> Said {
        match content {
            Content::WindowOpened(it) => self.window_opened(it),
            Content::Reminder(it) => self.reminder(it),
            Content::Receipt(it) => self.receipt(it),
            Content::Failure(it) => self.failure(it),
            Content::Expired(it) => self.expired(it),
            Content::Changed { what, at } => self.changed(what, *at),
            Content::Asked(what) => self.asked(*what),
        }
    }

    /// Nothing but why it is sent, to be filled.
    pub fn about(why: String) -> Said {
        Said {
            subject: String::new(),
            heading: None,
            paragraphs: Vec::new(),
            facts: Vec::new(),
            button: String::new(),
            after: Vec::new(),
            why,
        }
    }

    /// An instant on the reader's clock and in UTC, each of them in one piece.
    pub fn moment(&self, at: DateTime<Utc>) -> String {
        let utc = in_one_piece(&self.language.instant_utc(at));
        match self.reader.time_zone {
            Some(zone) => {
                let local = at.with_timezone(&zone).naive_local();
                let local = in_one_piece(&self.language.date_and_time(local));
                self.language.mail_moment(utc, local)
            }
            None => utc,
        }
    }

    /// E1: the last minute of a last valid day.
    pub fn last_minute(&self, day: NaiveDate) -> String {
        in_one_piece(&self.language.mail_valid_through(self.language.date(day)))
    }

    /// "30 days": what is left, never more than there is. Up to an hour after a whole number of days
    /// it is still that number: a mail takes its time.
    pub fn left(&self, until: DateTime<Utc>) -> String {
        let left = until - self.now;
        let days = (left + TimeDelta::hours(1)).num_days();
        if days >= 2 {
            self.language.mail_days(days)
        } else if left.num_hours() >= 2 {
            self.language.mail_hours(left.num_hours())
        } else {
            self.language.mail_minutes(left.num_minutes().max(1))
        }
    }
}
