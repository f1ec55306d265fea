//! The server functions: who asks, what the service answers. Their addresses and shapes are a
//! contract with other programs.

pub mod accounts;
pub mod attempts;
pub mod catalogue;
mod error;
mod json;
pub mod renewals;
#[cfg(feature = "ssr")]
pub(crate) mod request;

pub use error::ApiError;
