//! P6, P7: who asks support, and what support stands for.

use domain::{profile::AttestationFault, role::Action, view};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use service::profiles::Attested;
use uuid::Uuid;

use super::{ApiError, Json, allowed, request};

const PAGE: &str = "/admin/requests";

/// What people have asked and nobody has answered, the oldest first.
#[server(prefix = "/api", endpoint = "admin/requests", input = GetUrl, output = Json)]
pub async fn requests() -> Result<Vec<view::HelpRequest>, ApiError> {
    request::shown_on(PAGE);
    allowed(Action::Attest)?;
    Ok(request::service().support_requests().await?)
}

/// Answers a request, which closes it.
#[server(prefix = "/api", endpoint = "admin/requests/answer", output = Json)]
pub async fn answer(
    /// Which.
    reference: String,
    /// What the person reads in their history.
    #[server(default)]
    answer: String,
) -> Result<(), ApiError> {
    let answered = async {
        let by = allowed(Action::Attest)?;
        Ok(request::service().answer_support_request(by, &reference, &answer).await?)
    };
    request::back_to(PAGE, answered.await)?;
    request::lead_to(&format!("{PAGE}?done=answered"));
    Ok(())
}

/// P7: support stands for a merge, which the person then carries out.
#[server(prefix = "/api", endpoint = "admin/attest/merge", output = Json)]
pub async fn attest_merge(
    /// On whose page.
    person: Uuid,
    /// The profile that stays.
    target: Uuid,
    /// The number of the profile that goes into it.
    #[server(default)]
    source: String,
    /// Why; the person can read it.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let attested = async {
        let by = allowed(Action::Attest)?;
        let fault = AttestationFault::UnknownProfile;
        let source = source.trim().parse().map_err(|_| ApiError::NotAttested { fault })?;
        Ok(request::service().attest(by, Attested::Merge { target, source }, &reason).await?)
    };
    back(person, attested.await, "merge")
}

/// P6: the certification profile gets another personal login, at once.
#[server(prefix = "/api", endpoint = "admin/attest/login", output = Json)]
pub async fn attest_login(
    /// On whose page.
    person: Uuid,
    /// The profile.
    profile: Uuid,
    /// Its new login.
    login: Uuid,
    /// Why; the person can read it.
    #[server(default)]
    reason: String,
) -> Result<(), ApiError> {
    let attested = async {
        let by = allowed(Action::Attest)?;
        Ok(request::service().attest(by, Attested::LoginChange { profile, login }, &reason).await?)
    };
    back(person, attested.await, "login")
}

/// Leads a form back to the person's page, which says what was done or why not.
fn back(person: Uuid, result: Result<(), ApiError>, done: &str) -> Result<(), ApiError> {
    let page = format!("/admin/people/{person}");
    request::back_to(&page, result)?;
    request::lead_to(&format!("{page}?done={done}"));
    Ok(())
}
