//! Fresh proofs: a person signs in with a login once more, inside the session that they have. P7, P8

use chrono::TimeDelta;
use domain::audit::Action;
use serde_json::json;
use uuid::Uuid;

use crate::{
    Error, Service, SignInError, SignInFrom,
    secrets::hash_of,
    store::{
        Transaction,
        audit::{self, Actor, Entry},
        proofs::{self, SessionLogin},
    },
};

/// A proof is fresh for so long.
pub const PROOF_VALID: TimeDelta = TimeDelta::minutes(10);

impl Service {
    /// Proves a built-in login inside a session, its own or that of another account. Says which.
    ///
    /// # Errors
    /// As [`Self::sign_in`]; the brake on guessing is the same.
    pub async fn prove_password(
        &self,
        token: &str,
        email: &str,
        password: &str,
        from: &SignInFrom,
    ) -> Result<Uuid, SignInError> {
        let proved = self.prove(email, password, from.address).await?;
        let mut transaction = self.store.begin().await?;
        if !proved.stands(&mut transaction).await? {
            return Err(SignInError::Wrong);
        }
        let login = SessionLogin { login_id: proved.login.id, learner_id: proved.login.learner_id };
        self.record_proof(&mut transaction, token, login, from).await?;
        transaction.commit().await?;
        Ok(login.login_id)
    }

    /// Notes that a login has just been proven in a session, however that was done. Whose login it
    /// is can read it where the session is of another account.
    pub(crate) async fn record_proof(
        &self,
        transaction: &mut Transaction,
        token: &str,
        SessionLogin { login_id, learner_id: owner }: SessionLogin,
        from: &SignInFrom,
    ) -> Result<(), Error> {
        let (hash, now) = (hash_of(token), self.now());
        let on = &mut transaction.on();
        let by = proofs::session(on, &hash).await?.ok_or(Error::NotFound)?.learner_id;
        if by != owner {
            let entry = Entry {
                actor: Actor::Learner(by),
                learner: Some(owner),
                action: Action::LoginProven,
                detail: json!({ "device": from.device_kept() }),
            };
            audit::record(on, &entry, now).await?;
        }
        Ok(proofs::record(on, &hash, login_id, now).await?)
    }
}
