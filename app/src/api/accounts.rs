//! Signing in and out.

use leptos::prelude::*;

use super::{ApiError, json::Json};

/// Begins a session and leads to `next`.
#[server(prefix = "/api", endpoint = "sign-in", output = Json)]
pub async fn sign_in(
    /// Whose account.
    email: String,
    /// Its password.
    password: String,
    /// The page to go on to, if it is one of ours.
    #[server(default)]
    next: String,
) -> Result<(), ApiError> {
    use super::request;

    let from = request::origin();
    let session = request::service().sign_in(&email, &password, &from).await.map_err(Into::into);
    let session = request::back_to(&crate::places::sign_in(&next), session)?;
    crate::session::begin(&session.token, session.expires_at);
    request::lead_to(crate::places::known(&next));
    Ok(())
}

/// Ends the session; it is no error where there is none.
#[server(prefix = "/api", endpoint = "sign-out", output = Json)]
pub async fn sign_out() -> Result<(), ApiError> {
    use super::request;

    if let Some(token) = request::token() {
        request::service().sign_out(&token).await?;
    }
    crate::session::end();
    request::lead_to("/");
    Ok(())
}
