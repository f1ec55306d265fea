//! `POST /api/sign-in`, `POST /api/sign-out`, and the cookie between them.

use axum::http::StatusCode;
use server::demo::PASSWORD;

use crate::support::Site;

const LEARNER: &str = "learner@example.com";

#[tokio::test]
async fn signing_in_sets_a_cookie_that_only_the_server_reads() {
    let site = Site::demo().await;
    let mut client = site.client();
    let answer = client.post("/api/sign-in", &[("email", LEARNER), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, StatusCode::OK);
    let cookie = answer.header("set-cookie");
    let (name, rest) = cookie.split_once('=').unwrap();
    assert!(name.starts_with("__Host-"), "{cookie}");
    let token = rest.split(';').next().unwrap();
    assert_eq!(token.len(), 64, "256 bits");
    for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(rest.split("; ").any(|found| found == attribute), "{attribute} in {cookie}");
    }
    assert!(!rest.contains("Domain"), "{cookie}");
    assert_eq!(client.get("/api/dashboard").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_plain_form_leads_on_to_where_it_was_going() {
    let site = Site::demo().await;
    let form = |next| [("email", LEARNER), ("password", PASSWORD), ("next", next)];
    for (next, expected) in [
        ("", "/dashboard"),
        ("/account", "/account"),
        ("//elsewhere.example/", "/dashboard"),
        ("https://elsewhere.example/dashboard", "/dashboard"),
        ("/\\elsewhere.example", "/dashboard"),
    ] {
        let answer = site.client().form("/api/sign-in", "/sign-in", &form(next)).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{next}");
        assert_eq!(answer.header("location"), expected, "{next}");
    }
}

#[tokio::test]
async fn wrong_ones_are_told_alike() {
    let site = Site::demo().await;
    let mut answers = Vec::new();
    for (email, password) in [(LEARNER, "wrong"), ("nobody@example.com", PASSWORD), ("", "")] {
        let answer =
            site.client().post("/api/sign-in", &[("email", email), ("password", password)]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{email}");
        assert_eq!(answer.header("set-cookie"), "", "{email}");
        answers.push(answer.text());
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
}

#[tokio::test]
async fn a_wrong_plain_form_comes_back_with_a_reason_and_no_secret() {
    let site = Site::demo().await;
    let form = [("email", LEARNER), ("password", "a wrong secret"), ("next", "/account")];
    let answer = site.client().form("/api/sign-in", "/sign-in", &form).await;
    assert_eq!(answer.status, StatusCode::FOUND);
    let location = answer.header("location");
    assert!(location.starts_with("/sign-in?next=/account&error=wrong_sign_in"), "{location}");
    assert!(!location.contains("secret") && !location.contains("learner"), "{location}");
    let page = site.client().page(location).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let site = Site::demo().await;
    let mut client = site.client();
    let wrong = [("email", LEARNER), ("password", "wrong")];
    let mut slowed = None;
    for _ in 0..10 {
        let answer = client.post("/api/sign-in", &wrong).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            slowed = Some(answer.json());
            break;
        }
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let slowed = slowed.unwrap();
    assert_eq!(slowed["error"], "slow_down");
    let right = [("email", LEARNER), ("password", PASSWORD)];
    assert_eq!(client.post("/api/sign-in", &right).await.status, StatusCode::TOO_MANY_REQUESTS);
    let until = slowed["until"].as_str().unwrap().parse().unwrap();
    site.parts.service.clock().set(until);
    assert_eq!(client.post("/api/sign-in", &right).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_unknown_session_is_nobody() {
    let site = Site::demo().await;
    let mut client = site.client();
    for token in ["", "0", &"f".repeat(64), "'; DROP TABLE session; --"] {
        client.keep("__Host-session", token);
        let answer = client.get("/api/dashboard").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{token}");
        assert_eq!(answer.json()["error"], "not_signed_in", "{token}");
        let page = client.page("/dashboard").await;
        assert!(page.status.is_redirection(), "{token}: {}", page.status);
        assert!(page.header("location").starts_with("/sign-in"), "{token}");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_itself() {
    let site = Site::demo().await;
    let mut client = site.signed_in(LEARNER).await;
    let mut copy = client.clone();
    assert_eq!(client.post("/api/sign-out", &[]).await.status, StatusCode::OK);
    assert_eq!(client.get("/api/dashboard").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(copy.get("/api/dashboard").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        copy.post("/api/sign-out", &[]).await.status,
        StatusCode::OK,
        "once more is no error"
    );
}

#[tokio::test]
async fn arguments_that_cannot_be_read_are_the_callers_fault() {
    let site = Site::demo().await;
    let mut client = site.signed_in(LEARNER).await;
    for (path, form) in [
        ("/api/sign-in", vec![]),
        ("/api/sign-in", vec![("email", LEARNER)]),
        ("/api/attempts/start", vec![("credential_id", "no-id")]),
        ("/api/attempts/save", vec![("attempt_id", "no-id"), ("revision", "many")]),
        ("/api/attempts/submit", vec![]),
    ] {
        let answer = client.post(path, &form).await;
        assert!(answer.status.is_client_error(), "{path} {form:?}: {}", answer.status);
        assert!(answer.json()["error"].is_string(), "{path} {form:?}");
    }
    for path in
        ["/api/credential", "/api/credential?id=no-id", "/api/attempt?id=%ff", "/api/certification"]
    {
        let answer = client.get(path).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
    }
}
