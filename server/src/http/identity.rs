//! Who sends a request: the owner of the session in its cookie, or a stranger. Nothing else counts.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use app::{Learner, Visitor};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, StatusCode, header::USER_AGENT},
    middleware::Next,
    response::{IntoResponse, Response},
};
use service::{Service, SignInFrom};

use super::language;
use crate::demo::Demo;

/// So much of the browser's name for itself is kept with a session.
const DEVICE: usize = 200;

/// What it takes to know somebody.
#[derive(Clone)]
pub struct Identity {
    /// Knows the sessions.
    pub service: Service,
    /// Only with `--demo`.
    pub demo: Option<Demo>,
    /// See [`crate::config::Config::behind_proxy`].
    pub behind_proxy: bool,
}

/// Puts the [`Visitor`] and the origin of a sign-in into the request's extensions.
pub async fn identify(
    State(identity): State<Identity>,
    mut request: Request,
    next: Next,
) -> Response {
    let Identity { service, demo, behind_proxy } = identity;
    let learner = match app::session::token(request.headers()) {
        Some(token) => match service.who(token).await {
            Ok(learner) => learner,
            Err(error) => {
                tracing::error!(%error, "the session can't be looked up");
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            }
        },
        None => None,
    };
    let kept = learner.as_ref().and_then(|learner| learner.language);
    let learner = learner.map(|learner| Learner {
        id: learner.id,
        name: learner.name,
        email: learner.email,
        roles: learner.roles,
        undelivered_to: learner.undelivered_to,
        no_address: learner.no_address,
    });
    let demo = match demo {
        Some(demo) => Some(demo.seen_on(request.uri().path(), service.now()).await),
        None => None,
    };
    let visitor = Visitor { learner, language: language::of(request.headers(), kept), demo };
    let from =
        SignInFrom { address: address(&request, behind_proxy), device: device(request.headers()) };
    request.extensions_mut().insert(visitor);
    request.extensions_mut().insert(from);
    next.run(request).await
}

/// The client's address. Only the last entry of `X-Forwarded-For` is our own proxy's word.
fn address(request: &Request, behind_proxy: bool) -> IpAddr {
    let forwarded = || {
        let entries =
            request.headers().get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
        entries.rsplit(',').next()?.trim().parse().ok()
    };
    let peer = || {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
        peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip())
    };
    let address = if behind_proxy { forwarded() } else { None };
    address.unwrap_or_else(peer).to_canonical()
}

fn device(headers: &HeaderMap) -> String {
    let name = headers.get(USER_AGENT).and_then(|name| name.to_str().ok()).unwrap_or_default();
    name.chars().take(DEVICE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn only_a_proxy_of_our_own_is_believed() {
        let request = Request::builder()
            .header("x-forwarded-for", "198.51.100.1, 203.0.113.7")
            .extension(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 4000))))
            .body(Body::empty())
            .unwrap();
        assert_eq!(address(&request, false).to_string(), "192.0.2.1");
        assert_eq!(address(&request, true).to_string(), "203.0.113.7");
    }
}
