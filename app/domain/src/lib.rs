//! What is true: the types and rules of certification renewal. No clock, no I/O, no framework.
//!
//! Every function that depends on time takes `now`. The ids in comments and test names (`W2`, `A8`)
//! are those of the renewal rules, see `docs/rules.md`.

pub mod api_key;
pub mod assessment;
pub mod attempt;
pub mod audit;
pub mod certification;
pub mod credential;
pub mod decision;
pub mod earning;
pub mod extension;
pub mod notice;
pub mod profile;
pub mod role;
pub mod scoring;
pub mod simulate;
pub mod view;
pub mod window;
