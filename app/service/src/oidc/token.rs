//! From the code that a provider hands out to what it says about a person, verified.

use std::{collections::HashSet, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use domain::profile::LoginKind;
use openidconnect::{
    AccessTokenHash, AuthType, AuthorizationCode, ClaimsVerificationError, Nonce,
    OAuth2TokenResponse, PkceCodeVerifier, RequestTokenError, SignatureVerificationError,
    TokenResponse,
    core::{
        CoreClient, CoreClientAuthMethod, CoreIdTokenClaims, CoreIdTokenVerifier,
        CoreJwsSigningAlgorithm as Algorithm, CoreProviderMetadata, CoreTokenResponse,
    },
};

use super::{
    Refusal,
    fetch::{Fetch, FetchError},
    providers::Known,
};

/// Signatures that anybody can verify with the provider's published keys, and only it can make.
const ALGORITHMS: [Algorithm; 8] = [
    Algorithm::RsaSsaPkcs1V15Sha256,
    Algorithm::RsaSsaPkcs1V15Sha384,
    Algorithm::RsaSsaPkcs1V15Sha512,
    Algorithm::RsaSsaPssSha256,
    Algorithm::RsaSsaPssSha384,
    Algorithm::RsaSsaPssSha512,
    Algorithm::EcdsaP256Sha256,
    Algorithm::EcdsaP384Sha384,
];

/// A sign-in at the provider counts as new for so long.
const FRESH: TimeDelta = TimeDelta::minutes(10);

/// What a provider says about a person.
#[derive(Debug)]
pub struct Claims {
    /// Who they are for it, for good.
    pub subject: String,
    /// What they are called, if it says so.
    pub name: Option<String>,
    /// Their address, if it is known to be theirs: who only claims one must not get what comes for
    /// its owner. An employer or a school vouches for its own addresses.
    pub email: Option<String>,
    /// How long before the token was issued they signed in at the provider, if it says so.
    pub ago: Option<TimeDelta>,
}

/// What only the browser that began the flow could bring.
pub struct Secrets {
    pub nonce: Nonce,
    pub verifier: PkceCodeVerifier,
}

/// Exchanges the code and verifies the ID token that comes for it. With `fresh` the person was asked
/// to sign in at the provider anew, and what it says of that counts.
pub async fn redeem(
    known: &Known,
    fetch: &Fetch,
    code: String,
    secrets: Secrets,
    fresh: bool,
    now: DateTime<Utc>,
) -> Result<Claims, Refusal> {
    let metadata = known.metadata(fetch, now).await?;
    let answer = exchange(known, fetch, &metadata, code, secrets.verifier).await?;
    let verified = match verify(known, &metadata, &answer, &secrets.nonce, now) {
        Err(ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey,
        )) => {
            // The provider may have begun to sign with a new key since it was asked for its keys.
            let Some(metadata) = known.with_new_keys(&metadata, fetch, now).await? else {
                return Err(unproven(known, "signed with an unknown key"));
            };
            verify(known, &metadata, &answer, &secrets.nonce, now)
        }
        verified => verified,
    };
    let claims = verified.map_err(|error| unproven(known, &reason(&error)))?;
    // Many don't say when it was; who can't have the person sign in anew has to say so in place of a
    // code (OpenID Connect Core, 3.1.2.1, `prompt=login`).
    if fresh && claims.ago.is_some() && !claims.signed_in_just_now() {
        return Err(unproven(known, "signed in there long ago"));
    }
    Ok(claims)
}

impl Claims {
    /// Whether the provider says that they signed in there anew. Who is known there already comes
    /// back without having been asked for anything.
    pub fn signed_in_just_now(&self) -> bool {
        self.ago.is_some_and(|ago| ago <= FRESH)
    }
}

async fn exchange(
    known: &Known,
    fetch: &Fetch,
    metadata: &Arc<CoreProviderMetadata>,
    code: String,
    verifier: PkceCodeVerifier,
) -> Result<CoreTokenResponse, Refusal> {
    let provider = known.provider.id.as_str();
    let token_address = metadata.token_endpoint().cloned().ok_or(Refusal::Nonsense)?;
    let secret = known.provider.client_secret.clone();
    let mut client = CoreClient::from_provider_metadata(
        CoreProviderMetadata::clone(metadata),
        known.client_id.clone(),
        Some(secret),
    )
    .set_token_uri(token_address)
    .set_redirect_uri(known.callback.clone());
    // Where nothing is said, the header is meant.
    if let Some(methods) = metadata.token_endpoint_auth_methods_supported()
        && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
    {
        client = client.set_auth_type(AuthType::RequestBody);
    }
    let request = client.exchange_code(AuthorizationCode::new(code)).set_pkce_verifier(verifier);
    request.request_async(fetch).await.map_err(|error| match error {
        RequestTokenError::Request(error @ FetchError::Unreadable(_)) => {
            tracing::warn!(provider, %error, "the provider answers nonsense");
            Refusal::Nonsense
        }
        RequestTokenError::Request(error) => {
            tracing::warn!(provider, %error, "the provider does not answer");
            Refusal::Unreachable
        }
        RequestTokenError::ServerResponse(error) => {
            tracing::warn!(provider, error = error.error().to_string(), "the code is not taken");
            Refusal::NotTaken
        }
        // Their text may hold what was answered, and so a token.
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            tracing::warn!(provider, "the provider answers nonsense for a code");
            Refusal::Nonsense
        }
    })
}

fn verify(
    known: &Known,
    metadata: &CoreProviderMetadata,
    answer: &CoreTokenResponse,
    nonce: &Nonce,
    now: DateTime<Utc>,
) -> Result<Claims, ClaimsVerificationError> {
    let other = |text: &str| ClaimsVerificationError::Other(text.to_owned());
    let token = answer.id_token().ok_or_else(|| other("no ID token"))?;
    let announced = metadata.id_token_signing_alg_values_supported();
    let allowed: HashSet<_> = ALGORITHMS.into_iter().filter(|it| announced.contains(it)).collect();
    // `new_public_client`: with the secret it would take signatures made with it.
    let verifier = CoreIdTokenVerifier::new_public_client(
        known.client_id.clone(),
        known.issuer.clone(),
        metadata.jwks().clone(),
    )
    .set_allowed_algs(allowed)
    .set_time_fn(|| now);
    let claims = token.claims(&verifier, nonce)?;
    if claims.authorized_party().is_some_and(|party| **party != *known.client_id) {
        return Err(other("issued for another party"));
    }
    if let Some(expected) = claims.access_token_hash() {
        let signature = ClaimsVerificationError::SignatureVerification;
        let algorithm = token.signing_alg().map_err(signature)?;
        let key = token.signing_key(&verifier).map_err(signature)?;
        let hash = AccessTokenHash::from_token(answer.access_token(), algorithm, key);
        if hash.map_err(|_| other("a hash that can't be computed"))? != *expected {
            return Err(other("belongs to another access token"));
        }
    }
    read(claims, known.provider.kind).ok_or_else(|| other("a subject that is none"))
}

/// `None` where the subject is not what the specification allows.
fn read(claims: &CoreIdTokenClaims, kind: LoginKind) -> Option<Claims> {
    let subject = claims.subject().as_str();
    if subject.is_empty() || subject.len() > 255 || !subject.is_ascii() {
        return None;
    }
    let theirs = claims.email_verified().unwrap_or(kind == LoginKind::Work);
    let email = claims.email().filter(|_| theirs);
    let name = claims.name().and_then(|names| names.get(None)).map(|name| name.as_str());
    Some(Claims {
        subject: subject.to_owned(),
        name: name.and_then(|name| readable(name, 100)),
        ago: claims.auth_time().map(|at| claims.issue_time() - at),
        email: email.and_then(|email| readable(email, 254)).map(|email| email.to_lowercase()),
    })
}

/// A text that can be shown, cut to so many characters; `None` where nothing is left.
fn readable(text: &str, most: usize) -> Option<String> {
    let shown = text.chars().filter(|c| !c.is_control()).take(most).collect::<String>();
    Some(shown.trim().to_owned()).filter(|text| !text.is_empty())
}

fn unproven(known: &Known, reason: &str) -> Refusal {
    tracing::warn!(provider = known.provider.id, reason, "an ID token was refused");
    Refusal::Unproven
}

/// What is wrong with a token, without the token.
fn reason(error: &ClaimsVerificationError) -> String {
    match error {
        ClaimsVerificationError::SignatureVerification(error) => error.to_string(),
        error => error.to_string(),
    }
}
