//! The description of the HTTP API, for programs and for people.

use axum::http::{Method, StatusCode, header};
use serde_json::Value;

use crate::support::{Site, request};

#[tokio::test]
async fn every_described_operation_is_there() {
    let site = Site::demo().await;
    let document = site.client().get("/api/openapi.json").await;
    assert_eq!(document.header("content-type"), "application/json");
    let document = document.json();
    assert_eq!(document["openapi"], "3.1.0");
    let paths = document["paths"].as_object().unwrap();
    assert_eq!(paths.len(), 9);
    for (path, operations) in paths {
        for (method, operation) in operations.as_object().unwrap() {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let accept = request(method, path).header(header::ACCEPT, "application/json");
            let answer = site.client().send(accept, "").await;
            let status = answer.status.as_u16().to_string();
            assert!(operation["responses"].get(&status).is_some(), "{path}: {status}");
        }
    }
    for reference in document.to_string().split("\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert_ne!(document["components"]["schemas"][name], Value::Null, "{name}");
    }
}

#[tokio::test]
async fn the_page_needs_no_script_and_leads_nowhere_that_is_not_there() {
    let site = Site::demo().await;
    let page = site.client().page("/api/docs").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    let html = page.text();
    assert!(!html.contains("<script") && !html.contains("style=\""));
    assert!(html.contains("/api/exam-results") && html.contains("unknown_person"));
    for link in html.split("href=\"#").skip(1) {
        let anchor = link.split('"').next().unwrap();
        assert!(html.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    }
    for name in ["unknown-key", "scope", "not-json", "invalid", "too-large", "media-type"] {
        assert!(html.contains(&format!("id=\"{name}\"")), "{name}");
    }
}
