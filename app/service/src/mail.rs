//! Mail: whether it is still true, what it says, how it is written and put together, and what people
//! choose about it.

pub mod compose;
pub mod content;
mod facts;
pub mod letter;
pub mod message;
mod preferences;
pub mod samples;
