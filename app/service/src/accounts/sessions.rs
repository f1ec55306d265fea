//! The sessions of a person: seen and ended by them.

use chrono::{DateTime, Utc};
use domain::{audit::Action, view};
use serde_json::json;
use uuid::Uuid;

use super::{SESSION_IDLE, device, own};
use crate::{
    Error, Service,
    secrets::hash_of,
    store::{
        accounts, audit,
        sessions::{self, SessionRow},
    },
};

impl Service {
    /// Ends one session of a learner; says whether it was the one with this token.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it is no session of theirs, or has ended.
    pub async fn end_session(&self, learner: Uuid, token: &str, id: Uuid) -> Result<bool, Error> {
        let mut transaction = self.store.begin().await?;
        let on = &mut transaction.on();
        let found = sessions::of_learner(on, learner).await?;
        let found = found.into_iter().find(|session| public_id(session) == Some(id));
        let session = found.ok_or(Error::NotFound)?;
        accounts::delete_session(on, &session.token_hash).await?.ok_or(Error::NotFound)?;
        let entry = own(learner, Action::SessionEnded, json!({ "device": session.device }));
        audit::record(on, &entry, self.now()).await?;
        transaction.commit().await?;
        Ok(session.token_hash == hash_of(token))
    }

    /// Ends all sessions of a learner but the one with this token.
    pub async fn end_other_sessions(&self, learner: Uuid, token: &str) -> Result<(), Error> {
        let mut transaction = self.store.begin().await?;
        let on = &mut transaction.on();
        let ended = sessions::end_others(on, learner, &hash_of(token)).await?;
        if ended > 0 {
            let entry = own(learner, Action::SessionEnded, json!({ "sessions": ended }));
            audit::record(on, &entry, self.now()).await?;
        }
        Ok(transaction.commit().await?)
    }
}

/// Those that last, as their owner sees them.
pub(super) fn seen(rows: &[SessionRow], token: &str, now: DateTime<Utc>) -> Vec<view::Session> {
    let current = hash_of(token);
    let last = |row: &&SessionRow| now < row.expires_at && now < row.last_used_at + SESSION_IDLE;
    let seen = |row: &SessionRow| {
        Some(view::Session {
            id: public_id(row)?,
            device: device::name(&row.device),
            begun_at: row.created_at,
            last_used_at: row.last_used_at,
            current: row.token_hash == current,
        })
    };
    rows.iter().filter(last).filter_map(seen).collect()
}

/// Half of the hash of the token: it finds the session, and leads back to no token.
fn public_id(session: &SessionRow) -> Option<Uuid> {
    Uuid::from_slice(session.token_hash.get(..16)?).ok()
}
