//! `perennial serve`: opens the database, answers requests, does the jobs, stops in good order.

use std::{error::Error, fmt::Write, io, net::SocketAddr, sync::Arc, time::Duration};

use axum::Router;
use axum_server::Handle;
use hyper_util::rt::TokioTimer;
use service::{Clock, Service, Settings};
use tokio::{net::TcpListener, sync::oneshot, time::MissedTickBehavior};

use crate::{
    cli::say,
    config::{Config, Fault},
    demo::{self, Demo},
    http::{
        assets::Assets,
        body::Limits,
        metrics::{self, Metrics},
    },
    router::{self, Parts},
    shutdown,
};

/// How often attempts are ended that time has ended. Pages do so by themselves when they meet one.
const CLOSE_EVERY: Duration = Duration::from_secs(5);
/// How often extensions (E5) go on that were too many for the answer to their confirmation.
const EXTEND_EVERY: Duration = Duration::from_secs(1);
/// How often is removed what is no longer kept.
const CLEAN_UP_EVERY: Duration = Duration::from_hours(1);
/// How often results that wait for their person are looked at. What makes a profile does so at once.
const MATCH_EVERY: Duration = Duration::from_mins(1);

/// Serves until the process is asked to stop.
pub async fn run(config: &Config) -> Result<(), Box<dyn Error>> {
    let mailer = config.mailer()?;
    let service = Service::open(&Settings {
        database: config.database.clone(),
        clock: if config.demo { Clock::movable() } else { Clock::system() },
        policy: config.policy.clone(),
    })
    .await?
    .with_providers(config.providers()?);
    let demo = if config.demo {
        Some(Demo::start(&service).await?.with_mails(config.mail_folder()))
    } else {
        None
    };
    let parts = Parts {
        service: service.clone(),
        assets: Assets::find(config.assets.as_deref()),
        demo,
        public_url: config.public_url.clone(),
        behind_proxy: config.behind_proxy,
        limits: Limits::default(),
        metrics: Arc::default(),
    };
    let listener = listen(config.listen).await?;
    let metrics_listener = match config.metrics_listen {
        Some(address) => Some(listen(address).await?),
        None => None,
    };
    // Before anybody knows that it runs: whoever does may stop it.
    let asked_to_stop = shutdown::asked();
    announce(config, &parts, &listener)?;

    let jobs = tokio::spawn(jobs(service.clone()));
    let planning = tokio::spawn({
        let service = service.clone();
        async move { service.plan_mails_for_ever().await }
    });
    let (stop, stopped) = oneshot::channel::<()>();
    let sending = tokio::spawn({
        let service = service.clone();
        // It stops too when nobody is left who could ask it to.
        async move { service.send_mails_until(mailer, async { drop(stopped.await) }).await }
    });
    let result = answer(&parts, listener, metrics_listener, asked_to_stop).await;
    jobs.abort();
    planning.abort();
    drop(stop);
    if let Err(error) = sending.await {
        tracing::error!(%error, "sending mails came to a bad end");
    }
    service.close().await;
    tracing::info!("stopped");
    Ok(result?)
}

async fn listen(address: SocketAddr) -> Result<TcpListener, Fault> {
    TcpListener::bind(address).await.map_err(|error| Fault::Listen { address, error })
}

/// Says where it is and what is missing.
fn announce(config: &Config, parts: &Parts, listener: &TcpListener) -> io::Result<()> {
    let address = listener.local_addr()?;
    let mut hello = format!("Perennial answers at http://{address}");
    if let Some(missing) = &parts.assets.missing {
        eprintln!("{missing}");
    }
    if !config.public_url.secure && !address.ip().is_loopback() {
        eprintln!(
            "Nobody can sign in over plain http from elsewhere: browsers keep the session's cookie \
             over TLS or on this machine only. Put a proxy with TLS before it and name its address \
             with --public-url."
        );
    }
    if let Some(demo) = &parts.demo {
        // Writing to a string can't fail.
        let _ = write!(hello, "\nSample learners; every password is {}:", demo::PASSWORD);
        for learner in demo.learners() {
            let shows: Vec<_> = learner.shows.iter().map(|decision| decision.name()).collect();
            let _ = write!(hello, "\n  {:<26}{}", learner.email, shows.join(", "));
        }
    }
    say(hello);
    Ok(())
}

/// Answers on both listeners until asked to stop and all requests are finished.
async fn answer(
    parts: &Parts,
    public: TcpListener,
    metrics: Option<TcpListener>,
    asked_to_stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let counters: Arc<Metrics> = parts.metrics.clone();
    let (public_handle, metrics_handle) = (Handle::new(), Handle::new());
    let handles = vec![public_handle.clone(), metrics_handle.clone()];
    tokio::spawn(shutdown::stop_when(asked_to_stop, handles));
    let pages = serve(public, router::router(parts), &parts.limits, public_handle);
    match metrics {
        None => pages.await,
        Some(listener) => {
            let metrics = serve(
                listener,
                metrics::router(counters, parts.service.clone()),
                &parts.limits,
                metrics_handle,
            );
            tokio::try_join!(pages, metrics).map(|_| ())
        }
    }
}

/// Answers on one listener. HTTP/1 only: proxies speak it, browsers speak HTTP/2 over TLS only, and
/// telling the two apart would wait for the first bytes without a deadline.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: &Limits,
    handle: Handle<SocketAddr>,
) -> io::Result<()> {
    let mut server = axum_server::Server::from_listener(listener).handle(handle).http1_only();
    server
        .http_builder()
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_deadline);
    server.serve(router.into_make_service_with_connect_info::<SocketAddr>()).await
}

/// What is done without anybody asking. A failure is logged and tried again at the next turn.
async fn jobs(service: Service) {
    let mut close = tokio::time::interval(CLOSE_EVERY);
    let mut extend = tokio::time::interval(EXTEND_EVERY);
    let mut clean_up = tokio::time::interval(CLEAN_UP_EVERY);
    let mut match_results = tokio::time::interval(MATCH_EVERY);
    close.set_missed_tick_behavior(MissedTickBehavior::Delay);
    extend.set_missed_tick_behavior(MissedTickBehavior::Delay);
    clean_up.set_missed_tick_behavior(MissedTickBehavior::Delay);
    match_results.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let done = tokio::select! {
            _ = close.tick() => service.close_due_attempts().await.map(|_| ()),
            _ = extend.tick() => service.continue_extensions().await,
            _ = clean_up.tick() => service.clean_up().await,
            _ = match_results.tick() => service.match_waiting_results().await.map(|_| ()),
        };
        if let Err(error) = done {
            tracing::error!(%error, "a job failed");
        }
    }
}
