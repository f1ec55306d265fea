//! A learner renews: the use cases on both databases.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use chrono::{DateTime, TimeDelta, Utc};
use common::{Fixture, catalogue, day, instant, on_every_database};
use domain::{
    attempt::State,
    decision::Decision,
    view::{Attempt, CredentialPage, CycleStart},
};
use service::{Answer, Error, Invalid, attempts::AGREEMENT, import::SourceFile, store::Reader};
use uuid::Uuid;
use words::Language;

fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> Decision {
    match result {
        Err(Error::Refused(standing)) => standing.decision,
        other => panic!("not refused: {other:?}"),
    }
}

/// An answer to the first question.
fn of_first(attempt: &Attempt, options: &[usize], revision: i64, base: &[i64]) -> Answer {
    let question = &attempt.questions[0];
    Answer {
        attempt_id: attempt.id,
        question_id: question.id.clone(),
        choice: options.iter().map(|&option| question.options[option].id.clone()).collect(),
        revision,
        base: base.to_vec(),
        flagged: None,
    }
}

/// What is held of the first question: the chosen options and the revision.
async fn held(it: &Fixture, learner: Uuid, attempt: &Attempt) -> (Vec<usize>, i64) {
    let page = it.service.attempt_page(learner, attempt.id, Language::En).await.unwrap();
    let question = &page.attempt.questions[0];
    let is_chosen = |option: usize| question.choice.contains(&question.options[option].id);
    ((0..question.options.len()).filter(|&option| is_chosen(option)).collect(), question.revision)
}

on_every_database! {
    async fn k5_a_replaced_credential_leads_to_its_successor(it: Fixture) {
        let mut files = catalogue();
        let file = files.iter().find(|file| file.path == "en/administrator/index.yml").unwrap();
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        let renewed = text.clone() + "certificationRenewalUid: renewal.administrator\n";
        let old = renewed.replace("certification.administrator", "certification.administrator-old");
        files.push(SourceFile::new("en/old/index.yml", old));
        files.push(SourceFile::new(
            "en/renewal.yml",
            "### YamlMime:CertificationRenewal\ntitle: 'Renew it'\nuid: renewal.administrator\n\
             certificationUid: certification.administrator\nskills:\n- Storage\n",
        ));
        it.service.import_catalogue(&files).await.unwrap();
        let (learner, profile) = it.learner(true).await;
        let old = it.credential(profile, "administrator-old", Some("2026-05-10")).await;
        let page = async || it.service.credential_page(learner, old, Language::En).await.unwrap();
        let newer = |page: &CredentialPage| {
            page.certification.successor.as_ref().map(|newer| newer.slug.clone())
        };
        let seen = page().await;
        assert_eq!(seen.credential.standing.decision, Decision::Superseded);
        assert_eq!((newer(&seen).as_deref(), seen.successor), (Some("administrator"), None));
        let held = it.credential(profile, "administrator", Some("2026-08-10")).await;
        assert_eq!(page().await.successor, Some(held));
        let seen = it.service.credential_page(learner, held, Language::En).await.unwrap();
        assert_eq!((newer(&seen), seen.successor), (None, None));
        // Somebody else's is not theirs.
        let (other, profile) = it.learner(true).await;
        let alone = it.credential(profile, "administrator-old", Some("2026-05-10")).await;
        let seen = it.service.credential_page(other, alone, Language::En).await.unwrap();
        assert_eq!(seen.successor, None);
    }

    async fn e3_a_pass_adds_a_year_to_the_present_expiry(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let before = it.look(learner, credential).await;
        assert_eq!(before.standing.decision, Decision::Renewable);
        assert_eq!(before.standing.valid_through_after_pass, Some(day("2027-05-10")));
        assert!(it.sit(learner, credential, 3).await); // 75 % at a mark of 70

        let page = it.service.credential_page(learner, credential, Language::En).await.unwrap();
        assert_eq!(page.credential.standing.valid_through, Some(day("2027-05-10")));
        assert_eq!(page.credential.standing.decision, Decision::NotOpen);
        let starts: Vec<_> = page.cycles.iter().map(|cycle| cycle.start).collect();
        assert_eq!(starts, [CycleStart::Earned, CycleStart::Renewed]);
        assert_eq!(page.attempts[0].points, Some(3));
    }

    async fn w3_before_the_window_it_is_refused_and_at_its_first_instant_not(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-12-31")).await;
        it.at("2026-06-29T23:59:50Z");
        assert_eq!(refusal(it.start(learner, credential).await), Decision::NotOpen);
        it.at("2026-06-30T00:00:00Z");
        it.start(learner, credential).await.unwrap();
    }

    async fn k2_fundamentals_and_k3_no_assessment_are_refused(it: Fixture) {
        let (learner, basics) = it.holder("basics", None).await;
        assert_eq!(refusal(it.start(learner, basics).await), Decision::NeverExpires);
        let (learner, architect) = it.holder("architect", Some("2026-05-10")).await;
        assert_eq!(refusal(it.start(learner, architect).await), Decision::NoAssessment);
    }

    async fn e4_after_the_expiry_there_is_no_grace(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        it.at("2026-05-11T00:00:00Z");
        assert_eq!(refusal(it.start(learner, credential).await), Decision::Expired);
    }

    async fn p1_the_profiles_must_be_connected(it: Fixture) {
        let (learner, profile) = it.learner(false).await;
        let credential = it.credential(profile, "administrator", Some("2026-05-10")).await;
        assert_eq!(refusal(it.start(learner, credential).await), Decision::NotConnected);
    }

    async fn k4_credentials_are_independent(it: Fixture) {
        it.limit(30).await;
        let (learner, profile) = it.learner(true).await;
        let associate = it.credential(profile, "administrator", Some("2026-02-10")).await;
        let expert = it.credential(profile, "architect", Some("2026-05-10")).await;
        assert!(it.sit(learner, expert, 4).await);
        assert_eq!(it.look(learner, associate).await.standing.decision, Decision::Expired);
        assert_eq!(it.look(learner, expert).await.standing.valid_through, Some(day("2027-05-10")));
    }

    async fn a2_starting_again_returns_the_same_attempt(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let first = it.start(learner, credential).await.unwrap();
        it.answer(learner, &first, 2).await;
        let again = it.start(learner, credential).await.unwrap();
        assert_eq!(again.id, first.id);
        let ids = |attempt: &domain::view::Attempt| -> Vec<_> {
            attempt.questions.iter().map(|q| (q.id.clone(), q.options.clone())).collect()
        };
        assert_eq!(ids(&again), ids(&first));
        assert!(again.questions.iter().all(|question| question.choice.len() == 1));
    }

    async fn a4_the_third_attempt_waits_a_day_and_a5_a_pass_resets(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        assert!(!it.sit(learner, credential, 0).await);
        assert!(!it.sit(learner, credential, 2).await);
        let standing = it.look(learner, credential).await.standing;
        assert_eq!((standing.decision, standing.counted_attempts), (Decision::CoolingDown, 2));
        let next = standing.next_start_at.unwrap();
        assert!(next - it.service.now() <= TimeDelta::hours(24));
        let last = it.look(learner, credential).await.last_failure.unwrap(); // N5: the later one
        assert_eq!((last.points, last.maximum, last.mark), (2, 4, 70));
        // Only the later one's page says what comes next, and that as things stand now.
        let page = it.service.credential_page(learner, credential, Language::En).await.unwrap();
        let result = async |index: usize| {
            let id = page.attempts[index].id;
            it.service.result_page(learner, id, Language::En).await.unwrap()
        };
        let (later, earlier) = (result(0).await, result(1).await);
        assert!(later.is_latest && !earlier.is_latest);
        assert_eq!(later.credential.standing.next_start_at, standing.next_start_at);
        it.service.clock().set(next - TimeDelta::milliseconds(500));
        assert_eq!(refusal(it.start(learner, credential).await), Decision::CoolingDown);
        it.service.clock().set(next);
        assert!(it.sit(learner, credential, 4).await);
        let renewed = it.look(learner, credential).await;
        assert_eq!((renewed.standing.counted_attempts, renewed.last_failure), (0, None));
        assert!(!result(0).await.is_latest, "of the cycle before");
    }

    async fn a6_when_the_wait_outlasts_the_credential_it_says_so(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        it.at("2026-05-10T12:00:00Z");
        assert_eq!(it.look(learner, credential).await.final_from, None);
        assert!(!it.sit(learner, credential, 0).await);
        let from = Some(instant("2026-05-10T00:00:00Z"));
        assert_eq!(it.look(learner, credential).await.final_from, from);
        let attempt = it.start(learner, credential).await.unwrap();
        let page = it.service.attempt_page(learner, attempt.id, Language::En).await.unwrap();
        assert_eq!(page.final_from, from);
        let result = it.service.submit(learner, attempt.id).await.unwrap();
        assert_eq!(result.next_start_at, None);
        let page = it.service.result_page(learner, attempt.id, Language::En).await.unwrap();
        assert!(page.is_latest);
        let standing = it.look(learner, credential).await.standing;
        assert_eq!((standing.decision, standing.next_start_at), (Decision::CoolingDown, None));
        assert_eq!(page.credential.standing, standing);
    }

    async fn a6_a_failure_that_may_become_final_on_the_way_is_announced(it: Fixture) {
        let from = instant("2026-05-10T00:00:00Z");
        // Without a limit it is a day that counts, with one its minutes.
        for (minutes, too_early, near) in [
            (None, "2026-05-08T23:59:00Z", "2026-05-09T00:00:00Z"),
            (Some(30), "2026-05-09T23:29:00Z", "2026-05-09T23:30:01Z"),
        ] {
            if let Some(minutes) = minutes {
                it.limit(minutes).await;
            }
            let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
            assert!(!it.sit(learner, credential, 0).await);
            it.at(too_early);
            assert_eq!(it.look(learner, credential).await.final_from, None);
            it.at(near);
            assert_eq!(it.look(learner, credential).await.final_from, Some(from));
            let attempt = it.start(learner, credential).await.unwrap();
            let page = it.service.attempt_page(learner, attempt.id, Language::En).await.unwrap();
            assert_eq!(page.final_from, Some(from));
        }
    }

    async fn a3_the_limit_grades_what_was_saved_at_the_deadline(it: Fixture) {
        it.limit(30).await;
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let attempt = it.start(learner, credential).await.unwrap();
        assert_eq!(attempt.deadline - attempt.started_at, TimeDelta::minutes(30));
        let under_way = it.look(learner, credential).await;
        assert_eq!(under_way.open_deadline, Some(attempt.deadline));
        assert_eq!(under_way.turning_point(), Some(attempt.deadline));
        it.answer(learner, &attempt, 4).await;
        it.service.clock().set(attempt.deadline + TimeDelta::hours(1));
        assert_eq!(it.service.close_due_attempts().await.unwrap(), 1);
        assert_eq!(it.service.close_due_attempts().await.unwrap(), 0);
        let page = it.service.result_page(learner, attempt.id, Language::En).await.unwrap();
        assert_eq!((page.state, page.ended_at), (State::Passed, attempt.deadline));
        assert_eq!(it.look(learner, credential).await.standing.valid_through, Some(day("2027-05-10")));
    }

    async fn a3_the_dashboard_sees_a_limit_that_ran_out(it: Fixture) {
        it.limit(30).await;
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let attempt = it.start(learner, credential).await.unwrap();
        it.service.clock().set(attempt.deadline);
        let dashboard = it.service.dashboard(learner, Language::En).await.unwrap();
        assert_eq!(dashboard.credentials[0].standing.decision, Decision::Renewable);
        assert_eq!(dashboard.credentials[0].standing.counted_attempts, 1);
        assert_eq!(dashboard.credentials[0].open_attempt_id, None);
        assert_eq!(dashboard.credentials[0].open_deadline, None);
    }

    async fn l3_a_new_version_is_for_new_attempts(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let first = it.start(learner, credential).await.unwrap();
        it.version_2_from("2026-03-02").await;
        it.at("2026-03-01T23:59:59Z");
        let (other, of_other) = it.holder("administrator", Some("2026-05-10")).await;
        assert_eq!(it.start(other, of_other).await.unwrap().version, "1");
        it.at("2026-03-02T00:00:00Z");
        let (third, of_third) = it.holder("administrator", Some("2026-05-10")).await;
        assert_eq!(it.start(third, of_third).await.unwrap().version, "2");
        assert_eq!(it.start(learner, credential).await.unwrap().version, "1");
        it.service.submit(learner, first.id).await.unwrap();
        let result = it.service.result_page(learner, first.id, Language::En).await.unwrap();
        assert_eq!(result.version, "1");
    }

    async fn n2_receipt_and_failure_are_due_with_the_result_and_once(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        assert!(!it.sit(learner, credential, 0).await);
        let attempt = it.start(learner, credential).await.unwrap();
        it.answer(learner, &attempt, 4).await;
        for _ in 0..2 {
            it.service.submit(learner, attempt.id).await.unwrap();
        }
        assert_eq!(it.notices().await, ["failure of cycle 1", "receipt of cycle 1"]);
    }

    async fn a8_the_expiry_closes_without_a_grade(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        it.at("2026-05-10T23:00:00Z");
        let attempt = it.start(learner, credential).await.unwrap();
        assert_eq!(attempt.deadline, instant("2026-05-11T00:00:00Z"));
        it.answer(learner, &attempt, 4).await;
        it.at("2026-05-11T00:00:00Z");
        let late = it.service.submit(learner, attempt.id).await;
        assert!(matches!(late, Err(Error::NoOpenAttempt(State::ClosedByExpiry))), "{late:?}");
        let page = it.service.result_page(learner, attempt.id, Language::En).await.unwrap();
        assert_eq!((page.state, page.result, page.is_latest), (State::ClosedByExpiry, None, true));
        assert_eq!(page.credential.standing.decision, Decision::Expired);
        let standing = it.look(learner, credential).await.standing;
        assert_eq!(standing.valid_through, Some(day("2026-05-10")));
        assert_eq!(standing.counted_attempts, 0);
    }

    async fn a10_submitting_again_says_the_same_and_renews_once(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let attempt = it.start(learner, credential).await.unwrap();
        it.answer(learner, &attempt, 4).await;
        let first = it.service.submit(learner, attempt.id).await.unwrap();
        let second = it.service.submit(learner, attempt.id).await.unwrap();
        assert_eq!(first, second);
        assert_eq!(it.look(learner, credential).await.standing.valid_through, Some(day("2027-05-10")));
    }

    async fn a11_no_question_leaves_the_server_after_the_end(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let attempt = it.start(learner, credential).await.unwrap();
        let open = it.service.attempt_page(learner, attempt.id, Language::En).await.unwrap();
        let text = serde_json::to_string(&open).unwrap();
        assert!(!text.contains("SECRET") && !text.contains("correct"));
        it.service.submit(learner, attempt.id).await.unwrap();
        let ended = it.service.attempt_page(learner, attempt.id, Language::En).await.unwrap();
        assert!(ended.attempt.questions.is_empty());
    }

    async fn a12_the_second_attempt_prefers_what_was_not_seen(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let ids = |attempt: &domain::view::Attempt| -> Vec<_> {
            attempt.questions.iter().map(|question| question.id.clone()).collect()
        };
        let first = it.start(learner, credential).await.unwrap();
        it.service.submit(learner, first.id).await.unwrap();
        let second = it.start(learner, credential).await.unwrap();
        assert!(ids(&second).iter().all(|id| !ids(&first).contains(id)));
    }

    async fn a13_an_older_answer_never_replaces_a_newer_one(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let attempt = it.start(learner, credential).await.unwrap();
        let question = &attempt.questions[0];
        let answer = |option: usize, revision, flagged| Answer {
            attempt_id: attempt.id,
            question_id: question.id.clone(),
            choice: vec![question.options[option].id.clone()],
            revision,
            base: Vec::new(),
            flagged,
        };
        assert_eq!(it.service.save(learner, answer(0, 3, Some(true))).await.unwrap().revision, 3);
        assert_eq!(it.service.save(learner, answer(1, 2, None)).await.unwrap().revision, 3);
        let page = it.service.attempt_page(learner, attempt.id, Language::En).await.unwrap();
        let kept = page.attempt.questions.iter().find(|q| q.id == question.id).unwrap();
        assert_eq!(kept.choice, [question.options[0].id.clone()]);
        assert!(kept.flagged);
        it.service.save(learner, answer(1, 4, None)).await.unwrap();
        let page = it.service.attempt_page(learner, attempt.id, Language::En).await.unwrap();
        let kept = page.attempt.questions.iter().find(|q| q.id == question.id).unwrap();
        assert!(kept.flagged, "no word about the mark leaves it");
    }

    async fn a13_of_two_answers_with_one_revision_the_later_holds(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let attempt = it.start(learner, credential).await.unwrap();
        for option in [0, 1, 1] {
            let answer = of_first(&attempt, &[option], 7, &[]);
            assert_eq!(it.service.save(learner, answer).await.unwrap().revision, 7);
            assert_eq!(held(&it, learner, &attempt).await, (vec![option], 7));
        }
    }

    async fn a13_an_answer_replaces_none_that_it_was_given_without_sight_of(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let attempt = it.start(learner, credential).await.unwrap();
        let save = async |options: &[usize], revision, base: &[i64]| {
            let answer = of_first(&attempt, options, revision, base);
            it.service.save(learner, answer).await.unwrap()
        };
        let first = save(&[0], 600, &[0]).await;
        assert_eq!(first.revision, 600);
        assert_eq!(save(&[], 660, &[0]).await, first, "a mark on a page that has not seen it");
        assert_eq!(held(&it, learner, &attempt).await, (vec![0], 600));
        assert_eq!(save(&[1], 661, &[0, 600]).await.revision, 661);
        assert_eq!(save(&[2], 661, &[0]).await.revision, 661, "the same form, sent again");
        assert_eq!(save(&[0], 662, &[]).await.revision, 662, "who says nothing stands on its own");
        assert_eq!(held(&it, learner, &attempt).await, (vec![0], 662));
    }

    async fn a14_the_agreement_is_kept_with_the_attempt(it: Fixture) {
        const SQL: &str = "SELECT agreement, agreed_at FROM attempt";
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let attempt = it.start(learner, credential).await.unwrap();
        it.service.clock().set(attempt.started_at + TimeDelta::hours(1));
        it.start(learner, credential).await.unwrap(); // goes on with it, and agrees to nothing anew
        let kept: Vec<(String, DateTime<Utc>)> = match it.store.read().await.unwrap() {
            Reader::Sqlite(mut on) => sqlx::query_as(SQL).fetch_all(&mut *on).await,
            Reader::Postgres(mut on) => sqlx::query_as(SQL).fetch_all(&mut *on).await,
        }
        .unwrap();
        assert_eq!(kept, [(AGREEMENT.to_owned(), attempt.started_at)]);
    }

    async fn a14_without_the_agreement_nothing_starts(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let refused = it.service.start(learner, credential, "en", false).await;
        assert!(matches!(refused, Err(Error::AgreementMissing)));
        assert_eq!(it.look(learner, credential).await.open_attempt_id, None);
    }

    async fn l2_the_language_switches_and_answers_stay(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let attempt = it.start(learner, credential).await.unwrap();
        it.answer(learner, &attempt, 2).await;
        let unknown = it.service.switch_language(learner, attempt.id, "ja").await;
        assert!(matches!(unknown, Err(Error::Invalid(Invalid::UnknownLanguage))));
        it.service.switch_language(learner, attempt.id, "zh-CN").await.unwrap();
        let page = it.service.attempt_page(learner, attempt.id, Language::En).await.unwrap();
        for (before, after) in attempt.questions.iter().zip(&page.attempt.questions) {
            assert_eq!(before.id, after.id);
            assert!(after.stem.starts_with("zh-CN") && after.options[0].text.starts_with("zh-CN"));
            assert_eq!(after.choice.len(), 1);
        }
        assert_eq!(page.attempt.deadline, attempt.deadline);
    }

    async fn what_the_question_does_not_have_is_refused(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let attempt = it.start(learner, credential).await.unwrap();
        let question = &attempt.questions[0];
        let good = Answer {
            attempt_id: attempt.id,
            question_id: question.id.clone(),
            choice: vec![],
            revision: 1,
            base: Vec::new(),
            flagged: None,
        };
        let both = question.options.iter().take(2).map(|option| option.id.clone()).collect();
        let table = [
            (Answer { question_id: "nothing".into(), ..good.clone() }, Invalid::UnknownQuestion),
            (Answer { choice: vec!["zz".into()], ..good.clone() }, Invalid::UnknownOption),
            (Answer { choice: both, ..good.clone() }, Invalid::TooManyOptions),
            (Answer { revision: 0, ..good.clone() }, Invalid::Revision),
        ];
        for (answer, expected) in table {
            match it.service.save(learner, answer).await {
                Err(Error::Invalid(invalid)) => assert_eq!(invalid, expected),
                other => panic!("{expected:?}: {other:?}"),
            }
        }
    }

    async fn what_is_anothers_looks_like_nothing(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let (other, _) = it.holder("administrator", Some("2026-05-10")).await;
        let attempt = it.start(learner, credential).await.unwrap();
        let answer = Answer {
            attempt_id: attempt.id,
            question_id: attempt.questions[0].id.clone(),
            choice: vec![],
            revision: 1,
            base: Vec::new(),
            flagged: None,
        };
        let service = &it.service;
        let results = [
            service.credential_page(other, credential, Language::En).await.err(),
            service.start(other, credential, "en", true).await.err(),
            service.attempt_page(other, attempt.id, Language::En).await.err(),
            service.save(other, answer).await.err(),
            service.switch_language(other, attempt.id, "en").await.err(),
            service.submit(other, attempt.id).await.err(),
            service.result_page(other, attempt.id, Language::En).await.err(),
            service.submit(learner, Uuid::now_v7()).await.err(),
        ];
        for result in results {
            assert!(matches!(result, Some(Error::NotFound)), "{result:?}");
        }
    }
}
