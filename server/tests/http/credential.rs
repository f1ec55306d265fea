//! `GET /api/credential` and `/credentials/{id}`.

use axum::http::StatusCode;

use crate::support::Site;

const NO_SUCH: &str = "0190f3c4-0000-7000-8000-000000000000";

#[tokio::test]
async fn ones_own() {
    let site = Site::demo().await;
    let mut client = site.signed_in("learner@example.com").await;
    let id = client.credential("azure-administrator").await;
    let credential = client.get(&format!("/api/credential?id={id}")).await.json();
    assert_eq!(credential["id"], id.as_str());
    assert_eq!(credential["decision"], "renewable");
    assert_eq!(client.get(&format!("/credentials/{id}")).await.json(), credential);
    assert_eq!(client.page(&format!("/credentials/{id}")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn somebody_elses_looks_like_none() {
    let site = Site::demo().await;
    let theirs =
        site.signed_in("waiting@example.com").await.credential("azure-administrator").await;
    let mut client = site.signed_in("learner@example.com").await;
    for path in ["/api/credential?id=ID", "/api/credential-page?id=ID", "/credentials/ID"] {
        let other = client.get(&path.replace("ID", &theirs)).await;
        let none = client.get(&path.replace("ID", NO_SUCH)).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!((none.status, none.body), (other.status, other.body), "{path}");
    }
    let page = |answer: crate::support::Answer| (answer.status, answer.text().len());
    let other = page(client.page(&format!("/credentials/{theirs}")).await);
    assert_eq!(other.0, StatusCode::NOT_FOUND);
    assert_eq!(other, page(client.page(&format!("/credentials/{NO_SUCH}")).await));
    let form = [("credential_id", theirs.as_str()), ("language", "en"), ("agreement", "true")];
    assert_eq!(client.post("/api/attempts/start", &form).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_sees_none() {
    let site = Site::demo().await;
    let id = site.signed_in("learner@example.com").await.credential("azure-administrator").await;
    let mut stranger = site.client();
    assert_eq!(
        stranger.get(&format!("/api/credential?id={id}")).await.status,
        StatusCode::UNAUTHORIZED
    );
    let page = stranger.page(&format!("/credentials/{id}")).await;
    assert!(page.status.is_redirection());
    assert_eq!(page.header("location"), format!("/sign-in?next=/credentials/{id}"));
}
