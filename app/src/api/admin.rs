//! Support and administration. Whoever may not do something gets the answer of what is not there.

#![expect(clippy::unused_async, reason = "all server functions are asynchronous")]

pub mod audit;
pub mod extensions;
pub mod keys;
pub mod mail;
pub mod people;
pub mod roles;
pub mod support;

use domain::role::Action;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use uuid::Uuid;

use super::{ApiError, json::Json, request};

/// Who asks, if one of their roles may do this.
fn allowed(action: Action) -> Result<Uuid, ApiError> {
    let learner = request::visitor().learner.ok_or(ApiError::NotSignedIn)?;
    if learner.roles.may(action) { Ok(learner.id) } else { Err(ApiError::NotFound) }
}

/// The first page: whether there is one for who asks.
#[server(prefix = "/api", endpoint = "admin", input = GetUrl, output = Json)]
pub async fn enter() -> Result<(), ApiError> {
    request::shown_on("/admin");
    allowed(Action::Enter).map(|_| ())
}
