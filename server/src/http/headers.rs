//! The headers that every answer carries, and the nonce that the page shares with its policy.

use axum::{
    extract::{Request, State},
    http::{
        HeaderName, HeaderValue,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
            X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::Next,
    response::Response,
};
use leptos::nonce::Nonce;

/// Nothing is allowed but our own files and the scripts of the page that carry the nonce. WebAssembly
/// needs `wasm-unsafe-eval`; `strict-dynamic` lets those scripts load the others.
const POLICY: &str = "script-src 'nonce-NONCE' 'strict-dynamic' 'wasm-unsafe-eval'; \
    default-src 'none'; frame-src FRAMES; style-src 'self'; img-src 'self' data:; connect-src CONNECT; \
    font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'none'";

const ALWAYS: [(HeaderName, &str); 5] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Server functions bounce a form back to its page, which they know by this header only.
    (REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// One year, the least that browsers' preload lists take.
const TLS_ONLY: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// What only the pages say that links of mails lead to: their addresses are secrets of their readers.
const LINKS: [(HeaderName, &str); 2] =
    [(REFERRER_POLICY, "no-referrer"), (HeaderName::from_static("x-robots-tag"), "noindex")];

/// What the headers depend on.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The public address is https.
    pub secure: bool,
    /// Where a page may connect to besides us: the reloading of `make dev`.
    pub connect: Option<String>,
    /// A page may show another of ours in it: the demo's mailbox does.
    pub frames: bool,
}

/// Adds the headers. The nonce travels in the request's extensions to the page.
pub async fn add(State(policy): State<Policy>, mut request: Request, next: Next) -> Response {
    let nonce = Nonce::new();
    let frames = if policy.frames { "'self'" } else { "'none'" };
    let csp = POLICY.replace("NONCE", &nonce).replace("FRAMES", frames).replace(
        "CONNECT",
        &policy.connect.map_or_else(|| "'self'".to_owned(), |more| format!("'self' {more}")),
    );
    request.extensions_mut().insert(nonce);
    let of_link = request.uri().path().starts_with("/go/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in LINKS.into_iter().filter(|_| of_link) {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(csp) = HeaderValue::from_str(&csp) {
        // What was not made by us, like a mail, has a stricter one of its own.
        headers.entry(CONTENT_SECURITY_POLICY).or_insert(csp);
    }
    if policy.secure {
        headers.insert(STRICT_TRANSPORT_SECURITY, TLS_ONLY);
    }
    // Pages and answers are personal; the assets say for themselves how long they keep.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
