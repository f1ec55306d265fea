//! `/health/live`, `/health/ready`, and `/metrics` on its own listener.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};

use crate::support::{Site, answer, request};

#[tokio::test]
async fn alive_and_ready_until_the_database_is_gone() {
    let site = Site::demo().await;
    let mut client = site.client();
    assert_eq!(client.get("/health/live").await.status, StatusCode::OK);
    assert_eq!(client.get("/health/ready").await.status, StatusCode::OK);
    site.parts.service.close().await;
    assert_eq!(client.get("/health/live").await.status, StatusCode::OK);
    assert_eq!(client.get("/health/ready").await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn counters_stand_on_a_listener_of_their_own() {
    let site = Site::demo().await;
    let mut client = site.client();
    assert_eq!(client.get("/metrics").await.status, StatusCode::NOT_FOUND);
    client.get("/health/live").await;
    let metrics =
        server::http::metrics::router(site.parts.metrics.clone(), site.parts.service.clone());
    let text = answer(&metrics, request(Method::GET, "/metrics").body(Body::empty()).unwrap())
        .await
        .text();
    assert!(text.contains("perennial_http_responses_total{class=\"2xx\"} 1\n"), "{text}");
    assert!(text.contains("perennial_http_responses_total{class=\"4xx\"} 1\n"), "{text}");
}
