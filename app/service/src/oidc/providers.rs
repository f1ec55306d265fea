//! The providers that are configured, and what each says about itself: its addresses and keys.

use std::{fmt, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use domain::profile::LoginKind;
use openidconnect::{
    ClientId, ClientSecret, DiscoveryError, IssuerUrl, JsonWebKeySet, RedirectUrl, TokenUrl,
    core::{CoreJsonWebKeySet, CoreProviderMetadata},
    url::{Host, Url},
};
use tokio::sync::Mutex;

use super::{
    Refusal,
    fetch::{Fetch, FetchError},
};

/// What a provider says of itself is asked for again after so long,
const FRESH: TimeDelta = TimeDelta::hours(1);
/// and used on for so long where it does not answer.
const USABLE: TimeDelta = TimeDelta::days(1);
/// A provider that failed is not asked again before.
const RETRY: TimeDelta = TimeDelta::seconds(10);
/// New keys are looked for at most so often.
const KEYS_AGAIN: TimeDelta = TimeDelta::minutes(1);

/// A provider as it is configured.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Its name in addresses and in the database: lower-case letters, digits, `-`. It never changes.
    pub id: String,
    /// What people read on its button.
    pub name: String,
    /// Its address, exactly as it calls itself: `https://…`.
    pub issuer: String,
    /// Who we are for it.
    pub client_id: String,
    /// Proves that; never shown.
    pub client_secret: ClientSecret,
    /// P3: whether its logins belong to people or to their employers and schools.
    pub kind: LoginKind,
}

/// What is wrong with the configuration of a provider, in a sentence.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProviderFault {
    /// Ids stand in addresses and in the database.
    #[error(
        "the provider id {0:?} must be 1 to 32 lower-case letters, digits and hyphens, and not \"password\""
    )]
    Id(String),
    /// They name one.
    #[error("two providers have the id {0:?}")]
    Twice(String),
    /// People must be able to read it.
    #[error("the provider {0} needs a name")]
    Name(String),
    /// What it is asked over must not be read by others.
    #[error(
        "the issuer {issuer:?} of the provider {id} must be an address that begins with https:// \
         and has no query (http:// on this machine only)"
    )]
    Issuer {
        /// Which provider.
        id: String,
        /// What was given.
        issuer: String,
    },
    /// Given by the provider at registration.
    #[error("the provider {0} needs a client-id and a client-secret")]
    Client(String),
}

/// A provider with what is known of it at the moment.
pub struct Known {
    pub provider: Provider,
    pub issuer: IssuerUrl,
    pub client_id: ClientId,
    /// Where it leads people back to.
    pub callback: RedirectUrl,
    found: Mutex<Found>,
}

#[derive(Default)]
struct Found {
    metadata: Option<(Arc<CoreProviderMetadata>, DateTime<Utc>)>,
    /// The last time that it could not be asked, and why.
    failed: Option<(Refusal, DateTime<Utc>)>,
    keys_asked_at: Option<DateTime<Utc>>,
}

/// All of them. Nothing is asked for before somebody wants to sign in.
#[derive(Default)]
pub struct Providers {
    known: Vec<Known>,
    fetch: Option<Fetch>,
}

impl fmt::Debug for Providers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.known.iter().map(|known| &known.provider)).finish()
    }
}

impl Providers {
    /// Checks the configuration. `origin` is the address that people use, like
    /// `https://renew.example.org`.
    pub fn new(providers: Vec<Provider>, origin: &str) -> Result<Self, ProviderFault> {
        let mut known: Vec<Known> = Vec::with_capacity(providers.len());
        for provider in providers {
            if known.iter().any(|other| other.provider.id == provider.id) {
                return Err(ProviderFault::Twice(provider.id));
            }
            known.push(Known::new(provider, origin)?);
        }
        let fetch = (!known.is_empty()).then(Fetch::new);
        Ok(Self { known, fetch })
    }

    /// All of them, in the order of the configuration.
    pub fn all(&self) -> impl Iterator<Item = &Provider> {
        self.known.iter().map(|known| &known.provider)
    }

    /// One of them with the client to ask it with.
    pub fn get(&self, id: &str) -> Option<(&Known, &Fetch)> {
        self.known.iter().find(|known| known.provider.id == id).zip(self.fetch.as_ref())
    }
}

impl Known {
    fn new(provider: Provider, origin: &str) -> Result<Self, ProviderFault> {
        let id = provider.id.as_str();
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !(1..=32).contains(&id.len()) || !id.bytes().all(plain) || id == "password" {
            return Err(ProviderFault::Id(provider.id));
        }
        if provider.name.trim().is_empty() {
            return Err(ProviderFault::Name(provider.id));
        }
        if provider.client_id.is_empty() || provider.client_secret.secret().is_empty() {
            return Err(ProviderFault::Client(provider.id));
        }
        let fault = || ProviderFault::Issuer { id: id.to_owned(), issuer: provider.issuer.clone() };
        let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|_| fault())?;
        if !is_private(issuer.url()) || issuer.url().query().or(issuer.url().fragment()).is_some() {
            return Err(fault());
        }
        let callback = RedirectUrl::new(format!("{origin}/sign-in/{id}/callback"));
        Ok(Self {
            client_id: ClientId::new(provider.client_id.clone()),
            callback: callback.map_err(|_| fault())?,
            issuer,
            found: Mutex::default(),
            provider,
        })
    }

    /// What the provider says of itself, asked for where that is too long ago.
    pub async fn metadata(
        &self,
        fetch: &Fetch,
        now: DateTime<Utc>,
    ) -> Result<Arc<CoreProviderMetadata>, Refusal> {
        // Held while asking: whoever comes meanwhile waits for the same answer.
        let mut found = self.found.lock().await;
        let usable = match &found.metadata {
            Some((metadata, at)) if within(FRESH, *at, now) => return Ok(metadata.clone()),
            Some((metadata, at)) if within(USABLE, *at, now) => Some(metadata.clone()),
            _ => None,
        };
        let refusal = match found.failed {
            Some((refusal, at)) if within(RETRY, at, now) => refusal,
            _ => match self.discover(fetch).await {
                Ok(metadata) => {
                    let metadata = Arc::new(metadata);
                    *found = Found {
                        metadata: Some((metadata.clone(), now)),
                        failed: None,
                        keys_asked_at: found.keys_asked_at,
                    };
                    return Ok(metadata);
                }
                Err(refusal) => {
                    found.failed = Some((refusal, now));
                    refusal
                }
            },
        };
        usable.ok_or(refusal)
    }

    /// The same with the keys that the provider has now, because one is missing in `old`; `None`
    /// where it was asked a moment ago.
    pub async fn with_new_keys(
        &self,
        old: &Arc<CoreProviderMetadata>,
        fetch: &Fetch,
        now: DateTime<Utc>,
    ) -> Result<Option<Arc<CoreProviderMetadata>>, Refusal> {
        let mut found = self.found.lock().await;
        if let Some((metadata, _)) = &found.metadata
            && !Arc::ptr_eq(metadata, old)
        {
            return Ok(Some(metadata.clone())); // somebody else has asked meanwhile
        }
        if found.keys_asked_at.is_some_and(|at| within(KEYS_AGAIN, at, now)) {
            return Ok(None);
        }
        found.keys_asked_at = Some(now);
        let keys: CoreJsonWebKeySet = JsonWebKeySet::fetch_async(old.jwks_uri(), fetch)
            .await
            .map_err(|error| self.refusal(&error))?;
        let metadata = Arc::new(CoreProviderMetadata::clone(old).set_jwks(keys));
        found.metadata = Some((metadata.clone(), now));
        Ok(Some(metadata))
    }

    async fn discover(&self, fetch: &Fetch) -> Result<CoreProviderMetadata, Refusal> {
        let metadata = CoreProviderMetadata::discover_async(self.issuer.clone(), fetch)
            .await
            .map_err(|error| self.refusal(&error))?;
        // Where the provider itself is asked over TLS, so is everything it names.
        let local = self.issuer.url().scheme() == "http";
        let named = [
            Some(metadata.authorization_endpoint().url()),
            metadata.token_endpoint().map(TokenUrl::url),
            Some(metadata.jwks_uri().url()),
        ];
        let private = |address: &Url| address.scheme() == "https" || (local && is_private(address));
        if metadata.token_endpoint().is_none() || !named.into_iter().flatten().all(private) {
            tracing::warn!(
                provider = self.provider.id,
                "names no address for tokens, or one without TLS"
            );
            return Err(Refusal::Nonsense);
        }
        Ok(metadata)
    }

    fn refusal(&self, error: &DiscoveryError<FetchError>) -> Refusal {
        let provider = self.provider.id.as_str();
        match error {
            DiscoveryError::Request(error @ FetchError::Unreadable(_)) => {
                tracing::warn!(provider, %error, "the provider answers nonsense");
                Refusal::Nonsense
            }
            DiscoveryError::Request(error) => {
                tracing::warn!(provider, %error, "the provider does not answer");
                Refusal::Unreachable
            }
            DiscoveryError::Response(status, _, error) if status.is_server_error() => {
                tracing::warn!(provider, %error, "the provider is out of order");
                Refusal::Unreachable
            }
            error => {
                tracing::warn!(provider, %error, "the provider answers nonsense");
                Refusal::Nonsense
            }
        }
    }
}

/// Whether nobody else can read what is said to an address: TLS, or this very machine.
fn is_private(address: &Url) -> bool {
    let local = match address.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    address.scheme() == "https" || (address.scheme() == "http" && local)
}

/// Whether `at` is not longer ago; a clock that was set back makes it so.
fn within(length: TimeDelta, at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    at <= now && now < at + length
}
