//! The outbox as administrators see it.

use uuid::Uuid;

use super::Counters;
use crate::{
    Error, Service,
    store::outbox::{self, DeadRow, Gauges},
};

/// So many dead mails are listed.
pub const DEAD_LISTED: i64 = 100;

impl Service {
    /// The mails that could not be delivered, the latest first, at most [`DEAD_LISTED`].
    pub async fn dead_mails(&self) -> Result<Vec<DeadRow>, Error> {
        Ok(outbox::dead(&mut self.store.read().await?.on(), DEAD_LISTED).await?)
    }

    /// Queues a dead mail again as if it had never been tried.
    ///
    /// # Errors
    /// [`Error::NotFound`]: it is not dead, or there is none.
    pub async fn retry_mail(&self, id: Uuid) -> Result<(), Error> {
        let mut transaction = self.store.begin().await?;
        let retried = outbox::retry(&mut transaction.on(), id, self.now()).await?;
        transaction.commit().await?;
        if retried { Ok(()) } else { Err(Error::NotFound) }
    }

    /// How the outbox stands.
    pub async fn mail_gauges(&self) -> Result<Gauges, Error> {
        Ok(outbox::gauges(&mut self.store.read().await?.on(), self.now()).await?)
    }

    /// What became of mails since this program started.
    pub fn mail_counters(&self) -> &Counters {
        &self.mails
    }
}
