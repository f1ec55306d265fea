//! Mail: when it is due, whether it is still true, what it says, how it is written and put together,
//! how it goes out, and what people choose about it.

mod admin;
pub mod compose;
pub mod content;
mod counters;
mod dead;
mod facts;
pub mod letter;
pub mod message;
mod outbox;
mod planning;
mod preferences;
pub mod samples;
pub mod transport;

pub use self::{counters::Counters, outbox::Mailer};
pub use lettre::message::Mailbox;
