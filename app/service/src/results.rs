//! Exam results from outside: each recorded once (X4), whoever it belongs to, and what they earn.
//!
//! A batch is one transaction, and so is everything that it earns. Batches come one after the other
//! (the embedded database writes so anyway): what one reads is still so when it writes, and a result
//! that arrives in two batches at once is recorded by the first and known to the second.

mod earning;
mod people;
mod sent;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use domain::audit::Action;
use serde_json::json;
use uuid::Uuid;

pub(crate) use self::earning::earn;
use self::people::People;
pub use self::sent::{ExamResult, Fault, Outcome, Person};
use crate::{
    Error, Invalid, Service,
    store::{
        Connection, StoreError,
        audit::{self, Actor, Entry},
        results::{self, Profile, ResultRow, WaitingRow},
    },
};

/// The most results that are taken at a time.
pub const AT_MOST: usize = 1000;
/// A provider's clock may be ahead of ours by so much.
const AHEAD: TimeDelta = TimeDelta::minutes(5);
/// So many waiting results are matched at a time.
const WAITING_AT_A_TIME: i64 = 1000;
/// So often a batch is tried again when somebody else moved what it was about to move.
pub(crate) const TRIES: u32 = 4;

/// One batch at a time, and nothing else that moves results between profiles or many credentials.
/// Taken before every other lock; see [`Transaction::lock`].
pub(crate) const RESULTS: Uuid = Uuid::from_u128(0x0e5a_1709);

impl Service {
    /// Records a batch of at most [`AT_MOST`] results and says of each what became of it, in their
    /// order. Sent again, a batch changes nothing.
    ///
    /// # Errors
    /// [`Invalid::ExamResult`] for what [`ExamResult::check`] refuses, and for more than
    /// [`AT_MOST`]; then nothing is recorded.
    pub async fn record_results(
        &self,
        by: Actor,
        batch: &[ExamResult],
    ) -> Result<Vec<Outcome>, Error> {
        if batch.len() > AT_MOST || batch.iter().any(|result| result.check().is_err()) {
            return Err(Invalid::ExamResult.into());
        }
        let batch: Vec<_> = batch.iter().map(ExamResult::tidied).collect();
        let mut tries = 1;
        loop {
            match self.try_to_record(by, &batch).await {
                Err(Error::Store(error)) if tries < TRIES && error.is_somebody_faster() => {
                    tries += 1;
                }
                outcomes => return outcomes,
            }
        }
    }

    async fn try_to_record(&self, by: Actor, batch: &[ExamResult]) -> Result<Vec<Outcome>, Error> {
        let mut transaction = self.store.begin().await?;
        transaction.lock(RESULTS).await?;
        let now = self.now();
        let on = &mut transaction.on();
        let known = Known::load(on, batch).await?;
        let sorted = known.sort(batch, now);
        results::wait_no_more(on, &sorted.wait_no_more).await?;
        results::keep_waiting(on, &sorted.waiting, now).await?;
        keep(on, by, &sorted.recorded, now).await?;
        let profiles: Vec<_> = sorted.recorded.iter().map(|(profile, _)| *profile).collect();
        earn(&mut transaction, by, profiles, now).await?;
        transaction.commit().await?;
        Ok(sorted.outcomes)
    }

    /// Records the waiting results whose person has become known, and says how many. A job does so
    /// every minute, and whatever makes a profile or gives it another login does so at once.
    pub async fn match_waiting_results(&self) -> Result<u64, Error> {
        let mut reader = self.store.read().await?;
        if results::known_now(&mut reader.on(), 1).await?.is_empty() {
            return Ok(0);
        }
        drop(reader);
        let mut tries = 1;
        loop {
            match self.try_to_match().await {
                Err(Error::Store(error)) if tries < TRIES && error.is_somebody_faster() => {
                    tries += 1;
                }
                matched => return matched,
            }
        }
    }

    /// X4: somebody has just come, and their results may have come before. What fails here is only
    /// logged: the job tries again.
    pub(crate) async fn welcome_results(&self) {
        if let Err(error) = self.match_waiting_results().await {
            tracing::error!(%error, "waiting results were not matched");
        }
    }

    async fn try_to_match(&self) -> Result<u64, Error> {
        let mut transaction = self.store.begin().await?;
        transaction.lock(RESULTS).await?;
        let now = self.now();
        let on = &mut transaction.on();
        let waiting = results::known_now(on, WAITING_AT_A_TIME).await?;
        let persons: Vec<_> = waiting.iter().filter_map(Person::of).collect();
        let people = People::load(on, persons.iter()).await?;
        let matched: Vec<_> = waiting
            .into_iter()
            .filter_map(|row| Some((people.find(&Person::of(&row)?)?, row.result)))
            .collect();
        let ids: Vec<_> = matched.iter().map(|(_, result)| result.result_id.as_str()).collect();
        results::wait_no_more(on, &ids).await?;
        keep(on, Actor::Program, &matched, now).await?;
        let profiles = matched.iter().map(|(profile, _)| *profile).collect();
        earn(&mut transaction, Actor::Program, profiles, now).await?;
        transaction.commit().await?;
        Ok(matched.len() as u64)
    }
}

/// Stores results with their lines in the audit log.
async fn keep(
    on: &mut Connection<'_>,
    by: Actor,
    recorded: &[(Profile, ResultRow)],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    results::insert(on, recorded, now).await?;
    let entry = |(profile, result): &(Profile, ResultRow)| Entry {
        actor: by,
        learner: Some(profile.learner_id),
        action: Action::ResultRecorded,
        detail: json!({
            "result_id": result.result_id,
            "exam": result.exam,
            "passed": result.passed,
            "beta": result.beta,
            "taken_at": result.taken_at,
        }),
    };
    let entries: Vec<_> = recorded.iter().map(entry).collect();
    audit::record_all(on, &entries, now).await
}

/// What is known before a batch.
struct Known {
    people: People,
    /// By their code in capital letters.
    exams: HashMap<String, String>,
    results: HashMap<String, Before>,
}

/// A result that has been sent before.
struct Before {
    result: ResultRow,
    whose: Whose,
}

enum Whose {
    Recorded(Uuid),
    Waiting(Person),
}

/// What becomes of a batch.
#[derive(Default)]
struct Sorted<'a> {
    outcomes: Vec<Outcome>,
    recorded: Vec<(Profile, ResultRow)>,
    waiting: Vec<WaitingRow>,
    /// Sent before, and only now known whose they are.
    wait_no_more: Vec<&'a str>,
}

impl Known {
    async fn load(on: &mut Connection<'_>, batch: &[ExamResult]) -> Result<Self, StoreError> {
        let ids: HashSet<_> = batch.iter().map(|result| result.result_id.as_str()).collect();
        let ids: Vec<_> = ids.into_iter().collect();
        let exams = results::exams(on).await?;
        let recorded = results::recorded(on, &ids).await?.into_iter().map(|row| Before {
            result: row.result,
            whose: Whose::Recorded(row.certification_profile_id),
        });
        let waiting = results::waiting(on, &ids).await?;
        let waiting = waiting.into_iter().filter_map(|row| {
            Some(Before { whose: Whose::Waiting(Person::of(&row)?), result: row.result })
        });
        let results = recorded.chain(waiting);
        Ok(Self {
            results: results.map(|before| (before.result.result_id.clone(), before)).collect(),
            people: People::load(on, batch.iter().map(|result| &result.person)).await?,
            exams: exams.into_iter().map(|code| (code.to_uppercase(), code)).collect(),
        })
    }

    fn sort(mut self, batch: &[ExamResult], now: DateTime<Utc>) -> Sorted<'_> {
        let mut sorted = Sorted::default();
        for sent in batch {
            let outcome = self.sort_one(sent, now, &mut sorted);
            sorted.outcomes.push(outcome);
        }
        sorted
    }

    fn sort_one<'a>(
        &mut self,
        sent: &'a ExamResult,
        now: DateTime<Utc>,
        sorted: &mut Sorted<'a>,
    ) -> Outcome {
        let Some(exam) = self.exams.get(&sent.exam.to_uppercase()) else {
            return Outcome::UnknownExam;
        };
        let result = sent.row(exam);
        let profile = self.people.find(&sent.person);
        match self.results.get(&result.result_id) {
            Some(before) if before.result != result => return Outcome::Conflicting,
            Some(Before { whose: Whose::Recorded(whose), .. }) => {
                // Whom nobody knows (any more) does not contradict.
                let other = profile.is_some_and(|profile| profile.id != *whose);
                return if other { Outcome::Conflicting } else { Outcome::AlreadyRecorded };
            }
            Some(Before { whose: Whose::Waiting(person), .. }) => {
                let same = *person == sent.person
                    || self.people.find(person).is_some_and(|before| Some(before) == profile);
                match profile {
                    _ if !same => return Outcome::Conflicting,
                    None => return Outcome::UnknownPerson,
                    // Now they are known, and the job has not come by yet.
                    Some(_) => sorted.wait_no_more.push(&sent.result_id),
                }
            }
            None if sent.taken_at > now + AHEAD => return Outcome::InTheFuture,
            None => {}
        }
        let (outcome, whose) = if let Some(profile) = profile {
            sorted.recorded.push((profile, result.clone()));
            (Outcome::Recorded, Whose::Recorded(profile.id))
        } else {
            sorted.waiting.push(sent.person.waiting(result.clone()));
            (Outcome::UnknownPerson, Whose::Waiting(sent.person.clone()))
        };
        self.results.insert(result.result_id.clone(), Before { result, whose });
        outcome
    }
}

/// The profiles, each once, with their persons.
fn by_profile(profiles: Vec<Profile>) -> BTreeMap<Uuid, Uuid> {
    profiles.into_iter().map(|profile| (profile.id, profile.learner_id)).collect()
}
