//! `POST /api/exam-results`: who may, what is answered, and that nothing sent is our fault.

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use domain::api_key::Scope;
use serde_json::{Value, json};
use service::Actor;

use crate::support::{Answer, Site, answer, request};

const PATH: &str = "/api/exam-results";

struct Provider {
    site: Site,
    key: String,
}

impl Provider {
    async fn new() -> Self {
        let site = Site::demo().await;
        let key = site.parts.service.create_api_key(Actor::Program, "Exams", Scope::ALL).await;
        Self { site, key: key.unwrap().key }
    }

    async fn send(&self, body: impl Into<Body>) -> Answer {
        self.send_with(&format!("Bearer {}", self.key), "application/json", body).await
    }

    async fn send_with(&self, key: &str, kind: &str, body: impl Into<Body>) -> Answer {
        let mut request = request(Method::POST, PATH).header(header::CONTENT_TYPE, kind);
        if !key.is_empty() {
            request = request.header(header::AUTHORIZATION, key);
        }
        answer(&self.site.router, request.body(body.into()).unwrap()).await
    }

    fn now(&self) -> String {
        self.site.parts.service.now().to_rfc3339()
    }
}

fn result(id: &str, person: &Value, exam: &str, taken_at: &str) -> Value {
    json!({"result_id": id, "person": person, "exam": exam, "passed": true,
        "taken_at": taken_at, "beta": false})
}

#[track_caller]
fn is_problem(answer: &Answer, status: u16, name: &str) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["type"], format!("/api/docs#{name}"));
    assert_eq!(problem["status"], status);
    assert!(problem["title"].is_string() && problem["detail"].is_string(), "{problem}");
}

#[tokio::test]
async fn x4_each_result_is_answered_and_earns_what_it_earns() {
    let provider = Provider::new().await;
    let now = provider.now();
    let veteran = json!({"login": "veteran@example.com"});
    let batch = json!({"results": [
        result("a", &veteran, "AZ-204", &now),
        result("b", &veteran, "AZ-000", &now),
        result("c", &json!({"login": "nobody@example.com"}), "AZ-204", &now),
        result("d", &json!({"certification_profile": "7"}), "AZ-204", &now),
        result("e", &veteran, "AZ-204", "2199-01-01T00:00:00Z"),
        result("a", &veteran, "AZ-104", &now),
    ]});
    let outcomes = |answer: &Answer| {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        let results = answer.json()["results"].as_array().unwrap().clone();
        let names = results.iter().map(|result| {
            let [id, outcome] = ["result_id", "outcome"].map(|name| result[name].as_str().unwrap());
            format!("{id} {outcome}")
        });
        names.collect::<Vec<_>>()
    };
    let first = provider.send(batch.to_string()).await;
    let rest = [
        "b unknown_exam",
        "c unknown_person",
        "d unknown_person",
        "e in_the_future",
        "a conflicting",
    ];
    assert_eq!(outcomes(&first), [&["a recorded"][..], &rest].concat());
    let again = provider.send(batch.to_string()).await;
    assert_eq!(outcomes(&again), [&["a already_recorded"][..], &rest].concat());

    // X2: it had expired, and the learner sees that it is there again.
    let mut learner = provider.site.signed_in("veteran@example.com").await;
    let id = learner.credential("azure-developer").await;
    let credential = learner.get(&format!("/api/credential?id={id}")).await.json();
    assert_ne!(credential["decision"], "expired");
    // X1: sent for what is active, it moves nothing, and the page says so.
    let before = learner.credential("azure-administrator").await;
    let sent = json!({"results": [result("x", &veteran, "AZ-104", &now)]});
    assert_eq!(outcomes(&provider.send(sent.to_string()).await), ["x recorded"]);
    let page = learner.page(&format!("/credentials/{before}")).await;
    assert!(page.text().contains("Exams without effect"), "{}", page.text());
}

#[tokio::test]
async fn only_a_key_that_is_good_for_it() {
    let provider = Provider::new().await;
    let key = &provider.key;
    for wrong in ["", "Bearer", "Bearer ", "Basic eDp5", key, "Bearer perennial_0", "bearer \u{e9}"]
    {
        let refused = provider.send_with(wrong, "application/json", "{\"results\":[]}").await;
        is_problem(&refused, 401, "unknown-key");
        assert!(refused.header("www-authenticate").starts_with("Bearer"), "{wrong}");
    }
    let bearer = format!("bearer {key}");
    let well = provider.send_with(&bearer, "application/json; charset=utf-8", "{\"results\":[]}");
    assert_eq!(well.await.json(), json!({"results": []}));
    // A session is no key.
    let mut learner = provider.site.signed_in("learner@example.com").await;
    let request = request(Method::POST, PATH).header(header::CONTENT_TYPE, "application/json");
    is_problem(&learner.send(request, "{\"results\":[]}").await, 401, "unknown-key");

    let keys = provider.site.parts.service.api_keys().await.unwrap();
    provider.site.parts.service.revoke_api_key(Actor::Program, keys[0].id).await.unwrap();
    is_problem(&provider.send("{\"results\":[]}").await, 401, "unknown-key");
}

#[tokio::test]
async fn it_comes_from_no_browser_so_no_browser_is_guarded_against() {
    let provider = Provider::new().await;
    let request = request(Method::POST, PATH)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::AUTHORIZATION, format!("Bearer {}", provider.key))
        .header(header::ORIGIN, "https://elsewhere.example")
        .header("sec-fetch-site", "cross-site");
    let sent = answer(&provider.site.router, request.body("{\"results\":[]}".into()).unwrap());
    assert_eq!(sent.await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_cannot_be_meant_is_a_problem_and_records_nothing() {
    let provider = Provider::new().await;
    let (now, learner) = (provider.now(), json!({"login": "new@example.com"}));
    let good = || result("good", &learner, "AZ-104", &now);
    let with = |name: &str, value: Value| {
        let mut bad = good();
        bad[name] = value;
        json!({"results": [good(), bad]}).to_string()
    };
    for (body, status, name) in [
        (String::new(), 400, "not-json"),
        ("{\"results\": [".to_owned(), 400, "not-json"),
        ("[]".to_owned(), 422, "invalid"),
        ("[[]]".to_owned(), 422, "invalid"),
        ("{\"results\": [[]]}".to_owned(), 422, "invalid"),
        ("{}".to_owned(), 422, "invalid"),
        ("{\"results\": [], \"more\": 1}".to_owned(), 422, "invalid"),
        ("[".repeat(100_000), 400, "not-json"),
        (with("result_id", json!("")), 422, "invalid"),
        (with("result_id", json!("a\u{0}")), 422, "invalid"),
        (with("result_id", json!(7)), 422, "invalid"),
        (with("exam", json!("x".repeat(65))), 422, "invalid"),
        (with("passed", json!("true")), 422, "invalid"),
        (with("beta", json!(null)), 422, "invalid"),
        (with("person", json!({})), 422, "invalid"),
        (with("person", json!({"login": "a", "certification_profile": "b"})), 422, "invalid"),
        (with("person", json!({"login": "\n"})), 422, "invalid"),
        (with("person", json!("new@example.com")), 422, "invalid"),
        (with("taken_at", json!("yesterday")), 422, "invalid"),
        (with("taken_at", json!("1989-12-31T23:59:59Z")), 422, "invalid"),
        (with("taken_at", json!("+262142-12-31T23:59:59Z")), 422, "invalid"),
        (json!({"results": vec![good(); 1001]}).to_string(), 422, "invalid"),
    ] {
        let refused = provider.send(body.clone()).await;
        is_problem(&refused, status, name);
    }
    let refused = provider.send(with("exam", json!(" "))).await.json();
    assert_eq!(refused["errors"][0]["pointer"], "#/results/1/exam");
    is_problem(&provider.send(vec![0xff, 0xfe]).await, 400, "not-json");
    is_problem(&provider.send(" ".repeat(1024 * 1024 + 1)).await, 413, "too-large");
    let form = provider.send_with(&format!("Bearer {}", provider.key), "text/plain", "{}").await;
    is_problem(&form, 415, "media-type");
    let get = request(Method::GET, PATH).body(Body::empty()).unwrap();
    let get = answer(&provider.site.router, get).await;
    is_problem(&get, 405, "method");
    assert_eq!(get.header("allow"), "POST");

    let mut learner = provider.site.signed_in("new@example.com").await;
    assert_eq!(learner.get("/api/dashboard").await.json()["credentials"], json!([]));
}

#[tokio::test]
async fn a_thousand_results_are_one_batch() {
    let provider = Provider::new().await;
    let now = provider.now();
    let learner = json!({"login": "new@example.com"});
    let results: Vec<_> =
        (0..1000).map(|n| result(&format!("r{n}"), &learner, "AZ-900", &now)).collect();
    let sent = provider.send(json!({"results": results}).to_string()).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.text());
    let answers = sent.json();
    let answers = answers["results"].as_array().unwrap();
    assert!(answers.len() == 1000 && answers.iter().all(|one| one["outcome"] == "recorded"));
}
