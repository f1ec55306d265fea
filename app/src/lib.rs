//! What people see: pages, components and the server functions behind them. The server renders all
//! of it (feature `ssr`). Built for the browser (feature `hydrate`) it is what makes a page live:
//! the sitting of an attempt, countdowns, the reader's own time.

// The types of views nest deeper than the compiler expects.
#![recursion_limit = "256"]

pub mod api;
#[cfg(any(feature = "hydrate", test))]
pub mod browser;
pub mod components;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod places;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod session;
#[cfg(feature = "ssr")]
mod shell;
pub mod sitting;
#[cfg(feature = "ssr")]
mod visitor;

#[cfg(not(feature = "ssr"))]
pub use browser::page_language as language;
#[cfg(feature = "ssr")]
pub use routes::App;
#[cfg(feature = "ssr")]
pub use shell::shell;
#[cfg(feature = "ssr")]
pub use visitor::{
    Demo, Learner, Mail, MailParts, Mailbox, PublicOrigin, SampleLearner, Visitor, language,
};
