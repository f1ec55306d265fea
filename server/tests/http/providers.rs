//! `POST /sign-in/{provider}` and `GET /sign-in/{provider}/callback`: signing in with a provider of
//! OpenID Connect. `real` asks npm's `oidc-provider`; `forged` a provider of our own that lies.

mod begun;
mod forged;
mod liar;
mod out_of_order;
mod proof;
mod real;

use std::collections::HashMap;

use axum::http::StatusCode;
use domain::profile::LoginKind;
use serde_json::Value;
use service::oidc::{ClientSecret, Provider, Providers};

use crate::support::{Answer, Client, Site};

/// The secret of a provider's client.
const SECRET: &str = "a secret, of 32 letters or more +&=%";
/// The cookie of a flow.
const COOKIE: &str = "__Host-sign-in";

/// A provider as a test configures it: its id, and whether it is for work.
fn provider(id: &str, issuer: &str) -> Provider {
    Provider {
        id: id.to_owned(),
        name: format!("The {id} one"),
        issuer: issuer.to_owned(),
        client_id: "perennial".to_owned(),
        client_secret: ClientSecret::new(SECRET.to_owned()),
        kind: if id == "work" { LoginKind::Work } else { LoginKind::Personal },
    }
}

async fn site(providers: Vec<Provider>) -> Site {
    Site::with(|parts| {
        let providers = Providers::new(providers, &parts.public_url.origin).unwrap();
        parts.service = parts.service.clone().with_providers(providers);
    })
    .await
}

/// Where a browser is sent: the address and what is asked there.
struct Sent {
    address: String,
    query: HashMap<String, String>,
}

impl Sent {
    fn get(&self, name: &str) -> &str {
        self.query.get(name).map_or("", String::as_str)
    }
}

/// Begins a flow as a browser without JavaScript does.
async fn begin(client: &mut Client, provider: &str, next: &str) -> Sent {
    let answer = client.form(&format!("/sign-in/{provider}"), "/sign-in", &[("next", next)]).await;
    assert_eq!(answer.status, StatusCode::OK, "{} {}", answer.header("location"), answer.text());
    let address = answer.header("refresh").strip_prefix("0; url=").unwrap().to_owned();
    let link = address.replace('&', "&amp;");
    assert!(answer.text().contains(&format!("href=\"{link}\"")), "{}", answer.text());
    let query = address.split_once('?').unwrap().1.split('&').map(|pair| {
        let (name, value) = pair.split_once('=').unwrap();
        (name.to_owned(), decoded(value))
    });
    Sent { query: query.collect(), address }
}

/// Comes back from the provider.
async fn come_back(client: &mut Client, provider: &str, query: &str) -> Answer {
    client.page(&format!("/sign-in/{provider}/callback?{query}")).await
}

/// Whether somebody was led back to the sign-in page for this reason.
#[track_caller]
fn assert_refused(answer: &Answer, refusal: &str) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let location = answer.header("location");
    assert!(location.starts_with("/sign-in?"), "{location}");
    assert!(location.contains(&format!("error={refusal}&provider=")), "{refusal}: {location}");
    assert!(!answer.header("set-cookie").contains("__Host-session"), "signed in all the same");
}

#[track_caller]
fn assert_signed_in(answer: &Answer, next: &str) {
    assert_eq!(answer.header("location"), next, "{}", answer.text());
    assert!(answer.header("set-cookie").starts_with("__Host-session="));
}

/// The name of who is signed in, from the page of their account.
async fn name_of(client: &mut Client) -> String {
    let page = client.page("/account").await;
    assert_eq!(page.status, StatusCode::OK);
    page.text()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}

/// JSON of one line, for a claim or a header.
fn text(value: &str) -> Value {
    Value::String(value.to_owned())
}
