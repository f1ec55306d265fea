//! `/account` and all that is done there.

use axum::http::{Method, StatusCode, header};
use server::demo::PASSWORD;

use crate::support::{Client, Site, request};

const LEARNER: &str = "learner@example.com";
const OTHER: &str = "waiting@example.com";

/// The ids of the sessions, the client's own first.
async fn sessions(client: &mut Client) -> Vec<String> {
    let account = client.get("/account").await.json();
    let mut sessions = account["sessions"].as_array().unwrap().clone();
    sessions.sort_by_key(|session| session["current"] == false);
    sessions.iter().map(|session| session["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_account_is_that_of_the_session() {
    let site = Site::demo().await;
    let mut client = site.signed_in(LEARNER).await;
    let account = client.get("/account").await.json();
    assert_eq!(account["logins"][0]["email"], LEARNER);
    assert_eq!(account["sessions"][0]["current"], true);
    let trail = client.get("/account/history").await.json();
    assert_eq!(trail["acts"][0]["action"], "signed_in");
    let text = format!("{account}{trail}");
    assert!(!text.contains(OTHER) && !text.contains("argon2"), "{text}");
    for place in ["nowhere", "1-1", "-1-0", "0-'"] {
        let answer = client.get(&format!("/api/account/history?older={place}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{place}");
    }
}

#[tokio::test]
async fn a_stranger_has_no_account() {
    let site = Site::demo().await;
    let id = ("id", "0190f3c4-0000-7000-8000-000000000000");
    for (path, form) in [
        ("/api/account/name", vec![("name", "Lin")]),
        ("/api/account/time-zone", vec![("time_zone", "UTC")]),
        ("/api/account/password", vec![("login_id", id.1), ("old", "x"), ("new", "y")]),
        ("/api/account/sessions/end", vec![id]),
        ("/api/account/sessions/end-others", vec![]),
        ("/api/account/delete", vec![("password", PASSWORD)]),
    ] {
        let answer = site.client().post(path, &form).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(answer.json()["error"], "not_signed_in", "{path}");
    }
    for path in ["/api/account", "/api/account/history", "/account/data.json"] {
        assert_eq!(site.client().get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let page = site.client().page("/account/data.json").await;
    assert_eq!(page.header("location"), "/sign-in?next=/account");
}

#[tokio::test]
async fn forms_lead_back_and_say_what_they_did() {
    let site = Site::demo().await;
    let mut client = site.signed_in(LEARNER).await;
    let login = client.get("/account").await.json()["logins"][0]["id"].as_str().unwrap().to_owned();
    for (path, form, expected) in [
        ("/api/account/name", vec![("name", "Lina B.")], "done=name"),
        ("/api/account/name", vec![("name", " ")], "error=unusable_name"),
        ("/api/account/time-zone", vec![("time_zone", "Asia/Shanghai")], "done=time-zone"),
        ("/api/account/time-zone", vec![("time_zone", "Mars/Olympus")], "error=invalid"),
        ("/api/account/time-zone", vec![("time_zone", "")], "done=time-zone"),
        ("/api/account/sessions/end-others", vec![], "done=sessions"),
        (
            "/api/account/password",
            vec![("login_id", &login), ("old", "wrong"), ("new", "another password")],
            "error=wrong_sign_in",
        ),
        (
            "/api/account/password",
            vec![("login_id", &login), ("old", PASSWORD), ("new", "short")],
            "error=unusable_password",
        ),
        (
            "/api/account/password",
            vec![("login_id", &login), ("old", PASSWORD), ("new", "another password")],
            "done=password",
        ),
    ] {
        let answer = client.form(path, "/account", &form).await;
        assert!(answer.status.is_redirection(), "{path}: {}", answer.status);
        assert_eq!(answer.header("location"), format!("/account?{expected}"), "{path}");
        let page = client.page(answer.header("location")).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let sign = if expected.starts_with("done") { "notice--fine" } else { "notice--problem" };
        assert!(page.text().contains(sign), "{path}: {expected}");
    }
}

#[tokio::test]
async fn what_is_in_the_address_is_not_shown() {
    let site = Site::demo().await;
    let mut client = site.signed_in(LEARNER).await;
    for query in ["done=EVIL", "error=EVIL", "done=%3Cb%3EEVIL", "error=slow_down&until=EVIL"] {
        let page = client.page(&format!("/account?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        let main = page.text();
        let main = main.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
        assert!(!main.contains("EVIL"), "{query}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_the_callers_fault() {
    let site = Site::demo().await;
    let mut client = site.signed_in(LEARNER).await;
    let long = "x".repeat(1000);
    for (path, form) in [
        ("/api/account/name", vec![]),
        ("/api/account/name", vec![("name", long.as_str())]),
        ("/api/account/time-zone", vec![]),
        ("/api/account/password", vec![("login_id", "no-id"), ("old", "x"), ("new", "y")]),
        ("/api/account/sessions/end", vec![("id", "no-id")]),
        ("/api/account/sessions/end", vec![]),
    ] {
        let answer = client.post(path, &form).await;
        assert!(answer.status.is_client_error(), "{path} {form:?}: {}", answer.status);
    }
}

#[tokio::test]
async fn a_session_is_ended_by_its_owner_only() {
    let site = Site::demo().await;
    let mut client = site.signed_in(LEARNER).await;
    let mut elsewhere = site.signed_in(LEARNER).await;
    let mut other = site.signed_in(OTHER).await;
    let theirs = sessions(&mut other).await.remove(0);
    let own = sessions(&mut client).await;
    assert_eq!(own.len(), 2);

    let answer = client.post("/api/account/sessions/end", &[("id", &theirs)]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let answer = client.form("/api/account/sessions/end", "/account", &[("id", &theirs)]).await;
    assert_eq!(answer.header("location"), "/account?error=not_found");
    assert_eq!(other.get("/api/dashboard").await.status, StatusCode::OK);

    let answer = client.post("/api/account/sessions/end", &[("id", &own[1])]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(elsewhere.get("/api/dashboard").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(client.get("/api/dashboard").await.status, StatusCode::OK);

    let answer = client.form("/api/account/sessions/end", "/account", &[("id", &own[0])]).await;
    assert_eq!(answer.header("location"), "/");
    assert!(answer.header("set-cookie").starts_with("__Host-session=;"), "signed out");
    client.keep("__Host-session", &"0".repeat(64));
    assert_eq!(client.get("/api/dashboard").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_language_of_the_account_comes_after_the_cookie_and_before_the_browser() {
    let site = Site::demo().await;
    let mut client = site.signed_in(LEARNER).await;
    let keep = [("language", "zh-CN"), ("back", "/account?done=language"), ("keep", "true")];
    let answer = client.form("/language", "/account", &keep).await;
    assert_eq!(answer.header("location"), "/account?done=language");
    let is = |page: String, language: &str| page.contains(&format!("<html lang=\"{language}\""));

    let mut elsewhere = site.signed_in(LEARNER).await;
    assert!(is(elsewhere.page("/account").await.text(), "zh-CN"));
    let wish = request(Method::GET, "/dashboard")
        .header(header::ACCEPT, "text/html")
        .header(header::ACCEPT_LANGUAGE, "en");
    assert!(is(elsewhere.send(wish, "").await.text(), "zh-CN"));
    let here = [("language", "en"), ("back", "/account")];
    elsewhere.form("/language", "/account", &here).await;
    assert!(is(elsewhere.page("/account").await.text(), "en"), "the cookie says otherwise");
    assert!(is(site.signed_in(LEARNER).await.page("/account").await.text(), "zh-CN"), "not kept");
    let stranger = site.client().form("/language", "/", &keep).await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_download_is_a_file_of_ones_own_and_nobody_keeps_a_copy() {
    let site = Site::demo().await;
    let mut client = site.signed_in(LEARNER).await;
    let answer = client.page("/account/data.json").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"perennial-data.json\""
    );
    assert_eq!(answer.header("cache-control"), "no-store");
    let data = answer.json();
    assert_eq!(data["logins"][0]["email"], LEARNER);
    assert!(!data["credentials"].as_array().unwrap().is_empty());
    assert!(!answer.text().contains(OTHER));
    let trail = client.get("/account/history").await.json();
    assert_eq!(trail["acts"][0]["action"], "data_downloaded");
}

#[tokio::test]
async fn nobody_is_deleted_without_the_password_and_then_for_good() {
    let site = Site::demo().await;
    let mut client = site.signed_in(LEARNER).await;
    let mut elsewhere = site.signed_in(LEARNER).await;
    for form in [vec![], vec![("password", "wrong")]] {
        let answer = client.post("/api/account/delete", &form).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer.json()["error"], "wrong_sign_in");
    }
    let wrong = [("password", "a wrong secret")];
    let answer = client.form("/api/account/delete", "/account/delete", &wrong).await;
    assert_eq!(answer.header("location"), "/account/delete?error=wrong_sign_in");
    assert!(client.page(answer.header("location")).await.text().contains("notice--problem"));
    assert_eq!(client.get("/account/delete").await.status, StatusCode::OK, "a GET deletes nothing");
    assert_eq!(client.get("/api/dashboard").await.status, StatusCode::OK);

    let right = [("password", PASSWORD)];
    let answer = client.form("/api/account/delete", "/account/delete", &right).await;
    assert_eq!(answer.header("location"), "/account/deleted");
    assert!(answer.header("set-cookie").starts_with("__Host-session=;"));
    assert_eq!(client.page("/account/deleted").await.status, StatusCode::OK);
    assert_eq!(elsewhere.get("/api/dashboard").await.status, StatusCode::UNAUTHORIZED);
    let again = [("email", LEARNER), ("password", PASSWORD)];
    let answer = site.client().post("/api/sign-in", &again).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}
