//! Deleting an account. What must be kept is kept without name and address.
//!
//! | goes | stays, for the record |
//! |---|---|
//! | name, language, time zone | that there was somebody, and until when |
//! | logins, passwords, sessions, failed sign-ins | |
//! | the learning profile and the connection | certification profiles, credentials and their history |
//! | requests to support and what it stood for, roles | |
//! | answers, open attempts, mails due | attempts that have ended, with their scores |
//! | | security notices to an address, until they have gone out |
//! | the details in the audit log | what was done, and when |
//! | | exam results |

use std::net::IpAddr;

use domain::{audit::Action, profile::Refusal};
use serde_json::json;
use uuid::Uuid;

use super::{SignInError, own};
use crate::{
    Error, Service,
    profiles::PROOF_VALID,
    results::RESULTS,
    roles::{ALL_ROLES, may_leave},
    secrets::hash_of,
    store::{audit, erasure, former_ids, proofs, sessions, settings},
};

impl Service {
    /// Deletes the account of a learner, for good: their sessions end, and nobody signs in to it
    /// again. Needs the password of the login that the session with this token was begun with; of a
    /// login without one, a fresh proof of any of the learner's logins.
    ///
    /// # Errors
    /// [`Refusal::NotProven`], those of [`Self::sign_in`] for the password, and
    /// [`crate::Invalid::LastAdministrator`].
    pub async fn delete_account(
        &self,
        learner: Uuid,
        token: &str,
        password: &str,
        from: IpAddr,
    ) -> Result<(), SignInError> {
        let hash = hash_of(token);
        let mut reader = self.store.read().await?;
        let begun = sessions::begun_with(&mut reader.on(), learner, &hash).await?;
        drop(reader);
        let begun = begun.ok_or(Error::NotFound)?;
        let proved = if begun.has_password {
            Some(self.prove(&begun.email, password, from).await?)
        } else {
            None
        };

        let mut transaction = self.store.begin().await?;
        transaction.lock(RESULTS).await?; // none is recorded for a profile that goes
        transaction.lock(ALL_ROLES).await?;
        if let Some(proved) = &proved {
            let theirs = proved.login.learner_id == learner;
            if !theirs || !proved.stands(&mut transaction).await? {
                return Err(SignInError::Wrong);
            }
        } else {
            transaction.lock(learner).await?;
        }
        let now = self.now();
        let on = &mut transaction.on();
        // Of many who ask at once only the first still has a session.
        sessions::begun_with(on, learner, &hash).await?.ok_or(Error::NotFound)?;
        if proved.is_none() {
            let fresh = proofs::since(on, &hash, now - PROOF_VALID).await?;
            let own = settings::logins(on, learner).await?;
            if !own.iter().any(|login| fresh.contains(&login.id)) {
                return Err(Error::from(Refusal::NotProven).into());
            }
        }
        may_leave(on, learner).await?;
        // Whoever starts, saves or submits takes these locks, in this order.
        for credential in erasure::credentials(&mut transaction.on(), learner).await? {
            transaction.lock(credential).await?;
        }
        for attempt in erasure::open_attempts(&mut transaction.on(), learner).await? {
            transaction.lock(attempt).await?;
        }
        let on = &mut transaction.on();
        // What was merged into the account goes with it (P7).
        for person in former_ids::of(on, learner).await?.into_iter().chain([learner]) {
            erasure::remove(on, person).await?;
            erasure::forget(on, person, now).await?;
        }
        audit::record(on, &own(learner, Action::AccountDeleted, json!({})), now).await?;
        Ok(transaction.commit().await?)
    }
}
