//! Who looks at the page, and in which language.

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
}

/// What only the demo shows.
#[derive(Clone, Debug)]
pub struct Demo {
    /// The clock that can be moved.
    pub now: DateTime<Utc>,
    /// Ready-made learners to sign in as; empty on pages that don't need them.
    pub learners: Vec<SampleLearner>,
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
pub struct PublicOrigin(pub std::sync::Arc<str>);

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
