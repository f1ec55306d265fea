//! Every request gets an id: it is in each line of the log and in the answer's `X-Request-Id`.

use std::{borrow::Cow, sync::Arc, time::Instant};

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::{Instrument, info_span};
use uuid::Uuid;

use super::metrics::Metrics;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What stands behind these is a secret that opens something by itself.
const SECRET: [&str; 2] = ["/calendar/", "/go/"];

/// Counts and logs a request. Only its path is logged: queries and bodies may hold what is private.
pub async fn follow(State(metrics): State<Arc<Metrics>>, request: Request, next: Next) -> Response {
    let id = Uuid::new_v4().simple().to_string();
    let (method, path) = (request.method(), request.uri().path());
    let span = info_span!("request", %id, %method, path = %without_secret(path));
    let began = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status();
    metrics.count(status);
    span.in_scope(|| {
        let ms = began.elapsed().as_millis();
        if status.is_server_error() {
            tracing::warn!(status = status.as_u16(), ms, "answered");
        } else {
            tracing::debug!(status = status.as_u16(), ms, "answered");
        }
    });
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// A path as it may be logged: of what is secret only that there was something.
fn without_secret(path: &str) -> Cow<'_, str> {
    let secret = SECRET.iter().find_map(|place| Some((place, path.strip_prefix(place)?)));
    match secret {
        Some((place, secret)) if !secret.is_empty() => {
            let rest = secret.find('/').map_or("", |end| &secret[end..]);
            Cow::Owned(format!("{place}…{rest}"))
        }
        _ => Cow::Borrowed(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_something_is_not_logged() {
        let table = [
            ("/go/6f1d", "/go/…"),
            ("/go/6f1d/unsubscribe", "/go/…/unsubscribe"),
            ("/calendar/6f1d.ics", "/calendar/…"),
            ("/credentials/6f1d/calendar.ics", "/credentials/6f1d/calendar.ics"),
            ("/go", "/go"),
            ("/", "/"),
        ];
        for (path, logged) in table {
            assert_eq!(without_secret(path), logged);
        }
    }
}
