//! Many at once: one attempt, one result, one year; and nothing acknowledged is ever lost.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use std::{collections::HashSet, sync::Arc};

use common::{Fixture, day, on_every_database};
use service::{Answer, Service};
use tokio::task::JoinSet;

const AT_ONCE: usize = 64;

on_every_database! {
    async fn a2_sixty_four_starts_give_one_attempt(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let mut starts = JoinSet::new();
        for _ in 0..AT_ONCE {
            let service = it.service.clone();
            starts.spawn(async move { service.start(learner, credential, "en", true).await });
        }
        let ids: HashSet<_> =
            starts.join_all().await.into_iter().map(|attempt| attempt.unwrap().id).collect();
        assert_eq!(ids.len(), 1);
    }

    async fn a10_sixty_four_submits_give_one_result_and_one_year(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let attempt = it.start(learner, credential).await.unwrap();
        it.answer(learner, &attempt, 4).await;
        let mut submits = JoinSet::new();
        for _ in 0..AT_ONCE {
            let service = it.service.clone();
            submits.spawn(async move { service.submit(learner, attempt.id).await });
        }
        for result in submits.join_all().await {
            assert!(result.unwrap().passed);
        }
        let page =
            it.service.credential_page(learner, credential, words::Language::En).await.unwrap();
        assert_eq!(page.credential.standing.valid_through, Some(day("2027-05-10")));
        assert_eq!((page.cycles.len(), page.attempts.len()), (2, 1));
    }

    async fn a13_an_acknowledged_answer_is_graded_even_beside_the_submit(it: Fixture) {
        for _ in 0..8 {
            let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
            let attempt = Arc::new(it.start(learner, credential).await.unwrap());
            let mut saves = JoinSet::new();
            for index in 0..attempt.questions.len() {
                let (service, attempt) = (it.service.clone(), Arc::clone(&attempt));
                saves.spawn(async move { save_right(&service, learner, &attempt, index).await });
            }
            let result = it.service.submit(learner, attempt.id).await.unwrap();
            let acknowledged =
                saves.join_all().await.into_iter().filter(|acknowledged| *acknowledged).count();
            assert_eq!(result.points as usize, acknowledged);
        }
    }

    async fn migrations_are_safe_when_several_start_at_once(it: Fixture) {
        let database = match &it.settings.database {
            sqlite if sqlite.starts_with("sqlite:") => {
                format!("sqlite:{}", it.folder.path().join("fresh.db").display())
            }
            _ => common::databases()[1].create(&it.folder).await,
        };
        let mut starts = JoinSet::new();
        for _ in 0..8 {
            let database = database.clone();
            starts.spawn(async move { Service::migrate(&database).await });
        }
        for result in starts.join_all().await {
            result.unwrap();
        }
    }
}

async fn save_right(
    service: &Service,
    learner: uuid::Uuid,
    attempt: &domain::view::Attempt,
    index: usize,
) -> bool {
    let question = &attempt.questions[index];
    let right = question.options.iter().find(|option| option.text.contains("right")).unwrap();
    let answer = Answer {
        attempt_id: attempt.id,
        question_id: question.id.clone(),
        choice: vec![right.id.clone()],
        revision: 1,
        base: Vec::new(),
        flagged: None,
    };
    service.save(learner, answer).await.is_ok()
}
