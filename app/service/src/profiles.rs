//! The two profiles of a learner: their state, their connection, and who may change them. P
//!
//! Locks are taken in this order, and of a kind by id: all results (where a certification profile may
//! go), all roles (only where another account may go), learners, certification profiles, credentials, attempts.

mod attesting;
mod joining;
mod logins;
mod merging;
mod page;
mod proof;
mod support;

use chrono::{DateTime, Utc};
use domain::{
    audit::Action,
    notice::Kind,
    profile::{Offer, Owner, Refusal, Transition, offers},
};
use serde_json::{Value, json};
use uuid::Uuid;

pub use attesting::Attested;
pub use proof::PROOF_VALID;
pub use support::{ANSWER_AT_MOST, MESSAGE_AT_MOST};

use crate::{
    Error, Service,
    results::RESULTS,
    roles::ALL_ROLES,
    secrets::hash_of,
    store::{
        StoreError, Transaction,
        audit::{self, Actor, Entry},
        former_ids,
        logins::LoginRow,
        mail::{self, NewMail},
        profiles::{self, Facts},
        proofs::{self, SessionLogin},
    },
};

/// Somebody changes their profiles: what they are now, while nobody else can change them.
struct Act {
    transaction: Transaction,
    now: DateTime<Utc>,
    token_hash: Vec<u8>,
    session: SessionLogin,
    facts: Facts,
    /// The logins that have been proven freshly in this session, also of other accounts.
    proved: Vec<Uuid>,
}

impl Service {
    /// Begins an act, with all learners locked that take part in it.
    async fn act(&self, token: &str, other: Option<Uuid>) -> Result<Act, Error> {
        self.act_in(self.store.begin().await?, token, other).await
    }

    async fn act_in(
        &self,
        mut transaction: Transaction,
        token: &str,
        other: Option<Uuid>,
    ) -> Result<Act, Error> {
        let token_hash = hash_of(token);
        let session =
            proofs::session(&mut transaction.on(), &token_hash).await?.ok_or(Error::NotFound)?;
        let mut learners: Vec<_> =
            [Some(session.learner_id), other].into_iter().flatten().collect();
        learners.sort_unstable();
        learners.dedup();
        if learners.len() > 1 {
            // The other account may go, and with it its roles and a profile that is empty: no result
            // is recorded for that meanwhile.
            transaction.lock(RESULTS).await?;
            transaction.lock(ALL_ROLES).await?;
        }
        for learner in learners {
            transaction.lock(learner).await?;
        }
        let now = self.now();
        let on = &mut transaction.on();
        // While it waited the session may have ended, or gone to another account.
        let again = proofs::session(on, &token_hash).await?.ok_or(Error::NotFound)?;
        if again.learner_id != session.learner_id {
            return Err(Refusal::NotNow.into());
        }
        let facts = profiles::facts(on, again.learner_id).await?;
        let proved = proofs::since(on, &token_hash, now - PROOF_VALID).await?;
        Ok(Act { transaction, now, token_hash, session: again, facts, proved })
    }

    /// P2: connects the two profiles. Connected ones stay so.
    ///
    /// # Errors
    /// [`Refusal::NotNow`] where they can't be connected as they are.
    pub async fn connect_profiles(&self, token: &str) -> Result<(), Error> {
        let mut act = self.act(token, None).await?;
        let connection = act.facts.profiles().map_err(StoreError::from)?.connection();
        if connection == domain::profile::Connection::Connected {
            return Ok(());
        }
        let (Some(profile), Some(learning), true) = (
            act.facts.keeper().map_err(StoreError::from)?,
            act.facts.learning_profile,
            connection.allows(Transition::Connect),
        ) else {
            return Err(Refusal::NotNow.into());
        };
        let profile = profile.id;
        profiles::connect(&mut act.transaction.on(), profile, learning, act.now).await?;
        act.record(Action::Connected, json!({ "certification_profile": profile })).await?;
        act.tell(Kind::ProfilesConnected, None, json!({})).await?;
        Ok(act.transaction.commit().await?)
    }

    /// The dashboard is opened: there is a certification profile from then on, wherever there is a
    /// personal login for it (P3), and empty ones beside another are gone (P7).
    pub async fn tidy_profiles(&self, learner: Uuid) -> Result<(), Error> {
        let mut reader = self.store.read().await?;
        if is_tidy(&profiles::facts(&mut reader.on(), learner).await?)? {
            return Ok(());
        }
        drop(reader);
        let mut transaction = self.store.begin().await?;
        transaction.lock(RESULTS).await?; // none is recorded for a profile that goes
        transaction.lock(learner).await?;
        let now = self.now();
        let on = &mut transaction.on();
        let facts = profiles::facts(on, learner).await?;
        let state = facts.profiles().map_err(StoreError::from)?;
        match (facts.profiles.as_slice(), state.learning_personal) {
            ([], Some(login)) => profiles::insert(on, learner, login, now).await?,
            ([_, _, ..], _) => {
                let keeper = facts.keeper().map_err(StoreError::from)?;
                let stays = facts.profiles.iter().find(|profile| !profile.is_empty()).or(keeper);
                let stays = stays.map(|profile| profile.id).ok_or(Error::NotFound)?;
                for empty in facts.profiles.iter().filter(|it| it.is_empty() && it.id != stays) {
                    profiles::delete_profile(on, empty.id).await?;
                    former_ids::lead_on(on, "certification_profile", empty.id, stays, now).await?;
                }
            }
            _ => return Ok(()),
        }
        transaction.commit().await?;
        self.welcome_results().await; // X4: they may have waited for this profile
        Ok(())
    }

    /// P7: what an old number of a certification profile or credential leads to.
    pub async fn present_id(&self, old: Uuid) -> Result<Option<Uuid>, Error> {
        Ok(former_ids::present(&mut self.store.read().await?.on(), old).await?)
    }
}

/// Whether there is nothing to do when the dashboard is opened.
fn is_tidy(facts: &Facts) -> Result<bool, StoreError> {
    Ok(match facts.profiles.as_slice() {
        [] => facts.profiles()?.learning_personal.is_none(),
        [_] => true,
        several => several.iter().all(|profile| !profile.is_empty()),
    })
}

impl Act {
    /// Whether this login has been proven freshly in this session.
    fn is_proved(&self, login: Uuid) -> bool {
        self.proved.contains(&login)
    }

    /// Whose a login is, seen from this learner.
    async fn owner(&mut self, login: &LoginRow) -> Result<Owner, Error> {
        owner(&mut self.transaction.on(), self.session.learner_id, login).await
    }

    /// Fails unless this can be done with a login that has been proven freshly.
    async fn offered(&mut self, login: &LoginRow, offer: Offer) -> Result<Owner, Error> {
        if !self.is_proved(login.id) {
            return Err(Refusal::NotProven.into());
        }
        let owner = self.owner(login).await?;
        let state = self.facts.profiles().map_err(StoreError::from)?.connection();
        let rules = login.login().map_err(StoreError::from)?;
        let others = learning_proved(&self.facts, &self.proved, login.id);
        if offers(state, &rules, owner, others).contains(&offer) {
            return Ok(owner);
        }
        // Which proof would have helped?
        Err(match owner {
            Owner::Other { .. } => Refusal::Elsewhere,
            _ if offers(state, &rules, owner, true).contains(&offer) => Refusal::NotProven,
            _ => Refusal::NotNow,
        }
        .into())
    }

    /// Writes to the audit log of this learner.
    async fn record(&mut self, action: Action, detail: Value) -> Result<(), StoreError> {
        let learner = self.session.learner_id;
        let entry =
            Entry { actor: Actor::Learner(learner), learner: Some(learner), action, detail };
        audit::record(&mut self.transaction.on(), &entry, self.now).await
    }

    /// N2: a security notice to this learner, at an address that is not theirs any more or not the
    /// one that mails go to, if one is given.
    async fn tell(
        &mut self,
        kind: Kind,
        address: Option<String>,
        detail: Value,
    ) -> Result<(), StoreError> {
        let learner_id = Some(self.session.learner_id);
        let notice = NewMail { kind, learner_id, address, detail, due_at: self.now };
        mail::queue(&mut self.transaction.on(), &notice).await?;
        Ok(())
    }
}

/// Whether one of the learning profile's logins other than `login` has been proven freshly.
fn learning_proved(facts: &Facts, proved: &[Uuid], login: Uuid) -> bool {
    let learning = |row: &&LoginRow| row.learning_profile_id.is_some() && row.id != login;
    facts.logins.iter().filter(learning).any(|row| proved.contains(&row.id))
}

/// Whose a login is, seen from a learner.
async fn owner(
    on: &mut crate::store::Connection<'_>,
    learner: Uuid,
    login: &LoginRow,
) -> Result<Owner, Error> {
    if login.learner_id == learner {
        return Ok(Owner::Own);
    }
    let facts = profiles::facts(on, login.learner_id).await?;
    let holds_nothing = facts.profiles.iter().all(profiles::ProfileRow::is_empty);
    Ok(if holds_nothing && facts.logins.len() == 1 {
        Owner::Empty
    } else {
        Owner::Other { profile: login.certification_profile_id }
    })
}
