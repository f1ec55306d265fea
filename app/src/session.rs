//! The cookie of a session: its token and nothing else.

use axum::http::{HeaderMap, HeaderValue, header};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// `__Host-`: only over TLS (or on the own machine), for this host and all of its paths.
const COOKIE: &str = "__Host-session";

/// What a page shows a single time: a secret that is nowhere stored. It is away after a minute or
/// as soon as it was shown.
const ONCE: &str = "__Secure-once";

/// The token that a request brings.
pub fn token(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, COOKIE)
}

/// A cookie that a request brings; one without a value is none.
pub fn cookie<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == wanted && !value.is_empty()).then_some(value))
}

/// Hands a secret to the browser, which brings it to this page alone, where it is shown.
pub(crate) fn show_once(page: &str, secret: &str) {
    let attributes = "Max-Age=60; Secure; HttpOnly; SameSite=Strict";
    set(&format!("{ONCE}={secret}; Path={page}; {attributes}"));
}

/// The secret that is to be shown on this page, and no longer.
pub(crate) fn shown_once(page: &str) -> Option<String> {
    let secret = with_context::<axum::http::request::Parts, _>(|parts| {
        cookie(&parts.headers, ONCE).map(str::to_owned)
    })
    .flatten()?;
    set(&format!("{ONCE}=; Path={page}; Max-Age=0; Secure; HttpOnly; SameSite=Strict"));
    Some(secret)
}

/// Hands a new token to the browser until it expires.
pub(crate) fn begin(token: &str, expires_at: DateTime<Utc>) {
    set(&cookie_of(token, expires_at));
}

/// The cookie of a token, until it expires.
pub fn cookie_of(token: &str, expires_at: DateTime<Utc>) -> String {
    let expires = expires_at.format("%a, %d %b %Y %H:%M:%S GMT");
    format!("{COOKIE}={token}; Path=/; Expires={expires}; Secure; HttpOnly; SameSite=Lax")
}

/// Takes the token back.
pub(crate) fn end() {
    set(&format!("{COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"));
}

fn set(cookie: &str) {
    if let (Some(response), Ok(value)) =
        (use_context::<ResponseOptions>(), HeaderValue::from_str(cookie))
    {
        response.append_header(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        assert_eq!(token(&headers), None);
        headers.append(header::COOKIE, HeaderValue::from_static("a=b; session=no"));
        assert_eq!(token(&headers), None);
        headers.append(header::COOKIE, HeaderValue::from_static("c=d; __Host-session=t0ken"));
        assert_eq!(token(&headers), Some("t0ken"));
    }
}
