//! Keys for the HTTP API.

use domain::{api_key::Scope, role::Action, view};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use service::Actor;
use uuid::Uuid;

use super::{ApiError, Json, allowed, request};

const PAGE: &str = "/admin/keys";

/// All keys, the newest first, without the secrets.
#[server(prefix = "/api", endpoint = "admin/keys", input = GetUrl, output = Json)]
pub async fn list() -> Result<Vec<view::ApiKey>, ApiError> {
    request::shown_on(PAGE);
    allowed(Action::ManageKeys)?;
    Ok(request::service().api_keys().await?)
}

/// Makes a key. The answer is the only place where it stands; for a plain form that is the page,
/// once.
#[server(prefix = "/api", endpoint = "admin/keys/create", output = Json)]
pub async fn create(
    /// Who will use it.
    #[server(default)]
    name: String,
    /// What it is good for.
    #[server(default)]
    scope: Vec<Scope>,
) -> Result<String, ApiError> {
    let made = async {
        let by = Actor::Learner(allowed(Action::ManageKeys)?);
        Ok(request::service().create_api_key(by, &name, &scope).await?.key)
    };
    let key = request::back_to(PAGE, made.await)?;
    if request::is_plain_form() {
        crate::session::show_once(PAGE, &key);
    }
    request::lead_to(PAGE);
    Ok(key)
}

/// Makes a key good for nothing.
#[server(prefix = "/api", endpoint = "admin/keys/revoke", output = Json)]
pub async fn revoke(
    /// Which.
    id: Uuid,
) -> Result<(), ApiError> {
    let revoked = async {
        let by = Actor::Learner(allowed(Action::ManageKeys)?);
        Ok(request::service().revoke_api_key(by, id).await?)
    };
    request::back_to(PAGE, revoked.await)?;
    request::lead_to(PAGE);
    Ok(())
}
