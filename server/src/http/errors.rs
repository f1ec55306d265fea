//! What an error looks like that no page has answered: JSON for programs, a small page for people.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use serde_json::json;
use words::Language;

use super::{language, plain, problem::PROBLEM_JSON};

/// Gives every error without one a body that its reader understands.
pub async fn dress(State(styles): State<Arc<str>>, request: Request, next: Next) -> Response {
    let reader = Reader::of(request.headers(), request.uri().path());
    let language = language::of(request.headers(), None);
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let has = |kind: &str| {
        let kind_of = response.headers().get(header::CONTENT_TYPE);
        kind_of.is_some_and(|value| value.as_bytes().starts_with(kind.as_bytes()))
    };
    // A page that says what is wrong is as good as it gets for people, but no answer to a program.
    let dressed = has("application/json")
        || has(PROBLEM_JSON)
        || (has("text/html") && reader != Reader::Program);
    if dressed {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_ENCODING);
    let body = match reader {
        Reader::Program => Json(json!({"error": name(status)})).into_response(),
        Reader::Person => Html(page(status, language, &styles)).into_response(),
    };
    // Status and headers of the error, body and its kind of ours.
    let mut response = (parts.status, parts.headers, body).into_response();
    *response.extensions_mut() = parts.extensions;
    response
}

/// Who reads an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    Person,
    Program,
}

impl Reader {
    fn of(headers: &HeaderMap, path: &str) -> Self {
        let accept =
            headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
        let asks_for_json = accept.contains("application/json") || path.starts_with("/api/");
        if asks_for_json && !accept.contains("text/html") { Self::Program } else { Self::Person }
    }
}

/// The name of an error in JSON, as server functions use them.
fn name(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => "not_signed_in",
        StatusCode::FORBIDDEN => "from_elsewhere",
        StatusCode::NOT_FOUND => "not_found",
        StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
        StatusCode::REQUEST_TIMEOUT => "too_slow",
        StatusCode::PAYLOAD_TOO_LARGE => "too_large",
        StatusCode::UNPROCESSABLE_ENTITY => "invalid",
        status if status.is_client_error() => "not_understood",
        _ => "internal",
    }
}

/// What happened and what to do, in plain HTML: whatever went wrong, this is not made by it.
fn page(status: StatusCode, language: Language, styles: &str) -> String {
    let (title, text) = match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => {
            (language.error_not_found_title(), language.error_not_found())
        }
        status if status.is_client_error() => {
            (language.error_request_title(), language.error_request())
        }
        _ => (language.error_internal_title(), language.error_internal()),
    };
    plain::page(language, styles, title, text, ("/dashboard", language.nav_dashboard()))
}
