//! `GET /account/data.json`: everything stored about who asks, as a file.

use app::Visitor;
use axum::{
    Extension, Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use service::Service;

/// The file; somebody who is not signed in is led there.
pub async fn data(
    State(service): State<Service>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
) -> Response {
    let Some(learner) = visitor.learner else {
        let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
        return if accept.is_some_and(|accept| accept.contains("text/html")) {
            Redirect::to(&app::places::sign_in("/account")).into_response()
        } else {
            StatusCode::UNAUTHORIZED.into_response()
        };
    };
    match service.personal_data(learner.id).await {
        Ok(data) => {
            let attachment = "attachment; filename=\"perennial-data.json\"";
            ([(header::CONTENT_DISPOSITION, attachment)], Json(data)).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a person's data can't be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
