//! Errors of the HTTP API for other programs, as RFC 9457 has them.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

/// The media type.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// What is wrong with a request (RFC 9457).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Where this kind of problem is described.
    #[serde(rename = "type")]
    #[schema(example = "/api/docs#invalid")]
    pub kind: String,
    /// What kind of problem it is.
    #[schema(example = "The batch can't be meant")]
    pub title: &'static str,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// What is wrong this time.
    pub detail: String,
    /// Each value that can't be meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<Wrong>,
}

/// A value that can't be meant.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Wrong {
    /// Where it stands in the body: a JSON pointer in the fragment of a URI.
    #[schema(example = "#/results/0/exam")]
    pub pointer: String,
    /// What is wrong with it.
    pub detail: String,
}

impl Problem {
    /// A problem of a kind that `/api/docs` describes under this name.
    pub fn new(
        status: StatusCode,
        name: &str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            kind: format!("/api/docs#{name}"),
            title,
            status: status.as_u16(),
            detail: detail.into(),
            errors: Vec::new(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self)).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        response
    }
}
