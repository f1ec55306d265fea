//! Attempts: start, save, switch language, submit, and what time itself ends. A1–A14

mod ending;
mod pages;

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    assessment::draw,
    attempt::{Deadline, State, is_overtaken},
    decision::Decision,
    view::{Attempt, AttemptResult, Saved},
};
use uuid::Uuid;

use crate::{
    Error, Invalid, Service,
    store::{
        StoreError, Transaction, answers,
        attempts::{self, AttemptRow, NewAttempt},
        credentials::{self, CredentialRow},
    },
};

/// A14: the agreement that a learner accepts today.
pub const AGREEMENT: &str = "2026-1";

/// An answer to one question.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which attempt.
    pub attempt_id: Uuid,
    /// Which of its questions.
    pub question_id: String,
    /// The ids of the chosen options; none takes the answer back.
    pub choice: Vec<String>,
    /// Larger than that of every earlier answer to the question, at least 1.
    pub revision: i64,
    /// The revisions in sight of which it was given, so that it replaces no other; empty where it
    /// stands on its own and the larger revision wins.
    pub base: Vec<i64>,
    /// A13: whether the question is marked for review; `None` leaves the mark as it is.
    pub flagged: Option<bool>,
}

impl Service {
    /// A1: starts an attempt, or returns the one that is open (A2).
    ///
    /// # Errors
    /// [`Error::Refused`] with the decision and its instants, [`Error::AgreementMissing`] (A14),
    /// [`Invalid::UnknownLanguage`] (L1).
    pub async fn start(
        &self,
        learner: Uuid,
        credential: Uuid,
        language: &str,
        agreement: bool,
    ) -> Result<Attempt, Error> {
        let mut transaction = self.store.begin().await?;
        transaction.lock(credential).await?;
        let now = self.now(); // after the wait for the lock: the start is now
        let found = credentials::one(&mut transaction.on(), learner, credential, now).await?;
        let Some(mut row) = found else {
            // P7: merged into another one, perhaps while this waited for the lock.
            drop(transaction);
            let present = self.present_id(credential).await?.ok_or(Error::NotFound)?;
            return Box::pin(self.start(learner, present, language, agreement)).await;
        };
        if let Some(overdue) = row.overdue_attempt(now) {
            let due = self.locked(&mut transaction, learner, overdue).await?;
            ending::end_by_time(&mut transaction, &due, now).await?;
            row = credentials::one(&mut transaction.on(), learner, credential, now)
                .await?
                .ok_or(Error::NotFound)?;
        }
        let attempt = match row.open_attempt_id {
            Some(open) => open, // A2, whatever else has changed (A1)
            None => self.insert_attempt(&mut transaction, &row, language, agreement, now).await?,
        };
        let row = load(&mut transaction, learner, attempt).await?;
        let view = pages::attempt(&mut transaction.on(), &row).await?;
        transaction.commit().await?;
        Ok(view)
    }

    async fn insert_attempt(
        &self,
        transaction: &mut Transaction,
        row: &CredentialRow,
        language: &str,
        agreement: bool,
        now: DateTime<Utc>,
    ) -> Result<Uuid, Error> {
        let situation = row.situation().map_err(StoreError::from)?;
        let standing = situation.at(now, self.policy.renewal_window);
        let (Decision::Renewable, Some(expires_at), Some(version_id), Some(facts)) = (
            standing.decision,
            standing.expires_at,
            row.in_effect.version_id,
            row.in_effect.facts(),
        ) else {
            return Err(Error::Refused(standing));
        };
        if !agreement {
            return Err(Error::AgreementMissing); // A14
        }
        if !facts.languages.iter().any(|offered| offered == language) {
            return Err(Invalid::UnknownLanguage.into()); // L1
        }
        let on = &mut transaction.on();
        let seen: HashSet<_> = if standing.counted_attempts == 0 {
            HashSet::new()
        } else {
            attempts::seen_questions(on, row.id, row.cycle).await?.into_iter().collect()
        };
        let blueprint: Vec<_> = crate::store::catalogue::skills(on, version_id)
            .await?
            .into_iter()
            .map(|skill| (skill.id, skill.share))
            .collect();
        let bank = attempts::bank(on, version_id).await?;
        let random: u64 = rand::random();
        let drawn = draw(&blueprint, &bank, &seen, random).map_err(|missing| {
            // An import refuses such a bank, so this is a fault of the stored version.
            StoreError::from(crate::store::Senseless {
                table: "assessment_version",
                column: "skills",
                id: version_id.to_string(),
                value: missing.first().map(ToString::to_string).unwrap_or_default(),
            })
        })?;
        let limit = facts.time_limit_minutes.map(|minutes| TimeDelta::minutes(minutes.into()));
        let new = NewAttempt {
            id: Uuid::now_v7(),
            credential_id: row.id,
            cycle: row.cycle,
            version_id,
            language,
            seed: random,
            drawn: &drawn,
            agreement: AGREEMENT,
            started_at: now,
            deadline: Deadline::set(now, limit, expires_at), // A7
        };
        attempts::insert(on, &new).await?;
        Ok(new.id)
    }

    /// A13: keeps an answer, unless there is one already that it has to give way to.
    ///
    /// # Errors
    /// [`Error::NoOpenAttempt`] once the attempt has ended, [`Error::Invalid`] for what the
    /// question does not have.
    pub async fn save(&self, learner: Uuid, answer: Answer) -> Result<Saved, Error> {
        let Answer { attempt_id, question_id, choice, revision, base, flagged } = answer;
        let mut transaction = self.store.begin().await?;
        transaction.lock(attempt_id).await?;
        let now = self.now();
        let on = &mut transaction.on();
        let target =
            answers::target(on, learner, attempt_id, &question_id).await?.ok_or(Error::NotFound)?;
        if !target.is_open(now) {
            drop(transaction);
            return Err(Error::NoOpenAttempt(self.end_if_due(learner, attempt_id).await?));
        }
        let options = target.options(&question_id).ok_or(Invalid::UnknownQuestion)?;
        if choice.iter().any(|id| !options.contains(id)) {
            return Err(Invalid::UnknownOption.into());
        }
        if choice.len() > 1 && !target.takes_several() {
            return Err(Invalid::TooManyOptions.into());
        }
        if revision < 1 {
            return Err(Invalid::Revision.into());
        }
        if let Some(held) = target.held().filter(|it| is_overtaken(revision, &base, it.revision)) {
            return Ok(held);
        }
        let saved =
            answers::save(on, attempt_id, &question_id, &choice, revision, flagged, now).await?;
        transaction.commit().await?;
        Ok(saved)
    }

    /// L2: switches the language of the questions; answers, order and time stay.
    pub async fn switch_language(
        &self,
        learner: Uuid,
        attempt: Uuid,
        language: &str,
    ) -> Result<(), Error> {
        let mut transaction = self.store.begin().await?;
        let row = load(&mut transaction, learner, attempt).await?;
        if !row.languages.iter().any(|offered| offered == language) {
            return Err(Invalid::UnknownLanguage.into());
        }
        if !is_open(&row, self.now())? {
            drop(transaction);
            return Err(Error::NoOpenAttempt(self.end_if_due(learner, attempt).await?));
        }
        attempts::switch_language(&mut transaction.on(), attempt, language).await?;
        Ok(transaction.commit().await?)
    }

    /// A3: ends an attempt with the answers saved so far. Sent again, it says the same again.
    ///
    /// # Errors
    /// [`Error::NoOpenAttempt`] where the expiry has closed it (A8).
    pub async fn submit(&self, learner: Uuid, attempt: Uuid) -> Result<AttemptResult, Error> {
        let mut transaction = self.store.begin().await?;
        let row = self.locked(&mut transaction, learner, attempt).await?;
        let now = self.now();
        if !is_open(&row, now)? {
            ending::end_by_time(&mut transaction, &row, now).await?;
            let row = load(&mut transaction, learner, attempt).await?;
            transaction.commit().await?;
            return pages::result(&row)?
                .ok_or(Error::NoOpenAttempt(row.state().map_err(StoreError::from)?));
        }
        let result = ending::grade(&mut transaction, &row, now).await?;
        transaction.commit().await?;
        Ok(result)
    }

    /// Ends an attempt that time has ended, and says where it stands.
    pub(crate) async fn end_if_due(&self, learner: Uuid, attempt: Uuid) -> Result<State, Error> {
        let mut transaction = self.store.begin().await?;
        let row = self.locked(&mut transaction, learner, attempt).await?;
        let state = ending::end_by_time(&mut transaction, &row, self.now()).await?;
        transaction.commit().await?;
        Ok(state)
    }

    /// The attempt as it is once nobody else can change it.
    async fn locked(
        &self,
        transaction: &mut Transaction,
        learner: Uuid,
        attempt: Uuid,
    ) -> Result<AttemptRow, Error> {
        transaction.lock(attempt).await?;
        load(transaction, learner, attempt).await
    }
}

/// Ends an attempt of a credential whose lock is held, if its deadline has been reached.
pub(crate) async fn end_if_overdue(
    transaction: &mut Transaction,
    learner: Uuid,
    attempt: Uuid,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    transaction.lock(attempt).await?;
    let row = load(transaction, learner, attempt).await?;
    ending::end_by_time(transaction, &row, now).await?;
    Ok(())
}

async fn load(
    transaction: &mut Transaction,
    learner: Uuid,
    attempt: Uuid,
) -> Result<AttemptRow, Error> {
    attempts::one(&mut transaction.on(), learner, attempt).await?.ok_or(Error::NotFound)
}

fn is_open(row: &AttemptRow, now: DateTime<Utc>) -> Result<bool, StoreError> {
    Ok(row.state()? == State::Open && row.deadline()?.reached(now).is_none())
}
