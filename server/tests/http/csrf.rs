//! What a browser sends from elsewhere changes nothing.

use axum::http::{Method, StatusCode, header};
use server::{config::PublicUrl, demo::PASSWORD};

use crate::support::{Site, request};

const POSTS: [&str; 20] = [
    "/api/account/address",
    "/api/account/delete",
    "/api/account/name",
    "/api/account/password",
    "/api/account/sessions/end",
    "/api/account/sessions/end-others",
    "/api/account/time-zone",
    "/api/forgot",
    "/api/go/address",
    "/api/go/password",
    "/api/go/register",
    "/api/register",
    "/api/sign-in",
    "/api/sign-out",
    "/api/attempts/start",
    "/api/attempts/save",
    "/api/attempts/submit",
    "/api/attempts/language",
    "/language",
    "/demo/clock",
];

#[tokio::test]
async fn what_comes_from_elsewhere_is_refused() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    for path in POSTS {
        for site_of_origin in ["cross-site", "same-site"] {
            let request = request(Method::POST, path)
                .header("sec-fetch-site", site_of_origin)
                .header(header::ACCEPT, "application/json");
            let answer = client.send(request, "").await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            assert_eq!(answer.json()["error"], "from_elsewhere", "{path}");
        }
        for origin in ["https://elsewhere.example", "http://127.0.0.1:4000", "null"] {
            let answer =
                client.send(request(Method::POST, path).header(header::ORIGIN, origin), "").await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {origin}");
        }
    }
    assert_eq!(client.get("/api/dashboard").await.status, StatusCode::OK, "still signed in");
}

#[tokio::test]
async fn our_own_pages_and_programs_are_let_through() {
    let site = Site::with(|parts| {
        parts.public_url = PublicUrl::parse("https://renew.example.org").unwrap();
    })
    .await;
    let form = format!("email=learner%40example.com&password={PASSWORD}");
    let from = |name: &'static str, value: &'static str| {
        request(Method::POST, "/api/sign-in")
            .header(name, value)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json")
    };
    for (name, value) in [
        ("sec-fetch-site", "same-origin"),
        ("origin", "http://127.0.0.1:3000"),
        ("origin", "https://renew.example.org"),
        ("user-agent", "curl"),
    ] {
        let answer = site.client().send(from(name, value), &form).await;
        assert_eq!(answer.status, StatusCode::OK, "{name}: {value}");
    }
}
