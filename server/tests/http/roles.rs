//! Who may what: every route of the program, tried as everybody. What has no entry here fails, and
//! so does an entry that nothing answers any more.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::{StatusCode, header};
use domain::role::Role;
use service::Actor;

use crate::support::{Client, Site, request};

/// Who may come in. Everybody else is led to the sign-in, or told 401, 403 or 404.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum May {
    /// Strangers too.
    Everybody,
    /// Whoever is signed in, each for what is theirs.
    SignedIn,
    /// Any role.
    AnyRole,
    /// Support and administrators.
    Support,
    /// Administrators.
    Administrator,
    /// Other programs, with a key.
    Key,
}

use May::{Administrator, AnyRole, Everybody, Key, SignedIn, Support};

/// Method, route, and who may. Of a parameter that stands for a person it is the sample learner's
/// number, of any other a number that nothing has.
const TABLE: &[(&str, &str, May)] = &[
    // Pages.
    ("GET", "/", Everybody),
    ("GET", "/sign-in", Everybody),
    ("GET", "/register", Everybody),
    ("GET", "/forgot", Everybody),
    ("GET", "/go/{token}", Everybody),
    ("GET", "/go/{token}/unsubscribe", Everybody),
    ("POST", "/go/{token}/unsubscribe", Everybody),
    ("GET", "/dashboard", SignedIn),
    ("GET", "/certifications", Everybody),
    ("GET", "/certifications/{slug}", Everybody),
    ("GET", "/credentials/{id}", SignedIn),
    ("GET", "/credentials/{id}/calendar.ics", SignedIn),
    ("GET", "/attempts/{id}", SignedIn),
    ("GET", "/attempts/{id}/{part}", SignedIn),
    ("GET", "/attempts/{id}/result", SignedIn),
    ("GET", "/account", SignedIn),
    ("GET", "/account/data.json", SignedIn),
    ("GET", "/account/delete", SignedIn),
    ("GET", "/account/deleted", Everybody),
    ("GET", "/account/history", SignedIn),
    ("GET", "/account/mail", SignedIn),
    ("GET", "/account/profiles", SignedIn),
    ("GET", "/account/profiles/merge/{id}", SignedIn),
    ("GET", "/admin", AnyRole),
    ("GET", "/admin/people", Support),
    ("GET", "/admin/people/{id}", Support),
    ("GET", "/admin/requests", Support),
    ("GET", "/admin/extensions", Administrator),
    ("GET", "/admin/extensions/{id}", Administrator),
    ("GET", "/admin/audit", Administrator),
    ("GET", "/admin/keys", Administrator),
    ("GET", "/admin/mail", Support),
    ("GET", "/admin/roles", Administrator),
    // Server functions.
    ("POST", "/api/sign-in", Everybody),
    ("POST", "/api/sign-out", Everybody),
    ("POST", "/api/register", Everybody),
    ("POST", "/api/forgot", Everybody),
    ("POST", "/api/go/address", SignedIn),
    ("POST", "/api/go/password", Everybody),
    ("POST", "/api/go/register", Everybody),
    ("GET", "/api/dashboard", SignedIn),
    ("GET", "/api/credential", SignedIn),
    ("GET", "/api/credential-page", SignedIn),
    ("GET", "/api/certification", Everybody),
    ("GET", "/api/certifications", Everybody),
    ("GET", "/api/attempt", SignedIn),
    ("GET", "/api/attempts/page", SignedIn),
    ("GET", "/api/attempts/result", SignedIn),
    ("POST", "/api/attempts/start", SignedIn),
    ("POST", "/api/attempts/save", SignedIn),
    ("POST", "/api/attempts/language", SignedIn),
    ("POST", "/api/attempts/submit", SignedIn),
    ("GET", "/api/account", SignedIn),
    ("GET", "/api/account/history", SignedIn),
    ("POST", "/api/account/address", SignedIn),
    ("GET", "/api/account/mail", SignedIn),
    ("POST", "/api/account/calendar/make", SignedIn),
    ("POST", "/api/account/calendar/revoke", SignedIn),
    ("POST", "/api/account/delete", SignedIn),
    ("POST", "/api/account/mail/certification", SignedIn),
    ("POST", "/api/account/mail/quiet-hours", SignedIn),
    ("POST", "/api/account/mail/reminders", SignedIn),
    ("POST", "/api/account/name", SignedIn),
    ("POST", "/api/account/password", SignedIn),
    ("POST", "/api/account/sessions/end", SignedIn),
    ("POST", "/api/account/sessions/end-others", SignedIn),
    ("POST", "/api/account/time-zone", SignedIn),
    ("GET", "/api/profiles", SignedIn),
    ("GET", "/api/profiles/merge-preview", SignedIn),
    ("POST", "/api/profiles/add-login", SignedIn),
    ("POST", "/api/profiles/ask-support", SignedIn),
    ("POST", "/api/profiles/connect", SignedIn),
    ("POST", "/api/profiles/merge", SignedIn),
    ("POST", "/api/profiles/prove", SignedIn),
    ("POST", "/api/profiles/remove-login", SignedIn),
    ("POST", "/api/profiles/replace", SignedIn),
    ("POST", "/api/profiles/start", SignedIn),
    ("GET", "/api/admin", AnyRole),
    ("GET", "/api/admin/people", Support),
    ("GET", "/api/admin/person", Support),
    ("GET", "/api/admin/requests", Support),
    ("POST", "/api/admin/requests/answer", Support),
    ("POST", "/api/admin/attest/login", Support),
    ("POST", "/api/admin/attest/merge", Support),
    ("GET", "/api/admin/audit", Administrator),
    ("GET", "/api/admin/extension", Administrator),
    ("GET", "/api/admin/extensions", Administrator),
    ("GET", "/api/admin/extensions/preview", Administrator),
    ("POST", "/api/admin/extensions/confirm", Administrator),
    ("GET", "/api/admin/keys", Administrator),
    ("POST", "/api/admin/keys/create", Administrator),
    ("POST", "/api/admin/keys/revoke", Administrator),
    ("GET", "/api/admin/mail", Support),
    ("POST", "/api/admin/mail/retry", Administrator),
    ("GET", "/api/admin/roles", Administrator),
    ("POST", "/api/admin/roles/give", Administrator),
    ("POST", "/api/admin/roles/take", Administrator),
    // Plain routes.
    ("GET", "/api/docs", Everybody),
    // Whoever knows the address of a feed.
    ("GET", "/calendar/{file}", Everybody),
    ("POST", "/api/exam-results", Key),
    ("GET", "/api/openapi.json", Everybody),
    ("GET", "/sign-in/{provider}", Everybody),
    ("POST", "/sign-in/{provider}", Everybody),
    ("GET", "/sign-in/{provider}/callback", Everybody),
    // Where there is such a provider, it begins with the session that one has.
    ("POST", "/sign-in/{provider}/proof", Everybody),
    ("POST", "/language", Everybody),
    ("POST", "/demo/clock", Everybody),
    ("GET", "/demo/mailbox", Everybody),
    ("GET", "/demo/mailbox/{id}", Everybody),
    ("GET", "/demo/mailbox/{id}/html", Everybody),
    ("GET", "/demo/mailbox/{id}/message.eml", Everybody),
    ("GET", "/health/live", Everybody),
    ("GET", "/health/ready", Everybody),
];

/// Arguments with which a server function gets as far as asking who it is: it reads them first. A
/// number that nothing has stands for `ID`, the sample learner's for `PERSON`.
const ARGUMENTS: &[(&str, &str)] = &[
    ("/api/credential", "id=ID"),
    ("/api/credential-page", "id=ID"),
    ("/api/certification", "slug=azure-administrator"),
    ("/api/attempt", "id=ID"),
    ("/api/attempts/page", "id=ID"),
    ("/api/attempts/result", "id=ID"),
    ("/api/attempts/start", "credential_id=ID&language=en&agreement=true"),
    ("/api/attempts/save", "attempt_id=ID&question_id=a&revision=1"),
    ("/api/attempts/language", "attempt_id=ID&language=en"),
    ("/api/attempts/submit", "attempt_id=ID"),
    ("/api/register", "email=nobody@example.com"),
    ("/api/forgot", "email=nobody@example.com"),
    ("/api/go/address", "token=0"),
    ("/api/go/password", "token=0&password=long-enough"),
    ("/api/go/register", "token=0&name=Lin&password=long-enough"),
    ("/api/account/address", "login_id=ID&password=wrong&address=new@example.com"),
    ("/api/account/delete", "password=wrong"),
    ("/api/account/mail/certification", "credential_id=ID&muted=true"),
    ("/api/account/mail/reminders", "muted=true"),
    ("/api/account/name", "name=Lin"),
    ("/api/account/password", "login_id=ID&old=wrong&new=long-enough"),
    ("/api/account/sessions/end", "id=ID"),
    ("/api/account/time-zone", "time_zone="),
    ("/api/profiles/merge-preview", "profile_id=ID"),
    ("/api/profiles/add-login", "login_id=ID"),
    ("/api/profiles/merge", "profile_id=ID&understood=true"),
    ("/api/profiles/prove", "email=nobody@example.com&password=wrong"),
    ("/api/profiles/remove-login", "login_id=ID"),
    ("/api/profiles/replace", "login_id=ID"),
    ("/api/profiles/start", "login_id=ID"),
    ("/api/admin/person", "id=PERSON"),
    ("/api/admin/requests/answer", "reference=REFERENCE&answer=a"),
    ("/api/admin/attest/login", "person=PERSON&profile=ID&login=ID&reason=a"),
    ("/api/admin/attest/merge", "person=PERSON&target=ID&source=ID&reason=a"),
    ("/api/admin/extension", "id=EXTENSION"),
    (
        "/api/admin/extensions/preview",
        "certification[]=azure-administrator&first_day=2026-01-01&last_day=2026-01-02&until=UNTIL",
    ),
    (
        "/api/admin/extensions/confirm",
        "id=ID&digest=0&first_day=2026-01-01&last_day=2026-01-02&until=2027-01-01&reason=a",
    ),
    ("/api/admin/keys/create", "name=a&scope[]=exam-results"),
    ("/api/admin/keys/revoke", "id=KEY_ID"),
    ("/api/admin/mail/retry", "id[]=ID"),
    ("/api/admin/roles/give", "person=new@example.com&role=author"),
    ("/api/admin/roles/take", "person=PERSON&role=author"),
];

/// What a known thing's page or answer is: it has to be there, or 404 would say nothing of roles.
struct Known {
    person: String,
    extension: String,
    reference: String,
    key: String,
    secret: String,
    until: String,
}

impl Known {
    async fn on(site: &Site) -> Self {
        let service = &site.parts.service;
        let administrator = service.person_named("administrator@example.com").await.unwrap();
        let today = service.now().date_naive();
        let until = today + chrono::Days::new(400);
        let wish = domain::extension::Extension {
            certifications: vec!["azure-administrator".to_owned()],
            first_day: today,
            last_day: today,
            until,
        };
        let shown = service.preview_extension(wish, words::Language::En).await.unwrap();
        let confirmation = service::Confirmation {
            id: shown.id,
            extension: shown.extension,
            digest: shown.digest,
            reason: "a test".to_owned(),
        };
        service.confirm_extension(administrator, confirmation).await.unwrap();
        let scopes = [domain::api_key::Scope::ExamResults];
        let key = service.create_api_key(Actor::Program, "a test", &scopes).await.unwrap();
        let learner = service.person_named("learner@example.com").await.unwrap();
        Self {
            person: learner.to_string(),
            extension: shown.id.to_string(),
            reference: service.ask_support(learner, "").await.unwrap(),
            key: key.id.to_string(),
            secret: key.key,
            until: until.to_string(),
        }
    }

    /// With what is known in the place of its name.
    fn fill(&self, text: &str) -> String {
        text.replace("PERSON", &self.person)
            .replace("EXTENSION", &self.extension)
            .replace("REFERENCE", &self.reference)
            .replace("KEY_ID", &self.key)
            .replace("UNTIL", &self.until)
            .replace("ID", "00000000-0000-7000-8000-000000000000")
    }

    fn address(&self, route: &str) -> String {
        let id = match route {
            "/admin/people/{id}" => "PERSON",
            "/admin/extensions/{id}" => "EXTENSION",
            _ => "ID",
        };
        let route = route.replace("{id}", id).replace("{part}", "review");
        let route = route.replace("{provider}", "none").replace("{token}", "0");
        self.fill(&route.replace("{slug}", "azure-administrator"))
    }
}

/// Every route that the router answers, with its method. It lists them where it is printed for
/// debugging: the only way to learn of a route that nobody has thought of.
fn routes(site: &Site) -> BTreeSet<(String, String)> {
    let printed = format!("{:?}", site.router);
    let (methods, paths) = printed.split_once("node: Node { paths: {").unwrap();
    // A method router says what it allows; whatever answers all methods says nothing.
    let allowed: BTreeMap<_, _> = entries(methods)
        .map(|(id, rest)| {
            let (_, allowed) = rest.split_once("allow_header: Bytes(b\"").unwrap_or(("", "ANY\""));
            (id, allowed.split('"').next().unwrap())
        })
        .collect();
    let (paths, _) = paths.split_once('}').map(|_| paths.split_once("\"}").unwrap()).unwrap();
    let mut found = BTreeSet::new();
    for (id, path) in entries(paths) {
        let path = path.trim_start_matches('"').split('"').next().unwrap();
        // The assets: files that everybody may have.
        if path.starts_with("/pkg/") || path == "/robots.txt" {
            continue;
        }
        for method in allowed[id].split(',').filter(|method| *method != "HEAD") {
            found.insert((method.to_owned(), path.to_owned()));
        }
    }
    found
}

/// What stands behind each `RouteId(7): `, with the number.
fn entries(printed: &str) -> impl Iterator<Item = (&str, &str)> {
    printed.split("RouteId(").skip(1).map(|entry| entry.split_once("): ").unwrap())
}

/// Everybody, with the roles they have.
const PEOPLE: [(&str, &[Role]); 6] = [
    ("", &[]),
    (A_KEY, &[]),
    ("learner@example.com", &[]),
    ("support@example.com", &[Role::Support]),
    ("veteran@example.com", &[Role::Author]),
    ("administrator@example.com", &[Role::Administrator]),
];

/// Stands for a program with a key where others have an address.
const A_KEY: &str = "a key";

fn may(who: May, email: &str, roles: &[Role]) -> bool {
    match who {
        Everybody => true,
        Key => email == A_KEY,
        SignedIn => email.contains('@'),
        AnyRole => !roles.is_empty(),
        Support => roles.iter().any(|role| *role != Role::Author),
        Administrator => roles.contains(&Role::Administrator),
    }
}

#[tokio::test]
async fn every_route_has_an_entry_and_every_entry_a_route() {
    let site = Site::demo().await;
    let listed: BTreeSet<_> =
        TABLE.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
    assert_eq!(listed.len(), TABLE.len(), "an entry stands there twice");
    let all = routes(&site);
    let missing: Vec<_> = all.difference(&listed).collect();
    assert!(missing.is_empty(), "routes without an entry: {missing:?}");
    let gone: Vec<_> = listed.difference(&all).collect();
    assert!(gone.is_empty(), "entries without a route: {gone:?}");
}

#[tokio::test]
async fn everybody_comes_in_where_they_may_and_nowhere_else() {
    let site = Site::demo().await;
    let known = Known::on(&site).await;
    let arguments: BTreeMap<_, _> = ARGUMENTS.iter().copied().collect();
    for (email, roles) in PEOPLE {
        let service = &site.parts.service;
        if email.contains('@') {
            let id = service.person_named(email).await.unwrap();
            for role in roles {
                service.give_role(Actor::Program, id, *role).await.unwrap();
            }
        }
        let client = match email {
            "" | A_KEY => site.client(),
            email => site.signed_in(email).await,
        };
        for (method, route, who) in TABLE {
            // Whoever signs out has no session for the rest.
            if *route == "/api/sign-out" {
                continue;
            }
            let sent = known.fill(arguments.get(route).copied().unwrap_or_default());
            for accept in ["application/json", "text/html"] {
                let mut client = client.clone();
                let key = (email == A_KEY).then_some(known.secret.as_str());
                let address = known.address(route);
                let came_in = come_in(&mut client, method, &address, &sent, accept, key).await;
                assert_eq!(
                    came_in,
                    may(*who, email, roles),
                    "{email:?} at {method} {route} asking for {accept}"
                );
            }
        }
    }
}

/// Whether somebody got further than to the sign-in, a refusal, or a page that is not there.
async fn come_in(
    client: &mut Client,
    method: &str,
    address: &str,
    sent: &str,
    accept: &str,
    key: Option<&str>,
) -> bool {
    let own = !address.contains("/admin");
    let (address, body) = match method {
        "GET" if !sent.is_empty() => (format!("{address}?{sent}"), ""),
        _ => (address.to_owned(), sent),
    };
    let sending = request(method.parse().unwrap(), &address)
        .header(header::ACCEPT, accept)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let sending = match key {
        Some(key) => sending.header(header::AUTHORIZATION, format!("Bearer {key}")),
        None => sending,
    };
    let answer = client.send(sending, body).await;
    assert!(answer.status.as_u16() < 500, "{method} {address}: {}", answer.text());
    let location = answer.header("location").to_owned();
    if location.starts_with("/sign-in") {
        return address.starts_with("/sign-in");
    }
    // A plain form is led back to its page, which says how it stands for them.
    if answer.status.is_redirection() {
        let page = client.page(&location).await;
        let refused = page.header("location").starts_with("/sign-in");
        return !refused && (own || page.status != StatusCode::NOT_FOUND);
    }
    match answer.status {
        StatusCode::UNAUTHORIZED => answer.text().contains("wrong_sign_in"),
        StatusCode::FORBIDDEN => false,
        // What is somebody else's is not there either.
        StatusCode::NOT_FOUND => own,
        _ => true,
    }
}

#[tokio::test]
async fn a_role_that_is_taken_is_gone_with_the_next_request() {
    let site = Site::demo().await;
    let service = &site.parts.service;
    let id = service.person_named("support@example.com").await.unwrap();
    let mut client = site.signed_in("support@example.com").await;
    assert_eq!(client.page("/admin/people").await.status, StatusCode::OK);
    service.take_role(Actor::Program, id, Role::Support).await.unwrap();
    assert_eq!(client.page("/admin/people").await.status, StatusCode::NOT_FOUND);
    service.give_role(Actor::Program, id, Role::Support).await.unwrap();
    assert_eq!(client.get("/api/admin/people").await.status, StatusCode::OK);
}
