//! `/health/live`, `/health/ready`, and `/metrics` on its own listener.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use chrono::TimeDelta;
use service::mail::{
    Mailbox, Mailer,
    message::Sender,
    transport::{Encryption, Files, Smtp, SmtpSettings, Transport},
};

use crate::support::{Site, answer, request};

/// What `/metrics` says.
async fn metrics(site: &Site) -> String {
    let metrics =
        server::http::metrics::router(site.parts.metrics.clone(), site.parts.service.clone());
    answer(&metrics, request(Method::GET, "/metrics").body(Body::empty()).unwrap()).await.text()
}

/// The value of a line of mail's own.
async fn mails(site: &Site, name: &str) -> u64 {
    let (text, start) = (metrics(site).await, format!("perennial_mails_{name} "));
    let line = text.lines().find_map(|line| line.strip_prefix(&start));
    line.unwrap_or_else(|| panic!("no {name} in {text}")).parse().unwrap()
}

fn mailer(transport: Transport) -> Arc<Mailer> {
    let from: Mailbox = "Perennial <renew@example.org>".parse().unwrap();
    Arc::new(Mailer {
        transport,
        sender: Sender { from, message_id_host: "example.org".to_owned(), dkim: None },
        public_url: "http://127.0.0.1:3000".to_owned(),
        at_once: Mailer::AT_ONCE,
        timeout: Duration::from_mins(1),
    })
}

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
    let text = metrics(&site).await;
    assert!(text.contains("perennial_http_responses_total{class=\"2xx\"} 1\n"), "{text}");
    assert!(text.contains("perennial_http_responses_total{class=\"4xx\"} 1\n"), "{text}");
}

#[tokio::test]
async fn it_is_told_how_mail_stands() {
    let site = Site::demo().await;
    let service = &site.parts.service;
    assert!(mails(&site, "due").await > 0, "nothing has been worked out");
    // What attempts of the sample learners have caused.
    let caused = mails(&site, "queued").await;
    assert_eq!((mails(&site, "failing").await, mails(&site, "sent_total").await), (0, 0));

    while service.plan_mails().await.unwrap() > 0 {}
    let queued = mails(&site, "queued").await;
    assert!(queued > caused);
    assert_eq!((mails(&site, "due").await, mails(&site, "due_oldest_seconds").await), (0, 0));

    // A port on which nobody listens (any more).
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let nobody = Smtp::new(SmtpSettings {
        host: "127.0.0.1".to_owned(),
        port,
        encryption: Encryption::None,
        credentials: None,
        authority: None,
    });
    service.send_due_mails(&mailer(Transport::Smtp(nobody.unwrap()))).await.unwrap();
    let failing = mails(&site, "failing").await;
    assert!(failing > 0);
    assert_eq!(mails(&site, "sent_total").await, 0);
    // N1: some wait until their certification can be renewed at all.
    let waiting = mails(&site, "queued").await - failing;
    assert_eq!(site.client().get("/health/ready").await.status, StatusCode::OK);

    let folder = tempfile::tempdir().unwrap();
    let files = mailer(Transport::Files(Files::new(folder.path().to_owned())));
    service.clock().set(service.now() + TimeDelta::minutes(2));
    service.send_due_mails(&files).await.unwrap();
    assert_eq!(mails(&site, "sent_total").await, failing);
    assert_eq!((mails(&site, "queued").await, mails(&site, "failing").await), (waiting, 0));
    assert_eq!(mails(&site, "dead").await, 0);

    // A year on something has been due for long, and what is dropped is counted with its reason.
    service.clock().set(service.now() + TimeDelta::days(400));
    let late = mails(&site, "due_oldest_seconds").await;
    assert!((86_400..400 * 86_400).contains(&late), "{late}");
    assert!(mails(&site, "due").await > 0);
    while service.plan_mails().await.unwrap() > 0 {}
    assert!(mails(&site, "dropped_total{reason=\"too_late\"}").await > 0);
}
