//! What people see: pages, components and the server functions behind them. Built twice, for the
//! server (feature `ssr`) and for the browser (feature `hydrate`).

// The types of views nest deeper than the compiler expects.
#![recursion_limit = "256"]

pub mod api;
#[cfg(any(feature = "hydrate", test))]
pub mod browser;
pub mod components;
pub mod pages;
pub mod places;
pub mod routes;
#[cfg(feature = "ssr")]
pub mod session;
#[cfg(feature = "ssr")]
mod shell;
mod visitor;

pub use routes::App;
#[cfg(feature = "ssr")]
pub use shell::shell;
pub use visitor::{Demo, Learner, SampleLearner, Visitor, language};
