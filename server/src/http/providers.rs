//! Signing in with a provider: `POST /sign-in/{provider}` leads there, and it leads back to
//! `GET /sign-in/{provider}/callback`.

use std::sync::Arc;

use app::{Visitor, places, session};
use axum::{
    Extension, Form, Json, Router,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, Html, IntoResponse, Redirect, Response},
    routing::get,
};
use domain::view::ProviderRefusal;
use serde::Deserialize;
use serde_json::json;
use service::{
    Service, SignInFrom,
    oidc::{FLOW_AT_MOST, ProviderError, Return},
};

use super::{json::asks_for_json, plain};

/// Binds a flow to the browser that began it. `Lax`, or it would not come back from elsewhere.
const COOKIE: &str = "__Host-sign-in";

/// What the routes need.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Knows the providers.
    pub service: Service,
    /// The address of the styles.
    pub styles: Arc<str>,
}

/// The routes.
pub fn router(settings: Settings) -> Router {
    Router::new()
        .route("/sign-in/{provider}", get(to_the_page).post(begin))
        .route("/sign-in/{provider}/callback", get(finish))
        .with_state(settings)
}

/// Nothing begins by a link: whoever follows one finds the buttons.
async fn to_the_page() -> Redirect {
    Redirect::to("/sign-in")
}

#[derive(Deserialize)]
struct Wish {
    /// The page to go on to.
    #[serde(default)]
    next: String,
}

/// Leads on by a page of its own. A redirect would not do: what follows a form may lead to our own
/// addresses only, as our policy says, and a provider may lead on to others that we don't know.
async fn begin(
    State(Settings { service, styles }): State<Settings>,
    Path(provider): Path<String>,
    visitor: Option<Extension<Visitor>>,
    headers: HeaderMap,
    Form(wish): Form<Wish>,
) -> Response {
    let next = places::known(&wish.next);
    let browser = session::cookie(&headers, COOKIE);
    let begun = match service.begin_at_provider(&provider, browser, next).await {
        Ok(begun) => begun,
        Err(error) => return refused(&provider, error, next, &headers),
    };
    let kept = FLOW_AT_MOST.num_seconds();
    let cookie = format!(
        "{COOKIE}={}; Path=/; Max-Age={kept}; Secure; HttpOnly; SameSite=Lax",
        begun.browser
    );
    let cookie = AppendHeaders([(header::SET_COOKIE, cookie)]);
    if asks_for_json(&headers) {
        return (cookie, Json(json!({"address": begun.address}))).into_response();
    }
    let t = visitor.map(|visitor| visitor.language).unwrap_or_default();
    let name = service.provider_name(&provider).unwrap_or_default();
    let page = plain::page(
        t,
        &styles,
        &t.provider_leading_title(name),
        t.provider_leading(),
        (&begun.address, &t.provider_continue(name)),
    );
    (cookie, [(header::REFRESH, format!("0; url={}", begun.address))], Html(page)).into_response()
}

/// What a provider adds to the address of the callback; anything may be missing.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Answer {
    state: String,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

async fn finish(
    State(Settings { service, .. }): State<Settings>,
    Path(provider): Path<String>,
    Extension(from): Extension<SignInFrom>,
    headers: HeaderMap,
    answer: Result<Query<Answer>, QueryRejection>,
) -> Response {
    let Query(Answer { state, code, error, iss: issuer }) = answer.unwrap_or_default();
    let back = Return { state, code, error, issuer };
    let browser = session::cookie(&headers, COOKIE);
    let finished = match service.finish_at_provider(&provider, browser, back, &from).await {
        Ok(finished) => finished,
        Err(error) => return refused(&provider, error, places::HOME, &headers),
    };
    let session = session::cookie_of(&finished.session.token, finished.session.expires_at);
    let next = Redirect::to(places::known(&finished.next));
    (AppendHeaders([(header::SET_COOKIE, session)]), next).into_response()
}

/// Back to the sign-in page, which says why; a program gets the name of it.
fn refused(provider: &str, error: ProviderError, next: &str, headers: &HeaderMap) -> Response {
    let (refusal, next) = match error {
        ProviderError::Unknown => return StatusCode::NOT_FOUND.into_response(),
        ProviderError::Error(error) => {
            tracing::error!(%error, provider, "signing in with a provider failed");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
        ProviderError::Refused { refusal, next: kept } => {
            (refusal, kept.unwrap_or_else(|| next.to_owned()))
        }
    };
    if asks_for_json(headers) {
        let error = json!({"error": refusal.name()});
        return (status(refusal), Json(error)).into_response();
    }
    let page = places::sign_in(&next);
    let joint = if page.contains('?') { '&' } else { '?' };
    // Only the id of a provider that is configured gets here.
    Redirect::to(&format!("{page}{joint}error={}&provider={provider}", refusal.name()))
        .into_response()
}

/// None of them is our fault, and a 503 says whose it is.
fn status(refusal: ProviderRefusal) -> StatusCode {
    match refusal {
        ProviderRefusal::Denied | ProviderRefusal::Stale | ProviderRefusal::Unproven => {
            StatusCode::UNAUTHORIZED
        }
        ProviderRefusal::NotTaken | ProviderRefusal::Nonsense | ProviderRefusal::Unreachable => {
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
