//! How much a request may send, and how slowly.

use std::{
    convert::Infallible,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use axum_server::Handle;
use futures_util::stream;
use server::http::body::Limits;
use tokio::net::TcpListener;

use crate::support::{Site, answer, request};

/// So short that a test need not wait, so long that a busy machine keeps it.
const QUICK: Limits = Limits {
    body: 64 * 1024,
    body_deadline: Duration::from_millis(200),
    header_deadline: Duration::from_millis(200),
};

#[tokio::test]
async fn a_large_body_is_refused_before_it_is_looked_at() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    let large = "a".repeat(64 * 1024 + 1);
    for path in ["/api/sign-in", "/api/attempts/save", "/language", "/demo/clock"] {
        let answer = client.post(path, &[("email", &large)]).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        assert_eq!(answer.json()["error"], "too_large", "{path}");
    }
}

#[tokio::test]
async fn a_large_body_without_a_length_too() {
    let site = Site::demo().await;
    let pieces = (0..70).map(|_| Ok::<_, Infallible>(vec![b'a'; 1024]));
    let body = Body::from_stream(stream::iter(pieces));
    let request = request(Method::POST, "/api/sign-in").header(header::ACCEPT, "application/json");
    let answer = answer(&site.router, request.body(body).unwrap()).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn an_address_with_a_nul_in_it_is_no_page_on_either_database() {
    for site in [Some(Site::demo().await), Site::on_postgres().await].into_iter().flatten() {
        for path in ["/certifications/azure%00administrator", "/sign-in/%00/callback"] {
            let answer = site.client().page(path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}: {}", answer.text());
        }
    }
}

#[tokio::test]
async fn a_body_that_does_not_end_is_given_up() {
    let site = Site::with(|parts| parts.limits = QUICK).await;
    let body = Body::from_stream(stream::pending::<Result<Vec<u8>, Infallible>>());
    let request = request(Method::POST, "/api/sign-in").header(header::ACCEPT, "application/json");
    let answer = answer(&site.router, request.body(body).unwrap()).await;
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT);
    assert_eq!(answer.json()["error"], "too_slow");
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_that_do_not_end_are_given_up() {
    let site = Site::with(|parts| parts.limits = QUICK).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address: SocketAddr = listener.local_addr().unwrap();
    let handle = Handle::new();
    let router = site.router.clone();
    let server = tokio::spawn({
        let handle = handle.clone();
        async move { server::serve::serve(listener, router, &QUICK, handle).await }
    });
    for beginning in ["", "GET / HTTP/1.1\r\nHost: 127.0.0.1", "PRI * HTTP/2"] {
        let ended = tokio::task::spawn_blocking(move || {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            stream.write_all(beginning.as_bytes()).unwrap();
            let mut rest = Vec::new();
            // Closed, or reset: both are an end.
            let end = stream.read_to_end(&mut rest);
            !end.is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock)
        });
        assert!(ended.await.unwrap(), "{beginning:?}");
    }
    handle.shutdown();
    server.await.unwrap().unwrap();
}
