//! `POST /demo/clock`: moves the clock. It is the process's own: a new start begins at real time.
//!
//! JSON: `{"now": "2026-03-01T00:00:00Z"}`, answered with the same. A form has `now`, or `to`, which
//! comes first and, when empty, means real time; and `back`, the page to return to.

use std::ops::RangeInclusive;

use axum::{
    Form, Json, RequestExt,
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde::Deserialize;
use serde_json::json;
use service::{Clock, Service};

use crate::http::targets::Targets;

/// Years in which dates can be reckoned with, and stored, without a second thought.
const YEARS: RangeInclusive<i32> = 2000..=2199;

/// What the route needs.
#[derive(Clone)]
pub struct Settings {
    /// Has the clock.
    pub service: Service,
    /// Where it may lead back to.
    pub targets: Targets,
}

#[derive(Deserialize)]
struct Wish {
    now: Option<String>,
    to: Option<String>,
    back: Option<String>,
}

/// Moves the clock; whatever time does on the way has happened when it answers.
pub async fn set(State(settings): State<Settings>, request: Request) -> Response {
    let Settings { service, targets } = settings;
    let kind = request.headers().get(header::CONTENT_TYPE);
    let is_json = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    let wish = if is_json {
        request.extract().await.ok().map(|Json(wish)| wish)
    } else {
        request.extract().await.ok().map(|Form(wish)| wish)
    };
    let Some(wish): Option<Wish> = wish else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let instant = match (wish.to.as_deref(), wish.now.as_deref()) {
        (Some(""), _) => Some(Clock::system().now()),
        (Some(instant), _) | (None, Some(instant)) => read(instant),
        (None, None) => None,
    };
    let Some(instant) = instant else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    service.clock().set(instant);
    if let Err(error) = follow(&service).await {
        tracing::error!(%error, "the clock was moved, but not all that time does was done");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    match wish.back {
        Some(back) if !is_json => Redirect::to(targets.known(&back)).into_response(),
        _ => Json(json!({"now": instant})).into_response(),
    }
}

async fn follow(service: &Service) -> Result<(), service::Error> {
    service.keep_sessions().await?;
    while service.close_due_attempts().await? > 0 {}
    Ok(())
}

/// An instant, or what a field for date and time sends (taken as UTC), or a day.
fn read(text: &str) -> Option<DateTime<Utc>> {
    let instant = text.parse().ok();
    instant
        .or_else(|| {
            NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok().map(|at| at.and_utc())
        })
        .or_else(|| {
            NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").ok().map(|at| at.and_utc())
        })
        .or_else(|| Some(text.parse::<NaiveDate>().ok()?.and_time(NaiveTime::MIN).and_utc()))
        .filter(|at| YEARS.contains(&at.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_read_as_programs_and_pages_write_them() {
        let midnight = Some("2026-03-01T00:00:00Z".parse().unwrap());
        for text in [
            "2026-03-01T00:00:00Z",
            "2026-03-01T08:00:00+08:00",
            "2026-03-01T00:00",
            "2026-03-01T00:00:00",
            "2026-03-01",
        ] {
            assert_eq!(read(text), midnight, "{text}");
        }
        for text in ["", "soon", "2026-02-30", "0026-03-01", "9999-12-31T23:59:59Z"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
