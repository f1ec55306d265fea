//! Asking a provider over HTTP: once, for a few seconds, for a small answer, and nobody else.

use std::{future::Future, io::Cursor, pin::Pin, time::Duration};

use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use tokio::time::timeout;

/// From the first byte asked to the last byte answered.
const LONGEST: Duration = Duration::from_secs(5);
/// No document of a provider is longer, in bytes.
const LARGEST: usize = 256 * 1024;

/// What kept an answer away.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// Nobody answers there, or TLS failed.
    #[error("no connection: {0}")]
    NoConnection(String),
    /// It took too long.
    #[error("no answer within {} s", LONGEST.as_secs())]
    TooSlow,
    /// The answer broke off or has no end.
    #[error("an answer that can't be read: {0}")]
    Unreadable(String),
}

type Body = Full<Cursor<Vec<u8>>>;

/// An HTTP client that follows no redirect: whoever is asked for tokens and keys was named by the
/// provider itself.
#[derive(Clone, Debug)]
pub struct Fetch(Client<HttpsConnector<HttpConnector>, Body>);

impl Fetch {
    /// Trusts the authorities that the system trusts; where it knows none, those of the web.
    pub fn new() -> Self {
        let builder = HttpsConnectorBuilder::new();
        let builder = match builder.with_native_roots() {
            Ok(builder) => builder,
            Err(error) => {
                tracing::info!(%error, "the system names no certificate authorities, the web's are taken");
                HttpsConnectorBuilder::new().with_webpki_roots()
            }
        };
        // Asked seldom: a connection kept would mostly be found closed.
        let connector = builder.https_or_http().enable_http1().build();
        Self(Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build(connector))
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, FetchError> {
        let request = request.map(|body| Full::new(Cursor::new(body)));
        let answer = self.0.request(request).await;
        let answer = answer.map_err(|error| FetchError::NoConnection(chain(&error)))?;
        let (head, body) = answer.into_parts();
        let body = Limited::new(body, LARGEST).collect().await.map_err(|error| {
            let long = error.downcast_ref::<LengthLimitError>().is_some();
            FetchError::Unreadable(if long { "too long".into() } else { error.to_string() })
        })?;
        Ok(HttpResponse::from_parts(head, body.to_bytes().to_vec()))
    }
}

/// An error with what caused it: hyper's own say only "client error".
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |error| error.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

impl<'c> AsyncHttpClient<'c> for Fetch {
    type Error = FetchError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, FetchError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            timeout(LONGEST, self.ask(request)).await.unwrap_or(Err(FetchError::TooSlow))
        })
    }
}
