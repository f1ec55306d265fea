//! What an ID token may have wrong: nobody is signed in by any of it.

use std::sync::Arc;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    SECRET, assert_refused, assert_signed_in, begin, come_back,
    liar::{Key, Liar, Mind, unsigned},
    name_of, provider, site, text,
};
use crate::support::{Answer, Client, Site};

/// Makes the liar think of something.
type Lie = Box<dyn Fn(&mut Mind)>;

/// Comes back with a code for which the liar says what it has in mind.
async fn sign_in(client: &mut Client, liar: &Liar) -> Answer {
    let sent = begin(client, "liar", "/account").await;
    sent.get("nonce").clone_into(&mut liar.mind().nonce);
    come_back(client, "liar", &format!("code=a-code&state={}", sent.get("state"))).await
}

async fn liar_and_site() -> (Liar, Site) {
    let liar = Liar::start().await;
    let site = site(vec![provider("liar", &liar.issuer)]).await;
    (liar, site)
}

#[tokio::test]
async fn an_honest_token_signs_in() {
    let (liar, site) = liar_and_site().await;
    let mut client = site.client();
    let answer = sign_in(&mut client, &liar).await;
    assert_signed_in(&answer, "/account");
    let page = name_of(&mut client).await;
    assert!(page.contains("Lin of the liar") && page.contains("lin@liar.example"), "{page}");
    let languages = "SELECT language FROM learner WHERE display_name = 'Lin of the liar'";
    let language: Vec<(Option<String>,)> = site.rows(languages).await;
    assert_eq!(language, [(Some("en".to_owned()),)], "that of the page");
}

#[tokio::test]
async fn what_a_token_leaves_out_that_it_may_leave_out_is_no_fault() {
    let (liar, site) = liar_and_site().await;
    liar.mind().without = vec!["at_hash", "email", "name"];
    let mut client = site.client();
    assert_signed_in(&sign_in(&mut client, &liar).await, "/account");
    assert!(name_of(&mut client).await.contains("The liar one"));
    // N5: that nothing can be mailed is said where a mail would say it.
    for page in ["/dashboard", "/account/mail"] {
        let text = client.page(page).await.text();
        assert!(text.contains("We have no address for you"), "{page}: {text}");
    }
}

#[tokio::test]
async fn no_forged_token_signs_in() {
    let (liar, site) = liar_and_site().await;
    let now = service::Clock::system().now().timestamp();
    let other = Arc::new(Key::new("first"));
    let forgeries: Vec<(&str, Lie)> = vec![
        ("another nonce", claim("nonce", text("of somebody else"))),
        ("no nonce", without("nonce")),
        ("another audience", claim("aud", text("somebody-else"))),
        ("one more audience", claim("aud", json!(["perennial", "somebody-else"]))),
        ("no audience", claim("aud", json!([]))),
        ("another authorized party", claim("azp", text("somebody-else"))),
        ("another issuer", claim("iss", text("http://127.0.0.1:1"))),
        ("expired", claim("exp", json!(now - 1))),
        ("another access token", claim("at_hash", text("AAAAAAAAAAAAAAAAAAAAAA"))),
        ("an empty subject", claim("sub", text(""))),
        ("an endless subject", claim("sub", text(&"x".repeat(256)))),
        (
            "another's key of the same name",
            Box::new(move |mind| {
                mind.signs_with = Some(other.clone());
            }),
        ),
        (
            "a key that nobody knows",
            forge(|key, mut header, claims| {
                header["kid"] = text("unknown");
                key.sign(&header, &claims)
            }),
        ),
        (
            "changed after it was signed",
            forge(|key, header, mut claims| {
                let token = key.sign(&header, &claims);
                claims["sub"] = text("somebody-else");
                format!("{}.{}", unsigned(&header, &claims), token.rsplit('.').next().unwrap())
            }),
        ),
        (
            "not signed",
            forge(|_, _, claims| format!("{}.", unsigned(&json!({"alg": "none"}), &claims))),
        ),
        (
            "signed with the client's secret",
            forge(|_, _, claims| {
                let signed = unsigned(&json!({"alg": "HS256"}), &claims);
                format!("{signed}.{}", BASE64.encode(hmac(SECRET.as_bytes(), signed.as_bytes())))
            }),
        ),
    ];
    for (what, lie) in forgeries {
        {
            let mut mind = liar.mind();
            mind.claims.clear();
            mind.without.clear();
            (mind.forge, mind.signs_with) = (None, None);
            lie(&mut mind);
        }
        let mut client = site.client();
        let answer = sign_in(&mut client, &liar).await;
        println!("{what}: {}", answer.header("location"));
        assert_refused(&answer, "unproven");
        assert_eq!(client.get("/api/dashboard").await.status, 401, "{what}");
    }
}

#[tokio::test]
async fn a_new_key_is_fetched_once_and_not_again_for_a_while() {
    let (liar, site) = liar_and_site().await;
    assert_signed_in(&sign_in(&mut site.client(), &liar).await, "/account");
    assert_eq!(liar.mind().keys_asked, 1);
    assert_signed_in(&sign_in(&mut site.client(), &liar).await, "/account");
    assert_eq!(liar.mind().keys_asked, 1, "they are kept");

    liar.mind().published = vec![Arc::new(Key::new("second"))];
    assert_signed_in(&sign_in(&mut site.client(), &liar).await, "/account");
    assert_eq!(liar.mind().keys_asked, 2, "asked for once more");

    // Whoever makes names of keys up does not make us ask the provider each time.
    liar.mind().signs_with = Some(Arc::new(Key::new("third")));
    for _ in 0..3 {
        assert_refused(&sign_in(&mut site.client(), &liar).await, "unproven");
    }
    assert_eq!(liar.mind().keys_asked, 2);
    let clock = site.parts.service.clock().clone();
    clock.set(clock.now() + chrono::TimeDelta::minutes(2));
    liar.mind().claims.insert("exp", json!(clock.now().timestamp() + 60));
    assert_refused(&sign_in(&mut site.client(), &liar).await, "unproven");
    assert_eq!(liar.mind().keys_asked, 3);
}

fn claim(name: &'static str, value: Value) -> Lie {
    Box::new(move |mind| {
        mind.claims.insert(name, value.clone());
    })
}

fn without(name: &'static str) -> Lie {
    Box::new(move |mind| mind.without.push(name))
}

fn forge(forge: fn(&Key, Value, Value) -> String) -> Lie {
    Box::new(move |mind| mind.forge = Some(Box::new(forge)))
}

fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let block = |with: u8| {
        let mut block = [with; 64];
        block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
        block
    };
    let inner = Sha256::new().chain_update(block(0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(block(0x5c)).chain_update(inner).finalize().to_vec()
}
