//! A learner's credentials: the dashboard and the page of one.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    attempt::{Counted, SOON},
    decision::{Decision, Standing},
    view::{Credential, CredentialPage, Cycle, Dashboard, ExamWithoutEffect, PastAttempt},
    window,
};
use uuid::Uuid;
use words::Language;

use crate::{
    Error, Policy, Service, catalogue,
    store::{
        Connection, StoreError,
        attempts::{self, PastRow},
        credentials::{self, CredentialRow},
        ledger, results,
    },
};

impl Service {
    /// All credentials of a learner, each with its decision.
    pub async fn dashboard(&self, learner: Uuid, language: Language) -> Result<Dashboard, Error> {
        let now = self.now();
        let rows =
            credentials::of_learner(&mut self.store.read().await?.on(), learner, now).await?;
        // Whoever holds something has a profile already; that costs no look.
        if rows.is_empty() || rows.iter().any(CredentialRow::beside_others) {
            self.tidy_profiles(learner).await?;
        }
        let rows = if self.end_overdue(learner, &rows, now).await? {
            credentials::of_learner(&mut self.store.read().await?.on(), learner, now).await?
        } else {
            rows
        };
        let views = rows.iter().map(|row| view(row, now, &self.policy, language));
        Ok(Dashboard { now, credentials: views.collect::<Result<_, _>>()? })
    }

    /// One credential of the learner.
    pub async fn credential(
        &self,
        learner: Uuid,
        id: Uuid,
        language: Language,
    ) -> Result<Credential, Error> {
        let now = self.now();
        let row = self.credential_row(learner, id, now).await?;
        Ok(view(&row, now, &self.policy, language)?)
    }

    /// One credential of the learner with its certification and its history.
    pub async fn credential_page(
        &self,
        learner: Uuid,
        id: Uuid,
        language: Language,
    ) -> Result<CredentialPage, Error> {
        let now = self.now();
        let row = self.credential_row(learner, id, now).await?;
        let id = row.id;
        let mut reader = self.store.read().await?;
        let on = &mut reader.on();
        let certification = catalogue::page(on, self, &row.named.slug, language).await?;
        let history = ledger::of_credential(on, id).await?;
        let past = attempts::past(on, id).await?;
        let successor = match &certification.successor {
            Some(newer) => credentials::beside(on, id, &newer.slug).await?,
            None => None,
        };
        Ok(CredentialPage {
            now,
            successor,
            credential: view(&row, now, &self.policy, language)?,
            certification,
            cycles: history.iter().map(cycle).collect::<Result<_, _>>()?,
            attempts: past.iter().map(past_attempt).collect::<Result<_, _>>()?,
            reminders: row.reminders(),
            exams_without_effect: without_effect(on, &row).await?,
        })
    }

    /// P7: the id of one that was merged leads to the one that it went into.
    pub(crate) async fn credential_row(
        &self,
        learner: Uuid,
        mut id: Uuid,
        now: DateTime<Utc>,
    ) -> Result<CredentialRow, Error> {
        loop {
            let found =
                credentials::one(&mut self.store.read().await?.on(), learner, id, now).await?;
            let Some(row) = found else {
                id = self.present_id(id).await?.ok_or(Error::NotFound)?;
                continue;
            };
            if !self.end_overdue(learner, std::slice::from_ref(&row), now).await? {
                return Ok(row);
            }
        }
    }

    /// Ends what time has ended among these, and says whether there was anything to end.
    async fn end_overdue(
        &self,
        learner: Uuid,
        rows: &[CredentialRow],
        now: DateTime<Utc>,
    ) -> Result<bool, Error> {
        let mut any = false;
        for attempt in rows.iter().filter_map(|row| row.overdue_attempt(now)) {
            self.end_if_due(learner, attempt).await?;
            any = true;
        }
        Ok(any)
    }
}

/// A credential as its holder sees it.
pub(crate) fn view(
    row: &CredentialRow,
    now: DateTime<Utc>,
    policy: &Policy,
    language: Language,
) -> Result<Credential, StoreError> {
    let situation = row.situation()?;
    let standing = situation.at(now, policy.renewal_window);
    Ok(Credential {
        id: row.id,
        certification: row.named.name(language)?,
        standing,
        open_attempt_id: row.open_attempt_id,
        open_deadline: row.open_deadline.filter(|_| row.open_attempt_id.is_some()),
        earned_on: row.earned_on,
        cycle_since: row.cycle_since,
        connection: situation.connection,
        retires_at: row.retires_at,
        successor: row.successor.clone().filter(|_| standing.decision == Decision::Superseded),
        too_new_until: situation
            .certification
            .too_new_until()
            .filter(|_| standing.decision == Decision::TooNew),
        final_from: final_from(situation.counted, row, standing, now),
        exams: row.exams.iter().flatten().cloned().collect(),
        assessment: row.in_effect.facts(),
        last_failure: row.last_failure()?,
    })
}

/// A6: from when on a failure is final, if one that is started now may well end after it.
fn final_from(
    counted: Counted,
    row: &CredentialRow,
    standing: Standing,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let limit = row.in_effect.time_limit_minutes.map(|minutes| TimeDelta::minutes(minutes.into()));
    let from = counted.final_from(standing.expires_at?)?;
    let is_renewable = standing.decision == Decision::Renewable;
    (is_renewable && from <= now + limit.unwrap_or(SOON)).then_some(from)
}

fn cycle(row: &ledger::LedgerRow) -> Result<Cycle, StoreError> {
    Ok(Cycle { start: row.entry()?, at: row.at, valid_through: row.valid_through })
}

fn past_attempt(row: &PastRow) -> Result<PastAttempt, StoreError> {
    let skills = row.skills.as_ref().map(|skills| skills.0.clone()).unwrap_or_default();
    let points = row.points()?;
    Ok(PastAttempt {
        id: row.id,
        state: row.state()?,
        ended_at: row.ended_at,
        closed_by_merge: row.closed_by_merge,
        points,
        maximum: points.map(|_| skills.iter().map(|skill| skill.maximum).sum()),
        skills,
    })
}

/// X1: exams of this certification that were passed after the day it was earned and before it
/// expired: recorded, without effect on it.
async fn without_effect(
    on: &mut Connection<'_>,
    row: &CredentialRow,
) -> Result<Vec<ExamWithoutEffect>, Error> {
    let expires_at = row.valid_through.map(window::expires_at);
    let exams = results::passed_exams(on, row.id).await?;
    Ok(exams
        .into_iter()
        .filter(|passed| row.exams.iter().flatten().any(|code| *code == passed.exam))
        .filter(|passed| passed.taken_at.date_naive() > row.earned_on)
        .filter(|passed| expires_at.is_none_or(|expires_at| passed.taken_at < expires_at))
        .map(|passed| ExamWithoutEffect { exam: passed.exam, taken_at: passed.taken_at })
        .collect())
}
