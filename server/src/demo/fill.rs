//! Fills an empty database with the sample catalogue, the question banks and the learners. What
//! learners did in the past they do through the use cases, with the clock moved there.

use std::{collections::HashMap, error::Error};

use chrono::{DateTime, TimeDelta, Utc};
use include_dir::{Dir, include_dir};
use service::{
    Actor, Answer, Clock, Service,
    demo::{SampleCredential, SampleLearner},
    import::{Report, SourceFile},
};
use uuid::Uuid;

use super::{
    PASSWORD,
    learners::{Credential, Samples},
};

static CATALOGUE: Dir = include_dir!("$CARGO_MANIFEST_DIR/demo/catalogue");
static QUESTIONS: Dir = include_dir!("$CARGO_MANIFEST_DIR/demo/questions");

/// The language in which the samples were assessed.
const LANGUAGE: &str = "en";
/// How long an attempt took that failed.
const TAKEN: TimeDelta = TimeDelta::minutes(25);

/// Fills the database; the first `done` learners are there already.
pub async fn fill(service: &Service, samples: &Samples, done: u32) -> Result<(), Box<dyn Error>> {
    tracing::info!(done, "filling the database with sample data");
    whole(&service.import_catalogue(&files(&CATALOGUE)).await?)?;
    for bank in QUESTIONS.dirs() {
        let certification = bank.path().to_string_lossy();
        whole(&service.import_questions(&certification, &files(bank)).await?)?;
    }
    let now = service.now();
    let since = (now - TimeDelta::days(samples.too_new.available_for_days.into())).date_naive();
    service.set_available_since(&samples.too_new.certification, since).await?;
    let mut ids = HashMap::new();
    for (number, sample) in (0..).zip(&samples.learner) {
        let joined = sample.joins.as_ref().and_then(|email| ids.get(email)).copied();
        // Whoever is there and not whole was being made when the program died.
        match service.person_named(&sample.email).await {
            Ok(learner) if number < done => {
                ids.insert(&sample.email, learner);
                continue;
            }
            Ok(learner) if Some(learner) == joined => {
                service.next_sample().await?;
                continue;
            }
            Ok(learner) => service.drop_sample(learner).await?,
            Err(service::Error::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
        let learner = SampleLearner {
            name: sample.name.clone(),
            email: sample.email.clone(),
            password: PASSWORD.to_owned(),
            connected: sample.connected,
            credentials: sample
                .credentials
                .iter()
                .map(|credential| held(credential, now))
                .collect(),
        };
        let (learner, credentials) = service.add_sample_learner(&learner).await?;
        for role in &sample.roles {
            service.give_role(Actor::Program, learner, *role).await?;
        }
        for (credential, sample) in credentials.into_iter().zip(&sample.credentials) {
            attempt(service, learner, credential, sample, now).await?;
        }
        if let Some(state) = sample.profiles {
            service.shape_profiles(learner, state, PASSWORD).await?;
        }
        if let Some(other) = joined {
            service.join_profiles(learner, other).await?;
        }
        service.next_sample().await?;
        ids.insert(&sample.email, learner);
    }
    service.end_samples().await?;
    service.clock().set(Clock::system().now());
    Ok(())
}

/// The sample content is our own: all of it is taken, or the program is wrong.
fn whole(report: &Report) -> Result<(), String> {
    if report.problems.is_empty() { Ok(()) } else { Err(format!("the sample content: {report}")) }
}

fn held(credential: &Credential, now: DateTime<Utc>) -> SampleCredential {
    SampleCredential {
        certification: credential.certification.clone(),
        valid_through: (now + TimeDelta::days(credential.valid_for_days)).date_naive(),
        renewals: credential.renewals,
    }
}

/// Sits the attempts of a credential, each at its time.
async fn attempt(
    service: &Service,
    learner: Uuid,
    credential: Uuid,
    sample: &Credential,
    now: DateTime<Utc>,
) -> Result<(), service::Error> {
    for hours in &sample.failed_hours_ago {
        let ended_at = now - TimeDelta::hours((*hours).into());
        service.clock().set(ended_at - TAKEN);
        let attempt = half_answered(service, learner, credential).await?;
        service.clock().set(ended_at);
        service.submit(learner, attempt).await?;
    }
    if let Some(hours) = sample.open_hours_ago {
        service.clock().set(now - TimeDelta::hours(hours.into()));
        half_answered(service, learner, credential).await?;
    }
    Ok(())
}

/// Starts an attempt and answers the first half of it: too little to pass.
async fn half_answered(
    service: &Service,
    learner: Uuid,
    credential: Uuid,
) -> Result<Uuid, service::Error> {
    let attempt = service.start(learner, credential, LANGUAGE, true).await?;
    let half = attempt.questions.len() / 2;
    for question in attempt.questions.into_iter().take(half) {
        let answer = Answer {
            attempt_id: attempt.id,
            question_id: question.id,
            choice: question.options.into_iter().take(1).map(|option| option.id).collect(),
            revision: 1,
            base: Vec::new(),
            flagged: None,
        };
        service.save(learner, answer).await?;
    }
    Ok(attempt.id)
}

/// The files of a folder in the program, with their paths from there.
fn files(folder: &Dir) -> Vec<SourceFile> {
    let mut found = Vec::new();
    for file in folder.files() {
        found.push(SourceFile::new(file.path().to_string_lossy(), file.contents()));
    }
    for folder in folder.dirs() {
        found.extend(files(folder));
    }
    found
}
