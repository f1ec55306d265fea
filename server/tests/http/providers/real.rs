//! Against npm's `oidc-provider`, once for personal and once for work accounts.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
};

use axum::http::StatusCode;
use serde_json::json;

use super::{SECRET, assert_refused, assert_signed_in, begin, come_back, name_of, provider, site};
use crate::support::{Answer, Client, Site};

/// The provider, as long as this lives.
struct Running {
    process: Child,
    issuer: String,
}

impl Running {
    fn start(label: &str, port: u16) -> Self {
        let end2end = Path::new(env!("CARGO_MANIFEST_DIR")).join("../end2end");
        let package = end2end.join("node_modules/oidc-provider");
        assert!(
            package.is_dir(),
            "the provider that this test asks is not there: run `npm ci` in end2end (make does)"
        );
        let wish = json!({"port": port, "label": label, "secret": SECRET,
            "callbacks": [format!("http://127.0.0.1:3000/sign-in/{label}/callback")]});
        let mut process = Command::new("node")
            .arg(end2end.join("support/provider.mjs"))
            .arg(wish.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Node.js runs the provider that this test asks");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let issuer = lines.find_map(|line| line.ok().filter(|line| line.starts_with("http://")));
        Self { process, issuer: issuer.expect("the provider answers") }
    }

    fn port(&self) -> u16 {
        self.issuer.rsplit(':').next().unwrap().parse().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A person in front of the provider's pages, with the cookies that it gave them.
#[derive(Default)]
struct Person {
    cookies: Vec<(String, String)>,
}

impl Person {
    /// Goes where they are sent, does what the page there asks for, and answers the query that they
    /// come back to us with.
    fn at(&mut self, address: &str, form: &str) -> String {
        let interaction = self.ask(address, None);
        assert!(interaction.contains("/interaction/"), "{interaction}");
        let resumed = self.ask(&interaction, Some(form));
        let back = self.ask(&resumed, None);
        let (before, query) = back.split_once("/callback?").expect("an address of ours");
        assert!(before.starts_with("http://127.0.0.1:3000/sign-in/"), "{back}");
        query.to_owned()
    }

    /// Where an address leads.
    fn ask(&mut self, address: &str, form: Option<&str>) -> String {
        let (host, path) = address.strip_prefix("http://").unwrap().split_once('/').unwrap();
        let cookies: Vec<_> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let (method, body) = form.map_or(("GET", ""), |form| ("POST", form));
        let mut stream = TcpStream::connect(host).unwrap();
        write!(
            stream,
            "{method} /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncookie: {}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            cookies.join("; "),
            body.len(),
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let mut location = None;
        for line in answer.split("\r\n\r\n").next().unwrap().lines().skip(1) {
            let (name, value) = line.split_once(": ").unwrap();
            match name.to_ascii_lowercase().as_str() {
                "location" => location = Some(value.to_owned()),
                "set-cookie" => {
                    let pair = value.split(';').next().unwrap().split_once('=').unwrap();
                    self.cookies.retain(|(name, _)| name != pair.0);
                    self.cookies.push((pair.0.to_owned(), pair.1.to_owned()));
                }
                _ => {}
            }
        }
        let location = location.unwrap_or_else(|| panic!("{address} leads nowhere: {answer}"));
        if location.starts_with('/') { format!("http://{host}{location}") } else { location }
    }
}

/// Signs in from beginning to end.
async fn sign_in(client: &mut Client, provider: &str, name: &str) -> Answer {
    let sent = begin(client, provider, "/account").await;
    let query = Person::default().at(&sent.address, &format!("name={name}&do=sign-in"));
    come_back(client, provider, &query).await
}

async fn both() -> ([Running; 2], Site) {
    let running = ["personal", "work"].map(|label| Running::start(label, 0));
    let site =
        site(vec![provider("personal", &running[0].issuer), provider("work", &running[1].issuer)]);
    (running, site.await)
}

#[tokio::test]
async fn people_sign_in_with_both_and_come_back_to_the_same_account() {
    let (_running, site) = both().await;
    let mut learners = Vec::new();
    for provider in ["personal", "work", "personal", "work"] {
        let mut client = site.client();
        assert_signed_in(&sign_in(&mut client, provider, "lin").await, "/account");
        let page = name_of(&mut client).await;
        assert!(page.contains(&format!("lin of {provider}")), "{page}");
        assert!(page.contains(&format!("lin@{provider}.example")), "{page}");
        let token = client.cookie("__Host-session").unwrap();
        learners.push(site.parts.service.who(token).await.unwrap().unwrap().id);
    }
    assert_eq!(learners[..2], learners[2..]);
    assert_ne!(learners[0], learners[1], "two logins are two accounts until both are proven");
}

#[tokio::test]
async fn who_says_no_there_comes_back_and_is_told_so() {
    let (_running, site) = both().await;
    let mut client = site.client();
    let sent = begin(&mut client, "personal", "").await;
    let query = Person::default().at(&sent.address, "do=cancel");
    assert_refused(&come_back(&mut client, "personal", &query).await, "denied");
}

#[tokio::test]
async fn a_code_serves_once_and_only_the_flow_that_it_was_made_for() {
    let (_running, site) = both().await;
    let mut client = site.client();
    let sent = begin(&mut client, "personal", "/account").await;
    let query = Person::default().at(&sent.address, "name=lin&do=sign-in");
    let code = query.split('&').find(|pair| pair.starts_with("code=")).unwrap();
    // Somebody who got hold of the code puts it into a flow of their own: PKCE.
    let mut thief = site.client();
    let other = begin(&mut thief, "personal", "/account").await;
    let injected = format!("{code}&state={}", other.get("state"));
    assert_refused(&come_back(&mut thief, "personal", &injected).await, "not_taken");
    // The whole answer helps in no other browser, nor at another provider.
    assert_refused(&come_back(&mut thief, "personal", &query).await, "stale");
    assert_refused(&come_back(&mut client, "work", &query).await, "stale");

    let sent = begin(&mut client, "personal", "/account").await;
    let query = Person::default().at(&sent.address, "name=lin&do=sign-in");
    assert_signed_in(&come_back(&mut client, "personal", &query).await, "/account");
    assert_refused(&come_back(&mut client, "personal", &query).await, "stale");
    let code = query.split('&').find(|pair| pair.starts_with("code=")).unwrap();
    let again = begin(&mut client, "personal", "/account").await;
    let replayed = format!("{code}&state={}", again.get("state"));
    assert_refused(&come_back(&mut client, "personal", &replayed).await, "not_taken");
}

#[tokio::test]
async fn a_wrong_secret_or_name_of_the_provider_is_told_as_such() {
    let running = Running::start("personal", 0);
    let mut wrong = provider("personal", &running.issuer);
    wrong.client_secret = service::oidc::ClientSecret::new("wrong".to_owned());
    let site_with_wrong_secret = site(vec![wrong]).await;
    let mut client = site_with_wrong_secret.client();
    assert_refused(&sign_in(&mut client, "personal", "lin").await, "not_taken");

    let other_name = running.issuer.replace("127.0.0.1", "localhost");
    let site = site(vec![provider("personal", &other_name)]).await;
    let answer = site.client().form("/sign-in/personal", "/sign-in", &[]).await;
    assert_refused(&answer, "nonsense");
}

#[tokio::test]
async fn one_goes_away_and_comes_back_with_another_key_while_the_other_works() {
    let ([personal, _work], site) = both().await;
    assert_signed_in(&sign_in(&mut site.client(), "personal", "lin").await, "/account");
    let mut client = site.client();
    let sent = begin(&mut client, "personal", "/account").await;
    let query = Person::default().at(&sent.address, "name=lin&do=sign-in");
    let port = personal.port();
    drop(personal);
    assert_refused(&come_back(&mut client, "personal", &query).await, "unreachable");
    assert_signed_in(&sign_in(&mut site.client(), "work", "lin").await, "/account");
    let _personal = Running::start("personal", port);
    assert_signed_in(&sign_in(&mut site.client(), "personal", "lin").await, "/account");
}

#[tokio::test]
async fn the_sign_in_page_has_a_form_for_each() {
    let (_running, site) = both().await;
    let page = site.client().page("/sign-in").await;
    assert_eq!(page.status, StatusCode::OK);
    for label in ["personal", "work"] {
        assert!(page.text().contains(&format!("action=\"/sign-in/{label}\"")), "{}", page.text());
    }
}
