//! Signing in with a provider: `POST /sign-in/{provider}` leads there, and it leads back to
//! `GET /sign-in/{provider}/callback`. `POST /sign-in/{provider}/proof` does the same to prove a login
//! in the session that one has (P7, P8).

use std::sync::Arc;

use app::{Visitor, places, session};
use axum::{
    Extension, Form, Json, Router,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, Html, IntoResponse, Redirect, Response},
    routing::{get, post},
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
        .route("/sign-in/{provider}/proof", post(prove))
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

async fn begin(
    state: State<Settings>,
    Path(provider): Path<String>,
    visitor: Extension<Visitor>,
    headers: HeaderMap,
    Form(wish): Form<Wish>,
) -> Response {
    lead_on(state, &provider, visitor, &headers, &wish.next, None).await
}

async fn prove(
    state: State<Settings>,
    Path(provider): Path<String>,
    visitor: Extension<Visitor>,
    headers: HeaderMap,
    Form(wish): Form<Wish>,
) -> Response {
    // Without a session it is told so.
    let session = session::token(&headers).unwrap_or_default();
    lead_on(state, &provider, visitor, &headers, &wish.next, Some(session)).await
}

/// Leads on by a page of its own. A redirect would not do: what follows a form may lead to our own
/// addresses only, as our policy says, and a provider may lead on to others that we don't know.
async fn lead_on(
    State(Settings { service, styles }): State<Settings>,
    provider: &str,
    Extension(visitor): Extension<Visitor>,
    headers: &HeaderMap,
    next: &str,
    proving_for: Option<&str>,
) -> Response {
    let next = places::known(next);
    let browser = session::cookie(headers, COOKIE);
    let begun = match service.begin_at_provider(provider, browser, next, proving_for).await {
        Ok(begun) => begun,
        Err(error) => return refused(provider, error, next, &visitor, headers),
    };
    let kept = FLOW_AT_MOST.num_seconds();
    let cookie = format!(
        "{COOKIE}={}; Path=/; Max-Age={kept}; Secure; HttpOnly; SameSite=Lax",
        begun.browser
    );
    let cookie = AppendHeaders([(header::SET_COOKIE, cookie)]);
    if asks_for_json(headers) {
        return (cookie, Json(json!({"address": begun.address}))).into_response();
    }
    let t = visitor.language;
    let name = service.provider_name(provider).unwrap_or_default();
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
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    answer: Result<Query<Answer>, QueryRejection>,
) -> Response {
    let Query(Answer { state, code, error, iss: issuer }) = answer.unwrap_or_default();
    let back = Return { state, code, error, issuer };
    let browser = session::cookie(&headers, COOKIE);
    let session = session::token(&headers);
    let language = visitor.language;
    let finished = service.finish_at_provider(&provider, browser, session, back, language, &from);
    let finished = match finished.await {
        Ok(finished) => finished,
        Err(error) => return refused(&provider, error, places::HOME, &visitor, &headers),
    };
    let next = places::known(&finished.next);
    let Some(session) = finished.session else {
        return Redirect::to(&with(next, "done=proved")).into_response();
    };
    let session = session::cookie_of(&session.token, session.expires_at);
    (AppendHeaders([(header::SET_COOKIE, session)]), Redirect::to(next)).into_response()
}

/// Back to the page that they came from, which says why; a program gets the name of it.
fn refused(
    provider: &str,
    error: ProviderError,
    next: &str,
    visitor: &Visitor,
    headers: &HeaderMap,
) -> Response {
    let (refusal, next) = match error {
        ProviderError::NotSignedIn if asks_for_json(headers) => {
            return StatusCode::UNAUTHORIZED.into_response();
        }
        ProviderError::NotSignedIn => {
            return Redirect::to(&places::sign_in(next)).into_response();
        }
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
    // Logins are proven on the pages of the profiles, by who is signed in.
    let page = if visitor.learner.is_some() && next.starts_with(places::PROFILES) {
        places::known(&next).to_owned()
    } else {
        places::sign_in(&next)
    };
    // Only the id of a provider that is configured gets here.
    let why = format!("error={}&provider={provider}", refusal.name());
    Redirect::to(&with(&page, &why)).into_response()
}

/// The address of a page with more in its query.
fn with(page: &str, more: &str) -> String {
    let joint = if page.contains('?') { '&' } else { '?' };
    format!("{page}{joint}{more}")
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
