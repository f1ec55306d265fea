//! A flow belongs to the browser that began it, serves once, and ends in time.

use std::collections::HashSet;

use axum::http::{Method, StatusCode};
use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use chrono::TimeDelta;
use server::router::router;
use service::oidc::Providers;
use sha2::{Digest, Sha256};
use tokio::task::JoinSet;

use super::{
    COOKIE, SECRET, assert_refused, assert_signed_in, begin, come_back, liar::Liar, name_of,
    provider, site,
};
use crate::support::{Client, Site, request};

async fn liar_and_site() -> (Liar, Site) {
    let liar = Liar::start().await;
    let providers = vec![
        provider("liar", &liar.issuer),
        provider("other", &liar.issuer),
        provider("work", &liar.issuer),
    ];
    (liar, site(providers).await)
}

/// Begins a flow; answers the query to come back with.
async fn begun(client: &mut Client, liar: &Liar, provider: &str) -> String {
    let sent = begin(client, provider, "/account").await;
    sent.get("nonce").clone_into(&mut liar.mind().nonce);
    format!("code=a-code&state={}", sent.get("state"))
}

#[tokio::test]
async fn the_question_has_all_that_binds_its_answer() {
    let (liar, site) = liar_and_site().await;
    let mut client = site.client();
    let sent = begin(&mut client, "liar", "").await;
    assert!(sent.address.starts_with(&format!("{}/authorize?", liar.issuer)), "{}", sent.address);
    assert_eq!(sent.get("response_type"), "code");
    assert_eq!(sent.get("client_id"), "perennial");
    assert_eq!(sent.get("redirect_uri"), "http://127.0.0.1:3000/sign-in/liar/callback");
    assert_eq!(sent.get("code_challenge_method"), "S256");
    assert!(sent.get("scope").split(' ').any(|scope| scope == "openid"));
    assert_eq!((sent.get("state").len(), sent.get("nonce").len()), (64, 64));
    assert!(!sent.address.contains(client.cookie(COOKIE).unwrap()));

    sent.get("nonce").clone_into(&mut liar.mind().nonce);
    let query = format!("code=a%2Bcode&state={}&iss={}", sent.get("state"), liar.issuer);
    assert_signed_in(&come_back(&mut client, "liar", &query).await, "/dashboard");
    let (form, authorization) = liar.mind().exchange.clone().unwrap();
    assert_eq!(form["code"], "a+code");
    assert_eq!(form["grant_type"], "authorization_code");
    assert_eq!(form["redirect_uri"], "http://127.0.0.1:3000/sign-in/liar/callback");
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(form["code_verifier"].as_bytes()));
    assert_eq!(challenge, sent.get("code_challenge"));
    let basic = BASE64_STANDARD.decode(authorization.strip_prefix("Basic ").unwrap()).unwrap();
    let basic = String::from_utf8(basic).unwrap();
    let (client, secret) = basic.split_once(':').unwrap();
    assert_eq!((client, super::decoded(secret).as_str()), ("perennial", SECRET));
}

#[tokio::test]
async fn the_cookie_is_one_that_only_the_server_reads_and_for_ten_minutes() {
    let (_liar, site) = liar_and_site().await;
    let answer = site.client().form("/sign-in/liar", "/sign-in", &[]).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-sign-in="), "{cookie}");
    for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600"] {
        assert!(cookie.split("; ").any(|found| found == attribute), "{attribute} in {cookie}");
    }
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_state_that_was_not_sent_signs_nobody_in() {
    let (liar, site) = liar_and_site().await;
    let mut client = site.client();
    let right = begun(&mut client, &liar, "liar").await;
    let state = "0".repeat(64);
    for query in [
        format!("code=a-code&state={state}"),
        "code=a-code&state=".to_owned(),
        "code=a-code&state=%01'--".to_owned(),
        "code=a-code".to_owned(),
        "state=a&state=b".to_owned(),
        "%ff=%ff".to_owned(),
        String::new(),
    ] {
        assert_refused(&come_back(&mut client, "liar", &query).await, "stale");
    }
    assert_refused(&come_back(&mut client, "other", &right).await, "stale");
    assert_signed_in(&come_back(&mut client, "liar", &right).await, "/account");
}

#[tokio::test]
async fn another_browser_can_not_finish_it() {
    let (liar, site) = liar_and_site().await;
    let mut client = site.client();
    let query = begun(&mut client, &liar, "liar").await;
    assert_refused(&come_back(&mut site.client(), "liar", &query).await, "stale");
    let mut other = site.client();
    begun(&mut other, &liar, "liar").await;
    assert_refused(&come_back(&mut other, "liar", &query).await, "stale");
    other.keep(COOKIE, "no cookie of ours");
    assert_refused(&come_back(&mut other, "liar", &query).await, "stale");
    let again = begun(&mut client, &liar, "liar").await;
    assert_signed_in(&come_back(&mut client, "liar", &again).await, "/account");
}

#[tokio::test]
async fn two_tabs_do_not_get_in_each_others_way() {
    let (liar, site) = liar_and_site().await;
    let mut client = site.client();
    let first = begin(&mut client, "liar", "/account").await;
    let second = begun(&mut client, &liar, "liar").await;
    assert_signed_in(&come_back(&mut client, "liar", &second).await, "/account");
    first.get("nonce").clone_into(&mut liar.mind().nonce);
    let first = format!("code=a-code&state={}", first.get("state"));
    assert_signed_in(&come_back(&mut client, "liar", &first).await, "/account");
}

#[tokio::test]
async fn it_serves_once_however_it_ended() {
    let (liar, site) = liar_and_site().await;
    let mut client = site.client();
    let query = begun(&mut client, &liar, "liar").await;
    assert_signed_in(&come_back(&mut client, "liar", &query).await, "/account");
    assert_refused(&come_back(&mut client, "liar", &query).await, "stale");
    let sent = begin(&mut client, "liar", "/account").await;
    let query = format!("error=access_denied&state={}", sent.get("state"));
    assert_refused(&come_back(&mut client, "liar", &query).await, "denied");
    assert_refused(&come_back(&mut client, "liar", &query).await, "stale");
}

#[tokio::test]
async fn it_ends_after_ten_minutes() {
    let (liar, site) = liar_and_site().await;
    let mut client = site.client();
    let query = begun(&mut client, &liar, "liar").await;
    let clock = site.parts.service.clock().clone();
    clock.set(clock.now() + TimeDelta::minutes(10));
    assert_refused(&come_back(&mut client, "liar", &query).await, "stale");
    let query = begun(&mut client, &liar, "liar").await;
    clock.set(clock.now() + TimeDelta::minutes(11));
    site.parts.service.clean_up().await.unwrap();
    assert_refused(&come_back(&mut client, "liar", &query).await, "stale");
}

#[tokio::test]
async fn errors_of_a_provider_are_sentences_and_their_texts_are_not_shown() {
    let (_liar, site) = liar_and_site().await;
    let mut client = site.client();
    for (error, refusal, sentence) in [
        ("access_denied", "denied", "You were not signed in at The liar one."),
        ("login_required", "denied", "You were not signed in at The liar one."),
        ("server_error", "unreachable", "The liar one does not answer"),
        ("invalid_scope", "not_taken", "did not accept the sign-in"),
        ("%3Cscript%3E", "not_taken", "did not accept the sign-in"),
    ] {
        let sent = begin(&mut client, "liar", "/account").await;
        let query = format!(
            "error={error}&error_description=CLICK-HERE&error_uri=http://x&state={}",
            sent.get("state")
        );
        let answer = come_back(&mut client, "liar", &query).await;
        assert_refused(&answer, refusal);
        let page = client.page(answer.header("location")).await.text();
        assert!(page.contains(sentence), "{error}: {page}");
        assert!(!page.contains("CLICK-HERE") && !page.contains("http://x"), "{page}");
    }
}

#[tokio::test]
async fn an_answer_of_another_issuer_is_not_taken() {
    let (_liar, site) = liar_and_site().await;
    let mut client = site.client();
    let sent = begin(&mut client, "liar", "").await;
    let query = format!("code=a-code&iss=https://else.example&state={}", sent.get("state"));
    assert_refused(&come_back(&mut client, "liar", &query).await, "unproven");
}

#[tokio::test]
async fn it_leads_on_to_pages_of_ours_only() {
    let (liar, site) = liar_and_site().await;
    for (next, expected) in [
        ("", "/dashboard"),
        ("/credentials/7", "/credentials/7"),
        ("//elsewhere.example/", "/dashboard"),
        ("https://elsewhere.example/dashboard", "/dashboard"),
    ] {
        let mut client = site.client();
        let sent = begin(&mut client, "liar", next).await;
        sent.get("nonce").clone_into(&mut liar.mind().nonce);
        let query = format!("code=a-code&state={}", sent.get("state"));
        assert_signed_in(&come_back(&mut client, "liar", &query).await, expected);
    }
}

#[tokio::test]
async fn nothing_is_begun_by_a_link_or_from_elsewhere_or_with_a_stranger() {
    let (_liar, site) = liar_and_site().await;
    let mut client = site.client();
    let answer = client.page("/sign-in/liar").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/sign-in"));
    assert_eq!(answer.header("set-cookie"), "");
    let elsewhere = request(Method::POST, "/sign-in/liar")
        .header("origin", "https://elsewhere.example")
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(client.send(elsewhere, "").await.status, StatusCode::FORBIDDEN);
    for address in ["/sign-in/nobody", "/sign-in/%2e%2e", "/sign-in/password"] {
        assert_eq!(client.form(address, "/sign-in", &[]).await.status, 404, "{address}");
    }
    let answer = come_back(&mut client, "nobody", "code=a&state=b").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_names_the_providers_and_no_secret() {
    let (_liar, site) = liar_and_site().await;
    let mut client = site.client();
    let page = client.page("/sign-in?next=/account").await.text();
    assert!(page.contains("Sign in with The work one") && page.contains("Work or school account"));
    assert!(!page.contains(SECRET));
    assert!(!format!("{:?}", site.parts.service).contains(SECRET));
}

#[tokio::test]
async fn an_address_that_is_known_changes_nothing() {
    let (liar, site) = liar_and_site().await;
    liar.mind().claims.insert("email", super::text("learner@example.com"));
    let mut client = site.client();
    let query = begun(&mut client, &liar, "liar").await;
    assert_signed_in(&come_back(&mut client, "liar", &query).await, "/account");
    let mine = client.get("/api/dashboard").await.json();
    assert_eq!(mine["credentials"], serde_json::json!([]), "nothing of the other's is theirs");
    let mut other = site.signed_in("learner@example.com").await;
    let theirs = other.get("/api/dashboard").await.json();
    assert_ne!(theirs["credentials"], serde_json::json!([]));
}

#[tokio::test]
async fn an_address_that_may_be_anothers_is_not_kept() {
    let (liar, site) = liar_and_site().await;
    // An employer vouches for the addresses it gives out; at others anybody may claim one.
    for (provider, verified, kept) in [
        ("liar", None, false),
        ("liar", Some(false), false),
        ("liar", Some(true), true),
        ("work", None, true),
        ("work", Some(false), false),
    ] {
        {
            let mut mind = liar.mind();
            mind.claims.insert("sub", format!("{provider} {verified:?}").into());
            mind.without = if verified.is_none() { vec!["email_verified"] } else { vec![] };
            mind.claims.insert("email_verified", verified.into());
        }
        let mut client = site.client();
        let query = begun(&mut client, &liar, provider).await;
        assert_signed_in(&come_back(&mut client, provider, &query).await, "/account");
        let shown = name_of(&mut client).await.contains("lin@liar.example");
        assert_eq!(shown, kept, "{provider} {verified:?}");
    }
}

#[tokio::test]
async fn a_login_has_the_address_that_its_provider_says_and_the_one_before_is_told() {
    let (liar, site) = liar_and_site().await;
    let service = &site.parts.service;
    let mut id = None;
    for (email, verified, kept) in [
        ("lin@liar.example", false, ""),
        ("lin@liar.example", true, "lin@liar.example"),
        ("new@liar.example", true, "new@liar.example"),
        ("claimed@liar.example", false, "new@liar.example"),
    ] {
        liar.mind().claims.insert("email", super::text(email));
        liar.mind().claims.insert("email_verified", verified.into());
        let mut client = site.client();
        let query = begun(&mut client, &liar, "liar").await;
        assert_signed_in(&come_back(&mut client, "liar", &query).await, "/account");
        let token = client.cookie("__Host-session").unwrap();
        let who = service.who(token).await.unwrap().unwrap();
        assert_eq!(who.email, kept, "{email} {verified}");
        assert_eq!(*id.get_or_insert(who.id), who.id);
    }
    let data = service.personal_data(id.unwrap()).await.unwrap();
    let data = serde_json::to_value(data).unwrap();
    let told: Vec<_> = data["mails"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mail| (&mail["kind"], &mail["address"]))
        .collect();
    assert_eq!(told, [(&"address_changed".into(), &"lin@liar.example".into())]);
    let acts = data["audit"].as_array().unwrap().iter();
    let changes: Vec<_> = acts
        .filter(|act| act["action"] == "address_changed")
        .map(|act| (&act["detail"]["from"], &act["detail"]["to"]))
        .collect();
    let masked = serde_json::json!(["l•••@l•••.example", "n•••@l•••.example", null]);
    assert_eq!(changes, [(&masked[0], &masked[1]), (&masked[2], &masked[0])]);
}

#[tokio::test]
async fn p3_a_login_of_work_comes_without_a_certification_profile() {
    let (liar, site) = liar_and_site().await;
    let mut client = site.client();
    let query = begun(&mut client, &liar, "work").await;
    assert_signed_in(&come_back(&mut client, "work", &query).await, "/account");
    assert_eq!(client.get("/api/dashboard").await.status, StatusCode::OK);
    assert_eq!(client.page("/dashboard").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_comes_often_at_once_for_the_first_time_gets_one_account() {
    let mut sites = vec![Site::demo().await];
    sites.extend(Site::on_postgres().await);
    for mut site in sites {
        let liar = Liar::start().await;
        let one = Providers::new(vec![provider("liar", &liar.issuer)], "http://127.0.0.1:3000");
        site.parts.service = site.parts.service.clone().with_providers(one.unwrap());
        site.router = router(&site.parts);
        let mut flows = JoinSet::new();
        for _ in 0..64 {
            let (mut client, service) = (site.client(), site.parts.service.clone());
            flows.spawn(async move {
                let sent = begin(&mut client, "liar", "/account").await;
                // No nonce is set, so the liar takes it from the code.
                let query = format!("code={}&state={}", sent.get("nonce"), sent.get("state"));
                assert_signed_in(&come_back(&mut client, "liar", &query).await, "/account");
                let token = client.cookie("__Host-session").unwrap();
                service.who(token).await.unwrap().unwrap().id
            });
        }
        let learners: HashSet<_> = flows.join_all().await.into_iter().collect();
        assert_eq!(learners.len(), 1);
    }
}
