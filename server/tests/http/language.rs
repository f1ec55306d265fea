//! `POST /language`, and the language that pages are in.

use axum::http::{Method, StatusCode, header};

use crate::support::{Site, request};

#[tokio::test]
async fn the_browsers_wish_then_the_choice() {
    let site = Site::demo().await;
    let mut client = site.client();
    let chinese = request(Method::GET, "/sign-in")
        .header(header::ACCEPT, "text/html")
        .header(header::ACCEPT_LANGUAGE, "zh-CN,zh;q=0.9,en;q=0.8");
    assert!(client.send(chinese, "").await.text().contains("<html lang=\"zh-CN\""));
    assert!(client.page("/sign-in").await.text().contains("<html lang=\"en\""));

    let choice = [("language", "zh-CN"), ("back", "/sign-in?next=/account")];
    let answer = client.form("/language", "/sign-in", &choice).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/sign-in?next=/account");
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains("SameSite=Lax") && cookie.contains("HttpOnly"), "{cookie}");
    assert!(client.page("/sign-in").await.text().contains("<html lang=\"zh-CN\""));
}

#[tokio::test]
async fn it_leads_back_to_our_own_pages_only() {
    let site = Site::demo().await;
    for back in [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/api/sign-out",
        "",
    ] {
        let answer =
            site.client().form("/language", "/", &[("language", "en"), ("back", back)]).await;
        assert_eq!(answer.header("location"), "/", "{back}");
    }
}

#[tokio::test]
async fn an_unknown_language_is_refused() {
    let site = Site::demo().await;
    let answer = site.client().post("/language", &[("language", "tlh"), ("back", "/")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.header("set-cookie"), "");
    let answer = site.client().post("/language", &[]).await;
    assert!(answer.status.is_client_error());
}
