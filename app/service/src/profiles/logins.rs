//! Logins of a learning profile: replaced, added, removed, or left behind for a new profile. P3, P6,
//! P8

use domain::{
    audit::Action,
    notice::Kind,
    profile::{Offer, Owner, Refusal, masked, may_remove},
};
use serde_json::json;
use uuid::Uuid;

use super::{Act, joining};
use crate::{
    Error, Service,
    accounts::own,
    store::{
        StoreError, audit,
        logins::{self, LoginRow},
        profiles, proofs, sessions,
    },
};

impl Service {
    /// P6: makes a proven login the personal login of the learning profile, in place of the one it
    /// has, if any. Other sessions end. One that no profile uses any more is removed: it must not
    /// open the account.
    ///
    /// # Errors
    /// A [`Refusal`]; done already is no error.
    pub async fn replace_personal_login(&self, token: &str, login: Uuid) -> Result<(), Error> {
        let (mut act, row) = self.act_with(token, login).await?;
        let learning = act.facts.learning_profile.ok_or(Refusal::NotNow)?;
        if row.learning_profile_id == Some(learning) {
            return Ok(());
        }
        let owner = act.offered(&row, Offer::ReplacePersonalLogin).await?;
        act.take_over(&row, owner).await?;
        let state = act.facts.profiles().map_err(StoreError::from)?;
        let learner = act.session.learner_id;
        let (on, now) = (&mut act.transaction.on(), act.now);
        if let Some(old) = state.learning_personal {
            logins::set_learning_profile(on, old, None).await?;
        }
        logins::set_learning_profile(on, login, Some(learning)).await?;
        // One that was there may have come with the login.
        if act.facts.profiles.is_empty() && row.certification_profile_id.is_none() {
            profiles::insert(on, learner, login, now).await?;
        }
        proofs::switch_session(on, &act.token_hash, login).await?;
        sessions::end_others(on, learner, &act.token_hash).await?;
        if let Some(old) = state.learning_personal.filter(|old| !state.certification.contains(old))
        {
            logins::delete(on, old).await?;
        }
        let before = state.learning_personal.and_then(|old| {
            act.facts.logins.iter().find(|login| login.id == old).map(|login| login.email.clone())
        });
        let action = if before.is_some() { Action::LoginReplaced } else { Action::LoginAdded };
        act.record(action, json!({ "kind": "personal", "provider": row.provider })).await?;
        if let Some(before) = before {
            let detail = json!({ "before": masked(&before), "after": masked(&row.email) });
            for address in [before, row.email] {
                act.tell(Kind::LoginReplaced, Some(address), detail.clone()).await?;
            }
        }
        act.transaction.commit().await?;
        self.welcome_results().await; // X4: they may have waited for this login
        Ok(())
    }

    /// P3: adds a proven work login to the learning profile.
    ///
    /// # Errors
    /// A [`Refusal`]; done already is no error.
    pub async fn add_work_login(&self, token: &str, login: Uuid) -> Result<(), Error> {
        let (mut act, row) = self.act_with(token, login).await?;
        let learning = act.facts.learning_profile.ok_or(Refusal::NotNow)?;
        if row.learning_profile_id == Some(learning) {
            return Ok(());
        }
        let owner = act.offered(&row, Offer::AddWorkLogin).await?;
        act.take_over(&row, owner).await?;
        let on = &mut act.transaction.on();
        logins::set_learning_profile(on, login, Some(learning)).await?;
        act.record(Action::LoginAdded, json!({ "kind": "work", "provider": row.provider })).await?;
        Ok(act.transaction.commit().await?)
    }

    /// P8: removes a login, and with it its sessions; this session goes on under one that has been
    /// proven freshly. One that is not (or no longer) the learner's is no error.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub async fn remove_login(&self, token: &str, login: Uuid) -> Result<(), Error> {
        let mut act = self.act(token, None).await?;
        let Some(row) = act.facts.logins.iter().find(|row| row.id == login) else { return Ok(()) };
        let (kind, provider) = (row.login().map_err(StoreError::from)?.kind, row.provider.clone());
        let rules = act.facts.rules().map_err(StoreError::from)?;
        let removed = rules.iter().find(|rule| rule.id == login).ok_or(Error::NotFound)?;
        // The session goes on as a login of the same profile, if there is one.
        let another = rules
            .iter()
            .filter(|rule| rule.id != login && act.is_proved(rule.id))
            .max_by_key(|rule| rule.learning);
        may_remove(removed, &rules, act.session.login_id, another.is_some())
            .map_err(Refusal::from)?;
        let on = &mut act.transaction.on();
        if let Some(another) = another.filter(|_| act.session.login_id == login) {
            proofs::switch_session(on, &act.token_hash, another.id).await?;
        }
        logins::delete(on, login).await?;
        act.record(Action::LoginRemoved, json!({ "kind": kind, "provider": provider })).await?;
        Ok(act.transaction.commit().await?)
    }

    /// P6: begins a new learning profile with the certification profile's login. The old one stays
    /// with its logins, as an account of its own; attempts belong to the certifications and stay
    /// with them. Other sessions of both end.
    ///
    /// # Errors
    /// A [`Refusal`]; done already is no error.
    pub async fn start_learning_profile(&self, token: &str, login: Uuid) -> Result<(), Error> {
        let (mut act, row) = self.act_with(token, login).await?;
        let old = act.facts.learning_profile.ok_or(Refusal::NotNow)?;
        if row.learning_profile_id == Some(old) {
            return Ok(());
        }
        act.offered(&row, Offer::StartLearningProfile).await?;
        let learner = act.session.learner_id;
        let (on, now) = (&mut act.transaction.on(), act.now);
        proofs::switch_session(on, &act.token_hash, login).await?;
        sessions::end_others(on, learner, &act.token_hash).await?;
        let (other, new) = profiles::start_learning_profile(on, learner, old, now).await?;
        logins::set_learning_profile(on, login, Some(new)).await?;
        // The same person, and their own trail says so.
        let entry = own(other, Action::LearningProfileStarted, json!({ "left": old }));
        audit::record(on, &entry, now).await?;
        act.record(Action::LearningProfileStarted, json!({ "learning_profile": new })).await?;
        Ok(act.transaction.commit().await?)
    }

    /// An act about a login, perhaps of another account.
    pub(super) async fn act_with(
        &self,
        token: &str,
        login: Uuid,
    ) -> Result<(Act, LoginRow), Error> {
        let row = logins::one(&mut self.store.read().await?.on(), login).await?;
        let owner = row.ok_or(Error::NotFound)?.learner_id;
        let mut act = self.act(token, Some(owner)).await?;
        let row = logins::one(&mut act.transaction.on(), login).await?;
        let row = row.ok_or(Error::NotFound)?;
        if row.learner_id != owner && row.learner_id != act.session.learner_id {
            return Err(Refusal::NotNow.into());
        }
        Ok((act, row))
    }
}

impl Act {
    /// Gets a login from an account that holds nothing else.
    async fn take_over(&mut self, login: &LoginRow, owner: Owner) -> Result<(), Error> {
        if owner == Owner::Empty {
            let keeper = self.facts.keeper().map_err(StoreError::from)?.map(|profile| profile.id);
            joining::dissolve(self, login.learner_id, keeper).await?;
        }
        Ok(())
    }
}
