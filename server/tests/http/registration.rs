//! Accounts by mail: registering, another password, another address. No answer tells whether an address
//! is known.

use axum::http::StatusCode;
use server::demo::PASSWORD;

use crate::support::{Answer, Site};

const KNOWN: &str = "learner@example.com";
/// Masked it looks the same.
const UNKNOWN: &str = "lessons@elsewhere.com";
const NEW: &str = "a new password";

/// All of an answer but what differs from one to the next.
fn whole(answer: &Answer) -> (StatusCode, Vec<(String, String)>, String) {
    let kept = |name: &str| !matches!(name, "x-request-id" | "content-security-policy" | "date");
    let headers = answer.headers.iter().filter(|(name, _)| kept(name.as_str())).map(|header| {
        (header.0.to_string(), String::from_utf8_lossy(header.1.as_bytes()).into_owned())
    });
    let mut headers: Vec<_> = headers.collect();
    headers.sort();
    let text = answer.text();
    let mut pieces = text.split("nonce=\"");
    let first = pieces.next().unwrap_or_default().to_owned();
    let text = pieces.fold(first, |all, piece| all + piece.split_once('"').unwrap().1);
    (answer.status, headers, text)
}

#[tokio::test]
async fn known_and_unknown_are_answered_alike() {
    let site = Site::with(|parts| parts.demo = None).await;
    for path in ["/api/register", "/api/forgot"] {
        let page = path.trim_start_matches("/api");
        let mut answers = Vec::new();
        for email in [KNOWN, UNKNOWN] {
            let form = [("email", email)];
            let program = site.client().post(path, &form).await;
            let mut client = site.client();
            let person = client.form(path, page, &form).await;
            assert_eq!(person.header("location"), format!("{page}?done=sent"));
            let shown = client.page(person.header("location")).await;
            assert!(shown.text().contains("l•••@e•••.com"), "{}", shown.text());
            answers.push([whole(&program), whole(&person), whole(&shown)]);
        }
        assert_eq!(answers[0], answers[1], "{path}");
        // And when there were too many of them.
        let mut slowed = Vec::new();
        for email in [KNOWN, UNKNOWN] {
            site.client().post(path, &[("email", email)]).await;
            let answer = site.client().post(path, &[("email", email)]).await;
            assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{path} {email}");
            assert_eq!(answer.json()["error"], "slow_down");
            let person = site.client().form(path, page, &[("email", email)]).await;
            assert!(person.header("location").starts_with(&format!("{page}?error=slow_down")));
            slowed.push(site.client().page(person.header("location")).await.status);
        }
        assert_eq!(slowed, [StatusCode::OK; 2]);
        let service = &site.parts.service;
        service.clock().set(service.now() + chrono::TimeDelta::hours(2));
    }
    let unusable = site.client().post("/api/register", &[("email", "lin")]).await;
    assert_eq!(unusable.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(unusable.json()["error"], "unusable_address");
}

#[tokio::test]
async fn somebody_registers_without_javascript() {
    for (language, title) in [("en", "Create your account"), ("zh-CN", "创建你的账户")] {
        let site = Site::demo().await;
        let mut client = site.client();
        client.keep("language", language);
        assert!(client.page("/sign-in").await.text().contains("href=\"/register\""));
        assert!(client.page("/register").await.text().contains("action=\"/api/register\""));
        client.form("/api/register", "/register", &[("email", "Nia@example.com")]).await;
        let token = site.link_of("confirm_address").await;
        let link = format!("/go/{token}");
        let page = client.page(&link).await.text();
        assert!(page.contains(title) && page.contains("n•••@e•••.com"), "{page}");
        assert!(!page.contains("nia@"));
        let send = async |name: &str, password: &str| {
            let form = [("token", token.as_str()), ("name", name), ("password", password)];
            site.client().form("/api/go/register", &link, &form).await
        };
        for (name, password, error) in
            [("", NEW, "unusable_name"), ("Nia", "short", "unusable_password")]
        {
            let answer = send(name, password).await;
            assert_eq!(answer.header("location"), format!("{link}?error={error}"));
            let page = client.page(answer.header("location")).await;
            assert!(page.text().contains("notice--problem"), "{error}");
        }
        let form = [("token", token.as_str()), ("name", "Nia"), ("password", NEW)];
        let answer = client.form("/api/go/register", &link, &form).await;
        assert_eq!(answer.header("location"), "/dashboard");
        assert_eq!(client.page("/dashboard").await.status, StatusCode::OK);
        let account = client.get("/api/account").await.json();
        assert_eq!((&account["name"], &account["language"]), (&"Nia".into(), &language.into()));

        let again = send("Nia", NEW).await;
        assert_eq!(again.header("location"), format!("{link}?error=not_found"));
        assert_eq!(client.page(&link).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn an_address_taken_meanwhile_is_said_to_its_reader() {
    let site = Site::demo().await;
    site.client().post("/api/register", &[("email", "nia@example.com")]).await;
    let token = site.link_of("confirm_address").await;
    site.parts.service.create_learner("Nia", "nia@example.com", NEW).await.unwrap();
    let form = [("token", token.as_str()), ("name", "Nia"), ("password", NEW)];
    let answer = site.client().post("/api/go/register", &form).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(answer.json()["error"], "address_taken");
    let answer = site.client().form("/api/go/register", "/", &form).await;
    let page = site.client().page(answer.header("location")).await.text();
    assert!(page.contains("has an account meanwhile") && page.contains("href=\"/forgot\""));
}

#[tokio::test]
async fn whoever_has_an_account_is_led_to_it() {
    let site = Site::demo().await;
    site.client().post("/api/register", &[("email", KNOWN)]).await;
    let link = format!("/go/{}", site.link_of("already_registered").await);
    let page = site.client().page(&link).await.text();
    assert!(page.contains("You have an account") && page.contains("href=\"/forgot\""));
}

#[tokio::test]
async fn a_forgotten_password_is_replaced() {
    let site = Site::demo().await;
    let mut signed_in = site.signed_in(KNOWN).await;
    site.client().form("/api/forgot", "/forgot", &[("email", KNOWN)]).await;
    let token = site.link_of("reset_password").await;
    let link = format!("/go/{token}");
    let page = site.client().page(&link).await.text();
    assert!(page.contains("l•••@e•••.com") && page.contains("action=\"/api/go/password\""));
    let short = [("token", token.as_str()), ("password", "short")];
    let answer = site.client().form("/api/go/password", &link, &short).await;
    assert_eq!(answer.header("location"), format!("{link}?error=unusable_password"));
    let form = [("token", token.as_str()), ("password", NEW)];
    let answer = site.client().form("/api/go/password", &link, &form).await;
    assert_eq!(answer.header("location"), "/sign-in?done=password");
    let page = site.client().page(answer.header("location")).await.text();
    assert!(page.contains("notice--fine"));
    assert_eq!(signed_in.get("/api/dashboard").await.status, StatusCode::UNAUTHORIZED);
    for (password, status) in [(PASSWORD, StatusCode::UNAUTHORIZED), (NEW, StatusCode::OK)] {
        let form = [("email", KNOWN), ("password", password)];
        assert_eq!(site.client().post("/api/sign-in", &form).await.status, status);
    }
    assert_eq!(site.client().page(&link).await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.client().post("/api/go/password", &form).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_address_is_changed_by_whose_it_is() {
    for language in ["en", "zh-CN"] {
        let site = Site::demo().await;
        let mut client = site.signed_in(KNOWN).await;
        client.keep("language", language);
        let login = client.get("/api/account").await.json()["logins"][0]["id"].clone();
        let login = login.as_str().unwrap();
        let ask = [("login_id", login), ("password", PASSWORD), ("address", "lina@example.org")];
        let answer = client.form("/api/account/address", "/account", &ask).await;
        assert_eq!(answer.header("location"), "/account?done=address-asked");
        assert!(client.page(answer.header("location")).await.text().contains("notice--fine"));
        for (password, address, error) in
            [("wrong", "lina@example.org", "wrong_sign_in"), (PASSWORD, KNOWN, "unusable_address")]
        {
            let ask = [("login_id", login), ("password", password), ("address", address)];
            let answer = client.form("/api/account/address", "/account", &ask).await;
            assert_eq!(answer.header("location"), format!("/account?error={error}"));
            assert!(
                client.page(answer.header("location")).await.text().contains("notice--problem")
            );
        }

        let token = site.link_of("change_address").await;
        let link = format!("/go/{token}");
        let page = site.client().page(&link).await.text();
        assert!(page.contains(&format!("/sign-in?next={link}%3Fon%3D1")), "{page}");
        assert!(!page.contains("/api/go/address") && !page.contains("lina@"));
        let mut other = site.signed_in("new@example.com").await;
        assert!(!other.page(&link).await.text().contains("/api/go/address"));
        let form = [("token", token.as_str())];
        assert_eq!(other.post("/api/go/address", &form).await.status, StatusCode::NOT_FOUND);
        let stranger = site.client().post("/api/go/address", &form).await;
        assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);

        assert!(client.page(&link).await.text().contains("/api/go/address"));
        let answer = client.form("/api/go/address", &link, &form).await;
        assert_eq!(answer.header("location"), "/account?done=address");
        let page = client.page(answer.header("location")).await.text();
        assert!(page.contains("lina@example.org") && page.contains("notice--fine"));
        let told = "SELECT address, detail FROM mail WHERE kind = 'address_changed'";
        let told = site.rows::<(String, String)>(told).await;
        assert_eq!(told[0].0, KNOWN);
        assert!(told[0].1.contains("l•••@e•••.org"));
    }
}
