//! What errors look like: a page for people in their language, JSON for programs, never a 5xx for
//! what somebody sent.

use axum::{
    Router,
    http::{Method, StatusCode, header},
    routing::get,
};
use server::{http::targets::Targets, router::layered};

use crate::support::{Client, Site, answer, request};

#[tokio::test]
async fn what_is_not_there() {
    let site = Site::demo().await;
    for mut client in [site.client(), site.signed_in("learner@example.com").await] {
        for path in [
            "/nowhere",
            "/credentials",
            "/attempts",
            "/certifications/no-such",
            "/api/no-such",
            "/pkg/old/perennial.css",
            "/hash.txt",
            "/pkg/hash.txt",
            "/../Cargo.toml",
            "/%2e%2e/%2e%2e/etc/passwd",
        ] {
            let page = client.page(path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            assert!(page.header("content-type").starts_with("text/html"), "{path}");
            assert!(page.text().contains("<h1"), "{path}: {}", page.text());
            let json = client.get(path).await;
            assert_eq!(json.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(json.json()["error"], "not_found", "{path}");
        }
    }
}

#[tokio::test]
async fn a_method_that_is_not_there() {
    let site = Site::demo().await;
    for (method, path) in [
        (Method::POST, "/dashboard"),
        (Method::DELETE, "/api/dashboard"),
        (Method::GET, "/api/sign-in"),
        (Method::PUT, "/language"),
        (Method::TRACE, "/"),
    ] {
        let answer = site
            .client()
            .send(request(method.clone(), path).header(header::ACCEPT, "application/json"), "")
            .await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        assert_eq!(answer.json()["error"], "method_not_allowed", "{method} {path}");
    }
}

#[tokio::test]
async fn a_panic_is_answered_by_a_page_and_the_next_request_as_ever() {
    async fn panics() -> StatusCode {
        panic!("a secret of the machine")
    }
    let site = Site::demo().await;
    let broken = Router::new().route("/panics", get(panics)).route("/well", get(async || "well"));
    let router = layered(broken, &site.parts, Targets::new(["/"]));
    for (accept_language, lang) in [("en", "lang=\"en\""), ("zh-CN", "lang=\"zh-CN\"")] {
        let request = request(Method::GET, "/panics")
            .header(header::ACCEPT, "text/html")
            .header(header::ACCEPT_LANGUAGE, accept_language);
        let page = answer(&router, request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(page.text().contains(lang) && page.text().contains("<h1"), "{}", page.text());
        assert!(!page.text().contains("secret"), "{}", page.text());
        assert_ne!(page.header("content-security-policy"), "");
    }
    let request_json = request(Method::GET, "/panics").header(header::ACCEPT, "application/json");
    let json = answer(&router, request_json.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(json.json()["error"], "internal");
    let well =
        answer(&router, request(Method::GET, "/well").body(axum::body::Body::empty()).unwrap())
            .await;
    assert_eq!(well.text(), "well");
}

#[tokio::test]
async fn nothing_somebody_sends_is_our_fault() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    let paths = [
        "/api/sign-in",
        "/api/sign-out",
        "/api/attempts/start",
        "/api/attempts/save",
        "/api/attempts/submit",
        "/api/attempts/language",
        "/language",
        "/demo/clock",
    ];
    let bodies = [
        "",
        "&&&=",
        "%ff%fe",
        "{\"now\":",
        "a[b][c][d][e][f][g][h]=1",
        "choice[99999999]=a",
        "attempt_id[]=1&revision=99999999999999999999",
        "\u{0}\u{1}",
    ];
    let kinds = ["application/x-www-form-urlencoded", "application/json", "text/plain", ""];
    for path in paths.into_iter().filter(|path| *path != "/api/sign-out") {
        for body in bodies {
            for kind in kinds {
                for accept in ["application/json", "text/html"] {
                    let status = send(&mut client, path, body, kind, accept).await;
                    assert!(status.as_u16() < 500, "{path} {body:?} {kind} {accept}: {status}");
                }
            }
        }
    }
    for path in [
        "/api/credential?id=%ff",
        "/credentials/%ff",
        "/attempts/%00",
        "/certifications/%e4%b8%ad",
        "/dashboard?%ff=%00",
        "/sign-in?next=%0d%0a",
        "/attempts/x/review?question=-1",
        "/?__path=/api/sign-in&__err=!!!",
        "/sign-in?error=slow_down&until=9999999999999999999",
    ] {
        for accept in ["application/json", "text/html"] {
            let answer =
                client.send(request(Method::GET, path).header(header::ACCEPT, accept), "").await;
            assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
        }
    }
}

async fn send(client: &mut Client, path: &str, body: &str, kind: &str, accept: &str) -> StatusCode {
    let request = request(Method::POST, path)
        .header(header::CONTENT_TYPE, kind)
        .header(header::ACCEPT, accept);
    client.send(request, body).await.status
}
