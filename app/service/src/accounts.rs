//! Who is it? Signing in and out, and sessions.

mod brake;
mod data;
mod deletion;
mod device;
mod page;
mod passwords;
pub(crate) mod place;
mod sessions;
mod settings;

pub use brake::FAILURES_FORGOTTEN;
pub(crate) use settings::{usable_name, usable_password};
pub(crate) use {brake::brake, passwords::hash_password};

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{audit::Action, profile::masked, role::Roles};
use serde_json::{Value, json};
use uuid::Uuid;
use words::Language;

use self::passwords::verify;
use crate::{
    Error, Service,
    secrets::{hash_of, new_token},
    store::{
        Connection, StoreError, Transaction,
        accounts::{self, PasswordLogin},
        audit::{self, Actor, Entry},
        proofs,
    },
};

/// A session ends so long after it was begun.
pub const SESSION_AT_MOST: TimeDelta = TimeDelta::days(30);
/// A session ends when it was not used for so long.
pub const SESSION_IDLE: TimeDelta = TimeDelta::days(7);
/// How exactly the last use of a session is known.
const TOUCH_EVERY: TimeDelta = TimeDelta::minutes(10);

/// Failures that cost nothing: of one account, and of one address (where many may sit behind one).
const FREE_FAILURES: [i32; 2] = [5, 50];
/// N5: so many mails in a row that could not be delivered are worth saying so.
pub const UNDELIVERED: i32 = 3;

/// A person, as their session says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learner {
    /// Their id.
    pub id: Uuid,
    /// Their name.
    pub name: String,
    /// The address of the login that they used.
    pub email: String,
    /// The language of the pages that they have chosen for their account.
    pub language: Option<Language>,
    /// What they may do besides, at this moment.
    pub roles: Roles,
    /// N5: where the last [`UNDELIVERED`] mails could not be delivered, masked, if that is so.
    pub undelivered_to: Option<String>,
    /// N5: whether no mail can reach them, as no login of theirs has an address.
    pub no_address: bool,
}

/// Where a sign-in comes from.
#[derive(Clone, Debug)]
pub struct SignInFrom {
    /// The address of the peer.
    pub address: IpAddr,
    /// What the browser says it is; kept for the list of sessions.
    pub device: String,
}

impl SignInFrom {
    /// As much of the device as is kept.
    pub(crate) fn device_kept(&self) -> String {
        self.device.chars().take(200).collect()
    }
}

/// A session that has begun. The token is a secret of the browser; only its hash is stored.
pub struct Session {
    /// 64 hexadecimal digits.
    pub token: String,
    /// When it ends at the latest.
    pub expires_at: DateTime<Utc>,
}

impl Session {
    /// Begins one for who comes with a login of a provider, and writes so. Whether the login has just
    /// been proven by that is `proved` (P7, P8).
    pub(crate) async fn begin(
        on: &mut Connection<'_>,
        login: Uuid,
        learner: Uuid,
        provider: &str,
        from: &SignInFrom,
        proved: bool,
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let session = Self { token: new_token(), expires_at: now + SESSION_AT_MOST };
        let device = from.device_kept();
        let hash = hash_of(&session.token);
        accounts::insert_session(on, &hash, login, now, session.expires_at, &device).await?;
        if proved {
            proofs::record(on, &hash, login, now).await?;
        }
        let entry = Entry {
            actor: Actor::Learner(learner),
            learner: Some(learner),
            action: Action::SignedIn,
            detail: json!({ "provider": provider, "device": device }),
        };
        audit::record(on, &entry, now).await?;
        Ok(session)
    }
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Address or password are wrong; which one is not said.
    #[error("wrong address or password")]
    Wrong,
    /// Too many failures; the next try is looked at from this instant on.
    #[error("too many failures, wait until {until}")]
    SlowDown {
        /// The first instant of the next try.
        until: DateTime<Utc>,
    },
    /// Something else.
    #[error(transparent)]
    Error(#[from] Error),
}

impl<E: Into<crate::store::StoreError>> From<E> for SignInError {
    fn from(error: E) -> Self {
        Self::Error(Error::Store(error.into()))
    }
}

/// A login whose password was right when it was looked at.
pub(crate) struct Proved {
    pub login: PasswordLogin,
    email: String,
    account: String,
    address: String,
}

impl Proved {
    /// Whether the login and its password are still the same in the transaction that relies on
    /// them; then the failures are forgiven. Whoever changes them takes the same lock.
    pub async fn stands(&self, transaction: &mut Transaction) -> Result<bool, StoreError> {
        transaction.lock(self.login.learner_id).await?;
        let on = &mut transaction.on();
        if accounts::password_login(on, &self.email).await?.as_ref() != Some(&self.login) {
            return Ok(false);
        }
        accounts::forgive(on, &self.account, &self.address).await?;
        Ok(true)
    }
}

/// What somebody did to their own account.
pub(crate) fn own(learner: Uuid, action: Action, detail: Value) -> Entry {
    Entry { actor: Actor::Learner(learner), learner: Some(learner), action, detail }
}

/// Under which name the failures of an address in lower case are counted.
pub(crate) fn account_of(email: &str) -> String {
    format!("account:{email}")
}

impl Service {
    /// Signs a person in by address and password.
    ///
    /// # Errors
    /// [`SignInError::Wrong`] and [`SignInError::SlowDown`] say nothing about whether the address
    /// is known.
    pub async fn sign_in(
        &self,
        email: &str,
        password: &str,
        from: &SignInFrom,
    ) -> Result<Session, SignInError> {
        let proved = self.prove(email, password, from.address).await?;
        let now = self.now();
        let mut transaction = self.store.begin().await?;
        if !proved.stands(&mut transaction).await? {
            return Err(SignInError::Wrong);
        }
        let PasswordLogin { id, learner_id, .. } = proved.login;
        let on = &mut transaction.on();
        let session = Session::begin(on, id, learner_id, "password", from, true, now).await?;
        transaction.commit().await?;
        Ok(session)
    }

    /// Looks at a password, with the brake on guessing.
    ///
    /// # Errors
    /// See [`Self::sign_in`].
    pub(crate) async fn prove(
        &self,
        email: &str,
        password: &str,
        address: IpAddr,
    ) -> Result<Proved, SignInError> {
        let now = self.now();
        let email = email.trim().to_lowercase();
        let account = account_of(&email);
        let address = format!("address:{address}");

        // Counted before the password is looked at, so that many tries at once gain nothing.
        let mut transaction = self.store.begin().await?;
        brake(&mut transaction, [&account, &address], FREE_FAILURES, 0, now).await?;
        let login = accounts::password_login(&mut transaction.on(), &email).await?;
        transaction.commit().await?;

        let hash = login.as_ref().and_then(|login| login.password_hash.clone());
        let right = verify(password.to_owned(), hash).await;
        let login = login.filter(|_| right).ok_or(SignInError::Wrong)?;
        Ok(Proved { login, email, account, address })
    }

    /// Ends a session, if there is one with this token.
    pub async fn sign_out(&self, token: &str) -> Result<(), Error> {
        let mut transaction = self.store.begin().await?;
        let on = &mut transaction.on();
        if let Some(learner) = accounts::delete_session(on, &hash_of(token)).await? {
            let entry = own(learner, Action::SessionEnded, json!({}));
            audit::record(on, &entry, self.now()).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Whose session this token belongs to; `None` where it has ended or never was.
    pub async fn who(&self, token: &str) -> Result<Option<Learner>, Error> {
        let now = self.now();
        let hash = hash_of(token);
        let owner =
            accounts::session_owner(&mut self.store.read().await?.on(), &hash, UNDELIVERED).await?;
        let Some(owner) =
            owner.filter(|owner| now < owner.expires_at && now < owner.last_used_at + SESSION_IDLE)
        else {
            return Ok(None);
        };
        if now - owner.last_used_at > TOUCH_EVERY {
            let mut transaction = self.store.begin().await?;
            accounts::touch_session(&mut transaction.on(), &hash, now).await?;
            transaction.commit().await?;
        }
        let accounts::SessionOwner {
            learner_id: id,
            display_name: name,
            email,
            roles,
            no_address,
            ..
        } = owner;
        let language = owner.language.and_then(|tag| tag.parse().ok());
        let undelivered_to = owner.undelivered_to.as_deref().map(masked);
        Ok(Some(Learner { id, name, email, language, roles, undelivered_to, no_address }))
    }

    /// Makes a learner with a built-in login and both profiles, connected over it.
    pub async fn create_learner(
        &self,
        name: &str,
        email: &str,
        password: &str,
    ) -> Result<Uuid, Error> {
        let id = Uuid::now_v7();
        let password_hash = hash_password(password.to_owned()).await;
        let email = email.trim().to_lowercase();
        let new = accounts::NewLearner {
            id,
            display_name: name,
            email: &email,
            password_hash: &password_hash,
            connected: true,
        };
        let mut transaction = self.store.begin().await?;
        accounts::insert_learner(&mut transaction.on(), &new, self.now()).await?;
        transaction.commit().await?;
        self.welcome_results().await;
        Ok(id)
    }
}
