//! How the outbox stands.

use super::Counters;
use crate::{
    Error, Service,
    store::outbox::{self, Gauges},
};

impl Service {
    /// How the outbox stands.
    pub async fn mail_gauges(&self) -> Result<Gauges, Error> {
        Ok(outbox::gauges(&mut self.store.read().await?.on(), self.now()).await?)
    }

    /// What became of mails since this program started.
    pub fn mail_counters(&self) -> &Counters {
        &self.mails
    }
}
