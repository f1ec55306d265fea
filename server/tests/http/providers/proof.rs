//! `POST /sign-in/{provider}/proof`: a second login is proven in the session that one has. P7, P8

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{
    COOKIE, assert_refused, assert_signed_in, begin, come_back, liar::Liar, provider, site,
};
use crate::support::{Answer, Client, Site};

const LEARNER: &str = "learner@example.com";
const PROFILES: &str = "/account/profiles";

async fn liar_and_site() -> (Liar, Site) {
    let liar = Liar::start().await;
    let site = site(vec![provider("work", &liar.issuer)]).await;
    (liar, site)
}

/// Begins a proof; answers the query to come back with.
async fn begun(client: &mut Client, liar: &Liar) -> String {
    let sent = begin(client, "work/proof", PROFILES).await;
    let anew = (sent.get("max_age"), sent.get("prompt"));
    assert_eq!(anew, ("0", "login"), "asked to sign in anew: {}", sent.address);
    sent.get("nonce").clone_into(&mut liar.mind().nonce);
    format!("code=a-code&state={}", sent.get("state"))
}

#[track_caller]
fn assert_proved(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(answer.header("location"), "/account/profiles?done=proved");
    assert_eq!(answer.header("set-cookie"), "", "the session stays as it is");
}

/// The logins that count as proven in this session, by what can be done with each.
async fn proved(client: &mut Client) -> Vec<Value> {
    client.get("/api/profiles").await.json()["proved"].as_array().unwrap().clone()
}

#[tokio::test]
async fn p3_a_login_of_work_is_proven_and_added_and_then_signs_in_to_the_account() {
    let (liar, site) = liar_and_site().await;
    let mut client = site.signed_in(LEARNER).await;
    let page = client.page(PROFILES).await.text();
    assert!(page.contains("action=\"/sign-in/work/proof\""), "{page}");
    let query = begun(&mut client, &liar).await;
    assert_proved(&come_back(&mut client, "work", &query).await);
    let proven = proved(&mut client).await;
    let login = proven.iter().find(|login| login["kind"] == "work").unwrap();
    let form = [("login_id", login["id"].as_str().unwrap())];
    let added = client.post("/api/profiles/add-login", &form).await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.text());

    let mut other = site.client();
    let sent = begin(&mut other, "work", "/dashboard").await;
    assert_eq!((sent.get("max_age"), sent.get("prompt")), ("", ""));
    sent.get("nonce").clone_into(&mut liar.mind().nonce);
    let query = format!("code=a-code&state={}", sent.get("state"));
    assert_signed_in(&come_back(&mut other, "work", &query).await, "/dashboard");
    let theirs = other.get("/api/dashboard").await.json()["credentials"].clone();
    assert_eq!(theirs, client.get("/api/dashboard").await.json()["credentials"]);
}

#[tokio::test]
async fn a_proof_belongs_to_the_session_that_it_was_begun_in() {
    let (liar, site) = liar_and_site().await;
    let mut client = site.signed_in(LEARNER).await;
    let query = begun(&mut client, &liar).await;
    // The same browser, where somebody else has signed in meanwhile.
    let other = site.signed_in("new@example.com").await;
    let mine = client.cookie("__Host-session").unwrap().to_owned();
    client.keep("__Host-session", other.cookie("__Host-session").unwrap());
    assert_refused_on_profiles(&come_back(&mut client, "work", &query).await, "stale");
    client.keep("__Host-session", &mine);
    assert_refused_on_profiles(&come_back(&mut client, "work", &query).await, "stale");

    let query = begun(&mut client, &liar).await;
    client.post("/api/sign-out", &[]).await;
    assert_refused(&come_back(&mut client, "work", &query).await, "stale");
    client.keep("__Host-session", &mine);
    assert_refused(&come_back(&mut client, "work", &query).await, "stale");
}

#[tokio::test]
async fn an_old_sign_in_at_the_provider_is_no_proof() {
    let (liar, site) = liar_and_site().await;
    let mut client = site.signed_in(LEARNER).await;
    let now = site.parts.service.now().timestamp();
    for (ago, fresh) in [(3600, false), (5, true)] {
        liar.mind().claims.insert("auth_time", json!(now - ago));
        let query = begun(&mut client, &liar).await;
        let answer = come_back(&mut client, "work", &query).await;
        if fresh {
            assert_proved(&answer);
        } else {
            assert_refused_on_profiles(&answer, "unproven");
        }
        assert_eq!(proved(&mut client).await.iter().any(|it| it["kind"] == "work"), fresh);
    }
}

#[tokio::test]
async fn p7_who_the_provider_knew_already_has_proven_nothing_by_signing_in() {
    let (liar, site) = liar_and_site().await;
    let now = site.parts.service.now().timestamp();
    for (at, fresh) in [(None, false), (Some(now - 3600), false), (Some(now - 5), true)] {
        liar.mind().claims.extend(at.map(|at| ("auth_time", json!(at))));
        let mut client = site.client();
        let sent = begin(&mut client, "work", "/dashboard").await;
        sent.get("nonce").clone_into(&mut liar.mind().nonce);
        let query = format!("code=a-code&state={}", sent.get("state"));
        assert_signed_in(&come_back(&mut client, "work", &query).await, "/dashboard");
        let page = client.get("/api/profiles").await.json();
        assert_eq!(page["logins"][0]["proved"], fresh, "{at:?}");
        let gone = client.post("/api/account/delete", &[("password", "")]).await;
        assert_eq!(gone.status.is_success(), fresh, "{at:?}: {}", gone.text());
    }
}

#[tokio::test]
async fn who_is_not_signed_in_proves_nothing() {
    let (_liar, site) = liar_and_site().await;
    let mut client = site.client();
    for session in ["", "no session of ours"] {
        client.keep("__Host-session", session);
        let form = [("next", PROFILES)];
        let answer = client.form("/sign-in/work/proof", PROFILES, &form).await;
        assert_eq!(answer.header("location"), "/sign-in?next=/account/profiles");
        assert_eq!(client.cookie(COOKIE), None);
        assert_eq!(client.post("/sign-in/work/proof", &form).await.status, 401);
    }
}

#[tokio::test]
async fn why_not_is_said_where_they_came_from() {
    let (_liar, site) = liar_and_site().await;
    let mut client = site.signed_in(LEARNER).await;
    let sent = begin(&mut client, "work/proof", PROFILES).await;
    let query = format!("error=access_denied&state={}", sent.get("state"));
    let answer = come_back(&mut client, "work", &query).await;
    assert_refused_on_profiles(&answer, "denied");
    let page = client.page(answer.header("location")).await.text();
    assert!(page.contains("You were not signed in at The work one."), "{page}");
}

#[track_caller]
fn assert_refused_on_profiles(answer: &Answer, refusal: &str) {
    let location = answer.header("location");
    // What the flow was for is known only where it was found.
    let expected = [
        format!("{PROFILES}?error={refusal}&provider=work"),
        format!("/sign-in?error={refusal}&provider=work"),
    ];
    assert!(expected.contains(&location.to_owned()), "{refusal}: {location}");
    assert_eq!(answer.header("set-cookie"), "");
}
