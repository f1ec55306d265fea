//! A request's body is read whole before anything else happens: within a size and within a time.

use std::time::Duration;

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::time::timeout;

/// How large a body may be and how long it and the headers may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// In bytes.
    pub body: usize,
    /// From the end of the headers to the end of the body.
    pub body_deadline: Duration,
    /// From the connection, or the answer before, to the end of the headers.
    pub header_deadline: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 64 * 1024,
            body_deadline: Duration::from_secs(10),
            header_deadline: Duration::from_secs(10),
        }
    }
}

/// Answers 413 to what is too large, 408 to what takes too long and 400 to what is no text.
pub async fn read_whole(State(limits): State<Limits>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let body = match timeout(limits.body_deadline, to_bytes(body, limits.body)).await {
        Ok(Ok(body)) => body,
        // A client that goes away in the middle hears nothing of it anyway.
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    if has_nul(parts.uri.path().as_bytes()) {
        return StatusCode::NOT_FOUND.into_response(); // PostgreSQL could not even look for it
    }
    // No text of anybody's has a NUL in it, and PostgreSQL could not keep it.
    if has_nul(&body) || parts.uri.query().is_some_and(|query| has_nul(query.as_bytes())) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    next.run(Request::from_parts(parts, Body::from(body))).await
}

/// Whether a form or a query, as it is sent, has a NUL in it. A `%` that is meant is sent as `%25`.
fn has_nul(sent: &[u8]) -> bool {
    sent.contains(&0) || sent.windows(3).any(|three| three == b"%00")
}
