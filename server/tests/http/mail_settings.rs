//! `/account/mail`, and the calendar feed whose address is made there.

use axum::http::{Method, StatusCode, header};
use icalendar::{Calendar, Component};

use crate::support::{Client, Site, request};

const LEARNER: &str = "learner@example.com";
const OTHER: &str = "waiting@example.com";

async fn holding(client: &mut Client) -> String {
    client.credential("azure-administrator").await
}

#[tokio::test]
async fn forms_lead_back_and_say_what_they_did() {
    let site = Site::demo().await;
    let mut client = site.signed_in(LEARNER).await;
    let id = holding(&mut client).await;
    let theirs = holding(&mut site.signed_in(OTHER).await).await;
    let page = format!("/credentials/{id}");
    for (path, form, expected) in [
        ("mail/reminders", vec![("muted", "true")], "/account/mail?done=muted"),
        ("mail/reminders", vec![("muted", "false")], "/account/mail?done=unmuted"),
        (
            "mail/certification",
            vec![("credential_id", id.as_str()), ("muted", "true")],
            "/account/mail?done=muted",
        ),
        (
            "mail/certification",
            vec![("credential_id", id.as_str()), ("muted", "true"), ("on_its_page", "true")],
            &format!("{page}?done=muted"),
        ),
        (
            "mail/certification",
            vec![("credential_id", theirs.as_str()), ("muted", "true")],
            "/account/mail?error=not_found",
        ),
        ("mail/quiet-hours", vec![("from", "22"), ("until", "7")], "/account/mail?error=invalid"),
        ("time-zone", vec![("time_zone", "Asia/Shanghai")], "/account?done=time-zone"),
        (
            "mail/quiet-hours",
            vec![("from", "22"), ("until", "7")],
            "/account/mail?done=quiet-hours",
        ),
        ("mail/quiet-hours", vec![("from", "22")], "/account/mail?error=invalid"),
        ("mail/quiet-hours", vec![("from", "7"), ("until", "7")], "/account/mail?error=invalid"),
        ("calendar/revoke", vec![], "/account/mail?done=calendar-revoked"),
    ] {
        let answer = client.form(&format!("/api/account/{path}"), "/account/mail", &form).await;
        assert!(answer.status.is_redirection(), "{path}: {}", answer.text());
        assert_eq!(answer.header("location"), expected, "{path} {form:?}");
        assert_eq!(client.page(expected).await.status, StatusCode::OK);
    }
    let chosen = client.get("/account/mail").await.json();
    assert_eq!(chosen["quiet_hours"], serde_json::json!({ "from": 22, "until": 7 }));
    assert_eq!(chosen["address"], LEARNER);
    let hour =
        client.post("/api/account/mail/quiet-hours", &[("from", "25"), ("until", "1")]).await;
    assert_eq!(hour.status, StatusCode::UNPROCESSABLE_ENTITY);
    for nonsense in ["-1", "256", "noon", ""] {
        let form = [("from", nonsense), ("until", "7")];
        let answer = client.post("/api/account/mail/quiet-hours", &form).await;
        assert!(answer.status.is_client_error(), "{nonsense}: {}", answer.status);
    }
}

#[tokio::test]
async fn the_address_of_the_feed_is_shown_once_and_opens_it_for_whoever_has_it() {
    let site = Site::demo().await;
    let mut client = site.signed_in(LEARNER).await;
    let made = client.form("/api/account/calendar/make", "/account/mail", &[]).await;
    assert_eq!(made.header("location"), "/account/mail#calendar");
    let page = client.page("/account/mail").await.text();
    let start = "http://127.0.0.1:3000/calendar/";
    let (_, rest) = page.split_once(start).unwrap();
    let (token, _) = rest.split_once(".ics").unwrap();
    assert!(!client.page("/account/mail").await.text().contains(token));

    let mut calendar = site.client();
    let path = format!("/calendar/{token}.ics");
    let feed = calendar.send(request(Method::GET, &path), "").await;
    assert_eq!(feed.status, StatusCode::OK);
    assert_eq!(feed.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(feed.header("cache-control"), "no-store");
    assert!(feed.header("set-cookie").is_empty());
    let head = calendar.send(request(Method::HEAD, &path), "").await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
    // Nothing of the person but what they asked for.
    assert!(!feed.text().contains(LEARNER) && !feed.text().contains(token));

    // To a program that asks for JSON it is the answer, and the one before is gone.
    let again = client.post("/api/account/calendar/make", &[]).await.json();
    assert!(again.as_str().unwrap().starts_with(start));
    for gone in [path.as_str(), "/calendar/.ics", "/calendar/none.ics", "/calendar/none"] {
        let answer = calendar.send(request(Method::GET, gone), "").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{gone}");
    }
    client.post("/api/account/calendar/revoke", &[]).await;
    let path = again.as_str().unwrap().strip_prefix("http://127.0.0.1:3000").unwrap().to_owned();
    let answer = calendar.send(request(Method::GET, &path), "").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

/// The calendar as another program reads it, and as it is written.
async fn feed_of(site: &Site, email: &str, language: &str) -> (Calendar, String) {
    let mut client = site.signed_in(email).await;
    client.form("/language", "/account", &[("language", language), ("keep", "true")]).await;
    let address = client.post("/api/account/calendar/make", &[]).await.json();
    let path = address.as_str().unwrap().strip_prefix("http://127.0.0.1:3000").unwrap().to_owned();
    let request = request(Method::GET, &path).header(header::ACCEPT_LANGUAGE, "fr");
    let text = site.client().send(request, "").await.text();
    (text.parse().unwrap(), text)
}

#[tokio::test]
async fn the_feed_is_a_calendar_with_alarms_in_the_language_of_its_owner() {
    let site = Site::demo().await;
    let mut uids = Vec::new();
    for (language, words) in [("en", "can be renewed"), ("zh-CN", "可以更新")] {
        let (calendar, text) = feed_of(&site, OTHER, language).await;
        assert!(text.is_char_boundary(text.len()) && text.ends_with("END:VCALENDAR\r\n"));
        for line in text.split("\r\n") {
            assert!(line.len() <= 75 && !line.contains('\n'), "{line}"); // RFC 5545, 3.1
        }
        let events: Vec<_> = calendar.events().collect();
        assert_eq!(events.len(), 5); // two windows, two expiries, a wait
        assert!(events.iter().any(|event| event.get_summary().unwrap().contains(words)));
        for event in &events {
            assert!(event.get_start().is_some() && event.get_timestamp().is_some());
            assert!(event.get_end().is_none());
            let url = event.property_value("URL").unwrap();
            assert!(url.starts_with("http://127.0.0.1:3000/credentials/"), "{url}");
        }
        let of: Vec<_> = events.iter().map(|event| event.get_uid().unwrap().to_owned()).collect();
        uids.push(of);
        // A window that is open rings no more; the other does, the wait does, each expiry thrice.
        assert_eq!(text.matches("BEGIN:VALARM").count(), 1 + 1 + 3 + 3, "{text}");
        let month_before = "TRIGGER;RELATED=START:-PT2592000S";
        assert_eq!(text.replace("\r\n ", "").matches(month_before).count(), 2, "{text}");
        assert_eq!(text.matches("PRODID:").count(), 1);
    }
    assert_eq!(uids[0], uids[1]);
    uids[0].dedup();
    assert_eq!(uids[0].len(), 5);
}
