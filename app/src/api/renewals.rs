//! What a learner holds.

use domain::view;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use uuid::Uuid;

use super::{ApiError, json::Json};

/// All credentials of the learner.
#[server(prefix = "/api", endpoint = "dashboard", input = GetUrl, output = Json)]
pub async fn dashboard() -> Result<view::Dashboard, ApiError> {
    use super::request;

    request::shown_on("/dashboard");
    Ok(request::service().dashboard(request::learner()?, request::language()).await?)
}

/// One credential.
#[server(prefix = "/api", endpoint = "credential", input = GetUrl, output = Json)]
pub async fn credential(
    /// Its id.
    id: Uuid,
) -> Result<view::Credential, ApiError> {
    use super::request;

    request::shown_on(&format!("/credentials/{id}"));
    Ok(request::service().credential(request::learner()?, id, request::language()).await?)
}

/// One credential with all that its page shows.
#[server(prefix = "/api", endpoint = "credential-page", input = GetUrl, output = Json)]
pub async fn credential_page(
    /// Its id.
    id: Uuid,
) -> Result<view::CredentialPage, ApiError> {
    use super::request;

    request::shown_on(&format!("/credentials/{id}"));
    let learner = request::learner()?;
    let page = request::service().credential_page(learner, id, request::language()).await?;
    if page.credential.id != id {
        request::lead_to(&format!("/credentials/{}", page.credential.id)); // P7: an old link
    }
    Ok(page)
}
