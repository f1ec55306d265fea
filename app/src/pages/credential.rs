//! One credential: where it stands, how it is renewed, how to prepare, what has been.

mod dates;
mod history;
mod page;
mod start;

pub use page::CredentialPage;
