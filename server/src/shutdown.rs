//! Stopping: no new connections, those under way are finished, then the databases are closed.

use std::{net::SocketAddr, time::Duration};

use axum_server::Handle;

/// So long may requests under way take to finish.
pub const GRACE: Duration = Duration::from_secs(30);

/// Hears from now on whether the process is asked to stop; what it gives waits for that.
pub fn asked() -> impl Future<Output = ()> + Send + 'static {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let [terminate, interrupt] =
            [SignalKind::terminate(), SignalKind::interrupt()].map(|kind| {
                signal(kind)
                    .inspect_err(|error| tracing::warn!(%error, ?kind, "a signal can't be heard"))
            });
        async move {
            tokio::select! {
                () = heard(terminate) => {}
                () = heard(interrupt) => {}
            }
        }
    }
    #[cfg(not(unix))]
    async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::warn!(%error, "an interrupt can't be heard");
            std::future::pending::<()>().await;
        }
    }
}

/// Waits for a signal; for ever where it can't be heard.
#[cfg(unix)]
async fn heard(signal: std::io::Result<tokio::signal::unix::Signal>) {
    match signal {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

/// Stops the listeners when asked to.
pub async fn stop_when(asked: impl Future<Output = ()>, listeners: Vec<Handle<SocketAddr>>) {
    asked.await;
    tracing::info!("stopping: requests under way are finished first");
    for listener in listeners {
        listener.graceful_shutdown(Some(GRACE));
    }
}
