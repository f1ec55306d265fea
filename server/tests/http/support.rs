//! A site with the demo's sample data in a temporary folder, and a client that keeps cookies.

use std::{path::Path, sync::Arc};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use serde_json::Value;
use server::{
    config::PublicUrl,
    demo::{Demo, PASSWORD},
    http::{assets::Assets, body::Limits},
    router::{Parts, router},
};
use service::{Clock, Policy, Service, Settings};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

/// A site in this process.
pub struct Site {
    pub parts: Parts,
    pub router: Router,
    /// Where its data are.
    pub database: String,
    _folder: TempDir,
}

impl Site {
    /// With sample data and `--demo`, on SQLite.
    pub async fn demo() -> Self {
        Self::with(|_| {}).await
    }

    /// The same after a change of its parts.
    pub async fn with(change: impl FnOnce(&mut Parts)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite:{}", folder.path().join("site.db").display());
        Self::on(&database, folder, change).await
    }

    /// On a new database of a PostgreSQL, where `PERENNIAL_TEST_POSTGRES` names one.
    pub async fn on_postgres() -> Option<Self> {
        let server = std::env::var("PERENNIAL_TEST_POSTGRES").ok()?;
        let name = format!("perennial_http_{}", Uuid::new_v4().simple());
        let mut connection = PgConnection::connect(&server).await.unwrap();
        let create = AssertSqlSafe(format!("CREATE DATABASE {name}"));
        connection.execute(create).await.unwrap();
        let (rest, _) = server.rsplit_once('/').unwrap();
        Some(Self::on(&format!("{rest}/{name}"), tempfile::tempdir().unwrap(), |_| {}).await)
    }

    /// On a database of one's own.
    pub async fn on(database: &str, folder: TempDir, change: impl FnOnce(&mut Parts)) -> Self {
        let site = folder.path().join("site");
        some_assets(&site);
        let settings = Settings {
            database: database.to_owned(),
            clock: Clock::movable(),
            policy: Policy::default(),
        };
        let service = Service::open(&settings).await.unwrap();
        let demo = Demo::start(&service).await.unwrap();
        let mut parts = Parts {
            service,
            assets: Assets::find(Some(&site)),
            demo: Some(demo),
            public_url: PublicUrl::parse("http://127.0.0.1:3000").unwrap(),
            behind_proxy: false,
            limits: Limits::default(),
            metrics: Arc::default(),
        };
        change(&mut parts);
        let database = database.to_owned();
        Self { router: router(&parts), parts, database, _folder: folder }
    }

    /// Somebody who is not signed in.
    pub fn client(&self) -> Client {
        Client { router: self.router.clone(), cookies: Vec::new() }
    }

    /// Somebody who is.
    pub async fn signed_in(&self, email: &str) -> Client {
        let mut client = self.client();
        let answer = client.post("/api/sign-in", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{email}: {}", answer.text());
        client
    }
}

fn some_assets(site: &Path) {
    let package = site.join("pkg/0123456789abcdef");
    std::fs::create_dir_all(&package).unwrap();
    std::fs::write(site.join("pkg/hash.txt"), "0123456789abcdef\n").unwrap();
    std::fs::write(package.join("perennial.css"), "plain").unwrap();
    std::fs::write(package.join("perennial.css.br"), "brotli").unwrap();
    std::fs::write(package.join("perennial.css.gz"), "gzip").unwrap();
    std::fs::write(site.join("robots.txt"), "User-agent: *\n").unwrap();
}

/// Sends requests as a program (asks for JSON) and keeps the cookies it gets.
#[derive(Clone)]
pub struct Client {
    router: Router,
    cookies: Vec<(String, String)>,
}

/// An answer, read whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error} in {}", self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Client {
    pub async fn get(&mut self, address: &str) -> Answer {
        self.send(request(Method::GET, address).header(header::ACCEPT, "application/json"), "")
            .await
    }

    /// As a browser without JavaScript asks for a page.
    pub async fn page(&mut self, address: &str) -> Answer {
        self.send(request(Method::GET, address).header(header::ACCEPT, "text/html"), "").await
    }

    pub async fn post(&mut self, address: &str, form: &[(&str, &str)]) -> Answer {
        let request = request(Method::POST, address).header(header::ACCEPT, "application/json");
        self.send(request.header(header::CONTENT_TYPE, FORM), &encoded(form)).await
    }

    /// As a browser without JavaScript sends a form from one of our pages.
    pub async fn form(&mut self, address: &str, from: &str, form: &[(&str, &str)]) -> Answer {
        let request = request(Method::POST, address)
            .header(header::ACCEPT, "text/html")
            .header(header::ORIGIN, "http://127.0.0.1:3000")
            .header("sec-fetch-site", "same-origin")
            .header(header::REFERER, format!("http://127.0.0.1:3000{from}"));
        self.send(request.header(header::CONTENT_TYPE, FORM), &encoded(form)).await
    }

    /// Anything else.
    pub async fn send(&mut self, request: axum::http::request::Builder, body: &str) -> Answer {
        let cookies: Vec<_> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header(header::COOKIE, cookies.join("; "));
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let answer = answer(&self.router, request).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let (name, value) =
                cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.keep(name, value);
        }
        answer
    }

    /// Keeps a cookie; an empty one is forgotten.
    pub fn keep(&mut self, name: &str, value: &str) {
        self.cookies.retain(|(kept, _)| kept != name);
        if !value.is_empty() {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    /// A cookie that is kept.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(kept, _)| kept == name).map(|(_, value)| value.as_str())
    }

    /// The id of the credential of a certification.
    pub async fn credential(&mut self, slug: &str) -> String {
        let dashboard = self.get("/api/dashboard").await.json();
        let credentials = dashboard["credentials"].as_array().unwrap();
        let found =
            credentials.iter().find(|credential| credential["certification"]["slug"] == slug);
        found.unwrap()["id"].as_str().unwrap().to_owned()
    }

    /// Starts an attempt and answers it.
    pub async fn start(&mut self, slug: &str) -> Value {
        let id = self.credential(slug).await;
        let form = [("credential_id", id.as_str()), ("language", "en"), ("agreement", "true")];
        let answer = self.post("/api/attempts/start", &form).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.json()
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

/// A request to the host that the site is at.
pub fn request(method: Method, address: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(address).header(header::HOST, "127.0.0.1:3000")
}

/// Sends a request to a router.
pub async fn answer(router: &Router, request: Request<Body>) -> Answer {
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Answer { status: parts.status, headers: parts.headers, body }
}

fn encoded(form: &[(&str, &str)]) -> String {
    let encode = |text: &str| app::places::encoded(text);
    let pairs: Vec<_> =
        form.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    pairs.join("&")
}
