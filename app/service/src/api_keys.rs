//! Keys with which other programs use the HTTP API: made, listed, revoked, recognised.

use chrono::TimeDelta;
use domain::{api_key::Scope, audit::Action, view::ApiKey};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Error, Invalid, Service,
    secrets::{hash_of, new_token},
    store::{
        api_keys,
        audit::{self, Actor, Entry},
    },
};

/// What every key begins with, so that people and scanners for lost secrets know one.
const PREFIX: &str = "perennial_";
/// How exactly the last use of a key is known.
const TOUCH_EVERY: TimeDelta = TimeDelta::minutes(1);
/// The longest name, in characters.
const LONGEST_NAME: usize = 100;

/// A key that has just been made. The key itself can't be had again: only its hash is stored.
pub struct NewApiKey {
    /// Its id, which is no secret.
    pub id: Uuid,
    /// The secret: `perennial_` and 64 hexadecimal digits.
    pub key: String,
}

/// Why a key was not taken.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// There is no such key, or it has been revoked.
    #[error("no such key")]
    Unknown,
    /// The key is not good for this.
    #[error("the key lacks the scope {}", .0.name())]
    Scope(Scope),
    /// Something else.
    #[error(transparent)]
    Error(#[from] Error),
}

impl<E: Into<crate::store::StoreError>> From<E> for KeyError {
    fn from(error: E) -> Self {
        Self::Error(Error::Store(error.into()))
    }
}

impl Service {
    /// Makes a key.
    ///
    /// # Errors
    /// [`Invalid::ApiKey`]: no name, a very long one, or no scope.
    pub async fn create_api_key(
        &self,
        by: Actor,
        name: &str,
        scopes: &[Scope],
    ) -> Result<NewApiKey, Error> {
        let name = name.trim();
        let mut scopes = scopes.to_vec();
        scopes.sort_unstable();
        scopes.dedup();
        if name.is_empty()
            || name.chars().count() > LONGEST_NAME
            || name.chars().any(char::is_control)
            || scopes.is_empty()
        {
            return Err(Invalid::ApiKey.into());
        }
        let new = NewApiKey { id: Uuid::now_v7(), key: format!("{PREFIX}{}", new_token()) };
        let now = self.now();
        let mut transaction = self.store.begin().await?;
        let on = &mut transaction.on();
        api_keys::insert(on, new.id, &hash_of(&new.key), name, &scopes, now).await?;
        let detail = json!({"key": new.id, "name": name, "scopes": scopes});
        let entry = Entry { actor: by, learner: None, action: Action::KeyCreated, detail };
        audit::record(on, &entry, now).await?;
        transaction.commit().await?;
        Ok(new)
    }

    /// All keys, the newest first, revoked ones too.
    pub async fn api_keys(&self) -> Result<Vec<ApiKey>, Error> {
        let rows = api_keys::all(&mut self.store.read().await?.on()).await?;
        Ok(rows.into_iter().map(ApiKey::from).collect())
    }

    /// Makes a key good for nothing, from the next request on. Doing it again changes nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn revoke_api_key(&self, by: Actor, id: Uuid) -> Result<(), Error> {
        let now = self.now();
        let mut transaction = self.store.begin().await?;
        let on = &mut transaction.on();
        let Some(name) = api_keys::revoke(on, id, now).await? else {
            return if api_keys::exists(on, id).await? { Ok(()) } else { Err(Error::NotFound) };
        };
        let detail = json!({"key": id, "name": name});
        let entry = Entry { actor: by, learner: None, action: Action::KeyRevoked, detail };
        audit::record(on, &entry, now).await?;
        Ok(transaction.commit().await?)
    }

    /// Whose key this is: its id. The key is looked up by its hash, so that how long that takes
    /// tells nothing about the keys there are.
    ///
    /// # Errors
    /// [`KeyError::Unknown`] and [`KeyError::Scope`].
    pub async fn key_holder(&self, key: &str, scope: Scope) -> Result<Uuid, KeyError> {
        let now = self.now();
        let found = api_keys::by_hash(&mut self.store.read().await?.on(), &hash_of(key)).await?;
        let row = found.filter(|row| row.revoked_at.is_none()).ok_or(KeyError::Unknown)?;
        if !row.scopes.contains(&scope) {
            return Err(KeyError::Scope(scope));
        }
        if row.last_used_at.is_none_or(|used| now - used > TOUCH_EVERY) {
            let mut transaction = self.store.begin().await?;
            api_keys::touch(&mut transaction.on(), row.id, now).await?;
            transaction.commit().await?;
        }
        Ok(row.id)
    }
}
