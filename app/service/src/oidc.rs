//! Signing in with a provider of OpenID Connect: authorization code with PKCE. P3
//!
//! A flow is bound to the browser that began it by a secret in a cookie of its own. `state`, which
//! travels through the provider, finds the stored flow; the nonce and PKCE's verifier are derived
//! from both, so nothing stored would help anybody to finish it.

mod arrival;
mod fetch;
mod providers;
mod token;

pub use openidconnect::ClientSecret;
pub use providers::{Provider, ProviderFault, Providers};

use std::time::Duration;

use chrono::TimeDelta;
use domain::view::{ProviderRefusal as Refusal, SignInProvider};
use openidconnect::{
    AuthenticationFlow, CsrfToken, Nonce, PkceCodeChallenge, PkceCodeVerifier, Scope,
    core::{CoreAuthPrompt, CoreClient, CoreProviderMetadata, CoreResponseType},
};
use words::Language;

use crate::{
    Error, Service, Session, SignInFrom,
    secrets::{hash_of, hex, new_token},
    store::{StoreError, oidc as store, proofs},
};
use token::{Secrets, redeem};

/// So long somebody may take at the provider.
pub const FLOW_AT_MOST: TimeDelta = TimeDelta::minutes(10);

/// No code, state or error of a provider is longer, in bytes.
const LONGEST: usize = 4096;

/// Where to send a browser, and what to give it.
pub struct Begun {
    /// The provider's address with all it needs to know.
    pub address: String,
    /// The secret of the browser's cookie, for [`FLOW_AT_MOST`]: 64 hexadecimal digits.
    pub browser: String,
}

/// What a browser brings back from the provider.
#[derive(Clone, Default)]
pub struct Return {
    /// As it was sent.
    pub state: String,
    /// To be exchanged for what the provider says.
    pub code: Option<String>,
    /// Why there is no code: a name of the specification.
    pub error: Option<String>,
    /// Who the provider says it is (RFC 9207).
    pub issuer: Option<String>,
}

/// Somebody has come back.
pub struct Finished {
    /// Their session; `None` where they proved a login in the one that they have.
    pub session: Option<Session>,
    /// The page to go on to.
    pub next: String,
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// A login can be proven only by who is signed in.
    #[error("not signed in")]
    NotSignedIn,
    /// No such provider is configured.
    #[error("no such provider")]
    Unknown,
    /// It did not work out with the provider.
    #[error("refused: {}", refusal.name())]
    Refused {
        /// Why.
        refusal: Refusal,
        /// The page they wanted to go on to, where it is known.
        next: Option<String>,
    },
    /// Something else.
    #[error(transparent)]
    Error(#[from] Error),
}

impl From<Refusal> for ProviderError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused { refusal, next: None }
    }
}

impl From<StoreError> for ProviderError {
    fn from(error: StoreError) -> Self {
        Self::Error(error.into())
    }
}

impl Service {
    /// The providers to sign in with, in the order of the configuration.
    pub fn sign_in_providers(&self) -> Vec<SignInProvider> {
        let shown = |provider: &Provider| SignInProvider {
            id: provider.id.clone(),
            name: provider.name.clone(),
            kind: provider.kind,
        };
        self.providers.all().map(shown).collect()
    }

    /// What people call a provider.
    pub fn provider_name(&self, id: &str) -> Option<&str> {
        Some(&self.providers.get(id)?.0.provider.name)
    }

    /// Begins to sign somebody in. `browser` is the secret that the browser has already, of another
    /// flow; `next` the page to go on to. With `proving_for`, the token of a session, a login is to be
    /// proven in that session, by a sign-in at the provider that is new.
    pub async fn begin_at_provider(
        &self,
        provider: &str,
        browser: Option<&str>,
        next: &str,
        proving_for: Option<&str>,
    ) -> Result<Begun, ProviderError> {
        let now = self.now();
        let (known, fetch) = self.providers.get(provider).ok_or(ProviderError::Unknown)?;
        let metadata = known.metadata(fetch, now).await?;
        let browser = browser.filter(|it| is_token(it)).map_or_else(new_token, str::to_owned);
        let state = new_token();
        let Secrets { nonce, verifier } = secrets(&browser, &state);
        let sent = CsrfToken::new(state.clone());
        let client = CoreClient::from_provider_metadata(
            CoreProviderMetadata::clone(&metadata),
            known.client_id.clone(),
            None,
        )
        .set_redirect_uri(known.callback.clone());
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let mut question = client
            .authorize_url(flow, move || sent, move || nonce)
            .add_scope(Scope::new("email".to_owned()))
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        if proving_for.is_some() {
            // Some know only the one, some only the other.
            question = question.set_max_age(Duration::ZERO).add_prompt(CoreAuthPrompt::Login);
        }
        let (address, ..) = question.url();
        let proving_for = proving_for.map(hash_of);
        let flow = store::NewFlow {
            state_hash: &hash_of(&state),
            browser_hash: &hash_of(&browser),
            provider,
            next,
            proving_for: proving_for.as_deref(),
            expires_at: now + FLOW_AT_MOST,
        };
        let mut transaction = self.store.begin().await?;
        if let Some(session) = &proving_for {
            let session = proofs::session(&mut transaction.on(), session).await?;
            session.ok_or(ProviderError::NotSignedIn)?;
        }
        store::insert_flow(&mut transaction.on(), &flow).await?;
        transaction.commit().await?;
        Ok(Begun { address: address.into(), browser })
    }

    /// Signs in who comes back from a provider, or notes that the login is proven in `session`, where
    /// the flow was begun for that. Who was never here gets an account of their own, in the language of
    /// the page; a login never
    /// becomes part of another because an address is the same.
    ///
    /// # Errors
    /// [`Refusal::Stale`] where the flow was begun in another browser, has ended, or took too long;
    /// the others as they are named.
    pub async fn finish_at_provider(
        &self,
        provider: &str,
        browser: Option<&str>,
        session: Option<&str>,
        back: Return,
        language: Language,
        from: &SignInFrom,
    ) -> Result<Finished, ProviderError> {
        let now = self.now();
        let (known, fetch) = self.providers.get(provider).ok_or(ProviderError::Unknown)?;
        let browser = browser.filter(|it| is_token(it)).ok_or(Refusal::Stale)?;
        if !is_token(&back.state) {
            return Err(Refusal::Stale.into());
        }
        let flow = self.take_flow(provider, browser, &back.state).await?;
        let next = flow.next;
        let refused = |refusal| ProviderError::Refused { refusal, next: Some(next.clone()) };
        let in_session = session.map(hash_of);
        if flow.expires_at <= now || (flow.proving_for.is_some() && flow.proving_for != in_session)
        {
            return Err(refused(Refusal::Stale));
        }
        if back.issuer.is_some_and(|issuer| issuer != **known.issuer) {
            tracing::warn!(provider, "the answer names another issuer");
            return Err(refused(Refusal::Unproven));
        }
        let code = match (back.code, back.error) {
            (_, Some(error)) => return Err(refused(said_no(provider, &error))),
            (Some(code), None) if (1..=LONGEST).contains(&code.len()) => code,
            _ => return Err(refused(Refusal::Nonsense)),
        };
        let secrets = secrets(browser, &back.state);
        let proving = session.filter(|_| flow.proving_for.is_some());
        let claims = redeem(known, fetch, code, secrets, proving.is_some(), now).await;
        let claims = claims.map_err(refused)?;
        let session =
            match self.take_in(&known.provider, &claims, proving, language, from, now).await {
                Err(Error::NotFound) => return Err(refused(Refusal::Stale)), // the session has ended
                taken_in => taken_in?,
            };
        Ok(Finished { session, next })
    }

    async fn take_flow(
        &self,
        provider: &str,
        browser: &str,
        state: &str,
    ) -> Result<store::Flow, ProviderError> {
        let (state, browser) = (hash_of(state), hash_of(browser));
        let mut transaction = self.store.begin().await?;
        let flow = store::take_flow(&mut transaction.on(), &state, &browser, provider).await?;
        transaction.commit().await?;
        Ok(flow.ok_or(Refusal::Stale)?)
    }
}

/// The error that a provider sends a browser back with.
fn said_no(provider: &str, error: &str) -> Refusal {
    let plain = |byte: &u8| byte.is_ascii_lowercase() || *byte == b'_';
    let error: String = error.bytes().filter(plain).take(60).map(char::from).collect();
    match error.as_str() {
        "access_denied" | "login_required" | "interaction_required" | "consent_required" => {
            Refusal::Denied
        }
        "temporarily_unavailable" | "server_error" => {
            tracing::warn!(provider, error, "the provider is out of order");
            Refusal::Unreachable
        }
        _ => {
            tracing::warn!(provider, error, "the provider does not take our question");
            Refusal::NotTaken
        }
    }
}

/// Whether it can be one of ours.
fn is_token(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What only this browser can know of this flow.
fn secrets(browser: &str, state: &str) -> Secrets {
    let derived = |what: &str| hex(&hash_of(&format!("{what} {browser} {state}")));
    Secrets {
        nonce: Nonce::new(derived("nonce")),
        verifier: PkceCodeVerifier::new(derived("verifier")),
    }
}
