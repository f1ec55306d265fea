//! No answer leads anywhere but to a page of ours, whatever a request says.

use axum::http::{Method, header};
use server::demo::PASSWORD;

use crate::support::{Site, request};

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
