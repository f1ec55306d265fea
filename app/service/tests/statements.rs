//! How many statements a use case sends to its database, the session's included: each costs a hop
//! to another thread or a machine, so this is what makes a use case fast.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use std::sync::Mutex;

use common::{Fixture, day, instant, on_every_database};
use domain::{
    notice::Kind,
    view::{Attempt, Question},
};
use service::{
    Actor, Answer, SignInFrom,
    demo::{SampleCredential, SampleLearner},
    mail::compose::{Taken, compose},
    results::{ExamResult, Person},
};
use tracing_subscriber::{Layer, filter::Targets, layer::Context, prelude::*};
use uuid::Uuid;
use words::Language;

/// The statements since they were last taken.
static SENT: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// PostgreSQL's lock is to it what `IMMEDIATE` is to SQLite's `BEGIN`; a `PRAGMA` is part of
/// connecting, whenever the pool does so. Of the ends of a transaction sqlx logs some on one engine
/// and none on the other: what writes sends two more than are counted here.
const NOT_COUNTED: [&str; 4] = ["SELECT pg_advisory_xact_lock", "PRAGMA", "BEGIN", "COMMIT"];

/// Keeps every statement that sqlx logs.
struct Counter;

impl<S: tracing::Subscriber> Layer<S> for Counter {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        struct Summary(String);
        impl tracing::field::Visit for Summary {
            fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
                if field.name() == "summary" {
                    format!("{value:?}").trim_matches('"').clone_into(&mut self.0);
                }
            }
        }
        let mut summary = Summary(String::new());
        event.record(&mut summary);
        if !NOT_COUNTED.iter().any(|start| summary.0.starts_with(start)) {
            SENT.lock().unwrap().push(summary.0);
        }
    }
}

/// Fails if more was sent since it was last asked.
#[track_caller]
fn at_most(bound: usize, what: &str) {
    let sent = std::mem::take(&mut *SENT.lock().unwrap());
    println!("{what}: {} of at most {bound}", sent.len());
    assert!((1..=bound).contains(&sent.len()), "{what}: {sent:#?}");
}

on_every_database! {
    // One test for all use cases, as the counter counts for the whole process.
    async fn a_use_case_takes_few_statements(it: Fixture) {
        let queries = Targets::new().with_target("sqlx::query", tracing::Level::DEBUG);
        let counter = tracing_subscriber::registry().with(Counter.with_filter(queries));
        let _ = counter.try_init(); // the second database finds it there
        let (token, credential) = signed_in(&it).await;
        let who = async || it.service.who(&token).await.unwrap().unwrap().id;
        SENT.lock().unwrap().clear();

        // A4: from the second attempt on, the questions seen so far are looked up too.
        for (sitting, right) in [("first", 0), ("second", 4)] {
            let attempt = it.start(who().await, credential).await.unwrap();
            at_most(8, &format!("start, {sitting} attempt"));
            it.start(who().await, credential).await.unwrap();
            at_most(8, "start, while one is open");

            for (index, question) in attempt.questions.iter().enumerate() {
                it.service.save(who().await, answer(&attempt, question, index < right)).await.unwrap();
                at_most(3, "save");
            }

            it.service.dashboard(who().await, Language::En).await.unwrap();
            at_most(4, "dashboard");

            let result = it.service.submit(who().await, attempt.id).await.unwrap();
            assert_eq!(result.passed, right == 4);
            at_most(10, &format!("submit, passed: {}", result.passed));
        }

        let mails = mails_of_every_kind(&it).await;
        let (now, mut reader) = (it.service.now(), it.store.read().await.unwrap());
        let mut snapshot = reader.snapshot().await.unwrap();
        SENT.lock().unwrap().clear();
        let verdicts = compose(&mut snapshot, &it.settings.policy, now, &mails).await.unwrap();
        assert_eq!(verdicts.len(), mails.len());
        at_most(4, "what becomes of 90 mails");

        let results = a_thousand_results(&it).await;
        SENT.lock().unwrap().clear();
        for what in ["a thousand results", "a thousand results, sent again"] {
            it.service.record_results(Actor::Program, &results).await.unwrap();
            at_most(50, what);
        }

        // What time has ended is ended one by one; of a batch few are, as a job does so every few
        // seconds.
        let results = results_of_overdue(&it, 10).await;
        SENT.lock().unwrap().clear();
        it.service.record_results(Actor::Program, &results).await.unwrap();
        at_most(50 + 10 * 7, "results of ten whose attempts are overdue");
    }
}

fn answer(attempt: &Attempt, question: &Question, right: bool) -> Answer {
    let wanted = if right { "right" } else { "wrong" };
    let option = question.options.iter().find(|option| option.text.contains(wanted)).unwrap();
    Answer {
        attempt_id: attempt.id,
        question_id: question.id.clone(),
        choice: vec![option.id.clone()],
        revision: 1,
        base: Vec::new(),
        flagged: None,
    }
}

/// Of 30 people: a reminder, the result of an attempt, a password to be chosen.
async fn mails_of_every_kind(it: &Fixture) -> Vec<Taken> {
    let mut mails = Vec::new();
    for _ in 0..30 {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let attempt = it.start(learner, credential).await.unwrap();
        it.service.submit(learner, attempt.id).await.unwrap();
        let mail = |kind, credential: Option<Uuid>, attempt_id| Taken {
            id: Uuid::now_v7(),
            kind,
            learner_id: Some(learner),
            credential_id: credential,
            cycle: credential.map(|_| 1),
            attempt_id,
            address: None,
            detail: serde_json::json!({}),
            due_at: it.service.now(),
            tries: 0,
        };
        mails.push(mail(Kind::Reminder(90), Some(credential), None));
        mails.push(mail(Kind::Failure, Some(credential), Some(attempt.id)));
        mails.push(mail(Kind::ResetPassword, None, None));
    }
    mails
}

/// Of 200 people: what earns, what is failed, what is active, of nobody, of no exam.
async fn a_thousand_results(it: &Fixture) -> Vec<ExamResult> {
    let mut results = Vec::new();
    for _ in 0..200 {
        let (learner, profile) = it.learner(true).await;
        it.credential(profile, "administrator", Some("2026-02-01")).await;
        for (part, exam) in ["AZ-104", "AZ-305", "AZ-104", "AZ-900", "AZ-999"].iter().enumerate() {
            let login = if part == 3 { "nobody".to_owned() } else { format!("{learner}") };
            results.push(ExamResult {
                result_id: format!("{learner}-{part}"),
                person: Person::Login(format!("{login}@example.com")),
                exam: (*exam).to_owned(),
                passed: part != 2,
                taken_at: instant("2026-02-28T09:00:00Z"),
                beta: false,
            });
        }
    }
    results
}

/// Of so many people, each with an attempt that passes now that its time has run out.
async fn results_of_overdue(it: &Fixture, people: usize) -> Vec<ExamResult> {
    it.limit(30).await;
    let mut results = Vec::new();
    for _ in 0..people {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let attempt = it.start(learner, credential).await.unwrap();
        it.answer(learner, &attempt, 4).await;
        results.push(ExamResult {
            result_id: format!("{learner}-overdue"),
            person: Person::Login(format!("{learner}@example.com")),
            exam: "AZ-305".to_owned(),
            passed: true,
            taken_at: it.service.now(),
            beta: false,
        });
    }
    it.at("2026-03-02T12:00:00Z");
    results
}

/// A learner with a session and a renewable credential; says the token and the credential.
async fn signed_in(it: &Fixture) -> (String, Uuid) {
    let learner = SampleLearner {
        name: "Lin".to_owned(),
        email: "lin@example.com".to_owned(),
        password: "a password".to_owned(),
        connected: true,
        credentials: vec![SampleCredential {
            certification: "administrator".to_owned(),
            valid_through: day("2026-05-10"),
            renewals: 0,
        }],
    };
    let (_, credentials) = it.service.add_sample_learner(&learner).await.unwrap();
    let from = SignInFrom { address: [127, 0, 0, 1].into(), device: String::new() };
    let session = it.service.sign_in(&learner.email, &learner.password, &from).await.unwrap();
    (session.token, credentials[0])
}
