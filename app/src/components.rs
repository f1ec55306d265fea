//! What several pages use.

pub mod demo_bar;
pub mod header;
pub mod page;
pub mod problem;
pub mod time;
