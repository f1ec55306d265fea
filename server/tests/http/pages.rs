//! Pages: status, language, and what they do for whom.

use axum::http::StatusCode;

use crate::support::Site;

#[tokio::test]
async fn pages_for_everybody() {
    let site = Site::demo().await;
    let mut client = site.client();
    for path in ["/", "/sign-in", "/certifications", "/certifications/azure-administrator"] {
        let page = client.page(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.header("content-type").starts_with("text/html"), "{path}");
        assert_eq!(page.text().matches("<h1").count(), 1, "{path}");
    }
}

#[tokio::test]
async fn personal_pages_lead_strangers_to_the_sign_in_and_back() {
    let site = Site::demo().await;
    for (path, location) in [
        ("/dashboard", "/sign-in"),
        ("/account", "/sign-in?next=/account"),
        ("/account/history", "/sign-in?next=/account/history"),
        ("/account/delete", "/sign-in?next=/account/delete"),
    ] {
        let answer = site.client().page(path).await;
        assert!(answer.status.is_redirection(), "{path}: {}", answer.status);
        assert_eq!(answer.header("location"), location, "{path}");
    }
}

#[tokio::test]
async fn the_sign_in_page_names_the_sample_learners() {
    let site = Site::demo().await;
    let page = site.client().page("/sign-in").await.text();
    assert!(page.contains("learner@example.com") && page.contains("perennial-demo"));
    let plain = Site::with(|parts| parts.demo = None).await;
    let page = plain.client().page("/sign-in").await.text();
    assert!(!page.contains("learner@example.com") && !page.contains("/demo/clock"));
}

#[tokio::test]
async fn a_name_is_text_wherever_it_stands() {
    let site = Site::demo().await;
    let name = "<script>alert(1)</script>\"'&";
    let service = &site.parts.service;
    service.create_learner(name, "markup@example.com", server::demo::PASSWORD).await.unwrap();
    let mut client = site.signed_in("markup@example.com").await;
    let changed = client.post("/api/account/name", &[("name", &name.replace('1', "2"))]).await;
    assert_eq!(changed.status, StatusCode::OK);
    for path in ["/", "/dashboard", "/account", "/account/history", "/certifications"] {
        assert!(!client.page(path).await.text().contains("<script>alert("), "{path}");
    }
}
