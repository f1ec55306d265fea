//! Dates for people's own calendars: `/credentials/{id}/calendar.ics` is what happens next to a
//! credential, as an entry for its holder; `/calendar/{token}.ics` a feed of all that is to come.

use app::{Visitor, places};
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    decision::Decision,
    view::{Credential, Feed, FeedEvent},
};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Trigger};
use service::{Error, Service};
use uuid::Uuid;
use words::Language;

use crate::config::PublicUrl;

const CALENDAR: (HeaderName, &str) = (header::CONTENT_TYPE, "text/calendar; charset=utf-8");
/// How often a calendar should ask for its feed.
const ASK_AGAIN: TimeDelta = TimeDelta::hours(12);
/// So many days before the expiry a calendar rings.
const BEFORE_EXPIRY: [i64; 3] = [30, 7, 1];

/// What the routes need.
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
    let Some(learner) = visitor.learner else {
        let page = format!("/credentials/{id}");
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
    let mut event = event(&public_url, now, at, id, &summary);
    event.uid(&format!("{id}-{}@perennial", at.timestamp())).alarm(Alarm::display(&summary, at));
    let attachment = (header::CONTENT_DISPOSITION, "attachment; filename=\"perennial.ics\"");
    ([CALENDAR, attachment], Calendar::new().push(event).done().to_string()).into_response()
}

/// `/calendar/{token}.ics`: all that is to come, for the calendar of whoever knows the address. It
/// asks again and again, without a cookie.
pub async fn feed(
    State(Settings { service, public_url }): State<Settings>,
    Path(file): Path<String>,
) -> Response {
    let Some(token) = file.strip_suffix(".ics") else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let feed = match service.calendar(token).await {
        Ok(feed) => feed,
        Err(Error::NotFound) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "a calendar feed can't be made");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    ([CALENDAR], written(&feed, &public_url)).into_response()
}

fn written(feed: &Feed, public_url: &PublicUrl) -> String {
    let t: Language = feed.language.as_ref().and_then(|tag| tag.parse().ok()).unwrap_or_default();
    let mut calendar = Calendar::empty();
    for property in [("VERSION", "2.0"), ("PRODID", "-//Perennial//Perennial//EN")] {
        calendar.append_property(property);
    }
    calendar.name(&format!("{} · {}", t.brand_name(), t.feed_name())).ttl(&ASK_AGAIN);
    for entry in &feed.entries {
        let title = &entry.title;
        let (summary, text) = match entry.event {
            FeedEvent::Opens => (t.calendar_opens(title), t.feed_window()),
            FeedEvent::NextAttempt => (t.calendar_next_attempt(title), t.feed_wait_over()),
            FeedEvent::Expires => (t.calendar_expires(title), t.feed_last_minute()),
        };
        let mut event = event(public_url, feed.now, entry.at, entry.credential, &summary);
        event.uid(&format!("{}@perennial", entry.id)).description(text);
        // What is over rings no bell, nor does the expiry once it is too late to do something.
        let days: &[i64] = match entry.event {
            _ if entry.at <= feed.now => &[],
            FeedEvent::Expires => &BEFORE_EXPIRY,
            FeedEvent::Opens | FeedEvent::NextAttempt => &[0],
        };
        for days in days {
            let before = Trigger::before_start(TimeDelta::days(*days));
            let mut alarm = Alarm::display(&summary, before);
            // Else they were made up anew each time.
            alarm.uid(&format!("{}-{days}@perennial", entry.id)).timestamp(feed.now);
            event.alarm(alarm.done());
        }
        calendar.push(event.done());
    }
    calendar.done().to_string()
}

/// What happens at an instant to a credential. It takes no time, so it has no end (RFC 5545, 3.6.1).
fn event(
    public_url: &PublicUrl,
    now: DateTime<Utc>,
    at: DateTime<Utc>,
    credential: Uuid,
    summary: &str,
) -> Event {
    let page = format!("{}/credentials/{credential}", public_url.origin);
    Event::new().timestamp(now).starts(at).summary(summary).url(&page).done()
}

fn summary(t: Language, credential: &Credential) -> String {
    let title = &credential.certification.title;
    match credential.standing.decision {
        _ if credential.open_deadline.is_some() => t.calendar_attempt_ends(title),
        Decision::NotOpen | Decision::TooNew => t.calendar_opens(title),
        Decision::CoolingDown if credential.standing.next_start_at.is_some() => {
            t.calendar_next_attempt(title)
        }
        _ => t.calendar_expires(title),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_titles_hold_is_escaped_and_folded() {
        let at = DateTime::UNIX_EPOCH;
        let title = r"Über;alles, 认证\n ".to_owned() + &"很长的名称，".repeat(30);
        let entry = domain::view::FeedEntry {
            id: "one".to_owned(),
            event: FeedEvent::Expires,
            at,
            credential: Uuid::nil(),
            title: title.clone(),
        };
        let feed = Feed { now: at, language: None, entries: vec![entry] };
        let public_url = PublicUrl { secure: true, origin: "https://example.org".to_owned() };
        let text = written(&feed, &public_url);
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        let whole = text.replace("\r\n ", "");
        assert!(whole.contains(r"SUMMARY:Über\;alles\, 认证\\n 很长的名称"), "{whole}");
        assert_eq!(whole.matches("BEGIN:VALARM").count(), 0); // it is over
    }
}
