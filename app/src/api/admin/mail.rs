//! Mails that could not be delivered.

use domain::{role::Action, view};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use service::Actor;
use uuid::Uuid;

use super::{ApiError, Json, allowed, request};

const PAGE: &str = "/admin/mail";

/// A page of them, the newest first; `older` is what the page before it has said.
#[server(prefix = "/api", endpoint = "admin/mail", input = GetUrl, output = Json)]
pub async fn dead(
    /// Empty for the newest.
    #[server(default)]
    older: String,
) -> Result<view::DeadMails, ApiError> {
    request::shown_on(PAGE);
    allowed(Action::SeeMail)?;
    let older = Some(older.as_str()).filter(|older| !older.is_empty());
    Ok(request::service().dead_page(older).await?)
}

/// Has some of them tried again, and says how many.
#[server(prefix = "/api", endpoint = "admin/mail/retry", output = Json)]
pub async fn retry(
    /// Which, at most a page of them.
    #[server(default)]
    id: Vec<Uuid>,
) -> Result<usize, ApiError> {
    // Not led back: whoever may only look sees the page, but has no such form.
    let by = Actor::Learner(allowed(Action::RetryMail)?);
    let retried = async { Ok(request::service().retry_dead(by, &id).await?) };
    let count = request::back_to(PAGE, retried.await)?;
    request::lead_to(&format!("{PAGE}?retried={count}"));
    Ok(count)
}
