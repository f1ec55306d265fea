//! `GET /api/dashboard` and `/dashboard`.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use domain::decision::Decision;

use crate::support::Site;

/// The shape that other programs rely on; there may be more.
const CREDENTIAL: [&str; 10] = [
    "id",
    "certification",
    "decision",
    "valid_through",
    "opens_at",
    "expires_at",
    "counted_attempts",
    "next_start_at",
    "open_attempt_id",
    "valid_through_after_pass",
];

#[tokio::test]
async fn the_contract() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    let answer = client.get("/api/dashboard").await;
    assert!(answer.header("content-type").starts_with("application/json"));
    let dashboard = answer.json();
    assert!(dashboard["now"].as_str().unwrap().ends_with('Z'));
    let credentials = dashboard["credentials"].as_array().unwrap();
    assert_eq!(credentials.len(), 3);
    for credential in credentials {
        let keys: BTreeSet<_> =
            credential.as_object().unwrap().keys().map(String::as_str).collect();
        assert!(CREDENTIAL.iter().all(|key| keys.contains(key)), "{keys:?}");
        for key in ["slug", "title", "kind", "level"] {
            assert!(credential["certification"].get(key).is_some(), "{key}");
        }
    }
    let held = |slug: &str| {
        credentials.iter().find(|credential| credential["certification"]["slug"] == slug).unwrap()
    };
    let administrator = held("azure-administrator");
    assert_eq!(administrator["decision"], "renewable");
    assert_eq!(administrator["certification"]["kind"], "role_based");
    assert_eq!(administrator["certification"]["level"], "associate");
    assert_eq!(administrator["counted_attempts"], 0);
    assert!(administrator["next_start_at"].is_null() && administrator["open_attempt_id"].is_null());
    assert!(administrator["expires_at"].as_str().unwrap().ends_with("T00:00:00Z"));
    let fundamentals = held("azure-fundamentals");
    assert_eq!(fundamentals["decision"], "never_expires");
    for key in ["valid_through", "opens_at", "expires_at", "valid_through_after_pass"] {
        assert!(fundamentals[key].is_null(), "{key}");
    }
    assert!(fundamentals["certification"]["level"].is_null());
}

#[tokio::test]
async fn the_page_answers_json_when_asked() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    let (behind, page) =
        (client.get("/api/dashboard").await.json(), client.get("/dashboard").await.json());
    assert_eq!(behind["credentials"], page["credentials"]);
    let page = client.page("/dashboard").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(page.text().contains("Azure Administrator Associate"));
}

/// Whatever else holds first: here that the profiles are not connected any more.
#[tokio::test]
async fn a1_an_open_attempt_is_reached_from_the_dashboard_and_the_credential() {
    let site = Site::demo().await;
    let mut client = site.signed_in("twice@example.com").await;
    let dashboard = client.get("/api/dashboard").await.json();
    let held = dashboard["credentials"].as_array().unwrap();
    let open = held.iter().find(|it| it["open_attempt_id"].is_string()).unwrap();
    assert_eq!(open["decision"], "not_connected");
    let way = format!("href=\"/attempts/{}\"", open["open_attempt_id"].as_str().unwrap());
    let credential = format!("/credentials/{}", open["id"].as_str().unwrap());
    for page in ["/dashboard", &credential] {
        let text = client.page(page).await.text();
        assert!(text.contains(&way), "{page}: {text}");
    }
}

#[tokio::test]
async fn the_sample_learners_show_every_decision() {
    let site = Site::demo().await;
    let mut seen = BTreeSet::new();
    for learner in site.parts.demo.as_ref().unwrap().learners() {
        let dashboard = site.signed_in(&learner.email).await.get("/api/dashboard").await.json();
        let shown: BTreeSet<_> = dashboard["credentials"]
            .as_array()
            .unwrap()
            .iter()
            .map(|credential| credential["decision"].as_str().unwrap().to_owned())
            .collect();
        let announced: BTreeSet<_> =
            learner.shows.iter().map(|decision| decision.name().to_owned()).collect();
        assert_eq!(shown, announced, "{}", learner.email);
        seen.extend(shown);
    }
    let all: BTreeSet<_> =
        Decision::ALL.iter().map(|decision| decision.name().to_owned()).collect();
    assert_eq!(seen, all);
}
