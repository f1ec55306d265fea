//! A provider that is down, slow or answers nonsense: a sentence on the sign-in page, and the others
//! still work.

use std::time::Duration;

use chrono::TimeDelta;
use tokio::time::timeout;

use super::{
    assert_refused, assert_signed_in, begin, come_back,
    liar::{Liar, Says},
    provider, site,
};
use crate::support::{Answer, Client, Site};

/// Nobody listens there.
const NOBODY: &str = "http://127.0.0.1:9";

async fn try_to_begin(client: &mut Client, provider: &str) -> Answer {
    client.form(&format!("/sign-in/{provider}"), "/sign-in", &[("next", "/account")]).await
}

/// So much later that a provider that failed is asked again.
fn later(site: &Site) {
    let clock = site.parts.service.clock();
    clock.set(clock.now() + TimeDelta::seconds(11));
}

#[tokio::test]
async fn one_that_is_down_is_a_sentence_and_the_others_work() {
    let liar = Liar::start().await;
    let site = site(vec![provider("down", NOBODY), provider("liar", &liar.issuer)]).await;
    let mut client = site.client();
    let answer = try_to_begin(&mut client, "down").await;
    assert_refused(&answer, "unreachable");
    assert!(answer.header("location").starts_with("/sign-in?next=/account&"));
    let page = client.page(answer.header("location")).await.text();
    assert!(page.contains("The down one does not answer at the moment."), "{page}");
    assert!(page.contains("action=\"/sign-in/down\"") && page.contains("action=\"/sign-in/liar\""));
    begin(&mut client, "liar", "").await;

    let answer = client.post("/sign-in/down", &[]).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (503, &"unreachable".into()));
}

#[tokio::test]
async fn one_that_is_slow_is_waited_for_a_few_seconds_only() {
    let slow = |discovery, keys| async move {
        let liar = Liar::start().await;
        {
            let mut mind = liar.mind();
            (mind.discovery, mind.keys) = (discovery, keys);
        }
        let site = site(vec![provider("liar", &liar.issuer)]).await;
        // An answer of the liar would never come; on a busy machine ours may take its time.
        let mut client = site.client();
        let answer = timeout(Duration::from_mins(1), try_to_begin(&mut client, "liar")).await;
        assert_refused(&answer.unwrap(), "unreachable");
    };
    let (nothing, right) = (Says::Nothing, Says::Right);
    tokio::join!(slow(nothing, right), slow(right, nothing));
}

#[tokio::test]
async fn nonsense_in_place_of_a_description_or_keys_is_told_as_such() {
    let liar = Liar::start().await;
    let site = site(vec![provider("liar", &liar.issuer)]).await;
    let mut client = site.client();
    let nonsense = [
        (Says::This(200, "<html>Welcome to the hotel's network</html>"), "nonsense"),
        (Says::This(200, ""), "nonsense"),
        (Says::This(200, "{}"), "nonsense"),
        (Says::This(200, "[[[[[[[["), "nonsense"),
        (Says::This(404, "{}"), "nonsense"),
        (Says::This(503, "{}"), "unreachable"),
        (Says::TooMuch, "nonsense"),
        (Says::Elsewhere, "nonsense"),
    ];
    for (says, refusal) in nonsense {
        liar.mind().discovery = says;
        assert_refused(&try_to_begin(&mut client, "liar").await, refusal);
        later(&site);
        {
            let mut mind = liar.mind();
            (mind.discovery, mind.keys) = (Says::Right, says);
        }
        assert_refused(&try_to_begin(&mut client, "liar").await, refusal);
        later(&site);
        liar.mind().keys = Says::Right;
    }
    begin(&mut client, "liar", "").await;
}

#[tokio::test]
async fn a_description_that_leads_elsewhere_is_not_followed() {
    let liar = Liar::start().await;
    let site = site(vec![provider("liar", &liar.issuer)]).await;
    let mut client = site.client();
    let right = liar.mind().metadata.clone();
    for (name, value) in [
        ("issuer", Some("https://somebody-else.example")),
        ("token_endpoint", Some("http://somebody-else.example/token")),
        ("token_endpoint", None),
        ("jwks_uri", Some("file:///etc/passwd")),
    ] {
        let mut lie = right.clone();
        lie[name] = value.into();
        liar.mind().metadata = lie;
        assert_refused(&try_to_begin(&mut client, "liar").await, "nonsense");
        later(&site);
    }
}

#[tokio::test]
async fn one_that_failed_is_left_alone_for_a_moment_and_then_asked_again() {
    let liar = Liar::start().await;
    let site = site(vec![provider("liar", &liar.issuer)]).await;
    let mut client = site.client();
    liar.mind().discovery = Says::This(500, "");
    for _ in 0..5 {
        assert_refused(&try_to_begin(&mut client, "liar").await, "unreachable");
    }
    assert_eq!(liar.mind().discovery_asked, 1);
    liar.mind().discovery = Says::Right;
    later(&site);
    begin(&mut client, "liar", "").await;
}

#[tokio::test]
async fn a_description_is_kept_and_used_on_where_the_provider_is_down() {
    let liar = Liar::start().await;
    let site = site(vec![provider("liar", &liar.issuer)]).await;
    let mut client = site.client();
    let clock = site.parts.service.clock().clone();
    for _ in 0..3 {
        begin(&mut client, "liar", "").await;
    }
    assert_eq!(liar.mind().discovery_asked, 1);
    clock.set(clock.now() + TimeDelta::hours(2));
    begin(&mut client, "liar", "").await;
    assert_eq!(liar.mind().discovery_asked, 2);
    liar.mind().discovery = Says::This(500, "");
    clock.set(clock.now() + TimeDelta::hours(2));
    begin(&mut client, "liar", "").await;
    clock.set(clock.now() + TimeDelta::days(1));
    assert_refused(&try_to_begin(&mut client, "liar").await, "unreachable");
}

#[tokio::test]
async fn nonsense_in_place_of_a_token_is_told_as_such() {
    let liar = Liar::start().await;
    let site = site(vec![provider("liar", &liar.issuer)]).await;
    let mut client = site.client();
    for (says, refusal) in [
        (Says::This(200, "<html></html>"), "nonsense"),
        (Says::This(200, "{}"), "nonsense"),
        (Says::This(200, r#"{"access_token": "a", "token_type": "Bearer"}"#), "unproven"),
        (
            Says::This(
                200,
                r#"{"access_token": "a", "token_type": "Bearer", "id_token": "a.b.c"}"#,
            ),
            "nonsense",
        ),
        (Says::This(400, r#"{"error": "invalid_grant"}"#), "not_taken"),
        (Says::This(401, r#"{"error": "invalid_client"}"#), "not_taken"),
        (Says::This(500, "{}"), "nonsense"),
        (Says::TooMuch, "nonsense"),
        (Says::Elsewhere, "nonsense"),
    ] {
        liar.mind().token = says;
        let sent = begin(&mut client, "liar", "").await;
        let query = format!("code=a-code&state={}", sent.get("state"));
        assert_refused(&come_back(&mut client, "liar", &query).await, refusal);
    }
    liar.mind().token = Says::Right;
    let sent = begin(&mut client, "liar", "").await;
    sent.get("nonce").clone_into(&mut liar.mind().nonce);
    let query = format!("code=a-code&state={}", sent.get("state"));
    assert_signed_in(&come_back(&mut client, "liar", &query).await, "/dashboard");
}
