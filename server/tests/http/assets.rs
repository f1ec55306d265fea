//! Styles, scripts, icons: kept for good under their hash, compressed beforehand.

use axum::http::{Method, StatusCode, header};

use crate::support::{Site, request};

const STYLES: &str = "/pkg/0123456789abcdef/perennial.css";

#[tokio::test]
async fn what_is_named_by_its_hash_is_kept_for_good() {
    let site = Site::demo().await;
    let mut client = site.client();
    for (accepted, encoding, body) in
        [("br, gzip", "br", "brotli"), ("gzip", "gzip", "gzip"), ("", "", "plain")]
    {
        let request = request(Method::GET, STYLES).header(header::ACCEPT_ENCODING, accepted);
        let answer = client.send(request, "").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.text(), body);
        assert_eq!(answer.header("content-encoding"), encoding);
        assert_eq!(answer.header("content-type"), "text/css");
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    }
    let gone = client.get("/pkg/0123456789abcdef/gone.js").await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert_eq!(gone.header("cache-control"), "no-store");
}

#[tokio::test]
async fn other_files_are_kept_a_while() {
    let site = Site::demo().await;
    let answer = site.client().get("/robots.txt").await;
    assert_eq!(answer.text(), "User-agent: *\n");
    assert_eq!(answer.header("cache-control"), "public, max-age=3600");
}

#[tokio::test]
async fn pages_name_the_styles_by_their_hash() {
    let site = Site::demo().await;
    assert!(site.client().page("/sign-in").await.text().contains(STYLES));
}
