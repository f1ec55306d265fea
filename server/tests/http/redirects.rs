//! No answer leads anywhere but to a page of ours, whatever a request says.

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, StatusCode, header},
    routing::post,
};
use server::{demo::PASSWORD, http::targets::Targets, router::layered};

use crate::support::{Site, answer, request};

const ELSEWHERE: [&str; 5] = [
    "https://elsewhere.example/dashboard",
    "http://127.0.0.1:3000.elsewhere.example/dashboard",
    "http://127.0.0.1:3000@elsewhere.example/",
    "//elsewhere.example",
    "javascript:alert(1)",
];

#[tokio::test]
async fn a_referer_from_elsewhere_leads_home() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    for path in [
        "/api/attempts/start",
        "/api/attempts/save",
        "/api/attempts/submit",
        "/api/sign-in",
        "/api/sign-out",
    ] {
        for referer in ELSEWHERE {
            let request = request(Method::POST, path)
                .header(header::ACCEPT, "text/html")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(header::REFERER, referer);
            let answer = client.send(request, "attempt_id=x").await;
            let location = answer.header("location");
            assert!(
                location.is_empty() || (location.starts_with('/') && !location.starts_with("//")),
                "{path}: {location}"
            );
            assert!(!location.contains("elsewhere"), "{path}: {location}");
        }
    }
}

/// Whatever a handler does, the layers let no redirect out that leads elsewhere.
#[tokio::test]
async fn a_handler_that_bounces_to_the_referer_is_held_back() {
    async fn bounce(headers: HeaderMap) -> (StatusCode, HeaderMap) {
        let referer = headers[header::REFERER].clone();
        (StatusCode::FOUND, HeaderMap::from_iter([(header::LOCATION, referer)]))
    }
    async fn lead_away() -> (StatusCode, [(header::HeaderName, &'static str); 1]) {
        (StatusCode::FOUND, [(header::LOCATION, ELSEWHERE[0])])
    }
    let site = Site::demo().await;
    let bouncing = Router::new().route("/bounce", post(bounce)).route("/away", post(lead_away));
    let router = layered(bouncing, &site.parts, Targets::new(["/", "/dashboard"]));
    let from = |path, referer| {
        let request = request(Method::POST, path).header(header::REFERER, referer);
        request.body(Body::empty()).unwrap()
    };
    let ours = answer(&router, from("/bounce", "http://127.0.0.1:3000/dashboard?a=b")).await;
    assert_eq!(ours.header("location"), "/dashboard?a=b");
    for referer in ELSEWHERE {
        assert_eq!(
            answer(&router, from("/bounce", referer)).await.header("location"),
            "/",
            "{referer}"
        );
    }
    assert_eq!(answer(&router, from("/away", "/")).await.header("location"), "/");
}

#[tokio::test]
async fn the_page_it_came_from_is_found_behind_a_proxy_too() {
    let site = Site::with(|parts| {
        parts.public_url = server::config::PublicUrl::parse("https://renew.example.org").unwrap();
    })
    .await;
    let request = request(Method::POST, "/api/sign-in")
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ORIGIN, "https://renew.example.org")
        .header(header::REFERER, "https://renew.example.org/sign-in");
    let answer = site
        .client()
        .send(request, &format!("email=learner%40example.com&password={PASSWORD}"))
        .await;
    assert_eq!(answer.header("location"), "/dashboard");
}
