//! `/credentials/{id}/calendar.ics`.

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{Client, Site};

/// The dashboard's credential of this state.
async fn credential(client: &mut Client, decision: &str) -> Value {
    let dashboard = client.get("/api/dashboard").await.json();
    let all = dashboard["credentials"].as_array().unwrap();
    all.iter().find(|it| it["decision"] == decision).unwrap().clone()
}

#[tokio::test]
async fn what_happens_next_is_an_entry_of_a_calendar() {
    let site = Site::demo().await;
    let mut client = site.signed_in("waiting@example.com").await;
    for (decision, when) in [("not_open", "opens_at"), ("cooling_down", "next_start_at")] {
        let credential = credential(&mut client, decision).await;
        let id = credential["id"].as_str().unwrap();
        let answer = client.get(&format!("/credentials/{id}/calendar.ics")).await;
        assert!(answer.header("content-type").starts_with("text/calendar"));
        let entry = answer.text().replace("\r\n ", "");
        // 2026-12-01T00:00:00Z is written 20261201T000000Z.
        let start: String = credential[when].as_str().unwrap().replace(['-', ':'], "");
        let start = start.split('.').next().unwrap().trim_end_matches('Z');
        assert!(entry.contains(&format!("DTSTART:{start}Z\r\n")), "{entry}");
        assert!(entry.contains(credential["certification"]["title"].as_str().unwrap()));
        assert!(entry.contains(&format!("/credentials/{id}\r\n")));
        assert_eq!(entry.matches("BEGIN:VALARM").count(), 1);
    }
}

#[tokio::test]
async fn only_its_holder_gets_it_and_only_what_is_to_come() {
    let site = Site::demo().await;
    let mut holder = site.signed_in("learner@example.com").await;
    let coming = credential(&mut holder, "not_open").await;
    let never = credential(&mut holder, "never_expires").await;
    let entry = |of: &Value| format!("/credentials/{}/calendar.ics", of["id"].as_str().unwrap());
    assert_eq!(holder.get(&entry(&never)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(holder.get("/credentials/none/calendar.ics").await.status, StatusCode::NOT_FOUND);

    let mut other = site.signed_in("waiting@example.com").await;
    assert_eq!(other.get(&entry(&coming)).await.status, StatusCode::NOT_FOUND);
    let stranger = site.client().get(&entry(&coming)).await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
    assert!(stranger.header("location").starts_with("/sign-in?next="));
}
