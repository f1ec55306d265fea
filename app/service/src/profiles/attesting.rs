//! What support stands for: a merge instead of a proof (P7), a change of login (P6).

use domain::{
    audit::Action,
    notice::Kind,
    profile::{AttestationFault as Fault, LONGEST_REASON, LoginKind, masked},
    role,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Error, Service,
    roles::allowed,
    store::{
        StoreError, Transaction,
        audit::{self, Actor, Entry},
        logins,
        mail::{self, NewMail},
        profiles,
        support::{self, NewAttestation},
    },
};

/// What support stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attested {
    /// P7: both certification profiles are the same person's. The person then merges them without
    /// a proof.
    Merge {
        /// The profile that stays.
        target: Uuid,
        /// The profile that goes into it.
        source: Uuid,
    },
    /// P6: the certification profile gets another of the learner's personal logins, at once.
    LoginChange {
        /// Whose login changes.
        profile: Uuid,
        /// The login that it gets.
        login: Uuid,
    },
}

impl Service {
    /// P6, P7: `actor`, of support, stands for something, with a reason that the person can read. A
    /// second time changes nothing but the reason.
    ///
    /// # Errors
    /// [`Error::NotFound`] for those who are not of support; [`Error::NotAttested`].
    pub async fn attest(&self, actor: Uuid, what: Attested, reason: &str) -> Result<(), Error> {
        let reason = reason.trim();
        let usable = !reason.is_empty() && reason.chars().count() <= LONGEST_REASON;
        let mut transaction = self.store.begin().await?;
        allowed(&mut transaction.on(), actor, role::Action::Attest).await?;
        if !usable || reason.contains('\0') {
            return Err(Error::NotAttested(Fault::NoReason));
        }
        match what {
            Attested::Merge { target, source } => {
                self.attest_merge(transaction, actor, [target, source], reason).await
            }
            Attested::LoginChange { profile, login } => {
                self.change_login(transaction, actor, profile, login, reason).await?;
                self.welcome_results().await; // X4: they may have waited for this login
                Ok(())
            }
        }
    }

    async fn attest_merge(
        &self,
        mut transaction: Transaction,
        actor: Uuid,
        [target, source]: [Uuid; 2],
        reason: &str,
    ) -> Result<(), Error> {
        if target == source {
            return Err(Error::NotAttested(Fault::SameProfile));
        }
        let now = self.now();
        let unknown = || Error::NotAttested(Fault::UnknownProfile);
        let mut learners = Vec::new();
        for profile in [target, source] {
            let owner = profiles::owner(&mut transaction.on(), profile).await?;
            learners.push(owner.ok_or_else(unknown)?);
        }
        learners.sort_unstable();
        learners.dedup();
        for learner in &learners {
            transaction.lock(*learner).await?;
        }
        // While it waited they may have left, or gone to another account.
        let on = &mut transaction.on();
        let here = profiles::owner(on, target).await?.filter(|it| learners.contains(it));
        let there = profiles::owner(on, source).await?.filter(|it| learners.contains(it));
        let (here, there) = here.zip(there).ok_or_else(unknown)?;
        if [here, there].contains(&actor) {
            return Err(Error::NotAttested(Fault::Own));
        }
        let facts = profiles::facts(on, here).await?;
        let keeper = facts.keeper().map_err(StoreError::from)?.map(|profile| profile.id);
        // P3: of another account that has several profiles none is taken in.
        let alone = here == there || profiles::of_learner(on, there).await?.len() == 1;
        if keeper != Some(target) || !alone {
            return Err(Error::NotAttested(Fault::NotThisWay));
        }
        let what = "merge";
        let new =
            NewAttestation { what, profile: target, other: source, actor, reason, used_at: None };
        support::attest(on, &new, now).await?;
        for learner in learners {
            let entry = Entry {
                actor: Actor::Learner(actor),
                learner: Some(learner),
                action: Action::MergeAttested,
                detail: json!({ "certification_profile": target, "merged": source,
                    "reason": reason }),
            };
            audit::record(on, &entry, now).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// P6: the certification profile's login changes. The old one is removed with its sessions if no
    /// learning profile uses it: it must not open the account.
    async fn change_login(
        &self,
        mut transaction: Transaction,
        actor: Uuid,
        profile: Uuid,
        login: Uuid,
        reason: &str,
    ) -> Result<(), Error> {
        let unknown = || Error::NotAttested(Fault::UnknownProfile);
        let owner = profiles::owner(&mut transaction.on(), profile).await?;
        let learner = owner.ok_or_else(unknown)?;
        if learner == actor {
            return Err(Error::NotAttested(Fault::Own));
        }
        transaction.lock(learner).await?;
        let now = self.now();
        let on = &mut transaction.on();
        // While it waited the profile may have gone to another account.
        let facts = profiles::facts(on, learner).await?;
        let held = facts.profiles.iter().find(|it| it.id == profile).ok_or_else(unknown)?;
        let rules = facts.rules().map_err(StoreError::from)?;
        let fits = |id: Uuid| rules.iter().find(|it| it.id == id);
        let new = fits(login).filter(|it| it.kind == LoginKind::Personal);
        let new = new.ok_or(Error::NotAttested(Fault::UnknownLogin))?;
        if held.personal_login_id == login {
            return Ok(());
        }
        if new.certification {
            return Err(Error::NotAttested(Fault::NotThisWay));
        }
        profiles::set_personal_login(on, profile, login).await?;
        if !new.learning {
            profiles::disconnect(on, profile, None).await?; // P2: not over two logins
        }
        let old = fits(held.personal_login_id).ok_or(Error::NotFound)?;
        if !old.learning {
            logins::delete(on, old.id).await?;
        }
        let address = |id| facts.logins.iter().find(|it| it.id == id).map(|it| it.email.clone());
        if let (Some(before), Some(after)) = (address(old.id), address(login)) {
            let detail = json!({ "before": masked(&before), "after": masked(&after) });
            for address in [before, after] {
                let notice = NewMail {
                    kind: Kind::LoginReplaced,
                    learner_id: Some(learner),
                    address: Some(address),
                    detail: detail.clone(),
                    due_at: now,
                };
                mail::queue(on, &notice).await?;
            }
        }
        let what = "login_change";
        let new = NewAttestation { what, profile, other: login, actor, reason, used_at: Some(now) };
        support::attest(on, &new, now).await?;
        let entry = Entry {
            actor: Actor::Learner(actor),
            learner: Some(learner),
            action: Action::LoginReplaced,
            detail: json!({ "certification_profile": profile, "reason": reason }),
        };
        audit::record(on, &entry, now).await?;
        Ok(transaction.commit().await?)
    }
}
