//! What several pages use.

pub mod answer;
pub mod certification;
pub mod demo_bar;
pub mod header;
pub mod notice;
pub mod page;
pub mod problem;
pub mod reason;
pub mod sentence;
pub mod state;
pub mod time;
