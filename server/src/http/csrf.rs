//! Whatever changes something must come from our own pages, or from no browser at all.

use axum::{
    Router,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::config::PublicUrl;

/// Answers 403 to what a browser sends from elsewhere, before every route that is not a GET.
///
/// The public address is trusted by name: a proxy may hide the `Host` that the browser used.
pub fn protect(router: Router, public_url: &PublicUrl) -> Router {
    fn rejection(_: ProtectionError) -> Response {
        StatusCode::FORBIDDEN.into_response()
    }
    let layer = CsrfLayer::new();
    let layer = match layer.clone().add_trusted_origin(&public_url.origin) {
        Ok(layer) => layer,
        Err(error) => {
            tracing::warn!(%error, "the public address is not trusted");
            layer
        }
    };
    router.layer(layer.with_rejection_response(rejection))
}
