//! The calendar feed of a learner: found by a secret address, of which only a hash is stored.

use chrono::{DateTime, Utc};
use domain::{
    audit::Action,
    decision::Decision,
    view::{Credential, Feed, FeedEntry, FeedEvent},
};
use serde_json::json;
use uuid::Uuid;
use words::Language;

use crate::{
    Error, Service,
    accounts::own,
    renewals,
    secrets::{hash_of, new_token},
    store::{audit, credentials, preferences},
};

impl Service {
    /// Makes the secret of the learner's calendar feed and says it; one that was there before opens
    /// nothing from now on. It can't be had again.
    pub async fn make_calendar(&self, learner: Uuid) -> Result<String, Error> {
        let token = new_token();
        self.set_calendar(learner, Some(&token)).await?;
        Ok(token)
    }

    /// Takes the secret of the learner's calendar feed back. Doing it again changes nothing.
    pub async fn revoke_calendar(&self, learner: Uuid) -> Result<(), Error> {
        self.set_calendar(learner, None).await
    }

    async fn set_calendar(&self, learner: Uuid, token: Option<&str>) -> Result<(), Error> {
        let hash = token.map(hash_of);
        let action = if token.is_some() { Action::CalendarMade } else { Action::CalendarRevoked };
        let mut transaction = self.store.begin().await?;
        transaction.lock(learner).await?;
        let on = &mut transaction.on();
        let before = preferences::of_learner(on, learner).await?.ok_or(Error::NotFound)?;
        if before.calendar || token.is_some() {
            preferences::set_calendar(on, learner, hash.as_deref()).await?;
            audit::record(on, &own(learner, action, json!({})), self.now()).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// The feed with this secret, in the language of its owner.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none, or none any more.
    pub async fn calendar(&self, token: &str) -> Result<Feed, Error> {
        let now = self.now();
        let mut reader = self.store.read().await?;
        let on = &mut reader.on();
        let found = preferences::by_calendar(on, &hash_of(token)).await?;
        let (learner, tag) = found.ok_or(Error::NotFound)?;
        let language: Language = tag.as_ref().and_then(|tag| tag.parse().ok()).unwrap_or_default();
        let mut entries = Vec::new();
        for row in &credentials::of_learner(on, learner, now).await? {
            let credential = renewals::view(row, now, &self.policy, language)?;
            entries.extend(coming(&credential).map(|(event, at)| FeedEntry {
                id: format!("{}-{}-{}", row.id, row.cycle, event.name()),
                event,
                at,
                credential: row.id,
                title: credential.certification.title.clone(),
            }));
        }
        entries.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        Ok(Feed { now, language: tag, entries })
    }
}

/// The dates of the present cycle that a learner can still do something about, and the expiry.
fn coming(credential: &Credential) -> impl Iterator<Item = (FeedEvent, DateTime<Utc>)> {
    let standing = &credential.standing;
    let opens_at = match standing.decision {
        Decision::TooNew => standing.opens_at.max(credential.too_new_until), // K3
        Decision::NotOpen
        | Decision::NotConnected
        | Decision::AttemptOpen
        | Decision::CoolingDown
        | Decision::Renewable => standing.opens_at,
        _ => None,
    };
    let waits = standing.decision == Decision::CoolingDown;
    let expires_at = match standing.decision {
        Decision::NeverExpires | Decision::Superseded => None,
        _ => standing.expires_at,
    };
    [
        opens_at.map(|at| (FeedEvent::Opens, at)),
        standing.next_start_at.filter(|_| waits).map(|at| (FeedEvent::NextAttempt, at)),
        expires_at.map(|at| (FeedEvent::Expires, at)),
    ]
    .into_iter()
    .flatten()
}
