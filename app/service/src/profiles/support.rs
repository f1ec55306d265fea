//! Asking support, and what support stands for. P6, P7

use domain::{audit::Action, profile::LoginKind, profile::Refusal};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Error, Service,
    store::{
        StoreError,
        audit::{self, Actor, Entry},
        profiles,
        support::{self, NewAttestation, SupportRequest},
    },
};

/// So many characters of a message to support are kept.
pub const MESSAGE_AT_MOST: usize = 1000;
/// So many requests are shown at a time.
const AT_A_TIME: i64 = 200;

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
        /// The login of the learning profile.
        login: Uuid,
    },
}

impl Service {
    /// P6: asks support and says under which reference. Whoever has asked already changes what they
    /// wrote.
    pub async fn ask_support(&self, learner: Uuid, message: &str) -> Result<String, Error> {
        let mut transaction = self.store.begin().await?;
        transaction.lock(learner).await?;
        let now = self.now();
        let on = &mut transaction.on();
        let facts = profiles::facts(on, learner).await?;
        let connection = facts.profiles().map_err(StoreError::from)?.connection();
        let message = message.trim().chars().filter(|it| *it != '\0').take(MESSAGE_AT_MOST);
        let new = SupportRequest {
            reference: new_reference(),
            learner_id: learner,
            connection: connection.name().to_owned(),
            message: message.collect(),
            asked_at: now,
        };
        let reference = support::ask(on, &new).await?;
        if reference == new.reference {
            let entry = Entry {
                actor: Actor::Learner(learner),
                learner: Some(learner),
                action: Action::SupportAsked,
                detail: json!({ "reference": reference }),
            };
            audit::record(on, &entry, now).await?;
        }
        transaction.commit().await?;
        Ok(reference)
    }

    /// What people have asked support for, the oldest first.
    pub async fn support_requests(&self) -> Result<Vec<SupportRequest>, Error> {
        Ok(support::waiting(&mut self.store.read().await?.on(), AT_A_TIME).await?)
    }

    /// Notes that a request has been answered; answered already is no error.
    pub async fn answer_support_request(&self, reference: &str) -> Result<(), Error> {
        let mut transaction = self.store.begin().await?;
        support::answer(&mut transaction.on(), reference, self.now()).await?;
        Ok(transaction.commit().await?)
    }

    /// P7: support stands for something, with a reason that the person can read. `actor` must have
    /// the role; who calls this has seen to it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for profiles and logins that don't exist or don't fit,
    /// [`Refusal::NotNow`] without a reason.
    pub async fn attest(&self, actor: Uuid, what: Attested, reason: &str) -> Result<(), Error> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Refusal::NotNow.into());
        }
        match what {
            Attested::Merge { target, source } => {
                self.attest_merge(actor, target, source, reason).await
            }
            Attested::LoginChange { profile, login } => {
                self.change_login(actor, profile, login, reason).await
            }
        }
    }

    async fn attest_merge(
        &self,
        actor: Uuid,
        target: Uuid,
        source: Uuid,
        reason: &str,
    ) -> Result<(), Error> {
        let mut transaction = self.store.begin().await?;
        let now = self.now();
        let on = &mut transaction.on();
        let here = profiles::owner(on, target).await?.ok_or(Error::NotFound)?;
        let there = profiles::owner(on, source).await?.ok_or(Error::NotFound)?;
        if target == source {
            return Err(Error::NotFound);
        }
        let what = "merge";
        let new =
            NewAttestation { what, profile: target, other: source, actor, reason, used_at: None };
        support::attest(on, &new, now).await?;
        let mut learners = vec![here, there];
        learners.dedup();
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
        actor: Uuid,
        profile: Uuid,
        login: Uuid,
        reason: &str,
    ) -> Result<(), Error> {
        let owner = profiles::owner(&mut self.store.read().await?.on(), profile).await?;
        let learner = owner.ok_or(Error::NotFound)?;
        let mut transaction = self.store.begin().await?;
        transaction.lock(learner).await?;
        let now = self.now();
        let on = &mut transaction.on();
        let facts = profiles::facts(on, learner).await?;
        let held = facts.profiles.iter().find(|it| it.id == profile).ok_or(Error::NotFound)?;
        let rules = facts.rules().map_err(StoreError::from)?;
        let fits = |id: Uuid| rules.iter().find(|it| it.id == id);
        let new = fits(login).filter(|it| it.kind == LoginKind::Personal);
        let new = new.ok_or(Error::NotFound)?;
        if held.personal_login_id == login {
            return Ok(());
        }
        if new.certification {
            return Err(Refusal::Elsewhere.into());
        }
        profiles::set_personal_login(on, profile, login).await?;
        let old = fits(held.personal_login_id).ok_or(Error::NotFound)?;
        if !old.learning {
            profiles::delete_login(on, old.id).await?;
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
        transaction.commit().await?;
        self.match_waiting_results().await?; // X4: they may have waited for this login
        Ok(())
    }
}

/// Eight signs that are not mistaken for each other, in two groups: 40 bits.
fn new_reference() -> String {
    const SIGNS: [char; 32] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H',
        'J', 'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
    ];
    let random: [u8; 8] = rand::random();
    let sign = |byte: &u8| SIGNS[usize::from(*byte % 32)];
    let (first, second) = random.split_at(4);
    let group = |bytes: &[u8]| bytes.iter().map(sign).collect::<String>();
    format!("{}-{}", group(first), group(second))
}
