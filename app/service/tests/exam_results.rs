//! Exam results from outside: each recorded once, whoever it belongs to, and what they earn.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use std::collections::HashSet;

use common::{Fixture, catalogue, day, instant, on_every_database};
use domain::{
    audit::Action,
    decision::Decision,
    profile::LoginKind::{Personal, Work},
    view::{CredentialPage, CycleStart},
};
use service::{
    Actor,
    import::SourceFile,
    results::{
        ExamResult,
        Outcome::{
            self, AlreadyRecorded, Conflicting, InTheFuture, Recorded, UnknownExam, UnknownPerson,
        },
        Person,
    },
    store::{
        audit::{Search, search},
        outbox::{self, Settled},
        profiles,
        results::known_now,
    },
};
use tokio::task::JoinSet;
use uuid::Uuid;
use words::Language;

const NOW: &str = "2026-03-01T12:00:00Z";

fn result(id: &str, person: Person, exam: &str, taken_at: &str) -> ExamResult {
    ExamResult {
        result_id: id.to_owned(),
        person,
        exam: exam.to_owned(),
        passed: true,
        taken_at: instant(taken_at),
        beta: false,
    }
}

fn login(learner: Uuid) -> Person {
    Person::Login(format!(" {learner}@Example.com "))
}

fn number(profile: Uuid) -> Person {
    Person::CertificationProfile(profile.to_string())
}

/// What a learner sees of a credential, without its numbers.
type Seen = (String, Option<chrono::NaiveDate>, Vec<(CycleStart, chrono::DateTime<chrono::Utc>)>);

trait Results {
    async fn send(&self, batch: &[ExamResult]) -> Vec<Outcome>;
    async fn held(&self, learner: Uuid) -> Vec<CredentialPage>;
    async fn seen(&self, learner: Uuid) -> Vec<Seen>;
    async fn log(&self, learner: Uuid) -> Vec<Action>;
    /// An architect has to be an active administrator (X3).
    async fn ask_architects_for_more(&self);
}

impl Results for Fixture {
    async fn send(&self, batch: &[ExamResult]) -> Vec<Outcome> {
        self.service.record_results(Actor::Program, batch).await.unwrap()
    }

    async fn held(&self, learner: Uuid) -> Vec<CredentialPage> {
        let mut pages = Vec::new();
        let dashboard = self.service.dashboard(learner, Language::En).await.unwrap();
        for credential in dashboard.credentials {
            let page = self.service.credential_page(learner, credential.id, Language::En).await;
            pages.push(page.unwrap());
        }
        pages.sort_by(|a, b| a.credential.certification.slug.cmp(&b.credential.certification.slug));
        pages
    }

    async fn seen(&self, learner: Uuid) -> Vec<Seen> {
        let seen = |page: CredentialPage| {
            let credential = page.credential;
            let cycles = page.cycles.iter().map(|cycle| (cycle.start, cycle.at)).collect();
            (credential.certification.slug, credential.standing.valid_through, cycles)
        };
        self.held(learner).await.into_iter().map(seen).collect()
    }

    async fn log(&self, learner: Uuid) -> Vec<Action> {
        let wanted = Search { learner: Some(learner), ..Search::default() };
        let log = search(&mut self.store.read().await.unwrap().on(), &wanted, 1000).await.unwrap();
        log.iter().rev().map(|line| line.action).collect()
    }

    async fn ask_architects_for_more(&self) {
        let files: Vec<_> = catalogue()
            .into_iter()
            .map(|file| {
                let more = "prerequisites:\n- uid: certification.administrator\n";
                let mut text = String::from_utf8(file.bytes).unwrap();
                if file.path.contains("architect") {
                    text.push_str(more);
                }
                SourceFile::new(file.path, text)
            })
            .collect();
        let report = self.service.import_catalogue(&files).await.unwrap();
        assert_eq!((report.taken, report.problems), (1, vec![]));
    }
}

on_every_database! {
    async fn x4_each_result_is_answered_on_its_own_and_recorded_once(it: Fixture) {
        let (learner, profile) = it.learner(true).await;
        let earlier = "2026-02-01T09:00:00.123456Z";
        let batch = [
            result("r1", login(learner), "az-104", earlier),
            result("r2", number(profile), "AZ-900", earlier),
            result("r3", number(profile), "AZ-999", earlier),
            result("r4", Person::Login("nobody@example.com".to_owned()), "AZ-104", earlier),
            result("r5", Person::CertificationProfile("17".to_owned()), "AZ-104", earlier),
            result("r6", login(learner), "AZ-104", "2026-03-01T12:06:00Z"),
            result("r1", number(profile), "AZ-104", earlier),
            result("r1", number(profile), "AZ-305", earlier),
        ];
        let first = [
            Recorded, Recorded, UnknownExam, UnknownPerson, UnknownPerson, InTheFuture,
            AlreadyRecorded, Conflicting,
        ];
        assert_eq!(it.send(&batch).await, first);
        let mut again = first;
        again[..2].fill(AlreadyRecorded);
        for _ in 0..2 {
            assert_eq!(it.send(&batch).await, again);
        }
        let other = |change: fn(&mut ExamResult)| {
            let mut other = batch[0].clone();
            change(&mut other);
            other
        };
        let (_, somebody) = it.learner(true).await;
        let others = [
            other(|result| result.passed = false),
            other(|result| result.beta = true),
            other(|result| result.exam = "AZ-305".to_owned()),
            other(|result| result.taken_at = instant(NOW)),
            ExamResult { person: number(somebody), ..batch[0].clone() },
            ExamResult { person: Person::Login("other@example.com".to_owned()), ..batch[3].clone() },
        ];
        assert_eq!(it.send(&others).await, [Conflicting; 6]);
        assert_eq!(it.send(&[]).await, []);
        let earned = instant("2026-02-01T09:00:00.123Z");
        let cycles = vec![(CycleStart::Earned, earned)];
        assert_eq!(it.seen(learner).await, [
            ("administrator".to_owned(), Some(day("2027-02-01")), cycles.clone()),
            ("basics".to_owned(), None, cycles),
        ]);
        assert_eq!(it.log(learner).await, [
            Action::ResultRecorded, Action::ResultRecorded,
            Action::CredentialEarned, Action::CredentialEarned,
        ]);
    }

    async fn x1_no_result_moves_an_active_credential_and_the_learner_sees_it(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        let mut beta = result("beta", login(learner), "AZ-104", "2026-02-02T09:00:00Z");
        beta.beta = true;
        let failed = ExamResult { passed: false, ..result("no", login(learner), "AZ-104", NOW) };
        let retake = result("retake", login(learner), "AZ-104", "2026-02-01T09:00:00Z");
        assert_eq!(it.send(&[beta, failed, retake]).await, [Recorded; 3]);
        let page = it.service.credential_page(learner, credential, Language::En).await.unwrap();
        assert_eq!(page.credential.standing.valid_through, Some(day("2026-05-10")));
        let shown: Vec<_> = page.exams_without_effect.iter().map(|exam| exam.taken_at).collect();
        assert_eq!(shown, ["2026-02-01T09:00:00Z", "2026-02-02T09:00:00Z"].map(instant));
        assert_eq!(page.cycles.len(), 1);

        // Nor do they count once it has expired.
        it.at("2026-05-11T00:00:00Z");
        it.send(&[result("other", login(learner), "AZ-900", "2026-05-11T00:00:00Z")]).await;
        assert_eq!(it.look(learner, credential).await.standing.decision, Decision::Expired);
    }

    async fn x2_an_expired_credential_is_earned_again(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        assert!(!it.sit(learner, credential, 0).await);
        assert!(!it.sit(learner, credential, 0).await);
        it.at("2026-08-01T00:00:00Z");
        it.send(&[result("r", login(learner), "AZ-104", "2026-05-11T00:00:00Z")]).await;
        let now = it.look(learner, credential).await;
        assert_eq!(now.standing.valid_through, Some(day("2027-05-11")));
        assert_eq!((now.earned_on, now.cycle_since), (day("2026-05-11"), day("2026-05-11")));
        assert_eq!(now.standing.counted_attempts, 0); // A5
        assert_eq!(it.seen(learner).await[0].2, [
            (CycleStart::Earned, instant("2025-05-10T00:00:00Z")),
            (CycleStart::EarnedAgain, instant("2026-05-11T00:00:00Z")),
        ]);
        assert_eq!(it.log(learner).await.last(), Some(&Action::CredentialEarnedAgain));
        it.at("2026-12-01T00:00:00Z");
        assert!(it.sit(learner, credential, 4).await);
        assert_eq!(
            it.look(learner, credential).await.standing.valid_through,
            Some(day("2028-05-11"))
        );
    }

    async fn x2_what_time_has_ended_comes_first(it: Fixture) {
        it.limit(30).await;
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        it.at("2026-05-10T20:00:00Z");
        let attempt = it.start(learner, credential).await.unwrap();
        it.answer(learner, &attempt, 4).await;
        // A3: it was passed at its limit, so the credential had not expired when the exam was taken.
        it.at("2026-05-12T00:00:00Z");
        it.send(&[result("r", login(learner), "AZ-104", "2026-05-11T09:00:00Z")]).await;
        assert_eq!(
            it.look(learner, credential).await.standing.valid_through,
            Some(day("2027-05-10"))
        );
    }

    async fn x3_a_credential_is_earned_while_its_prerequisites_are_active(it: Fixture) {
        it.ask_architects_for_more().await;
        let (learner, _) = it.learner(true).await;
        it.send(&[result("e", login(learner), "AZ-305", "2026-02-25T09:00:00Z")]).await;
        assert_eq!(it.seen(learner).await, []);
        it.send(&[result("a", login(learner), "AZ-104", "2026-02-20T09:00:00Z")]).await;
        let seen = it.seen(learner).await;
        assert_eq!(seen[1].1, Some(day("2027-02-25")));
        // In order the prerequisite had ended by then, so there is no architect.
        let earlier = result("z", login(learner), "AZ-104", "2025-02-20T09:00:00Z");
        it.send(&[earlier]).await;
        let seen = it.seen(learner).await;
        assert_eq!((seen.len(), seen[0].1), (1, Some(day("2026-02-20"))));
        assert_eq!(seen[0].2.len(), 1, "the later exam was passed on its last day");
    }

    async fn x4_every_order_comes_to_the_same(it: Fixture) {
        it.ask_architects_for_more().await;
        let results = [
            ("AZ-104", "2024-01-10T09:00:00Z"),
            ("AZ-104", "2024-12-10T09:00:00Z"),
            ("AZ-305", "2025-01-10T12:00:00Z"),
            ("AZ-104", "2025-03-10T09:00:00Z"),
        ];
        let mut expected = None;
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 3, 0, 1], [1, 2, 3, 0], [3, 0, 2, 1]] {
            let (learner, _) = it.learner(true).await;
            for index in order {
                let (exam, taken_at) = results[index];
                let id = format!("{learner}-{index}");
                it.send(&[result(&id, login(learner), exam, taken_at)]).await;
            }
            let seen = it.seen(learner).await;
            assert_eq!(seen[0].2.len(), 2, "{order:?}: {seen:?}");
            assert_eq!(*expected.get_or_insert(seen.clone()), seen, "{order:?}");
        }
    }

    async fn x4_a_late_result_corrects_until_the_learner_has_acted(it: Fixture) {
        for acted in [false, true] {
            let (learner, _) = it.learner(true).await;
            let id = |name: &str| format!("{name}-{learner}");
            it.at(NOW);
            let first = result(&id("1"), login(learner), "AZ-104", "2026-02-01T09:00:00Z");
            it.send(&[first]).await;
            let credential = it.held(learner).await[0].credential.id;
            it.at("2026-11-20T09:00:00Z");
            if acted {
                assert!(!it.sit(learner, credential, 0).await);
            }
            let late = result(&id("0"), login(learner), "AZ-104", "2025-12-01T09:00:00Z");
            it.send(&[late]).await;
            let now = it.look(learner, credential).await;
            let (through, earned_on) =
                if acted { ("2027-02-01", "2026-02-01") } else { ("2026-12-01", "2025-12-01") };
            assert_eq!(now.standing.valid_through, Some(day(through)));
            assert_eq!(now.earned_on, day(earned_on));
            let corrected = it.log(learner).await.contains(&Action::CredentialCorrected);
            assert_eq!(corrected, !acted);
        }
    }

    async fn n3_a_late_result_has_nothing_said_twice_and_no_link_die(it: Fixture) {
        let (learner, _) = it.learner(true).await;
        it.send(&[result("1", login(learner), "AZ-104", "2026-02-01T09:00:00Z")]).await;
        it.at("2026-08-02T00:00:00Z");
        it.service.plan_mails().await.unwrap();
        let mail = it.last("window_opened").await.id;
        let link = it.link(mail).await;
        let (lease, now) = (Uuid::new_v4(), it.service.now());
        let mut transaction = it.store.begin().await.unwrap();
        let on = &mut transaction.on();
        outbox::claim(on, lease, now, now, 1).await.unwrap();
        assert!(outbox::settle(on, mail, lease, &Settled::Sent, now).await.unwrap());
        transaction.commit().await.unwrap();

        it.send(&[result("0", login(learner), "AZ-104", "2025-12-01T09:00:00Z")]).await;
        assert!(it.log(learner).await.contains(&Action::CredentialCorrected));
        it.service.plan_mails().await.unwrap();
        let mails = it.select::<(String,)>("SELECT kind || ' ' || state FROM mail").await;
        assert_eq!(mails, [("window_opened sent".to_owned(),)]);
        it.service.follow(&link, None, Language::En).await.unwrap();
    }

    async fn what_was_earned_under_former_terms_stays(it: Fixture) {
        let (learner, _) = it.learner(true).await;
        it.send(&[result("e", login(learner), "AZ-305", "2026-02-01T09:00:00Z")]).await;
        let before = it.seen(learner).await;
        it.ask_architects_for_more().await;
        it.send(&[result("f", login(learner), "AZ-305", "2026-01-01T09:00:00Z")]).await;
        assert_eq!(it.seen(learner).await, before);
    }

    async fn x4_results_wait_for_their_person(it: Fixture) {
        let address = Person::Login("Later@Example.com".to_owned());
        let waiting = [
            result("w1", address.clone(), "AZ-104", "2026-02-01T09:00:00Z"),
            result("w2", address, "AZ-900", "2026-02-02T09:00:00Z"),
        ];
        assert_eq!(it.send(&waiting).await, [UnknownPerson; 2]);
        assert_eq!(it.service.match_waiting_results().await.unwrap(), 0);
        let learner =
            it.service.create_learner("Later", "later@example.com", "password").await.unwrap();
        assert_eq!(it.seen(learner).await.len(), 2);
        assert_eq!(it.send(&waiting).await, [AlreadyRecorded; 2]);
        assert_eq!(it.service.match_waiting_results().await.unwrap(), 0);

        // A profile that appears otherwise: the job finds it, or the result itself sent again.
        let (early, sent_again) = (Uuid::now_v7(), Uuid::now_v7());
        let by_job = result("w3", login(early), "AZ-104", "2026-02-01T09:00:00Z");
        let again = result("w4", login(sent_again), "AZ-104", "2026-02-01T09:00:00Z");
        assert_eq!(it.send(&[by_job, again.clone()]).await, [UnknownPerson; 2]);
        let appears = async |id: Uuid| {
            let email = format!("{id}@example.com");
            let new = service::store::accounts::NewLearner {
                id, display_name: "Lin", email: &email, password_hash: "", connected: false,
            };
            let mut transaction = it.store.begin().await.unwrap();
            let now = it.service.now();
            service::store::accounts::insert_learner(&mut transaction.on(), &new, now)
                .await
                .unwrap();
            transaction.commit().await.unwrap();
        };
        appears(sent_again).await;
        assert_eq!(it.send(&[again]).await, [Recorded]);
        appears(early).await;
        assert_eq!(it.service.match_waiting_results().await.unwrap(), 1);
        for learner in [early, sent_again] {
            assert_eq!(it.seen(learner).await.len(), 1);
        }
    }

    async fn x4_sixty_four_identical_batches_record_each_result_once(it: Fixture) {
        let mut learners = Vec::new();
        for _ in 0..8 {
            learners.push(it.learner(true).await.0);
        }
        let batch: Vec<_> = learners
            .iter()
            .flat_map(|learner| {
                ["AZ-104", "AZ-305", "AZ-900"].map(|exam| {
                    let id = format!("{learner}-{exam}");
                    result(&id, login(*learner), exam, "2026-02-01T09:00:00Z")
                })
            })
            .collect();
        let mut sent = JoinSet::new();
        for _ in 0..64 {
            let (service, batch) = (it.service.clone(), batch.clone());
            sent.spawn(async move { service.record_results(Actor::Program, &batch).await });
        }
        let answers: Vec<_> =
            sent.join_all().await.into_iter().map(Result::unwrap).collect();
        let recorded = answers.iter().filter(|answer| answer.contains(&Recorded)).count();
        assert_eq!(recorded, 1, "one of them was the first");
        let all: HashSet<_> = answers.into_iter().flatten().collect();
        assert_eq!(all, HashSet::from([Recorded, AlreadyRecorded]));
        for learner in learners {
            let seen = it.seen(learner).await;
            assert_eq!((seen.len(), it.log(learner).await.len()), (3, 6));
            assert!(seen.iter().all(|(_, _, cycles)| cycles.len() == 1));
        }
    }

    async fn x4_a_file_does_what_a_batch_does(it: Fixture) {
        let (learner, profile) = it.learner(true).await;
        let file = SourceFile::new(
            "results.csv",
            format!(
                "result_id,login,certification_profile,exam,passed,taken_at,beta\n\
                 a,{learner}@example.com,,AZ-104,true,2026-02-01T09:00:00Z,false\n\
                 b,,{profile},AZ-900,true,2026-02-01T09:00:00Z,\n\
                 c,,{profile},AZ-999,true,2026-02-01T09:00:00Z,\n\
                 d,nobody@example.com,,AZ-104,true,2026-02-01T09:00:00Z,\n\
                 a,,{profile},AZ-900,true,2026-02-01T09:00:00Z,\n"
            ),
        );
        for (taken, unchanged) in [(2, 0), (0, 2)] {
            let report = it.service.import_results(&file).await.unwrap();
            assert_eq!((report.taken, report.unchanged, report.kept), (taken, unchanged, 1));
            let lines: Vec<_> = report.problems.iter().map(|problem| problem.line).collect();
            assert_eq!(lines, [Some(4), Some(5), Some(6)]);
        }
        assert_eq!(it.seen(learner).await.len(), 2);
    }

    async fn what_cannot_be_meant_is_refused_whole(it: Fixture) {
        let (learner, _) = it.learner(true).await;
        let good = result("good", login(learner), "AZ-104", "2026-02-01T09:00:00Z");
        let with = |change: fn(&mut ExamResult)| {
            let mut bad = good.clone();
            change(&mut bad);
            vec![good.clone(), bad]
        };
        let batches = [
            with(|result| result.result_id = " ".to_owned()),
            with(|result| result.result_id = "a\0".to_owned()),
            with(|result| result.result_id = "a".repeat(201)),
            with(|result| result.exam = "\u{7}".to_owned()),
            with(|result| result.person = Person::Login(String::new())),
            with(|result| result.taken_at = chrono::DateTime::<chrono::Utc>::MIN_UTC),
            with(|result| result.taken_at = chrono::DateTime::<chrono::Utc>::MAX_UTC),
            vec![good.clone(); 1001],
        ];
        for batch in batches {
            let refused = it.service.record_results(Actor::Program, &batch).await;
            assert!(matches!(refused, Err(service::Error::Invalid(_))), "{:?}", batch[1]);
        }
        assert_eq!(it.seen(learner).await, []);
    }

    async fn nothing_is_recorded_for_an_account_that_has_been_deleted(it: Fixture) {
        let (one, other) = (it.person(true).await, it.person(true).await);
        it.prove(&one.token, other.login).await;
        it.service.merge_profiles(&one.token, other.profile).await.unwrap();
        let before = result("before", number(one.profile), "AZ-104", "2026-02-01T09:00:00Z");
        assert_eq!(it.send(std::slice::from_ref(&before)).await, [Recorded]);
        it.by_hand("UPDATE login SET provider = 'work', password_hash = NULL").await;
        let here = [127, 0, 0, 1].into();
        it.service.delete_account(one.id, &one.token, "", here).await.unwrap();
        // Neither by its number nor by an old one, and the job does not find them either.
        let late = [
            before,
            result("late", number(one.profile), "AZ-900", NOW),
            result("old", number(other.profile), "AZ-900", NOW),
        ];
        assert_eq!(it.send(&late).await, [AlreadyRecorded, UnknownPerson, UnknownPerson]);
        let waiting = known_now(&mut it.store.read().await.unwrap().on(), 10).await.unwrap();
        assert!(waiting.is_empty());
        assert_eq!(it.recorded(one.id, Action::ResultRecorded).await, 1);
    }

    async fn p7_every_personal_login_leads_to_the_only_profile(it: Fixture) {
        let (one, other) = (it.person(true).await, it.person(true).await);
        it.prove(&one.token, other.login).await;
        it.service.merge_profiles(&one.token, other.profile).await.unwrap();
        // That of the merged profile, and one that two providers vouch for.
        let add = || it.add_login(one.id, None, Personal);
        let spare = [add().await, add().await];
        let address = |login: Uuid| Person::Login(format!("{login}@example.org"));
        let same = format!(
            "UPDATE login SET email = '{}@example.org' WHERE email = '{}@example.org'",
            spare[0], spare[1]
        );
        it.by_hand(&same).await;
        // A work login's address says nothing about certifications.
        let work = it.add_login(one.id, it.facts(one.id).await.learning_profile, Work).await;
        let at = "2026-02-01T09:00:00Z";
        let batch = [
            result("merged", login(other.id), "AZ-104", at),
            result("spare", address(spare[0]), "AZ-104", at),
            result("work", address(work), "AZ-104", at),
        ];
        assert_eq!(it.send(&batch).await, [Recorded, Recorded, UnknownPerson]);
        assert_eq!(it.recorded(one.id, Action::ResultRecorded).await, 2);

        // Of two profiles nobody knows which is meant, until they are one again.
        let second = add().await;
        let mut transaction = it.store.begin().await.unwrap();
        let now = it.service.now();
        profiles::insert(&mut transaction.on(), one.id, second, now).await.unwrap();
        transaction.commit().await.unwrap();
        let batch = [
            result("which", login(other.id), "AZ-900", at),
            result("this", address(second), "AZ-900", at),
        ];
        assert_eq!(it.send(&batch).await, [UnknownPerson, Recorded]);
        assert_eq!(it.service.match_waiting_results().await.unwrap(), 0);
        it.prove(&one.token, second).await;
        let source = it.facts(one.id).await.profiles[1].id;
        it.service.merge_profiles(&one.token, source).await.unwrap();
        assert_eq!(it.service.match_waiting_results().await.unwrap(), 1);
        assert_eq!(it.send(&batch).await, [AlreadyRecorded; 2]);
    }

    async fn x4_what_waits_for_an_address_of_two_stands_in_nobodys_way(it: Fixture) {
        let shared = || Person::Login("shared@example.net".to_owned());
        for _ in 0..2 {
            let (learner, _) = it.learner(true).await;
            let claim = format!(
                "UPDATE login SET provider = 'elsewhere', email = 'shared@example.net'
                    WHERE email = '{learner}@example.com'"
            );
            it.by_hand(&claim).await;
        }
        let at = "2026-02-01T09:00:00Z";
        let batch: Vec<_> =
            (0..1000).map(|n| result(&format!("a{n}"), shared(), "AZ-104", at)).collect();
        assert_eq!(it.send(&batch).await, [UnknownPerson; 1000]);
        let known = async || {
            let mut reader = it.store.read().await.unwrap();
            known_now(&mut reader.on(), 10_000).await.unwrap().len()
        };
        assert_eq!(known().await, 0, "whom nobody finds is looked for again and again");
        let later = Person::Login("later@example.net".to_owned());
        assert_eq!(it.send(&[result("b", later, "AZ-104", at)]).await, [UnknownPerson]);
        let create = async |email: &str| {
            it.service.create_learner("Lin", email, "a password").await.unwrap()
        };
        let later = create("later@example.net").await;
        assert_eq!(it.recorded(later, Action::ResultRecorded).await, 1);
        // The built-in account that has the address gets them.
        let built_in = create("shared@example.net").await;
        assert_eq!(known().await, 0);
        assert_eq!(it.recorded(built_in, Action::ResultRecorded).await, 100); // counts no further
        assert_eq!(it.send(&batch).await, [AlreadyRecorded; 1000]);
    }
}
