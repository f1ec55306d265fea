//! What is said: every sentence of the pages and the mails, in English and Chinese.
//!
//! The sentences stand in `locales/<language>/<area>.ftl` ([Fluent](https://projectfluent.org)).
//! When this crate is compiled each becomes a method of [`Language`]: `sign-in-title` is called as
//! `language.sign_in_title()` and answers `&'static str`; one with arguments takes them in the
//! order of the alphabet and answers a `String`. An argument that chooses a plural form is an
//! `i64`, any other is whatever can be displayed. A key that one language lacks or has twice, other
//! arguments, or a plural without one of its forms does not build.

mod decision;
mod format;
#[expect(
    clippy::match_same_arms,
    reason = "a name is the same in both languages"
)]
mod generated;
mod language;
mod names;
mod plural;
mod sentence;

pub use language::{Language, UnknownLanguage};
pub use sentence::{Gap, Sentence};
