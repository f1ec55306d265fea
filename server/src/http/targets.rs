//! Where a redirect may lead: to a page of ours and nowhere else.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{
        HeaderValue, Method, Uri,
        header::{HOST, LOCATION, REFERER},
    },
    middleware::Next,
    response::Response,
};

/// Where a redirect leads that names no page of ours.
const START: &str = "/";

/// The paths of our pages, with `{name}` for what varies.
#[derive(Clone, Debug)]
pub struct Targets(Arc<[String]>);

impl Targets {
    /// Takes the paths as axum writes them.
    pub fn new<'a>(pages: impl IntoIterator<Item = &'a str>) -> Self {
        Self(pages.into_iter().map(str::to_owned).collect())
    }

    /// The target itself if it is a page of ours, else the start page.
    ///
    /// ```
    /// let targets = server::http::targets::Targets::new(["/", "/credentials/{id}"]);
    /// assert_eq!(targets.known("/credentials/7?from=mail"), "/credentials/7?from=mail");
    /// assert_eq!(targets.known("//elsewhere.example/"), "/");
    /// ```
    pub fn known<'a>(&self, target: &'a str) -> &'a str {
        // A browser reads `\` as `/` and drops tabs and line ends: none of them has a place here.
        let plain = target.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        let path = target.split(['?', '#']).next().unwrap_or_default();
        if plain && self.0.iter().any(|page| matches(page, path)) { target } else { START }
    }

    /// As [`Self::known`], for an absolute address too if it is on one of these hosts.
    fn known_on<'a>(&self, target: &'a str, hosts: &[&str]) -> &'a str {
        let Some((_, rest)) = target.split_once("://") else {
            return self.known(target);
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, target) = rest.split_at(end);
        if hosts.contains(&host) { self.known(target) } else { START }
    }
}

/// Whether a path fits a pattern, segment by segment.
fn matches(page: &str, path: &str) -> bool {
    let (mut page, mut path) = (page.split('/'), path.split('/'));
    loop {
        match (page.next(), path.next()) {
            (None, None) => return true,
            (Some(page), Some(path)) if page == path => {}
            (Some(page), Some(path)) if page.starts_with('{') && !path.is_empty() => {}
            _ => return false,
        }
    }
}

/// What the guard knows.
#[derive(Clone, Debug)]
pub struct Guard {
    /// Our pages.
    pub targets: Targets,
    /// Host and port of the public address.
    pub public_host: String,
}

/// Server functions answer a plain form by a redirect to the page it came from, as `Referer` says.
/// So that header is made true before, and every redirect is looked at after.
pub async fn guard(State(guard): State<Guard>, mut request: Request, next: Next) -> Response {
    let host = host_of(&request).unwrap_or_default();
    let hosts = [host.as_str(), guard.public_host.as_str()];
    if request.method() != Method::GET {
        let referer = request.headers().get(REFERER).and_then(|referer| referer.to_str().ok());
        let page = guard.targets.known_on(referer.unwrap_or(START), &hosts);
        // The host is dropped again below; server functions only read absolute addresses.
        if let Ok(referer) = HeaderValue::from_str(&format!("http://{}{page}", guard.public_host)) {
            request.headers_mut().insert(REFERER, referer);
        }
    }
    let mut response = next.run(request).await;
    if let Some(location) = response.headers().get(LOCATION) {
        let target =
            location.to_str().map_or(START, |target| guard.targets.known_on(target, &hosts));
        if let Ok(target) = HeaderValue::from_str(target) {
            response.headers_mut().insert(LOCATION, target);
        }
    }
    response
}

fn host_of(request: &Request) -> Option<String> {
    let header = || request.headers().get(HOST)?.to_str().ok();
    request.uri().authority().map(ToString::to_string).or_else(|| header().map(str::to_owned))
}

/// Host and port of an origin.
pub fn host_of_origin(origin: &str) -> String {
    origin
        .parse::<Uri>()
        .ok()
        .and_then(|uri| uri.authority().map(ToString::to_string))
        .unwrap_or_else(|| "localhost".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_known() {
        let targets = Targets::new(["/", "/dashboard", "/attempts/{id}/review"]);
        let ours = ["/", "/?a=b", "/dashboard", "/dashboard#top", "/attempts/7/review?question=3"];
        for target in ours {
            assert_eq!(targets.known(target), target);
        }
        let others = [
            "",
            "dashboard",
            "//example.com",
            "/\\example.com",
            "https://example.com/dashboard",
            "/dashboard/",
            "/attempts//review",
            "/attempts/7/review/more",
            "/dash\tboard",
            "/api/sign-out",
            "/dashboard\r\nSet-Cookie: a=b",
            "javascript:alert(1)",
        ];
        for target in others {
            assert_eq!(targets.known(target), "/", "{target}");
        }
    }

    #[test]
    fn an_absolute_address_must_be_on_our_host() {
        let targets = Targets::new(["/", "/dashboard"]);
        let table = [
            ("http://here:3000/dashboard", "/dashboard"),
            ("https://here:3000/dashboard?a=b", "/dashboard?a=b"),
            ("http://here:3000", "/"),
            ("http://here:3000.example.com/dashboard", "/"),
            ("http://here:3000@example.com/dashboard", "/"),
            ("http://example.com/dashboard", "/"),
        ];
        for (target, expected) in table {
            assert_eq!(targets.known_on(target, &["here:3000"]), expected, "{target}");
        }
    }
}
