//! The page of the profiles. P5

use domain::{
    profile::{Connection, LoginKind, Owner, Refusal, masked, may_remove, offers},
    view::{AskedSupport, CertificationProfile, LoginLine, ProfilesPage, ProvedLogin},
};
use uuid::Uuid;

use super::{PROOF_VALID, learning_proved, merging::ATTESTATION_VALID, owner};
use crate::{
    Error, Service,
    secrets::hash_of,
    store::{
        Connection as Database, StoreError, former_ids,
        logins::{self, LoginRow},
        profiles::{self, Facts},
        proofs::{self, SessionLogin},
        support,
    },
};

/// What this session knows.
struct Seen<'a> {
    session: SessionLogin,
    facts: &'a Facts,
    proved: &'a [Uuid],
    connection: Connection,
}

impl Service {
    /// How a learner's profiles stand, and what can be done.
    pub async fn profiles_page(&self, learner: Uuid, token: &str) -> Result<ProfilesPage, Error> {
        self.tidy_profiles(learner).await?;
        let hash = hash_of(token);
        let mut reader = self.store.read().await?;
        let on = &mut reader.on();
        let session = proofs::session(on, &hash).await?;
        let session = session.filter(|it| it.learner_id == learner).ok_or(Error::NotFound)?;
        let facts = profiles::facts(on, learner).await?;
        let proved = proofs::since(on, &hash, self.now() - PROOF_VALID).await?;
        let asked = support::of_learner(on, learner).await?;
        let since = self.now() - ATTESTATION_VALID;
        let attested = match facts.keeper().map_err(StoreError::from)? {
            Some(keeper) => support::attested_merges(on, keeper.id, since).await?,
            None => Vec::new(),
        };
        let connection = facts.profiles().map_err(StoreError::from)?.connection();
        let seen = Seen { session, facts: &facts, proved: &proved, connection };
        Ok(ProfilesPage {
            connection,
            certification: seen.certification(on).await?,
            logins: seen.logins()?,
            proved: seen.proved(on).await?,
            learning_proved: learning_proved(&facts, &proved, Uuid::nil()),
            attested,
            asked: asked.map(|it| AskedSupport { reference: it.reference, at: it.asked_at }),
        })
    }
}

impl Seen<'_> {
    fn is_proved(&self, login: Uuid) -> bool {
        self.proved.contains(&login)
    }

    /// A login's name, masked unless it was used or proven in this session.
    fn name(&self, login: &LoginRow) -> String {
        if login.id == self.session.login_id || self.is_proved(login.id) {
            login.email.clone()
        } else {
            masked(&login.email)
        }
    }

    async fn certification(
        &self,
        on: &mut Database<'_>,
    ) -> Result<Vec<CertificationProfile>, StoreError> {
        let keeper = self.facts.keeper()?.map(|profile| profile.id);
        let mut all = Vec::new();
        for profile in &self.facts.profiles {
            all.push(CertificationProfile {
                id: profile.id,
                login: profile.personal_login_id,
                holds: u32::try_from(profile.credentials).unwrap_or(u32::MAX),
                stays: keeper == Some(profile.id),
                former: former_ids::of(on, profile.id).await?,
            });
        }
        Ok(all)
    }

    fn logins(&self) -> Result<Vec<LoginLine>, StoreError> {
        let rules = self.facts.rules()?;
        let line = |(row, rule): (&LoginRow, &domain::profile::Login)| {
            let another = rules.iter().any(|it| it.id != rule.id && self.is_proved(it.id));
            let keep = may_remove(rule, &rules, self.session.login_id, another).err();
            LoginLine {
                id: row.id,
                kind: rule.kind,
                provider: row.provider.clone(),
                name: self.name(row),
                learning: rule.learning,
                certification: rule.certification,
                of_session: row.id == self.session.login_id,
                proved: self.is_proved(row.id),
                keep: keep.map(Refusal::from),
            }
        };
        Ok(self.facts.logins.iter().zip(&rules).map(line).collect())
    }

    async fn proved(&self, on: &mut Database<'_>) -> Result<Vec<ProvedLogin>, Error> {
        let mut all = Vec::new();
        for id in self.proved {
            let Some(row) = logins::one(on, *id).await? else { continue };
            let rule = row.login().map_err(StoreError::from)?;
            let owner = owner(on, self.session.learner_id, &row).await?;
            let others = learning_proved(self.facts, self.proved, row.id);
            let offers = offers(self.connection, &rule, owner, others);
            let elsewhere = owner != Owner::Own;
            if elsewhere || !offers.is_empty() {
                let kind: LoginKind = rule.kind;
                all.push(ProvedLogin { id: row.id, kind, name: row.email, elsewhere, offers });
            }
        }
        Ok(all)
    }
}
