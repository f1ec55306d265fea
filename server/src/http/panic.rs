//! A handler's panic ends that one request with a 500, and nothing else.

use std::any::Any;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

/// Answers a panic. What it said goes to the log only; [`super::errors`] gives it its page.
#[expect(clippy::needless_pass_by_value, reason = "the signature that tower-http asks for")]
pub fn answer(panic: Box<dyn Any + Send>) -> Response {
    let said = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    tracing::error!(said, "a handler panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
