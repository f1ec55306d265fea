//! Finding and looking at people.

use domain::{role::Action, view};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use uuid::Uuid;

use super::{ApiError, Json, allowed, request};

/// People by number, name or address.
#[server(prefix = "/api", endpoint = "admin/people", input = GetUrl, output = Json)]
pub async fn find(
    /// A whole number, or a name or an address as far as it is known.
    #[server(default)]
    q: String,
) -> Result<view::PeopleFound, ApiError> {
    request::shown_on("/admin/people");
    allowed(Action::SeePeople)?;
    Ok(request::service().find_people(&q).await?)
}

/// A person with their history. The look is written to the audit log.
#[server(prefix = "/api", endpoint = "admin/person", input = GetUrl, output = Json)]
pub async fn person(
    /// Their number, or that of a certification profile.
    id: Uuid,
) -> Result<view::Person, ApiError> {
    request::shown_on(&format!("/admin/people/{id}"));
    let by = allowed(Action::SeePeople)?;
    Ok(request::service().person(by, id, request::language()).await?)
}
