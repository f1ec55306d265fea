//! `/credentials/{id}/calendar.ics`: what happens next to a credential, as an entry for the holder's
//! own calendar.

use app::{Visitor, places};
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{decision::Decision, view::Credential};
use icalendar::{Alarm, Calendar, Component, Event, EventLike};
use service::{Error, Service};
use words::Language;

use crate::config::PublicUrl;

/// What the route needs.
#[derive(Clone)]
pub struct Settings {
    /// Knows the credentials.
    pub service: Service,
    /// Where the entry leads.
    pub public_url: PublicUrl,
}

/// The entry; 404 where nothing is to come, or to whoever does not hold the credential.
pub async fn entry(
    State(Settings { service, public_url }): State<Settings>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
) -> Response {
    let Ok(id) = id.parse() else { return StatusCode::NOT_FOUND.into_response() };
    let page = format!("/credentials/{id}");
    let Some(learner) = visitor.learner else {
        return Redirect::to(&places::sign_in(&page)).into_response();
    };
    let credential = match service.credential(learner.id, id, visitor.language).await {
        Ok(credential) => credential,
        Err(Error::NotFound) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "a calendar entry can't be made");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let now = service.now();
    let Some(at) = credential.turning_point().filter(|at| *at > now) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let summary = summary(visitor.language, &credential);
    let event = Event::new()
        .uid(&format!("{id}-{}@perennial", at.timestamp()))
        .timestamp(now)
        .starts(at)
        .ends(at)
        .summary(&summary)
        .url(&format!("{}{page}", public_url.origin))
        .alarm(Alarm::display(&summary, at))
        .done();
    let calendar = Calendar::new().push(event).done().to_string();
    let mut headers = HeaderMap::new();
    headers.insert(
        header::CONTENT_TYPE,
        header::HeaderValue::from_static("text/calendar; charset=utf-8"),
    );
    headers.insert(
        header::CONTENT_DISPOSITION,
        header::HeaderValue::from_static("attachment; filename=\"perennial.ics\""),
    );
    (headers, calendar).into_response()
}

fn summary(t: Language, credential: &Credential) -> String {
    let title = &credential.certification.title;
    match credential.standing.decision {
        Decision::NotOpen | Decision::TooNew => t.calendar_opens(title),
        Decision::CoolingDown if credential.standing.next_start_at.is_some() => {
            t.calendar_next_attempt(title)
        }
        _ => t.calendar_expires(title),
    }
}
