//! Where links of mails lead (N4), and what can be done there without signing in: no more reminders
//! (N6).

use domain::{
    notice::Kind,
    profile::masked,
    view::{AboutCredential, Followed, Follower, LinkSubject},
};
use uuid::Uuid;
use words::Language;

use crate::{
    Error, Service,
    renewals::view,
    secrets::hash_of,
    store::{
        Connection, StoreError, credentials,
        links::{self, LINK_GOOD, Target},
    },
};

/// Which reminders are no longer wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mute {
    /// Those of the certification that the mail is about.
    Certification,
    /// All.
    All,
}

impl Service {
    /// N4: what a link of a mail leads to as things stand now, for `learner` or for a stranger.
    /// Changes nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a token that is in no mail, or whose mail is gone.
    pub async fn follow(
        &self,
        token: &str,
        learner: Option<Uuid>,
        language: Language,
    ) -> Result<Followed, Error> {
        let now = self.now();
        let mut reader = self.store.read().await?;
        let on = &mut reader.on();
        let target = links::target(on, &hash_of(token), now - LINK_GOOD).await?;
        let target = target.ok_or(Error::NotFound)?;
        let follower = match (learner, target.learner_id) {
            (None, _) => Follower::Stranger,
            (Some(learner), Some(owner)) if learner == owner => Follower::Addressee,
            _ => Follower::Other,
        };
        let kind = target.kind().map_err(StoreError::from)?;
        let subject = match kind {
            _ if target.credential_id.is_some() => {
                LinkSubject::Credential(Box::new(self.about(on, &target, kind, language).await?))
            }
            Kind::ConfirmAddress | Kind::ResetPassword | Kind::ChangeAddress => {
                let waits = target.waits.as_deref().map(masked);
                waits.map_or(LinkSubject::Over(kind), |address| LinkSubject::Waits(kind, address))
            }
            _ => LinkSubject::Account(kind),
        };
        Ok(Followed { now, follower, subject })
    }

    /// The credential of a mail as it stands now.
    async fn about(
        &self,
        on: &mut Connection<'_>,
        target: &Target,
        kind: Kind,
        language: Language,
    ) -> Result<AboutCredential, Error> {
        let now = self.now();
        let (Some(holder), Some(id)) = (target.learner_id, target.credential_id) else {
            return Err(Error::NotFound);
        };
        let row = credentials::one(on, holder, id, now).await?;
        let mut row = row.ok_or(Error::NotFound)?;
        if row.overdue_attempt(now).is_some() {
            row.open_attempt_id = None; // whoever goes on ends it; looking changes nothing
        }
        Ok(AboutCredential {
            credential: view(&row, now, &self.policy, language)?,
            renewed: target.cycle.is_some_and(|cycle| cycle < row.cycle),
            attempt_id: target.attempt_id,
            reminder: kind.is_reminder(),
            muted: target.muted_at.is_some() || target.all_muted_at.is_some(),
        })
    }

    /// N6: no more reminders, as the link of one says. Done already is no error.
    ///
    /// # Errors
    /// [`Error::NotFound`] unless it is the link of a reminder.
    pub async fn mute_by_link(&self, token: &str, what: Mute) -> Result<(), Error> {
        let mut reader = self.store.read().await?;
        let found = links::target(&mut reader.on(), &hash_of(token), self.now()).await?;
        drop(reader);
        let found = found.ok_or(Error::NotFound)?;
        let kind = found.kind().map_err(StoreError::from)?;
        match (found.credential_id, found.learner_id) {
            (Some(credential), Some(learner)) if kind.is_reminder() => match what {
                Mute::Certification => self.mute_credential(learner, credential, true).await,
                Mute::All => self.mute_reminders(learner, true).await,
            },
            _ => Err(Error::NotFound),
        }
    }
}
