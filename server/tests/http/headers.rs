//! The headers that every answer carries.

use axum::http::StatusCode;
use server::config::PublicUrl;

use crate::support::Site;

const PATHS: [&str; 6] = [
    "/",
    "/sign-in",
    "/api/dashboard",
    "/health/live",
    "/nowhere",
    "/pkg/0123456789abcdef/perennial.css",
];

#[tokio::test]
async fn every_answer_carries_them() {
    let site = Site::demo().await;
    let mut client = site.client();
    for path in PATHS {
        let answer = client.page(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{path}");
        assert_eq!(answer.header("x-request-id").len(), 32, "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path}");
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "style-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{path}: {policy}"
        );
    }
}

#[tokio::test]
async fn a_page_and_its_policy_share_a_nonce_that_is_used_once() {
    let site = Site::demo().await;
    let mut client = site.client();
    let mut nonces = Vec::new();
    for _ in 0..2 {
        let answer = client.page("/sign-in").await;
        assert_eq!(answer.status, StatusCode::OK);
        let policy = answer.header("content-security-policy");
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        let page = answer.text();
        let scripts: Vec<_> = page.split("<script").skip(1).collect();
        assert!(!scripts.is_empty());
        for script in scripts {
            assert!(
                script.split('>').next().unwrap().contains(&format!("nonce=\"{nonce}\"")),
                "{script}"
            );
        }
        assert!(!page.contains(" style=") && !page.contains("<style"), "{page}");
        nonces.push(nonce);
    }
    assert_ne!(nonces[0], nonces[1]);
}

#[tokio::test]
async fn what_is_personal_is_not_stored() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    for path in ["/dashboard", "/account", "/api/dashboard", "/sign-in", "/nowhere"] {
        assert_eq!(client.page(path).await.header("cache-control"), "no-store", "{path}");
        assert_eq!(client.get(path).await.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn a_public_address_over_tls_is_kept_to_tls() {
    let site = Site::with(|parts| {
        parts.public_url = PublicUrl::parse("https://renew.example.org").unwrap();
    })
    .await;
    let answer = site.client().page("/sign-in").await;
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
}
