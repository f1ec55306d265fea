//! `/account/profiles`, the merge of two, and `/api/profiles/…`.

use axum::http::StatusCode;
use serde_json::Value;
use server::demo::PASSWORD;
use uuid::Uuid;

use crate::support::{Client, Site};

const PAGE: &str = "/account/profiles";

/// A learner in every state of P5.
const STATES: [(&str, &str); 6] = [
    ("worker@example.com", "no_certification_profile"),
    ("unconnected@example.com", "unconnected"),
    ("at-work@example.com", "needs_personal_login"),
    ("misaligned@example.com", "misaligned"),
    ("twice@example.com", "needs_merge"),
    ("learner@example.com", "connected"),
];

async fn profiles(client: &mut Client) -> Value {
    let answer = client.get("/api/profiles").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

/// Sends a form of the page and says where it leads.
async fn act(client: &mut Client, what: &str, form: &[(&str, &str)]) -> String {
    let answer = client.form(&format!("/api/profiles/{what}"), PAGE, form).await;
    assert_eq!(answer.status, StatusCode::FOUND, "{what}: {}", answer.text());
    answer.header("location").to_owned()
}

async fn prove(client: &mut Client, email: &str) -> String {
    act(client, "prove", &[("email", email), ("password", PASSWORD)]).await
}

#[tokio::test]
async fn p5_every_state_has_its_page_with_the_other_login_masked() {
    let site = Site::demo().await;
    for (email, state) in STATES {
        let mut client = site.signed_in(email).await;
        let json = profiles(&mut client).await;
        assert_eq!(json["connection"], state, "{email}");
        let page = client.page(PAGE).await;
        assert_eq!(page.status, StatusCode::OK);
        let text = page.text();
        assert!(!text.contains(&format!("certified.{email}")), "{email}");
        assert!(!text.contains("once@example.com"), "{email}");
        for login in json["logins"].as_array().unwrap() {
            let shown = login["name"].as_str().unwrap();
            assert!(text.contains(shown), "{email}: {shown}");
            assert!(shown == email || shown.contains("•••@"), "{email}: {shown}");
        }
    }
}

#[tokio::test]
async fn nobody_is_led_to_the_sign_in_and_back() {
    let site = Site::demo().await;
    let mut nobody = site.client();
    let id = Uuid::now_v7().to_string();
    for (page, next) in [
        (PAGE.to_owned(), PAGE.to_owned()),
        (format!("{PAGE}/merge/{id}"), format!("{PAGE}/merge/{id}")),
    ] {
        let answer = nobody.page(&page).await;
        assert!(answer.status.is_redirection(), "{page}");
        assert_eq!(answer.header("location"), format!("/sign-in?next={next}"));
    }
    for (what, form) in [
        ("connect", vec![]),
        ("prove", vec![("email", "learner@example.com"), ("password", PASSWORD)]),
        ("replace", vec![("login_id", id.as_str())]),
        ("start", vec![("login_id", id.as_str())]),
        ("add-login", vec![("login_id", id.as_str())]),
        ("remove-login", vec![("login_id", id.as_str())]),
        ("merge", vec![("profile_id", id.as_str()), ("understood", "true")]),
        ("ask-support", vec![("message", "?")]),
    ] {
        let answer = nobody.post(&format!("/api/profiles/{what}"), &form).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{what}");
    }
    for path in ["/api/profiles", &format!("/api/profiles/merge-preview?profile_id={id}")] {
        assert_eq!(nobody.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn p2_connecting_opens_the_way_to_renew() {
    let site = Site::demo().await;
    let mut client = site.signed_in("unconnected@example.com").await;
    let page = client.page("/dashboard").await.text();
    assert!(page.contains(r#"href="/account/profiles""#));
    assert_eq!(act(&mut client, "connect", &[]).await, "/account/profiles?done=connected");
    assert_eq!(profiles(&mut client).await["connection"], "connected");
    client.start("azure-administrator").await;
    assert_eq!(act(&mut client, "connect", &[]).await, "/account/profiles?done=connected");
}

#[tokio::test]
async fn p6_replacing_the_personal_login_needs_a_proof_of_both() {
    let site = Site::demo().await;
    let mut client = site.signed_in("misaligned@example.com").await;
    let mut other = site.signed_in("misaligned@example.com").await;
    let json = profiles(&mut client).await;
    let logins = json["logins"].as_array().unwrap();
    let new = logins.iter().find(|login| login["certification"] == true).unwrap();
    let new = new["id"].as_str().unwrap();
    let replace = [("login_id", new)];
    assert_eq!(act(&mut client, "replace", &replace).await, "/account/profiles?error=not_proven");
    let refused = client.post("/api/profiles/replace", &replace).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(refused.json()["reason"], "not_proven");
    // The sign-in of this session was the proof of the one, this is that of the other.
    assert_eq!(
        prove(&mut client, "certified.misaligned@example.com").await,
        "/account/profiles?done=proved"
    );
    let page = client.page(PAGE).await.text();
    assert!(page.contains("certified.misaligned@example.com"));
    assert!(page.contains(r#"action="/api/profiles/replace""#));
    assert_eq!(act(&mut client, "replace", &replace).await, "/account/profiles?done=replaced");
    assert_eq!(profiles(&mut client).await["connection"], "unconnected");
    assert_eq!(other.get("/api/profiles").await.status, StatusCode::UNAUTHORIZED);
    let old = [("email", "misaligned@example.com"), ("password", PASSWORD)];
    let refused = site.client().post("/api/sign-in", &old).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn p7_a_merge_is_previewed_proven_confirmed_and_done_once() {
    let site = Site::demo().await;
    let mut client = site.signed_in("twice@example.com").await;
    let json = profiles(&mut client).await;
    let profile = |stays: bool| {
        let all = json["certification"].as_array().unwrap();
        let found = all.iter().find(|profile| profile["stays"] == stays).unwrap();
        found["id"].as_str().unwrap().to_owned()
    };
    let (target, source) = (profile(true), profile(false));
    let credential = |json: &Value, slug: &str| {
        let all = json["credentials"].as_array().unwrap().clone();
        all.into_iter().filter(|it| it["certification"]["slug"] == slug).collect::<Vec<_>>()
    };
    let before = credential(&client.get("/api/dashboard").await.json(), "azure-administrator");
    assert_eq!(before.len(), 2);
    let preview = format!("/account/profiles/merge/{source}");
    let page = client.page(&preview).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains(r#"action="/api/profiles/prove""#));
    assert!(!page.text().contains(r#"action="/api/profiles/merge""#));
    let json = client.get(&preview).await.json(); // the answer behind the page
    assert_eq!(json["collisions"].as_array().unwrap().len(), 2);
    assert_eq!(json["moved"].as_array().unwrap().len(), 1);

    let merge = [("profile_id", source.as_str()), ("understood", "true")];
    assert_eq!(act(&mut client, "merge", &merge).await, format!("{preview}?error=not_proven"));
    let form = [("email", "once@example.com"), ("password", PASSWORD), ("merge", &source)];
    assert_eq!(act(&mut client, "prove", &form).await, format!("{preview}?done=proved"));
    assert!(client.page(&preview).await.text().contains(r#"action="/api/profiles/merge""#));
    let unread = [("profile_id", source.as_str())];
    assert_eq!(act(&mut client, "merge", &unread).await, format!("{preview}?error=invalid"));
    for _ in 0..2 {
        assert_eq!(act(&mut client, "merge", &merge).await, "/account/profiles?done=merged");
    }

    let json = profiles(&mut client).await;
    assert_eq!(json["connection"], "connected"); // as the profile that stays was before
    assert_eq!(json["certification"][0]["id"], target.as_str());
    assert_eq!(json["certification"][0]["former"][0], source.as_str());
    let after = credential(&client.get("/api/dashboard").await.json(), "azure-administrator");
    assert_eq!(after.len(), 1);
    assert_eq!(after[0]["counted_attempts"], 3);
    // The old link leads on, for people and for programs.
    let new = after[0]["id"].as_str().unwrap();
    let old = before.iter().map(|it| it["id"].as_str().unwrap()).find(|id| *id != new).unwrap();
    let page = client.page(&format!("/credentials/{old}")).await;
    assert!(page.status.is_redirection());
    assert_eq!(page.header("location"), format!("/credentials/{new}"));
    assert_eq!(client.get(&format!("/api/credential?id={old}")).await.json()["id"], new);
    let mut stranger = site.signed_in("learner@example.com").await;
    for id in [old, new] {
        let answer = stranger.get(&format!("/api/credential?id={id}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn p7_nothing_is_shown_of_a_profile_that_was_not_proven() {
    let site = Site::demo().await;
    let mut other = site.signed_in("veteran@example.com").await;
    let profile = profiles(&mut other).await["certification"][0]["id"].as_str().unwrap().to_owned();
    let mut client = site.signed_in("learner@example.com").await;
    let preview = format!("/api/profiles/merge-preview?profile_id={profile}");
    assert_eq!(client.get(&preview).await.status, StatusCode::NOT_FOUND);
    let page = client.page(&format!("/account/profiles/merge/{profile}")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    prove(&mut client, "veteran@example.com").await;
    assert_eq!(client.get(&preview).await.json()["other_account"], true);
}

#[tokio::test]
async fn guessing_is_slowed_down_inside_a_session_too() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    let wrong = [("email", "veteran@example.com"), ("password", "wrong")];
    let mut statuses = Vec::new();
    for _ in 0..8 {
        statuses.push(client.post("/api/profiles/prove", &wrong).await.status);
    }
    assert_eq!(statuses[0], StatusCode::UNAUTHORIZED);
    assert!(statuses.contains(&StatusCode::TOO_MANY_REQUESTS), "{statuses:?}");
    let location = act(&mut client, "prove", &wrong).await;
    assert!(location.starts_with("/account/profiles?error=slow_down&until="), "{location}");
    assert_eq!(client.page(&location).await.status, StatusCode::OK);
}

#[tokio::test]
async fn p6_support_is_asked_and_names_a_reference() {
    let site = Site::demo().await;
    let mut client = site.signed_in("misaligned@example.com").await;
    let asked = [("message", "<b>I lost it</b>")];
    assert_eq!(act(&mut client, "ask-support", &asked).await, "/account/profiles?done=asked");
    let reference = profiles(&mut client).await["asked"]["reference"].as_str().unwrap().to_owned();
    assert_eq!(client.post("/api/profiles/ask-support", &[]).await.json(), reference.as_str());
    assert!(client.page(PAGE).await.text().contains(&reference));
}

#[tokio::test]
async fn what_cannot_be_meant_is_the_callers_fault() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    let (nothing, long) = (Uuid::now_v7().to_string(), "x".repeat(5000));
    for (what, form) in [
        ("replace", vec![]),
        ("replace", vec![("login_id", "no-id")]),
        ("replace", vec![("login_id", nothing.as_str())]),
        ("start", vec![("login_id", nothing.as_str())]),
        ("add-login", vec![("login_id", nothing.as_str())]),
        ("merge", vec![("profile_id", nothing.as_str()), ("understood", "true")]),
        ("merge", vec![("profile_id", nothing.as_str()), ("understood", "perhaps")]),
        ("prove", vec![("email", "learner@example.com")]),
        ("prove", vec![("email", long.as_str()), ("password", long.as_str())]),
    ] {
        let answer = client.post(&format!("/api/profiles/{what}"), &form).await;
        assert!(answer.status.is_client_error(), "{what} {form:?}: {}", answer.status);
    }
    let long = client.post("/api/profiles/ask-support", &[("message", long.as_str())]).await;
    assert_eq!(long.status, StatusCode::OK);
    for path in ["/account/profiles/merge", "/account/profiles/merge/no-id"] {
        assert_eq!(client.page(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
