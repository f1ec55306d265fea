//! `/go/{token}`: what links of mails say to whom, and that following them changes nothing.

use axum::http::{Method, StatusCode, header};

use crate::support::{Answer, Client, Site, request};

/// Learner, certification, what a stranger is told, and where the learner goes on.
const STATES: [(&str, &str, &str, &str); 9] = [
    ("learner@example.com", "azure-administrator", "Open until", "/credentials/"),
    ("learner@example.com", "azure-ai-engineer", "Opens on", "/credentials/"),
    ("waiting@example.com", "azure-administrator", "Open until", "/credentials/"),
    ("resuming@example.com", "azure-ai-engineer", "Open until", "/attempts/"),
    ("unconnected@example.com", "azure-administrator", "Open until", "/account/profiles"),
    ("veteran@example.com", "azure-developer", "Expired on", "/credentials/"),
    ("veteran@example.com", "azure-administrator-legacy", "A newer certification", "/credentials/"),
    ("veteran@example.com", "windows-virtual-desktop-specialty", "was retired on", "/credentials/"),
    (
        "veteran@example.com",
        "azure-for-sap-workloads-specialty",
        "no renewal assessment",
        "/credentials/",
    ),
];

/// What stands between the header and the footer.
fn main_of(answer: &Answer) -> String {
    let text = answer.text();
    let (_, main) = text.split_once("<main").unwrap();
    main.split("</main>").next().unwrap().to_owned()
}

#[tokio::test]
async fn n4_each_state_is_told_and_nothing_personal() {
    let site = Site::demo().await;
    for (email, slug, says, place) in STATES {
        let mut learner = site.signed_in(email).await;
        let credential = learner.credential(slug).await;
        let name = learner.get("/api/account").await.json()["name"].as_str().unwrap().to_owned();
        let open = learner.get("/api/dashboard").await.json()["credentials"].to_string();
        let link = format!("/go/{}", site.link_about("window_opened", &credential).await);

        let stranger = site.client().page(&link).await;
        assert_eq!(stranger.status, StatusCode::OK, "{slug}");
        let text = main_of(&stranger);
        assert!(text.contains(says), "{email} {slug}: {text}");
        for personal in [name.as_str(), email, credential.as_str(), "/attempts/", "href=\"/account"]
        {
            assert!(!text.contains(personal), "{slug}: {personal}");
        }
        let goes_on = text.contains(&format!("/sign-in?next={link}%3Fon%3D1"))
            || text.contains(&format!("href=\"/certifications/{slug}\""));
        assert!(goes_on, "{slug}: {text}");

        let own = main_of(&learner.page(&link).await);
        assert!(own.contains(&format!("href=\"{place}")), "{slug}: {own}");
        if place == "/attempts/" {
            let (_, attempt) = own.split_once("href=\"/attempts/").unwrap();
            assert!(open.contains(attempt.split('"').next().unwrap()));
        }

        let other = main_of(&site.signed_in("new@example.com").await.page(&link).await);
        assert!(other.contains("belongs to another account"));
        assert!(!other.contains(says) && !other.contains("/unsubscribe"), "{other}");
    }
}

#[tokio::test]
async fn n4_it_loads_no_program_and_is_nobodys_to_keep() {
    let site = Site::demo().await;
    let mut learner = site.signed_in("learner@example.com").await;
    let credential = learner.credential("azure-administrator").await;
    let token = site.link_about("window_opened", &credential).await;
    for path in [format!("/go/{token}"), format!("/go/{token}/unsubscribe"), "/go/0".to_owned()] {
        for client in [&mut site.client(), &mut learner] {
            let answer = client.page(&path).await;
            let text = answer.text();
            for live in ["<leptos-island", " data-local", " data-left"] {
                assert!(!text.contains(live), "{path}: {live}");
            }
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(answer.header("referrer-policy"), "no-referrer");
            assert_eq!(answer.header("x-robots-tag"), "noindex");
        }
    }
    let elsewhere = site.client().page("/sign-in").await;
    assert_eq!(elsewhere.header("referrer-policy"), "same-origin");
    assert_eq!(elsewhere.header("x-robots-tag"), "");
}

#[tokio::test]
async fn n4_after_signing_in_it_leads_on() {
    let site = Site::demo().await;
    let mut learner = site.signed_in("learner@example.com").await;
    let credential = learner.credential("azure-administrator").await;
    let link = format!("/go/{}?on=1", site.link_about("reminder_30", &credential).await);
    let form = [
        ("email", "learner@example.com"),
        ("password", server::demo::PASSWORD),
        ("next", link.as_str()),
    ];
    let mut client = site.client();
    let answer = client.form("/api/sign-in", "/sign-in", &form).await;
    assert_eq!(answer.header("location"), link);
    let answer = client.page(&link).await;
    assert_eq!(answer.header("location"), format!("/credentials/{credential}"));
    let other = site.signed_in("new@example.com").await.page(&link).await;
    assert_eq!(other.header("location"), "");
    assert_eq!(site.client().page(&link).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_token_of_no_link_leads_to_the_dashboard() {
    let site = Site::demo().await;
    let unknown = "0".repeat(32);
    for path in [format!("/go/{unknown}"), format!("/go/{unknown}/unsubscribe"), "/go/%F0".into()] {
        let answer = site.client().page(&path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(main_of(&answer).contains("href=\"/dashboard\""), "{path}");
    }
    let post = site.client().form(&format!("/go/{unknown}/unsubscribe"), "/", &[]).await;
    assert_eq!(post.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn n4_get_and_head_change_nothing() {
    let site = Site::demo().await;
    let mut learner = site.signed_in("learner@example.com").await;
    let credential = learner.credential("azure-administrator").await;
    let links = all_links(&site, &mut learner, &credential).await;
    let before = site.everything().await;
    for link in &links {
        for method in [Method::GET, Method::HEAD] {
            for client in [&mut site.client(), &mut learner] {
                let sent = request(method.clone(), link).header(header::ACCEPT, "text/html");
                let answer = client.send(sent, "").await;
                assert!(
                    answer.status.as_u16() < 500 && answer.status != StatusCode::FOUND,
                    "{link}"
                );
            }
        }
    }
    assert_eq!(site.everything().await, before);
}

/// A link of each kind of mail, and of each reminder the one that mutes it.
async fn all_links(site: &Site, learner: &mut Client, credential: &str) -> Vec<String> {
    let mut links = Vec::new();
    for kind in ["window_opened", "reminder_30", "receipt", "failure", "expired"] {
        let token = site.link_about(kind, credential).await;
        links.push(format!("/go/{token}"));
        links.push(format!("/go/{token}/unsubscribe"));
    }
    let login = learner.get("/api/account").await.json()["logins"][0]["id"].clone();
    let change = [
        ("login_id", login.as_str().unwrap()),
        ("password", server::demo::PASSWORD),
        ("address", "else@example.com"),
    ];
    for (path, form) in [
        ("/api/register", &[("email", "nobody@example.com")][..]),
        ("/api/register", &[("email", "learner@example.com")]),
        ("/api/forgot", &[("email", "learner@example.com")]),
        ("/api/account/address", &change),
    ] {
        let answer = learner.post(path, form).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    }
    for kind in ["confirm_address", "already_registered", "reset_password", "change_address"] {
        links.push(format!("/go/{}", site.link_of(kind).await));
    }
    links
}

/// What a mail scanner does: it fetches every link, runs what runs there, and presses every button,
/// with whatever stands in the fields beforehand; it minds no `required`.
#[tokio::test]
async fn n4_a_scanner_that_presses_every_button_does_nothing() {
    let site = Site::with(|parts| parts.demo = None).await; // else it would move the clock
    let mut learner = site.signed_in("learner@example.com").await;
    let credential = learner.credential("azure-administrator").await;
    let links = all_links(&site, &mut learner, &credential).await;
    let before = site.everything().await;
    let (mut pages, mut pressed) = (links.clone(), 0);
    while let Some(page) = pages.pop() {
        let answer = site.client().page(&page).await;
        for form in forms(&answer.text()) {
            let fields: Vec<_> =
                form.fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            let answer = site.client().form(&form.action, &page, &fields).await;
            assert!(answer.status.as_u16() < 500, "{page}: {}", form.action);
            pressed += 1;
        }
    }
    assert!(pressed > 2 * links.len() / 2, "{pressed}");
    assert_eq!(site.everything().await, before);
}

struct Form {
    action: String,
    fields: Vec<(String, String)>,
}

/// The forms of a page as a browser would send them untouched.
fn forms(page: &str) -> Vec<Form> {
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        Some(rest.split('"').next()?.to_owned())
    };
    let one = |form: &str| {
        let (head, body) = form.split_once('>').unwrap();
        let body = body.split("</form>").next().unwrap();
        let inputs = body.split("<input").skip(1).map(|tag| tag.split('>').next().unwrap());
        let untouched = inputs.filter(|tag| {
            let kind = attribute(tag, "type").unwrap_or_default();
            !matches!(kind.as_str(), "radio" | "checkbox") || tag.contains(" checked")
        });
        let buttons = body.split("<button").skip(1).map(|tag| tag.split('>').next().unwrap());
        let fields = untouched.chain(buttons).filter_map(|tag| {
            Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default()))
        });
        Form { action: attribute(head, "action").unwrap(), fields: fields.collect() }
    };
    page.split("<form").skip(1).map(one).collect()
}

/// Whether a certification's reminders are muted, and all.
async fn muted(site: &Site) -> (i64, i64) {
    let one = "SELECT COUNT(*) FROM credential WHERE muted_at IS NOT NULL";
    let all = "SELECT COUNT(*) FROM learner WHERE reminders_muted_at IS NOT NULL";
    (site.rows::<(i64,)>(one).await[0].0, site.rows::<(i64,)>(all).await[0].0)
}

#[tokio::test]
async fn n6_one_click_mutes_without_cookie_and_page() {
    const PARTS: &str = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n\
        One-Click\r\n--b--\r\n";
    for (kind, body) in [
        ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
        ("multipart/form-data; boundary=b", PARTS),
    ] {
        let site = Site::demo().await;
        let credential =
            site.signed_in("learner@example.com").await.credential("azure-administrator").await;
        let token = site.link_about("reminder_30", &credential).await;
        let page = format!("/go/{token}/unsubscribe");
        for _ in 0..2 {
            let sent = request(Method::POST, &page).header(header::CONTENT_TYPE, kind);
            let answer = site.client().send(sent, body).await;
            assert_eq!(answer.status, StatusCode::OK);
            assert!(answer.text().contains("no reminders of"), "{}", answer.text());
            assert!(answer.headers.get("set-cookie").is_none());
        }
        assert_eq!(muted(&site).await, (1, 0));
        let later = main_of(&site.client().page(&page).await);
        assert!(later.contains("no reminders of"), "{later}");
    }
}

#[tokio::test]
async fn n6_the_page_mutes_what_was_chosen_and_nothing_without_a_choice() {
    let site = Site::demo().await;
    let mut learner = site.signed_in("learner@example.com").await;
    let credential = learner.credential("azure-administrator").await;
    let token = site.link_about("reminder_30", &credential).await;
    let page = format!("/go/{token}/unsubscribe");
    let text = main_of(&site.client().page(&page).await);
    assert!(!text.contains("checked"), "nothing is chosen beforehand");
    for nothing in [&[][..], &[("choice", "")], &[("choice", "on")]] {
        let answer = site.client().form(&page, &page, nothing).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains(&page));
    }
    for (choice, expected) in [("keep", (0, 0)), ("certification", (1, 0)), ("all", (1, 1))] {
        let answer = site.client().form(&page, &page, &[("choice", choice)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{choice}");
        let done = format!("{page}?done={choice}");
        assert_eq!(answer.header("location"), done);
        assert_eq!(muted(&site).await, expected, "{choice}");
        assert!(main_of(&site.client().page(&done).await).contains("notice--fine"), "{choice}");
    }
    let trail = learner.get("/account/history").await.json().to_string();
    assert_eq!(trail.matches("\"reminders_muted\"").count(), 2);

    // Receipts can't be muted.
    let receipt = site.link_about("receipt", &credential).await;
    let page = format!("/go/{receipt}/unsubscribe");
    assert_eq!(site.client().page(&page).await.status, StatusCode::NOT_FOUND);
    let answer = site.client().form(&page, &page, &[("List-Unsubscribe", "One-Click")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_notice_about_an_account_leads_there() {
    let site = Site::demo().await;
    let mut learner = site.signed_in("learner@example.com").await;
    let login = learner.get("/api/account").await.json()["logins"][0]["id"].clone();
    let new = "a longer password";
    let change =
        [("login_id", login.as_str().unwrap()), ("old", server::demo::PASSWORD), ("new", new)];
    assert_eq!(learner.post("/api/account/password", &change).await.status, StatusCode::OK);
    let link = format!("/go/{}", site.link_of("password_changed").await);
    let stranger = main_of(&site.client().page(&link).await);
    assert!(stranger.contains("Password changed") && stranger.contains("href=\"/forgot\""));
    assert!(!stranger.contains("learner@") && !stranger.contains("Lina"));
    let own = main_of(&learner.page(&link).await);
    assert!(own.contains("href=\"/account/history\""), "{own}");
    let other = main_of(&site.signed_in("new@example.com").await.page(&link).await);
    assert!(other.contains("belongs to another account") && !other.contains("Password changed"));
}
