//! `/health/live` and `/health/ready`, for whatever starts and watches the program.

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use serde_json::json;
use service::Service;

/// The process answers.
pub async fn live() -> impl IntoResponse {
    Json(json!({"status": "live"}))
}

/// The database answers too.
pub async fn ready(State(service): State<Service>) -> impl IntoResponse {
    match service.ready().await {
        Ok(()) => (StatusCode::OK, Json(json!({"status": "ready"}))),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, Json(json!({"status": "not_ready"})))
        }
    }
}
