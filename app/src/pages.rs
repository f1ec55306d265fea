//! The pages, a module each.

pub mod account;
#[cfg(feature = "ssr")]
pub mod admin;
pub mod attempt;
pub mod certification;
pub mod certifications;
pub mod credential;
pub mod dashboard;
pub mod go;
pub mod home;
pub mod mailbox;
pub mod not_found;
pub mod profiles;
pub mod register;
pub mod result;
pub mod sign_in;
