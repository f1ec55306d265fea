//! One's own account: what is chosen for it, its sessions, its trail, and leaving.

use domain::view;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use uuid::Uuid;

use super::{ApiError, json::Json};
use crate::pages::account::Done;

/// The account with its logins and sessions.
#[server(prefix = "/api", endpoint = "account", input = GetUrl, output = Json)]
pub async fn account() -> Result<view::Account, ApiError> {
    use super::request;

    request::shown_on("/account");
    Ok(request::service().account(request::learner()?, &request::session()?).await?)
}

/// A page of what was done to the account; `older` is what the page before it has said.
#[server(prefix = "/api", endpoint = "account/history", input = GetUrl, output = Json)]
pub async fn trail(
    /// Empty for the newest.
    #[server(default)]
    older: String,
) -> Result<view::Trail, ApiError> {
    use super::request;

    request::shown_on("/account/history");
    let older = Some(older.as_str()).filter(|older| !older.is_empty());
    Ok(request::service().trail(request::learner()?, older, request::language()).await?)
}

/// Changes what one is called.
#[server(prefix = "/api", endpoint = "account/name", output = Json)]
pub async fn set_name(
    /// 1 to 100 characters.
    name: String,
) -> Result<(), ApiError> {
    use super::request;

    let changed =
        async { Ok(request::service().set_name(request::learner()?, &name).await?) }.await;
    led_on(Done::Name, changed)
}

/// Keeps a time zone with the account.
#[server(prefix = "/api", endpoint = "account/time-zone", output = Json)]
pub async fn set_time_zone(
    /// Its IANA name; empty for none.
    time_zone: String,
) -> Result<(), ApiError> {
    use super::request;

    let zone = Some(time_zone.as_str()).filter(|zone| !zone.is_empty());
    let changed =
        async { Ok(request::service().set_time_zone(request::learner()?, zone).await?) }.await;
    led_on(Done::TimeZone, changed)
}

/// Changes a password and ends all other sessions.
#[server(prefix = "/api", endpoint = "account/password", output = Json)]
pub async fn change_password(
    /// Of which login.
    login_id: Uuid,
    /// The present password.
    old: String,
    /// 10 to 256 characters.
    new: String,
) -> Result<(), ApiError> {
    use super::request;

    let changed = async {
        let (learner, token) = (request::learner()?, request::session()?);
        let (from, passwords) = (request::origin().address, [old.as_str(), new.as_str()]);
        let (service, language) = (request::service(), request::language());
        Ok(service.change_password(learner, &token, login_id, passwords, language, from).await?)
    };
    led_on(Done::Password, changed.await)
}

/// Ends one session; the present one too, which signs out.
#[server(prefix = "/api", endpoint = "account/sessions/end", output = Json)]
pub async fn end_session(
    /// Which.
    id: Uuid,
) -> Result<(), ApiError> {
    use super::request;

    let ended = async {
        let (learner, token) = (request::learner()?, request::session()?);
        Ok(request::service().end_session(learner, &token, id).await?)
    };
    let ended = ended.await;
    if matches!(ended, Ok(true)) {
        crate::session::end();
        request::lead_to("/");
        return Ok(());
    }
    led_on(Done::Session, ended.map(drop))
}

/// Ends all sessions but the present one.
#[server(prefix = "/api", endpoint = "account/sessions/end-others", output = Json)]
pub async fn end_other_sessions() -> Result<(), ApiError> {
    use super::request;

    let ended = async {
        let (learner, token) = (request::learner()?, request::session()?);
        Ok(request::service().end_other_sessions(learner, &token).await?)
    };
    led_on(Done::Sessions, ended.await)
}

/// Deletes the account, for good, and ends the session.
#[server(prefix = "/api", endpoint = "account/delete", output = Json)]
pub async fn delete(
    /// Of the login that the session was begun with; not needed where it has none.
    #[server(default)]
    password: String,
) -> Result<(), ApiError> {
    use super::request;

    let deleted = async {
        let (learner, token) = (request::learner()?, request::session()?);
        let from = request::origin().address;
        Ok(request::service().delete_account(learner, &token, &password, from).await?)
    };
    request::back_to("/account/delete", deleted.await)?;
    crate::session::end();
    request::lead_to("/account/deleted");
    Ok(())
}

/// Leads a form back to the account, which says what was done or why not.
fn led_on(done: Done, result: Result<(), ApiError>) -> Result<(), ApiError> {
    use super::request;

    request::back_to("/account", result)?;
    request::lead_to(&format!("/account?done={}", done.name()));
    Ok(())
}
