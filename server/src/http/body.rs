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

/// Answers 413 to what is too large and 408 to what takes too long.
pub async fn read_whole(State(limits): State<Limits>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let body = match timeout(limits.body_deadline, to_bytes(body, limits.body)).await {
        Ok(Ok(body)) => body,
        // A client that goes away in the middle hears nothing of it anyway.
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    next.run(Request::from_parts(parts, Body::from(body))).await
}
