//! What is said: every sentence of the pages and the mails, in English and Chinese.
//!
//! The sentences stand in `locales/<language>/<area>.ftl` ([Fluent](https://projectfluent.org)).
//! When this crate is compiled each becomes a method of [`Language`]: `sign-in-title` is called as
//! `language.sign_in_title()` and answers `&'static str`; one with arguments takes them in the
//! order of the alphabet and answers a `String`. An argument that chooses a plural form is an
//! `i64`, any other is whatever can be displayed. A key that one language lacks or has twice, other
//! arguments, or a plural without one of its forms does not build. A sentence with an
//! instant that a page marks up is made as a [`Sentence`].
//!
//! The arguments are named by what is passed, so that a test can look at the sentence as it will be
//! read: `$date`, `$instant`, `$in_time`, `$time_left`, `$time`, `$percent`,
//! `$count`, `$points`, `$maximum`, `$minutes`.
//!
//! Why `fluent-syntax` when compiled rather than a library at run time: 319 messages in both
//! languages with all of this crate cost the browser 8.4 kB brotli, with `fluent-bundle` 56 kB (above
//! an empty program; `opt-level = "z"`, `wasm-opt -Oz`). rust-i18n looks keys up when run and knows
//! neither missing arguments nor plurals, and `leptos_i18n` belongs to Leptos, while mails need the
//! same words.

mod audit;
mod decision;
mod format;
#[expect(clippy::match_same_arms, reason = "a name is the same in both languages")]
mod generated;
mod language;
mod names;
mod plural;
mod provider;
mod role;
mod sentence;

pub use language::{Language, UnknownLanguage};
pub use sentence::{Gap, Sentence};
