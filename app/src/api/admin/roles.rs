//! Who has which role.

use domain::{
    role::{Action, Role},
    view,
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use service::Actor;
use uuid::Uuid;

use super::{ApiError, Json, allowed, request};

const PAGE: &str = "/admin/roles";

/// Everybody who has a role, a line for each.
#[server(prefix = "/api", endpoint = "admin/roles", input = GetUrl, output = Json)]
pub async fn list() -> Result<Vec<view::RoleHolder>, ApiError> {
    request::shown_on(PAGE);
    allowed(Action::ManageRoles)?;
    Ok(request::service().role_holders().await?)
}

/// Gives a role, from the next request on.
#[server(prefix = "/api", endpoint = "admin/roles/give", output = Json)]
pub async fn give(
    /// The address of a built-in account, or a person's number.
    person: String,
    /// Which role.
    role: Role,
) -> Result<(), ApiError> {
    let given = async {
        let by = Actor::Learner(allowed(Action::ManageRoles)?);
        let service = request::service();
        let person = service.person_named(&person).await.map_err(|error| match error {
            service::Error::NotFound => ApiError::UnknownPerson,
            other => other.into(),
        })?;
        Ok(service.give_role(by, person, role).await?)
    };
    request::back_to(PAGE, given.await)?;
    request::lead_to(PAGE);
    Ok(())
}

/// Takes a role away, from the next request on. The last administrator keeps theirs.
#[server(prefix = "/api", endpoint = "admin/roles/take", output = Json)]
pub async fn take(
    /// Whose.
    person: Uuid,
    /// Which role.
    role: Role,
) -> Result<(), ApiError> {
    let taken = async {
        let by = Actor::Learner(allowed(Action::ManageRoles)?);
        Ok(request::service().take_role(by, person, role).await?)
    };
    request::back_to(PAGE, taken.await)?;
    request::lead_to(PAGE);
    Ok(())
}
