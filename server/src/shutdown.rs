//! Stopping: no new connections, those under way are finished, then the databases are closed.

use std::{net::SocketAddr, time::Duration};

use axum_server::Handle;

/// So long may requests under way take to finish.
pub const GRACE: Duration = Duration::from_secs(30);

/// Waits until the process is asked to stop.
pub async fn asked() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = terminate.recv() => {}
                    () = interrupted() => {}
                }
            }
            Err(error) => {
                tracing::warn!(%error, "SIGTERM can't be heard, only an interrupt stops the program gracefully");
                interrupted().await;
            }
        }
    }
    #[cfg(not(unix))]
    interrupted().await;
}

async fn interrupted() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::warn!(%error, "an interrupt can't be heard");
        std::future::pending::<()>().await;
    }
}

/// Stops the listeners when asked to.
pub async fn stop_when_asked(listeners: Vec<Handle<SocketAddr>>) {
    asked().await;
    tracing::info!("stopping: requests under way are finished first");
    for listener in listeners {
        listener.graceful_shutdown(Some(GRACE));
    }
}
