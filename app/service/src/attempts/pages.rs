//! What the learner sees of an attempt: its questions while it is open, its result afterwards.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    attempt::{Counted, EndsBy, State},
    view::{Attempt, AttemptPage, AttemptResult, Choice, Question, ResultPage},
    window,
};
use uuid::Uuid;
use words::Language;

use crate::{
    Error, Service, catalogue, renewals,
    store::{
        Connection, StoreError, answers,
        attempts::{self, AttemptRow},
    },
};

impl Service {
    /// An attempt with everything its pages show. Its questions are there only while it is open.
    pub async fn attempt_page(
        &self,
        learner: Uuid,
        id: Uuid,
        language: Language,
    ) -> Result<AttemptPage, Error> {
        let (row, now) = self.settled(learner, id).await?;
        let mut reader = self.store.read().await?;
        let on = &mut reader.on();
        let deadline = row.deadline().map_err(StoreError::from)?;
        let limited = deadline.by == EndsBy::Limit;
        let counted = counted_before(&row)?;
        let expires_at = row.valid_through.map(window::expires_at);
        Ok(AttemptPage {
            now,
            attempt: attempt(on, &row).await?,
            certification: row.named.name(language).map_err(StoreError::from)?,
            languages: row.languages.0.clone(),
            skills: catalogue::version_skills(on, row.version_id, &row.language).await?,
            limited,
            expires_at,
            final_from: expires_at
                .and_then(|expires_at| counted.final_from(expires_at))
                .filter(|from| *from < deadline.at), // A6
        })
    }

    /// What an attempt came to. One that is still open is a conflict: it has no result yet.
    pub async fn result_page(
        &self,
        learner: Uuid,
        id: Uuid,
        language: Language,
    ) -> Result<ResultPage, Error> {
        let (row, now) = self.settled(learner, id).await?;
        let state = row.state().map_err(StoreError::from)?;
        let Some(ended_at) = row.ended_at else { return Err(Error::NoOpenAttempt(state)) };
        let held = self.credential_row(learner, row.credential_id, now).await?;
        let credential = renewals::view(&held, now, &self.policy, language)?;
        let is_latest = match state {
            State::Failed => credential.last_failure.is_some_and(|last| last.attempt_id == id),
            _ => row.cycle == held.cycle,
        };
        let mut reader = self.store.read().await?;
        let skills =
            catalogue::version_skills(&mut reader.on(), row.version_id, language.tag()).await?;
        Ok(ResultPage {
            now,
            state,
            ended_at,
            timed_out: state != State::ClosedByExpiry
                && row.deadline().map_err(StoreError::from)?.reached(ended_at).is_some(),
            closed_by_merge: row.closed_by_merge,
            version: row.version.clone(),
            credential,
            is_latest,
            result: result(&row)?,
            valid_through_before: row.renewed_from,
            skills,
        })
    }

    /// The attempt after time has done what it does.
    async fn settled(&self, learner: Uuid, id: Uuid) -> Result<(AttemptRow, DateTime<Utc>), Error> {
        loop {
            let now = self.now();
            let row = attempts::one(&mut self.store.read().await?.on(), learner, id)
                .await?
                .ok_or(Error::NotFound)?;
            let open = row.state().map_err(StoreError::from)? == State::Open;
            if !open || row.deadline().map_err(StoreError::from)?.reached(now).is_none() {
                return Ok((row, now));
            }
            self.end_if_due(learner, id).await?;
        }
    }
}

/// The attempt with its questions, as long as it is open (A11).
pub async fn attempt(on: &mut Connection<'_>, row: &AttemptRow) -> Result<Attempt, Error> {
    let state = row.state().map_err(StoreError::from)?;
    let questions = if state == State::Open { questions(on, row).await? } else { Vec::new() };
    Ok(Attempt {
        id: row.id,
        credential_id: row.credential_id,
        version: row.version.clone(),
        language: row.language.clone(),
        started_at: row.started_at,
        deadline: row.deadline().map_err(StoreError::from)?.at,
        state,
        questions,
    })
}

async fn questions(on: &mut Connection<'_>, row: &AttemptRow) -> Result<Vec<Question>, StoreError> {
    let known: HashMap<_, _> = answers::questions(on, row.version_id, &row.language, row.id)
        .await?
        .into_iter()
        .map(|question| (question.id.clone(), question))
        .collect();
    let mut questions = Vec::with_capacity(row.drawn.len());
    for drawn in &row.drawn.0 {
        let text = known.get(&drawn.id).ok_or_else(|| crate::store::Senseless {
            table: "question_text",
            column: "question_id",
            id: row.version_id.to_string(),
            value: format!("no text for {} in {}", drawn.id, row.language),
        })?;
        let option = |id: &String| Choice {
            id: id.clone(),
            text: text.options.get(id).cloned().unwrap_or_default(),
        };
        let (choice, revision, flagged) = text.answer();
        questions.push(Question {
            id: drawn.id.clone(),
            skill: drawn.skill.clone(),
            stem: text.stem.clone(),
            kind: text.kind()?,
            options: drawn.options.iter().map(option).collect(),
            choice,
            revision,
            flagged,
        });
    }
    Ok(questions)
}

/// The stored result; `None` where the attempt was not graded.
pub fn result(row: &AttemptRow) -> Result<Option<AttemptResult>, StoreError> {
    let state = row.state()?;
    let (Some(points), Some(ended_at)) = (row.points()?, row.ended_at) else { return Ok(None) };
    let skills = row.skills.as_ref().map(|skills| skills.0.clone()).unwrap_or_default();
    Ok(Some(AttemptResult {
        attempt_id: row.id,
        passed: state == State::Passed,
        points,
        maximum: skills.iter().map(|skill| skill.maximum).sum(),
        mark: row.mark()?,
        skills,
        valid_through: row.renewed_to.or(row.valid_through),
        next_start_at: next_start_at(row, state, ended_at, row.valid_through)?,
    }))
}

/// A4, A6: when the next attempt of the same cycle may start, if there is a wait and it ends
/// before the expiry.
pub fn next_start_at(
    row: &AttemptRow,
    state: State,
    ended_at: DateTime<Utc>,
    valid_through: Option<NaiveDate>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let next = counted_before(row)?.and_one_ended_at(ended_at).next_start_at();
    let expires_at = valid_through.map(window::expires_at);
    Ok(next.filter(|next| {
        state == State::Failed
            && row.cycle == row.credential_cycle
            && expires_at.is_some_and(|expires_at| *next < expires_at)
    }))
}

fn counted_before(row: &AttemptRow) -> Result<Counted, StoreError> {
    Ok(Counted { number: row.counted_before()?, last_ended_at: None })
}
