//! Mail: whether it is still true, what it says, how it is written and put together, and what people
//! choose about it.
//! Mail: when it is due, whether it is still true, what it says, how it is written and put together,
//! and how it goes out.

mod admin;
pub mod compose;
pub mod content;
mod facts;
mod counters;
pub mod letter;
pub mod message;
mod preferences;
pub mod samples;
mod outbox;
mod planning;
pub mod transport;

pub use self::{counters::Counters, outbox::Mailer};
pub use lettre::message::Mailbox;
