//! Which address is answered by what, and through which layers every request goes.

use std::sync::Arc;

use app::{App, PublicOrigin, shell};
use axum::{
    Router,
    extract::{FromRef, Request, State},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use leptos::prelude::*;
use leptos_axum::{
    LeptosRoutes, generate_route_list, handle_server_fns_with_context,
    render_app_async_with_context,
};
use service::Service;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;

use crate::{
    config::PublicUrl,
    demo::{self, Demo, mailbox},
    http::{
        account,
        assets::Assets,
        body,
        body::Limits,
        calendar, csrf, errors, exam_results, go, headers, health, identity,
        identity::Identity,
        json, language,
        metrics::Metrics,
        openapi, panic, providers, requests, targets,
        targets::{Guard, Targets},
    },
};

/// What the pages are made of.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The use cases.
    pub service: Service,
    /// Styles, scripts, icons.
    pub assets: Assets,
    /// Only with `--demo`.
    pub demo: Option<Demo>,
    /// The address people use.
    pub public_url: PublicUrl,
    /// See [`crate::config::Config::behind_proxy`].
    pub behind_proxy: bool,
    /// How much a request may send, and how slowly.
    pub limits: Limits,
    /// Counts the answers.
    pub metrics: Arc<Metrics>,
}

/// Everything that is answered on the public listener.
pub fn router(parts: &Parts) -> Router {
    let options = options(&parts.assets);
    let pages = generate_route_list(App);
    let targets = Targets::new(pages.iter().map(leptos_axum::AxumRouteListing::path));
    let site = Site {
        options: options.clone(),
        service: parts.service.clone(),
        origin: PublicOrigin(parts.public_url.origin.as_str().into()),
    };

    let rendered = {
        let options = options.clone();
        move || shell(&options)
    };
    let not_found = render_app_async_with_context(site.context(), rendered.clone());
    let mut router = Router::new()
        .leptos_routes_with_context(&site, pages, site.context(), rendered)
        .route(
            "/language",
            post(language::choose).with_state(language::Settings {
                service: parts.service.clone(),
                targets: targets.clone(),
                secure: parts.public_url.secure,
            }),
        )
        .route(
            "/credentials/{id}/calendar.ics",
            get(calendar::entry).with_state(calendar::Settings {
                service: parts.service.clone(),
                public_url: parts.public_url.clone(),
            }),
        )
        .route(
            "/calendar/{file}",
            get(calendar::feed).with_state(calendar::Settings {
                service: parts.service.clone(),
                public_url: parts.public_url.clone(),
            }),
        )
        .route("/account/data.json", get(account::data).with_state(parts.service.clone()))
        .route(
            "/go/{token}/unsubscribe",
            post(go::unsubscribe).with_state(go::Settings {
                service: parts.service.clone(),
                styles: parts.assets.styles().into(),
            }),
        )
        .fallback(not_found)
        .layer(from_fn_with_state(site.clone(), json_instead))
        .with_state(site);
    if let Some(demo) = &parts.demo {
        let settings =
            demo::clock::Settings { service: parts.service.clone(), targets: targets.clone() };
        router = router
            .route("/demo/clock", post(demo::clock::set).with_state(settings))
            .route("/demo/mailbox/{id}/html", get(mailbox::html).with_state(demo.clone()))
            .route("/demo/mailbox/{id}/message.eml", get(mailbox::file).with_state(demo.clone()));
    }
    let settings = providers::Settings {
        service: parts.service.clone(),
        styles: parts.assets.styles().into(),
    };
    let router = router.merge(providers::router(settings));
    let identity = Identity {
        service: parts.service.clone(),
        demo: parts.demo.clone(),
        behind_proxy: parts.behind_proxy,
    };
    let router = router
        .layer(from_fn_with_state(identity, identity::identify))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready).with_state(parts.service.clone()));
    layered(parts.assets.serve(router), parts, targets)
}

/// The layers.
pub fn layered(router: Router, parts: &Parts, targets: Targets) -> Router {
    let guard = Guard { targets, public_host: targets::host_of_origin(&parts.public_url.origin) };
    let policy = headers::Policy {
        secure: parts.public_url.secure,
        connect: reloading(),
        frames: parts.demo.is_some(),
    };
    let styles: Arc<str> = parts.assets.styles().into();
    // Each call of `layer` puts one more box around all that is within, which every request clones;
    // what stands together goes into one.
    let router = router.layer(
        ServiceBuilder::new()
            .layer(from_fn_with_state(parts.limits, body::read_whole))
            .layer(from_fn_with_state(guard, targets::guard)),
    );
    let programs = exam_results::router(exam_results::Settings {
        service: parts.service.clone(),
        body_deadline: parts.limits.body_deadline,
    });
    csrf::protect(router, &parts.public_url)
        .merge(programs)
        .merge(openapi::router(&parts.assets.styles()))
        .layer(
            ServiceBuilder::new()
                .layer(from_fn_with_state(parts.metrics.clone(), requests::follow))
                .layer(from_fn_with_state(policy, headers::add))
                .layer(from_fn_with_state(styles, errors::dress))
                .layer(CatchPanicLayer::custom(panic::answer)),
        )
}

/// What server functions and pages are given, and what Leptos asks of a state.
#[derive(Clone)]
struct Site {
    options: LeptosOptions,
    service: Service,
    origin: PublicOrigin,
}

impl FromRef<Site> for LeptosOptions {
    fn from_ref(site: &Site) -> Self {
        site.options.clone()
    }
}

impl Site {
    /// What every page and server function finds in its context, besides the request.
    fn context(&self) -> impl Fn() + Clone + Send + Sync + 'static {
        let (service, origin) = (self.service.clone(), self.origin.clone());
        move || {
            provide_context(service.clone());
            provide_context(origin.clone());
            // The one that `headers` has put into the policy of this answer.
            let nonce = with_context::<axum::http::request::Parts, _>(|parts| {
                parts.extensions.get::<leptos::nonce::Nonce>().cloned()
            });
            if let Some(nonce) = nonce.flatten() {
                provide_context(nonce);
            }
        }
    }
}

/// Options in our own code, not from the environment: the program needs none to run.
fn options(assets: &Assets) -> LeptosOptions {
    LeptosOptions::builder().output_name("perennial").site_pkg_dir(assets.package.as_str()).build()
}

async fn json_instead(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    if json::behind_the_page(&mut request) {
        return handle_server_fns_with_context(site.context(), request).await.into_response();
    }
    next.run(request).await
}

/// Where `make dev` announces that pages are to be loaded again.
fn reloading() -> Option<String> {
    std::env::var_os("LEPTOS_WATCH").map(|_| "ws://127.0.0.1:3001 ws://localhost:3001".to_owned())
}
