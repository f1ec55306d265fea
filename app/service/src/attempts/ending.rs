//! How an attempt ends: graded by submission or limit, or closed by the expiry. A3, A8, A10

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    attempt::{EndsBy, State},
    notice::Kind,
    scoring::{self, Answered, Score},
    view::{AttemptResult, CycleStart},
};

use crate::{
    Error,
    store::{
        StoreError, Transaction,
        attempts::{self, AttemptRow},
        credentials,
        ledger::{self, LedgerEntry},
        mail,
    },
};

/// Ends the attempt if its deadline has been reached, and says where it stands then.
pub async fn end_by_time(
    transaction: &mut Transaction,
    row: &AttemptRow,
    now: DateTime<Utc>,
) -> Result<State, Error> {
    let state = row.state().map_err(StoreError::from)?;
    let deadline = row.deadline().map_err(StoreError::from)?;
    if state != State::Open {
        return Ok(state);
    }
    match deadline.reached(now) {
        None => Ok(State::Open),
        Some(EndsBy::Limit) => {
            let result = grade(transaction, row, deadline.at).await?; // A3: at the deadline
            Ok(if result.passed { State::Passed } else { State::Failed })
        }
        Some(EndsBy::Expiry) => {
            let on = &mut transaction.on();
            attempts::end(on, row.id, State::ClosedByExpiry, deadline.at, None).await?; // A8
            Ok(State::ClosedByExpiry)
        }
    }
}

/// Grades the answers saved so far and, on a pass, renews: all in the caller's transaction (A10).
pub async fn grade(
    transaction: &mut Transaction,
    row: &AttemptRow,
    at: DateTime<Utc>,
) -> Result<AttemptResult, Error> {
    let on = &mut transaction.on();
    let score = score(row, &attempts::keys_and_answers(on, row.version_id, row.id).await?)?;
    let mark = row.mark().map_err(StoreError::from)?;
    let passed = scoring::passed(score.points, score.maximum, mark); // A9
    let state = if passed { State::Passed } else { State::Failed };
    attempts::end(on, row.id, state, at, Some(&score)).await?;

    let mut valid_through = row.valid_through;
    if passed && let Some(known) = row.valid_through {
        let (id, cycle) = (row.credential_id, row.credential_cycle);
        let (before, renewed) = credentials::renew(on, id, cycle, known).await?; // E3
        let entry = LedgerEntry {
            credential_id: id,
            cycle: cycle + 1,
            entry: CycleStart::Renewed,
            at,
            before: Some(before),
            valid_through: Some(renewed),
            attempt_id: Some(row.id),
        };
        ledger::record(on, &entry).await?;
        valid_through = Some(renewed);
    }
    let kind = if passed { Kind::Receipt } else { Kind::Failure }; // N2
    mail::after_attempt(on, kind, row.credential_id, row.cycle, row.id, at).await?;

    let next_start_at = super::pages::next_start_at(row, state, at, row.valid_through)?;
    Ok(AttemptResult {
        attempt_id: row.id,
        passed,
        points: score.points,
        maximum: score.maximum,
        mark,
        skills: score.skills,
        valid_through,
        next_start_at,
    })
}

/// A9: the drawn questions against their keys. A question without a key is a fault of the bank
/// and must not pass as a wrong answer.
fn score(row: &AttemptRow, graded: &[attempts::Graded]) -> Result<Score, StoreError> {
    let by_question: HashMap<_, _> =
        graded.iter().map(|graded| (graded.question_id.as_str(), graded)).collect();
    let mut answers = Vec::with_capacity(row.drawn.len());
    for drawn in &row.drawn.0 {
        let graded = by_question.get(drawn.id.as_str()).ok_or_else(|| crate::store::Senseless {
            table: "question_key",
            column: "question_id",
            id: row.version_id.to_string(),
            value: format!("no key for {}", drawn.id),
        })?;
        answers.push(Answered {
            skill: &drawn.skill,
            right: &graded.correct,
            choice: graded.choice.as_ref().map_or(&[], |choice| choice.0.as_slice()),
        });
    }
    Ok(scoring::score(answers))
}
