//! Merging: preview, then once and for all. P4, P7

use chrono::TimeDelta;
use domain::{
    audit::Action,
    notice::Kind,
    profile::{
        Refusal, masked,
        merge::{self, Plan, Side, United},
    },
    view::{Collision, MergePreview, MergedProfile, Moved},
};
use serde_json::json;
use uuid::Uuid;
use words::Language;

use super::{Act, joining::join};
use crate::{
    Error, Service, attempts,
    results::{RESULTS, earn},
    store::{
        StoreError,
        audit::Actor,
        former_ids, logins, mail,
        merging::{self, HeldRow},
        profiles,
        results::Profile,
        sessions, support,
    },
};

/// What support stands for holds for so long.
pub const ATTESTATION_VALID: TimeDelta = TimeDelta::days(14);

/// Two profiles about to become one.
struct Merge {
    /// The profile that stays; `None` where the learner has none, so that the source is taken over.
    target: Option<Party>,
    source: Party,
    /// Whose the source is.
    owner: Uuid,
    attested: bool,
}

/// A profile with its personal login.
struct Party {
    profile: Uuid,
    login: Uuid,
}

/// What they hold, and what becomes of it.
struct Planned {
    here: Vec<HeldRow>,
    there: Vec<HeldRow>,
    source: merge::Profile,
    target: merge::Profile,
    plan: Plan,
}

impl Service {
    /// P7: what merging a certification profile into one's own would move, unite and close.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a profile of another account that was neither proven nor attested.
    pub async fn merge_preview(
        &self,
        token: &str,
        source: Uuid,
        language: Language,
    ) -> Result<MergePreview, Error> {
        let (mut act, merge) = self.merge(token, source).await?.ok_or(Error::NotFound)?;
        if merge.owner != act.session.learner_id
            && !merge.attested
            && !act.is_proved(merge.source.login)
        {
            return Err(Error::NotFound); // nothing is shown of what may be another's
        }
        let planned = self.plan(&mut act, &merge).await?;
        // The transaction is dropped: whatever time has ended is ended by the merge itself.
        let shown = async |act: &mut Act, side: &Party| -> Result<MergedProfile, Error> {
            let row = logins::one(&mut act.transaction.on(), side.login).await?;
            let row = row.ok_or(Error::NotFound)?;
            let proved = act.is_proved(row.id);
            let known = proved || row.id == act.session.login_id;
            let login = if known { row.email } else { masked(&row.email) };
            Ok(MergedProfile { id: side.profile, login, proved })
        };
        Ok(MergePreview {
            into: match &merge.target {
                Some(target) => Some(shown(&mut act, target).await?),
                None => None,
            },
            from: shown(&mut act, &merge.source).await?,
            moved: planned.moved(language)?,
            collisions: planned.collisions(language, &act)?,
            results: u32::try_from(planned.source.results.len()).unwrap_or(u32::MAX),
            same_results: u32::try_from(planned.plan.same_results.len()).unwrap_or(u32::MAX),
            other_account: merge.owner != act.session.learner_id,
            attested: merge.attested,
        })
    }

    /// P7: merges a certification profile into one's own; that of another account brings the whole
    /// account with it. Sent again, it is done already.
    ///
    /// # Errors
    /// [`Refusal::NotProven`] unless both personal logins have been proven freshly or support stands
    /// for it; [`Refusal::Elsewhere`] where the other account has several profiles itself;
    /// [`crate::Invalid::LastAdministrator`] where it is that of the last administrator.
    pub async fn merge_profiles(&self, token: &str, source: Uuid) -> Result<(), Error> {
        let Some((mut act, merge)) = self.merge(token, source).await? else {
            return Ok(());
        };
        let here = match &merge.target {
            Some(target) => act.is_proved(target.login),
            None => act.facts.logins.iter().any(|login| act.is_proved(login.id)),
        };
        let proved = here && act.is_proved(merge.source.login);
        if !(merge.attested || proved) {
            return Err(Refusal::NotProven.into());
        }
        let planned = self.plan(&mut act, &merge).await?;
        let (learner, source) = (act.session.learner_id, merge.source.profile);
        if let Some(target) = &merge.target {
            planned.carry_out(&mut act, target.profile, source).await?;
        } else {
            profiles::give_profile(&mut act.transaction.on(), source, learner).await?;
        }
        act.tell(Kind::ProfilesMerged, None, json!({})).await?;
        if merge.owner != learner {
            // Whoever reads the mail of the other account hears of it too.
            let theirs = logins::one(&mut act.transaction.on(), merge.source.login).await?;
            if let Some(login) = theirs {
                act.tell(Kind::ProfilesMerged, Some(login.email), json!({})).await?;
            }
            join(&mut act, merge.owner).await?;
        }
        sessions::end_others(&mut act.transaction.on(), learner, &act.token_hash).await?;
        let into = merge.target.as_ref().map_or(source, |target| target.profile);
        mail::follow_profile(&mut act.transaction.on(), into).await?;
        support::use_attestation(&mut act.transaction.on(), into, source, act.now).await?;
        let detail = json!({
            "certification_profile": into,
            "merged": source,
            "moved": planned.plan.moved.len(),
            "united": planned.plan.united.len(),
            "closed_attempts": planned.plan.closed.len(),
            "attested": merge.attested,
        });
        act.record(Action::ProfilesMerged, detail).await?;
        // X2, X3: what was passed here and there may earn something only together.
        let merged = Profile { id: into, learner_id: learner };
        earn(&mut act.transaction, Actor::Learner(learner), vec![merged], act.now).await?;
        Ok(act.transaction.commit().await?)
    }

    /// Which two; `None` where it has been done already.
    async fn merge(&self, token: &str, source: Uuid) -> Result<Option<(Act, Merge)>, Error> {
        let before = profiles::owner(&mut self.store.read().await?.on(), source).await?;
        let mut transaction = self.store.begin().await?;
        transaction.lock(RESULTS).await?;
        let mut act = self.act_in(transaction, token, before).await?;
        let learner = act.session.learner_id;
        let on = &mut act.transaction.on();
        let Some(owner) = profiles::owner(on, source).await? else {
            let present = former_ids::present(on, source).await?;
            let done = act.facts.profiles.iter().any(|profile| Some(profile.id) == present);
            return if done { Ok(None) } else { Err(Error::NotFound) };
        };
        // While it waited the profile may have gone to an account that is not locked.
        if owner != learner && before != Some(owner) {
            return Err(Refusal::NotNow.into());
        }
        let theirs = profiles::of_learner(on, owner).await?;
        let side = |profile: &profiles::ProfileRow| Party {
            profile: profile.id,
            login: profile.personal_login_id,
        };
        let found = theirs.iter().find(|profile| profile.id == source).map(side);
        let source = found.ok_or(Error::NotFound)?;
        let target = act.facts.keeper().map_err(StoreError::from)?.map(side);
        if owner == learner && act.facts.profiles.len() < 2 {
            return Ok(None); // it was taken over as it is
        }
        if target.as_ref().is_some_and(|target| target.profile == source.profile) {
            return Err(Refusal::NotNow.into());
        }
        if owner != learner && theirs.len() > 1 {
            return Err(Refusal::Elsewhere.into());
        }
        let since = act.now - ATTESTATION_VALID;
        let into = target.as_ref().map_or(source.profile, |target| target.profile);
        let on = &mut act.transaction.on();
        let attested = support::attested_merge(on, into, source.profile, since).await?;
        Ok(Some((act, Merge { target, source, owner, attested })))
    }

    /// Locks both profiles with all that they hold, lets time do what it does, and plans.
    async fn plan(&self, act: &mut Act, merge: &Merge) -> Result<Planned, Error> {
        let sides: Vec<_> =
            merge.target.iter().chain([&merge.source]).map(|it| it.profile).collect();
        let mut locks = sides.clone();
        locks.sort_unstable();
        for profile in locks {
            act.transaction.lock(profile).await?;
        }
        let mut credentials = Vec::new();
        for side in &sides {
            credentials.extend(merging::credential_ids(&mut act.transaction.on(), *side).await?);
        }
        credentials.sort_unstable();
        for credential in credentials {
            act.transaction.lock(credential).await?;
        }
        // Nobody can start another attempt now.
        let mut attempts = Vec::new();
        for side in &sides {
            attempts.extend(merging::open_attempts(&mut act.transaction.on(), *side).await?);
        }
        attempts.sort_unstable();
        for attempt in attempts {
            act.transaction.lock(attempt).await?;
        }
        for (side, learner) in sides.iter().rev().zip([merge.owner, act.session.learner_id]) {
            for attempt in merging::open_attempts(&mut act.transaction.on(), *side).await? {
                attempts::end_if_overdue(&mut act.transaction, learner, attempt, act.now).await?;
            }
        }
        let on = &mut act.transaction.on();
        let there = merging::held(on, merge.source.profile).await?;
        let source = merging::profile(on, merge.source.profile, &there).await?;
        let (here, target) = match &merge.target {
            None => (Vec::new(), merge::Profile::default()),
            Some(side) => {
                let here = merging::held(on, side.profile).await?;
                let profile = merging::profile(on, side.profile, &here).await?;
                (here, profile)
            }
        };
        let mut plan = merge::plan(&target, &source, self.policy.renewal_window, act.now);
        if merge.target.is_none() {
            plan.closed.clear(); // nothing is merged: the profile changes hands with all it holds
        }
        Ok(Planned { here, there, source, target, plan })
    }
}

impl Planned {
    /// Does it. What is left of the source leads on to the target.
    async fn carry_out(&self, act: &mut Act, target: Uuid, source: Uuid) -> Result<(), Error> {
        let (on, now) = (&mut act.transaction.on(), act.now);
        for attempt in &self.plan.closed {
            merging::close(on, *attempt, now).await?;
        }
        for credential in &self.plan.moved {
            merging::move_credential(on, *credential, target).await?;
        }
        for united in &self.plan.united {
            let stays = self.stays(united).ok_or(Error::NotFound)?;
            merging::unite(on, united, stays).await?;
            former_ids::lead_on(on, "credential", united.source, united.target, now).await?;
        }
        merging::move_results(on, source, target).await?;
        merging::settle(on, target).await?;
        profiles::delete_profile(on, source).await?;
        Ok(former_ids::lead_on(on, "certification_profile", source, target, now).await?)
    }

    fn stays(&self, united: &United) -> Option<&HeldRow> {
        match united.later {
            Side::Target => self.here.iter().find(|row| row.id == united.target),
            Side::Source => self.there.iter().find(|row| row.id == united.source),
        }
    }

    fn moved(&self, language: Language) -> Result<Vec<Moved>, StoreError> {
        let rows = self
            .there
            .iter()
            .filter(|row| self.plan.united.iter().all(|united| united.source != row.id));
        rows.map(|row| {
            Ok(Moved {
                certification: row.named.name(language)?,
                valid_through: row.valid_through,
                closes_attempt: self.closed_of(&self.source, row.id) > 0,
            })
        })
        .collect()
    }

    fn collisions(&self, language: Language, act: &Act) -> Result<Vec<Collision>, StoreError> {
        let mut collisions = Vec::new();
        for united in &self.plan.united {
            let here = self.here.iter().find(|row| row.id == united.target);
            let there = self.there.iter().find(|row| row.id == united.source);
            let (Some(here), Some(there), Some(stays)) = (here, there, self.stays(united)) else {
                continue;
            };
            collisions.push(Collision {
                certification: here.named.name(language)?,
                here: here.valid_through,
                there: there.valid_through,
                stays: stays.valid_through,
                counted_attempts: united.counted.number,
                next_start_at: united.counted.next_start_at().filter(|at| *at > act.now),
                closes_attempts: self.closed_of(&self.source, there.id)
                    + self.closed_of(&self.target, here.id),
            });
        }
        Ok(collisions)
    }

    /// How many open attempts of a credential are closed.
    fn closed_of(&self, profile: &merge::Profile, credential: Uuid) -> u32 {
        let attempts = profile.credentials.iter().filter(|it| it.id == credential);
        let closed = attempts
            .flat_map(|it| &it.attempts)
            .filter(|attempt| self.plan.closed.contains(&attempt.id));
        u32::try_from(closed.count()).unwrap_or(u32::MAX)
    }
}
