//! What server functions need of the request that they answer, and of its response.

use std::net::Ipv4Addr;

use axum::http::{HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use service::{Service, SignInFrom};
use uuid::Uuid;
use words::Language;

use super::ApiError;
use crate::Visitor;

/// The use cases.
pub(crate) fn service() -> Service {
    expect_context()
}

/// Whoever asks, from the extensions of the request and from nowhere else.
pub(crate) fn visitor() -> Visitor {
    Visitor::of_request()
}

/// Who is signed in, from the extensions of the request and from nowhere else.
pub(crate) fn learner() -> Result<Uuid, ApiError> {
    with_context::<Parts, _>(|parts| {
        parts.extensions.get::<Visitor>()?.learner.as_ref().map(|learner| learner.id)
    })
    .flatten()
    .ok_or(ApiError::NotSignedIn)
}

/// The language in which to answer.
pub(crate) fn language() -> Language {
    with_context::<Parts, _>(|parts| Some(parts.extensions.get::<Visitor>()?.language))
        .flatten()
        .unwrap_or_default()
}

/// Where the request comes from, as the server's middleware has put it into the extensions.
pub(crate) fn origin() -> SignInFrom {
    with_context::<Parts, _>(|parts| parts.extensions.get().cloned()).flatten().unwrap_or_else(
        || SignInFrom { address: Ipv4Addr::UNSPECIFIED.into(), device: String::new() },
    )
}

/// The token of the session.
pub(crate) fn token() -> Option<String> {
    with_context::<Parts, _>(|parts| crate::session::token(&parts.headers).map(str::to_owned))
        .flatten()
}

/// The token of the session of whoever is signed in.
pub(crate) fn session() -> Result<String, ApiError> {
    learner()?;
    token().ok_or(ApiError::NotSignedIn)
}

/// Whether the browser itself asks, without our program in it: it wants a page, not JSON.
pub(crate) fn is_plain_form() -> bool {
    with_context::<Parts, _>(|parts| {
        parts.uri.path().starts_with("/api/")
            && parts
                .headers
                .get(header::ACCEPT)
                .and_then(|accept| accept.to_str().ok())
                .is_some_and(|accept| accept.contains("text/html"))
    })
    .unwrap_or_default()
}

/// Leads on after a form, in a browser with and without our program in it.
pub(crate) fn lead_to(page: &str) {
    leptos_axum::redirect(page);
}

/// Leads a plain form back to its page, which says what `error` was; a program gets the error.
pub(crate) fn back_to<T>(page: &str, result: Result<T, ApiError>) -> Result<T, ApiError> {
    if let Err(error) = &result
        && is_plain_form()
    {
        let joint = if page.contains('?') { '&' } else { '?' };
        leptos_axum::redirect(&format!("{page}{joint}{}", error.in_address()));
    }
    result
}

/// Somebody opened the address of an answer in a browser: leads to the page that shows it.
pub(crate) fn shown_on(page: &str) {
    if is_plain_form() {
        leptos_axum::redirect(page);
    }
}

/// Sets the status of the answer, unless it leads a plain form back to its page.
pub(crate) fn set_status(status: u16) {
    let Some(response) = use_context::<ResponseOptions>() else {
        return;
    };
    if is_plain_form() {
        let leads_on =
            response.0.read().is_ok_and(|parts| parts.headers.contains_key(header::LOCATION));
        if leads_on {
            return;
        }
        // Leptos would name the page before, wherever that is.
        response.insert_header(header::LOCATION, HeaderValue::from_static("/"));
    }
    if let Ok(status) = StatusCode::from_u16(status) {
        response.set_status(status);
    }
}

/// Sets the status of a page.
pub(crate) fn set_page_status(status: u16) {
    if let (Some(response), Ok(status)) =
        (use_context::<ResponseOptions>(), StatusCode::from_u16(status))
    {
        response.set_status(status);
    }
}
