//! `POST /go/{token}/unsubscribe`: no more reminders, by the form of that page or by the one click of a
//! mail program (RFC 8058), which sends no cookie and has seen no page. N6

use std::sync::Arc;

use app::{Visitor, places};
use axum::{
    Extension,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    response::{Html, IntoResponse, Redirect, Response},
};
use domain::view::LinkSubject;
use service::{Error, Service, links::Mute};

use super::plain;

/// What the route needs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Knows the links.
    pub service: Service,
    /// The address of the styles.
    pub styles: Arc<str>,
}

/// What was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    OneClick,
    Certification,
    All,
    Keep,
}

/// Mutes what was chosen. Without a choice it mutes nobody: it was no person who pressed the button.
pub async fn unsubscribe(
    State(Settings { service, styles }): State<Settings>,
    Path(token): Path<String>,
    Extension(Visitor { language: t, .. }): Extension<Visitor>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let certification = match service.follow(&token, None, t).await {
        Ok(followed) => match followed.subject {
            LinkSubject::Credential(about) if about.reminder => {
                about.credential.certification.title
            }
            _ => return StatusCode::NOT_FOUND.into_response(),
        },
        Err(error) => return failed(&error),
    };
    let page = places::unsubscribe(&token);
    let (mute, done) = match choice(&headers, &body) {
        None => {
            let (title, text) = (t.mute_none_chosen_title(), t.mute_none_chosen());
            let html = plain::page(t, &styles, title, text, (&page, t.mute_back()));
            return (StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response();
        }
        Some(Choice::OneClick) => (Some(Mute::Certification), None),
        Some(Choice::Certification) => (Some(Mute::Certification), Some("certification")),
        Some(Choice::All) => (Some(Mute::All), Some("all")),
        Some(Choice::Keep) => (None, Some("keep")),
    };
    if let Some(mute) = mute
        && let Err(error) = service.mute_by_link(&token, mute).await
    {
        return failed(&error);
    }
    if let Some(done) = done {
        return Redirect::to(&format!("{page}?done={done}")).into_response();
    }
    let text = t.mute_muted(&certification);
    let way_on = (places::MAIL, t.mute_undo());
    Html(plain::page(t, &styles, t.mute_title(), &text, way_on)).into_response()
}

fn failed(error: &Error) -> Response {
    if matches!(error, Error::NotFound) {
        return StatusCode::NOT_FOUND.into_response();
    }
    tracing::error!(%error, "reminders can't be muted");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// What a form says. RFC 8058 has mail programs send either kind of form.
fn choice(headers: &HeaderMap, body: &[u8]) -> Option<Choice> {
    const ONE_CLICK: (&str, &str) = ("List-Unsubscribe", "One-Click");
    let body = String::from_utf8_lossy(body);
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        let (_, part) = body.split_once(&format!("name=\"{}\"", ONE_CLICK.0))?;
        let (_, value) = part.split_once("\r\n\r\n")?;
        return (value.lines().next() == Some(ONE_CLICK.1)).then_some(Choice::OneClick);
    }
    body.split('&').filter_map(|field| field.split_once('=')).find_map(|field| match field {
        ONE_CLICK => Some(Choice::OneClick),
        ("choice", "certification") => Some(Choice::Certification),
        ("choice", "all") => Some(Choice::All),
        ("choice", "keep") => Some(Choice::Keep),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_what_was_chosen_is_a_choice() {
        let form = |kind: &'static str, body: &str| {
            let headers = [(CONTENT_TYPE, HeaderValue::from_static(kind))].into_iter().collect();
            choice(&headers, body.as_bytes())
        };
        let (plain, parts) =
            ("application/x-www-form-urlencoded", "multipart/form-data; boundary=b");
        let part = |value: &str| {
            format!(
                "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n\
                 {value}\r\n--b--\r\n"
            )
        };
        for (kind, body, expected) in [
            (plain, "List-Unsubscribe=One-Click".to_owned(), Some(Choice::OneClick)),
            (parts, part("One-Click"), Some(Choice::OneClick)),
            (plain, "choice=certification".to_owned(), Some(Choice::Certification)),
            (plain, "choice=all".to_owned(), Some(Choice::All)),
            (plain, "choice=keep".to_owned(), Some(Choice::Keep)),
            (plain, String::new(), None),
            (plain, "choice=".to_owned(), None),
            (plain, "choice=on&List-Unsubscribe=".to_owned(), None),
            (parts, part("Two-Clicks"), None),
            (parts, "choice=all".to_owned(), None),
        ] {
            assert_eq!(form(kind, &body), expected, "{body}");
        }
    }
}
