//! Accounts by mail: registering, another password, another address. Whether an address is known is
//! told by mail alone.

use leptos::prelude::*;
use uuid::Uuid;

use super::{ApiError, json::Json};
use crate::{pages::account::Done, places};

/// Where one registers.
pub(crate) const REGISTER: &str = "/register";
/// Where one asks for another password.
pub(crate) const FORGOT: &str = "/forgot";

/// Sends a mail with which whoever reads it can make an account.
#[server(prefix = "/api", endpoint = "register", output = Json)]
pub async fn register(
    /// The address of the account.
    email: String,
) -> Result<(), ApiError> {
    use super::request;

    let (language, from) = (request::language(), request::origin().address);
    let asked = request::service().register(&email, language, from).await;
    sent(REGISTER, asked.map_err(Into::into))
}

/// Sends a mail with which whoever reads it can choose another password.
#[server(prefix = "/api", endpoint = "forgot", output = Json)]
pub async fn forgot(
    /// The address of the account.
    email: String,
) -> Result<(), ApiError> {
    use super::request;

    let (language, from) = (request::language(), request::origin().address);
    let asked = request::service().forgot_password(&email, language, from).await;
    sent(FORGOT, asked.map_err(Into::into))
}

/// Leads back to the page, which says where the mail went.
fn sent(page: &str, asked: Result<String, ApiError>) -> Result<(), ApiError> {
    use super::request;

    let address = request::back_to(page, asked)?;
    crate::session::show_once(page, &places::encoded(&address));
    request::lead_to(&format!("{page}?done=sent"));
    Ok(())
}

/// Sends a mail with which a login gets the address that it goes to.
#[server(prefix = "/api", endpoint = "account/address", output = Json)]
pub async fn ask_address(
    /// Of which login.
    login_id: Uuid,
    /// Its present password.
    password: String,
    /// The new address.
    address: String,
) -> Result<(), ApiError> {
    use super::request;

    let asked = async {
        let (learner, from) = (request::learner()?, request::origin().address);
        let (service, language) = (request::service(), request::language());
        Ok(service.ask_address(learner, login_id, &password, &address, language, from).await?)
    };
    request::back_to("/account", asked.await)?;
    request::lead_to(&format!("/account?done={}", Done::AddressAsked.name()));
    Ok(())
}

/// Makes the account that the link of a mail is for, and signs in.
#[server(prefix = "/api", endpoint = "go/register", output = Json)]
pub async fn create_account(
    /// That of the link.
    token: String,
    /// 1 to 100 characters.
    name: String,
    /// 10 to 256 characters.
    password: String,
) -> Result<(), ApiError> {
    use super::request;

    let (service, language, from) = (request::service(), request::language(), request::origin());
    let session = service.create_account(&token, &name, &password, language, &from).await;
    let session = request::back_to(&places::link(&token), session.map_err(Into::into))?;
    crate::session::begin(&session.token, session.expires_at);
    request::lead_to(places::HOME);
    Ok(())
}

/// Sets the password that the link of a mail is for, and ends all sessions.
#[server(prefix = "/api", endpoint = "go/password", output = Json)]
pub async fn reset_password(
    /// That of the link.
    token: String,
    /// 10 to 256 characters.
    password: String,
) -> Result<(), ApiError> {
    use super::request;

    let (language, from) = (request::language(), request::origin().address);
    let set = request::service().reset_password(&token, &password, language, from).await;
    request::back_to(&places::link(&token), set.map_err(Into::into))?;
    request::lead_to("/sign-in?done=password");
    Ok(())
}

/// Gives a login the address that the link of a mail is for.
#[server(prefix = "/api", endpoint = "go/address", output = Json)]
pub async fn change_address(
    /// That of the link.
    token: String,
) -> Result<(), ApiError> {
    use super::request;

    let changed = async {
        let (learner, session) = (request::learner()?, request::session()?);
        let (service, language) = (request::service(), request::language());
        Ok(service.change_address(learner, &session, &token, language).await?)
    };
    let link = places::link(&token);
    let page = if request::learner().is_ok() { link } else { places::sign_in(&link) };
    request::back_to(&page, changed.await)?;
    request::lead_to(&format!("/account?done={}", Done::Address.name()));
    Ok(())
}
