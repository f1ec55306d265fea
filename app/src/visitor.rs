//! Who looks at the page, and in which language.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{decision::Decision, role::Roles};
use leptos::prelude::*;
use uuid::Uuid;
use words::Language;

/// Who looks at the page. The server's middleware puts it into the extensions of every request;
/// nothing else says who somebody is.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// Whose session it is.
    pub learner: Option<Learner>,
    /// The language of the pages (L2).
    pub language: Language,
    /// Only with `--demo`.
    pub demo: Option<Demo>,
}

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learner {
    /// Who they are for the service.
    pub id: Uuid,
    /// What they are called.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// What they may do besides.
    pub roles: Roles,
    /// N5: where the last mails could not be delivered, masked, if that is so.
    pub undelivered_to: Option<String>,
    /// N5: whether no mail can reach them, as no address of theirs is known.
    pub no_address: bool,
}

/// What only the demo shows.
#[derive(Clone, Debug)]
pub struct Demo {
    /// The clock that can be moved.
    pub now: DateTime<Utc>,
    /// Ready-made learners to sign in as; empty on pages that don't need them.
    pub learners: Vec<SampleLearner>,
    /// What lies in the mailbox, on its pages.
    pub mailbox: Option<Arc<Mailbox>>,
}

/// What a page of the demo's mailbox shows.
#[derive(Clone, Debug)]
pub enum Mailbox {
    /// All mails, the newest first.
    All(Vec<Mail>),
    /// One of them.
    One(Box<MailParts>),
}

/// A mail in the demo's mailbox.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Its name in addresses.
    pub id: String,
    /// What it is about.
    pub subject: String,
    /// To whom it went.
    pub to: String,
    /// When, by the demo's clock.
    pub at: Option<DateTime<Utc>>,
}

/// A mail with what it consists of.
#[derive(Clone, Debug)]
pub struct MailParts {
    /// Which.
    pub mail: Mail,
    /// Names and values of the headers that are worth reading.
    pub headers: Vec<(String, String)>,
    /// Its text part.
    pub text: String,
    /// Whether there is an HTML part beside it.
    pub html: bool,
}

/// A ready-made learner of the demo.
#[derive(Clone, Debug)]
pub struct SampleLearner {
    /// What they are called.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// The same for all.
    pub password: String,
    /// The states that can be seen on their dashboard.
    pub shows: Vec<Decision>,
    /// What they may do besides.
    pub roles: Roles,
}

/// The address that people use, as configured: scheme, host and port. In the context of every page
/// and server function.
#[derive(Clone, Debug)]
pub struct PublicOrigin(pub Arc<str>);

/// The language of the page.
pub fn language() -> Language {
    use_context::<Language>().unwrap_or_default()
}

impl Visitor {
    /// Whoever sent the request that is being answered; a stranger where there is none.
    pub fn of_request() -> Self {
        with_context::<axum::http::request::Parts, _>(|parts| {
            parts.extensions.get::<Self>().cloned()
        })
        .flatten()
        .unwrap_or_default()
    }

    /// Makes the visitor known to the page.
    pub(crate) fn provide() {
        let visitor = Self::of_request();
        provide_context(visitor.language);
        provide_context(visitor);
    }
}
