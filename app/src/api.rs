//! The server functions: who asks, what the service answers. Their addresses and shapes are a
//! contract with other programs.

#[cfg(feature = "ssr")]
pub mod account;
#[cfg(feature = "ssr")]
pub mod accounts;
#[cfg(feature = "ssr")]
pub mod addresses;
#[cfg(feature = "ssr")]
pub mod admin;
pub mod attempts;
#[cfg(feature = "ssr")]
pub mod catalogue;
mod error;
mod json;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
pub mod profiles;
#[cfg(feature = "ssr")]
pub mod renewals;
#[cfg(feature = "ssr")]
pub(crate) mod request;

pub use error::ApiError;
