//! Fresh proofs: a person signs in with a login once more, inside the session that they have. P7, P8

use chrono::TimeDelta;
use uuid::Uuid;

use crate::{Error, Service, SignInError, SignInFrom, secrets::hash_of, store::proofs};

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
        let login = proved.login.id;
        self.record_proof(&mut transaction, token, login).await?;
        transaction.commit().await?;
        Ok(login)
    }

    /// Notes that a login has just been proven in a session, however that was done.
    pub(crate) async fn record_proof(
        &self,
        transaction: &mut crate::store::Transaction,
        token: &str,
        login: Uuid,
    ) -> Result<(), Error> {
        let hash = hash_of(token);
        let on = &mut transaction.on();
        proofs::session(on, &hash).await?.ok_or(Error::NotFound)?;
        Ok(proofs::record(on, &hash, login, self.now()).await?)
    }
}
