//! `POST /demo/clock`, and that none of the demo exists without `--demo`.

use axum::http::{Method, StatusCode, header};

use crate::support::{Site, request};

fn json() -> axum::http::request::Builder {
    request(Method::POST, "/demo/clock")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "application/json")
}

#[tokio::test]
async fn the_clock_moves_for_programs_and_forms() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    let answer = client.send(json(), r#"{"now": "2026-03-01T00:00:00Z"}"#).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json()["now"], "2026-03-01T00:00:00Z");
    let now = client.get("/api/dashboard").await.json()["now"].as_str().unwrap().to_owned();
    assert!(now.starts_with("2026-03-01T00:0"), "{now}");

    let form = [("now", "2027-05-06T07:08"), ("back", "/dashboard")];
    let answer = client.form("/demo/clock", "/dashboard", &form).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/dashboard"));
    assert!(
        client.get("/api/dashboard").await.json()["now"]
            .as_str()
            .unwrap()
            .starts_with("2027-05-06T07:08")
    );

    let answer = client
        .form(
            "/demo/clock",
            "/",
            &[("now", "2027-05-06T07:08"), ("to", ""), ("back", "//elsewhere.example")],
        )
        .await;
    assert_eq!(answer.header("location"), "/");
    assert!(
        !client.get("/api/dashboard").await.json()["now"]
            .as_str()
            .unwrap()
            .starts_with("2027-05-06")
    );
}

#[tokio::test]
async fn what_time_does_on_the_way_has_happened() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    let attempt = client.start("azure-administrator").await;
    let deadline = attempt["deadline"].as_str().unwrap();
    client.send(json(), &format!("{{\"now\": \"{deadline}\"}}")).await;
    let ended =
        client.get(&format!("/api/attempt?id={}", attempt["id"].as_str().unwrap())).await.json();
    assert_eq!(ended["state"], "failed", "A3: graded at its deadline");
}

#[tokio::test]
async fn what_is_no_instant_is_refused() {
    let site = Site::demo().await;
    for (body, status) in [
        (r#"{"now": "soon"}"#, StatusCode::UNPROCESSABLE_ENTITY),
        (r"{}", StatusCode::UNPROCESSABLE_ENTITY),
        (r#"{"now": 7}"#, StatusCode::BAD_REQUEST),
        ("", StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(site.client().send(json(), body).await.status, status, "{body}");
    }
}

#[tokio::test]
async fn without_demo_none_of_it_exists() {
    let site = Site::with(|parts| parts.demo = None).await;
    let answer = site.client().send(json(), r#"{"now": "2026-03-01T00:00:00Z"}"#).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(!site.client().page("/certifications").await.text().contains("demo-bar"));
}
