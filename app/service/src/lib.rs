//! What the program does: use cases, storage, jobs. A file per area of use; `domain` decides,
//! `store` remembers.

pub mod accounts;
mod addresses;
pub mod api_keys;
pub mod attempts;
mod calendar;
pub mod catalogue;
pub mod clock;
pub mod demo;
mod error;
pub mod extensions;
mod hashing;
pub mod import;
pub mod jobs;
pub mod links;
pub mod mail;
pub mod oidc;
pub mod people;
pub mod profiles;
pub mod renewals;
pub mod results;
pub mod roles;
mod secrets;
pub mod store;

pub use accounts::{Learner, Session, SignInError, SignInFrom};
pub use api_keys::{KeyError, NewApiKey};
pub use attempts::Answer;
pub use clock::Clock;
pub use error::{Error, Invalid};
pub use extensions::Confirmation;
pub use store::{StoreError, audit::Actor};

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{notice, window::Length};
use mail::Counters;
use oidc::Providers;
use store::Store;

/// What is policy and not law, the same everywhere in the program.
#[derive(Clone, Debug)]
pub struct Policy {
    /// W4: how long before the expiry a window opens.
    pub renewal_window: Length,
    /// N1: so many days before the expiry reminders are due; see [`notice::reminder_days`].
    pub reminder_days: Vec<u16>,
}

impl Default for Policy {
    fn default() -> Self {
        let reminder_days = notice::REMINDER_DAYS.to_vec();
        Self { renewal_window: Length::default(), reminder_days }
    }
}

/// What [`Service::open`] needs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// Where `now` comes from.
    pub clock: Clock,
    /// See [`Policy`].
    pub policy: Policy,
}

/// All use cases of the product, over one database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Service {
    store: Store,
    clock: Clock,
    policy: Arc<Policy>,
    providers: Arc<Providers>,
    mails: Arc<Counters>,
}

impl Service {
    /// Connects and brings the schema up to date.
    pub async fn open(settings: &Settings) -> Result<Self, Error> {
        let store = Store::connect(&settings.database).await?;
        store.migrate().await?;
        Ok(Self {
            store,
            clock: settings.clock.clone(),
            policy: Arc::new(settings.policy.clone()),
            providers: Arc::default(),
            mails: Arc::default(),
        })
    }

    /// The same with providers to sign in with.
    #[must_use]
    pub fn with_providers(self, providers: Providers) -> Self {
        Self { providers: Arc::new(providers), ..self }
    }

    /// Brings the schema of a database up to date. Safe when several start at once.
    pub async fn migrate(database: &str) -> Result<(), Error> {
        Ok(Store::connect(database).await?.migrate().await?)
    }

    /// The present instant of the program's clock, to the millisecond.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The program's clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Whether the database answers.
    pub async fn ready(&self) -> Result<(), Error> {
        Ok(self.store.ping().await?)
    }

    /// Whether nothing has been stored yet: no certification and no learner.
    pub async fn is_empty(&self) -> Result<bool, Error> {
        Ok(self.store.is_empty().await?)
    }

    /// Writes a consistent copy of the database to a new file, while it is in use.
    pub async fn backup(&self, to: &std::path::Path) -> Result<(), Error> {
        Ok(self.store.backup(to).await?)
    }

    /// Closes all connections once what is under way has ended.
    pub async fn close(&self) {
        self.store.close().await;
    }
}
