//! The two profiles: how they stand, and what changes them. Forms come back to their page.

use domain::view;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use uuid::Uuid;

use super::{ApiError, json::Json};
use crate::places::{PROFILES, merge_with};

/// How the profiles of the learner stand (P5), and what can be done.
#[server(prefix = "/api", endpoint = "profiles", input = GetUrl, output = Json)]
pub async fn profiles() -> Result<view::ProfilesPage, ApiError> {
    use super::request;

    request::shown_on(PROFILES);
    Ok(request::service().profiles_page(request::learner()?, &request::session()?).await?)
}

/// Proves a built-in login in this session, for 10 minutes. Leads back to the profiles, or to the
/// merge that it is for.
#[server(prefix = "/api", endpoint = "profiles/prove", output = Json)]
pub async fn prove(
    /// Whose login.
    email: String,
    /// Its password.
    password: String,
    /// The profile that is to be merged, if the proof is for that.
    #[server(default)]
    merge: Option<Uuid>,
) -> Result<(), ApiError> {
    use super::request;

    let page = merge.map_or_else(|| PROFILES.to_owned(), merge_with);
    let proved = async {
        let (service, token) = (request::service(), request::session()?);
        Ok(service.prove_password(&token, &email, &password, &request::origin()).await?)
    };
    request::back_to(&page, proved.await)?;
    request::lead_to(&done(&page, "proved"));
    Ok(())
}

/// P2: connects the two profiles.
#[server(prefix = "/api", endpoint = "profiles/connect", output = Json)]
pub async fn connect() -> Result<(), ApiError> {
    use super::request;

    let connected = async { Ok(request::service().connect_profiles(&request::session()?).await?) };
    request::back_to(PROFILES, connected.await)?;
    request::lead_to(&done(PROFILES, "connected"));
    Ok(())
}

/// P6: makes a proven login the personal one of the learning profile.
#[server(prefix = "/api", endpoint = "profiles/replace", output = Json)]
pub async fn replace(
    /// Which login.
    login_id: Uuid,
) -> Result<(), ApiError> {
    use super::request;

    let replaced = async {
        Ok(request::service().replace_personal_login(&request::session()?, login_id).await?)
    };
    request::back_to(PROFILES, replaced.await)?;
    request::lead_to(&done(PROFILES, "replaced"));
    Ok(())
}

/// P6: begins a new learning profile with a proven login.
#[server(prefix = "/api", endpoint = "profiles/start", output = Json)]
pub async fn start(
    /// Which login.
    login_id: Uuid,
) -> Result<(), ApiError> {
    use super::request;

    let started = async {
        Ok(request::service().start_learning_profile(&request::session()?, login_id).await?)
    };
    request::back_to(PROFILES, started.await)?;
    request::lead_to(&done(PROFILES, "started"));
    Ok(())
}

/// P3: adds a proven work login.
#[server(prefix = "/api", endpoint = "profiles/add-login", output = Json)]
pub async fn add_login(
    /// Which login.
    login_id: Uuid,
) -> Result<(), ApiError> {
    use super::request;

    let added =
        async { Ok(request::service().add_work_login(&request::session()?, login_id).await?) };
    request::back_to(PROFILES, added.await)?;
    request::lead_to(&done(PROFILES, "added"));
    Ok(())
}

/// P8: removes a login.
#[server(prefix = "/api", endpoint = "profiles/remove-login", output = Json)]
pub async fn remove_login(
    /// Which login.
    login_id: Uuid,
) -> Result<(), ApiError> {
    use super::request;

    let removed =
        async { Ok(request::service().remove_login(&request::session()?, login_id).await?) };
    request::back_to(PROFILES, removed.await)?;
    request::lead_to(&done(PROFILES, "removed"));
    Ok(())
}

/// P7: what a merge would do.
#[server(prefix = "/api", endpoint = "profiles/merge-preview", input = GetUrl, output = Json)]
pub async fn merge_preview(
    /// The profile that goes into one's own.
    profile_id: Uuid,
) -> Result<view::MergePreview, ApiError> {
    use super::request;

    request::shown_on(&merge_with(profile_id));
    let (service, language) = (request::service(), request::language());
    request::learner()?;
    Ok(service.merge_preview(&request::session()?, profile_id, language).await?)
}

/// P7: merges, once and for all.
#[server(prefix = "/api", endpoint = "profiles/merge", output = Json)]
pub async fn merge(
    /// The profile that goes into one's own.
    profile_id: Uuid,
    /// That it can't be undone is understood.
    #[server(default)]
    understood: bool,
) -> Result<(), ApiError> {
    use super::request;

    let merged = async {
        let (service, token) = (request::service(), request::session()?);
        if !understood {
            return Err(ApiError::Invalid);
        }
        Ok(service.merge_profiles(&token, profile_id).await?)
    };
    request::back_to(&merge_with(profile_id), merged.await)?;
    request::lead_to(&done(PROFILES, "merged"));
    Ok(())
}

/// P6: asks support; answers the reference.
#[server(prefix = "/api", endpoint = "profiles/ask-support", output = Json)]
pub async fn ask_support(
    /// What happened.
    #[server(default)]
    message: String,
) -> Result<String, ApiError> {
    use super::request;

    let asked = async { Ok(request::service().ask_support(request::learner()?, &message).await?) };
    let reference = request::back_to(PROFILES, asked.await)?;
    request::lead_to(&done(PROFILES, "asked"));
    Ok(reference)
}

/// The page that says what was done.
fn done(page: &str, what: &str) -> String {
    let joint = if page.contains('?') { '&' } else { '?' };
    format!("{page}{joint}done={what}")
}
