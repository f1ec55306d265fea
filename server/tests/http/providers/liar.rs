//! A provider of OpenID Connect on loopback that does as it is told: the truth, or any lie.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
};

use axum::{
    Form, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;

/// What an address answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// What it should.
    Right,
    /// Nothing, for ever.
    Nothing,
    /// This, with this status.
    This(u16, &'static str),
    /// More than anybody reads.
    TooMuch,
    /// The same is elsewhere.
    Elsewhere,
}

/// A key to sign with.
pub struct Key {
    /// The name that its holder gives it.
    pub id: &'static str,
    pair: EcdsaKeyPair,
}

impl Key {
    pub fn new(id: &'static str) -> Self {
        let (algorithm, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        Self { id, pair: EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).unwrap() }
    }

    fn public(&self) -> Value {
        let (x, y) = self.pair.public_key().as_ref()[1..].split_at(32);
        json!({"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": self.id,
            "x": BASE64.encode(x), "y": BASE64.encode(y)})
    }

    /// A signed token.
    pub fn sign(&self, header: &Value, claims: &Value) -> String {
        let signed = unsigned(header, claims);
        let signature = self.pair.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
        format!("{signed}.{}", BASE64.encode(signature))
    }
}

/// A token without its signature.
pub fn unsigned(header: &Value, claims: &Value) -> String {
    format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(claims.to_string()))
}

/// Makes the token out of header and claims, signing it or not.
pub type Forge = Box<dyn Fn(&Key, Value, Value) -> String + Send>;

/// What it says and what it was asked.
pub struct Mind {
    pub discovery: Says,
    pub keys: Says,
    pub token: Says,
    /// Of its description.
    pub metadata: Value,
    /// The keys that it publishes; it signs with the last.
    pub published: Vec<Arc<Key>>,
    /// Signs with this one instead.
    pub signs_with: Option<Arc<Key>>,
    /// As it came with the question; where it is not set, the code is taken for it.
    pub nonce: String,
    /// Added to the claims, or in their place.
    pub claims: HashMap<&'static str, Value>,
    /// Left out of the claims.
    pub without: Vec<&'static str>,
    pub forge: Option<Forge>,
    /// How often it was asked for keys.
    pub keys_asked: usize,
    /// How often it was asked for its description.
    pub discovery_asked: usize,
    /// The last form sent for a token, and the `Authorization` with it.
    pub exchange: Option<(HashMap<String, String>, String)>,
}

/// The access token that it gives.
pub const ACCESS_TOKEN: &str = "an-access-token";

#[derive(Clone)]
pub struct Liar {
    pub issuer: String,
    mind: Arc<Mutex<Mind>>,
}

impl Liar {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let metadata = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
        });
        let mind = Mind {
            discovery: Says::Right,
            keys: Says::Right,
            token: Says::Right,
            metadata,
            published: vec![Arc::new(Key::new("first"))],
            signs_with: None,
            nonce: String::new(),
            claims: HashMap::new(),
            without: Vec::new(),
            forge: None,
            keys_asked: 0,
            discovery_asked: 0,
            exchange: None,
        };
        let liar = Self { issuer, mind: Arc::new(Mutex::new(mind)) };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/elsewhere", get(|| async { StatusCode::IM_A_TEAPOT }))
            .with_state(liar.clone());
        tokio::spawn(async { axum::serve(listener, router).await });
        liar
    }

    pub fn mind(&self) -> MutexGuard<'_, Mind> {
        self.mind.lock().unwrap()
    }

    async fn say(says: Says, right: Value) -> Response {
        let kind = [(header::CONTENT_TYPE, "application/json")];
        match says {
            Says::Right => (kind, right.to_string()).into_response(),
            Says::Nothing => std::future::pending().await,
            Says::This(status, text) => {
                (StatusCode::from_u16(status).unwrap(), kind, text).into_response()
            }
            Says::TooMuch => (kind, " ".repeat(10_000_000) + &right.to_string()).into_response(),
            Says::Elsewhere => {
                (StatusCode::FOUND, [(header::LOCATION, "/elsewhere")]).into_response()
            }
        }
    }
}

async fn discovery(State(liar): State<Liar>) -> Response {
    let (says, right) = {
        let mut mind = liar.mind();
        mind.discovery_asked += 1;
        (mind.discovery, mind.metadata.clone())
    };
    Liar::say(says, right).await
}

async fn keys(State(liar): State<Liar>) -> Response {
    let (says, right) = {
        let mut mind = liar.mind();
        mind.keys_asked += 1;
        let keys: Vec<_> = mind.published.iter().map(|key| key.public()).collect();
        (mind.keys, json!({ "keys": keys }))
    };
    Liar::say(says, right).await
}

async fn token(
    State(liar): State<Liar>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    let (says, right) = {
        let mut mind = liar.mind();
        let authorization = headers.get(header::AUTHORIZATION).unwrap().to_str().unwrap();
        let id_token = mind.id_token(&liar.issuer, &form["code"]);
        mind.exchange = Some((form, authorization.to_owned()));
        let answer = json!({"access_token": ACCESS_TOKEN, "token_type": "Bearer", "expires_in": 60,
            "id_token": id_token});
        (mind.token, answer)
    };
    Liar::say(says, right).await
}

impl Mind {
    fn id_token(&self, issuer: &str, code: &str) -> String {
        let nonce = if self.nonce.is_empty() { code } else { &self.nonce };
        let key = self.signs_with.as_ref().or(self.published.last()).unwrap();
        let now = service::Clock::system().now().timestamp();
        let mut claims = json!({"iss": issuer, "aud": "perennial", "sub": "lin", "nonce": nonce,
            "iat": now, "exp": now + 60, "email": "Lin@Liar.example",
            "email_verified": true, "name": "Lin of the liar",
            "at_hash": half_hash(ACCESS_TOKEN)});
        for (name, value) in &self.claims {
            claims[*name] = value.clone();
        }
        for name in &self.without {
            claims.as_object_mut().unwrap().remove(*name);
        }
        let header = json!({"alg": "ES256", "kid": key.id});
        match &self.forge {
            Some(forge) => forge(key, header, claims),
            None => key.sign(&header, &claims),
        }
    }
}

/// The left half of the hash, as `at_hash` has it.
pub fn half_hash(text: &str) -> String {
    BASE64.encode(&Sha256::digest(text.as_bytes())[..16])
}
