//! The two profiles: connecting, replacing, adding and removing logins, starting anew, asking support.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{Fixture, on_every_database};
use domain::{
    audit::Action,
    profile::{
        Connection::{
            Connected, Misaligned, NeedsMerge, NeedsPersonalLogin, NoCertificationProfile,
            Unconnected,
        },
        LoginKind::{Personal, Work},
        Refusal,
    },
};
use service::{
    Actor, Error, SignInFrom,
    results::{ExamResult, Outcome, Person},
    store::{
        Store, Transaction, logins, profiles,
        results::{self, Profile, ResultRow},
    },
};
use tokio::task::JoinSet;
use uuid::Uuid;
use words::Language;

const AT_ONCE: usize = 64;
/// The lock that every batch of results takes.
const ALL_RESULTS: Uuid = Uuid::from_u128(0x0e5a_1709);

#[track_caller]
fn refused<T>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Profiles(refusal)) => refusal,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("not refused"),
    }
}

/// Begins to record a result, as a batch does.
async fn recording(it: &Fixture, profile: Uuid, learner_id: Uuid) -> Transaction {
    let result = ResultRow {
        result_id: format!("of {profile}"),
        exam: "AZ-104".to_owned(),
        passed: false,
        beta: false,
        taken_at: it.service.now(),
    };
    let recorded = [(Profile { id: profile, learner_id }, result)];
    let mut transaction = it.store.begin().await.unwrap();
    transaction.lock(ALL_RESULTS).await.unwrap();
    results::insert(&mut transaction.on(), &recorded, it.service.now()).await.unwrap();
    transaction
}

on_every_database! {
    async fn p2_sixty_four_connect_at_once(it: Fixture) {
        let person = it.person(false).await;
        assert_eq!(it.connection(person.id).await, Unconnected);
        let mut tries = JoinSet::new();
        for _ in 0..AT_ONCE {
            let (service, token) = (it.service.clone(), person.token.clone());
            tries.spawn(async move { service.connect_profiles(&token).await });
        }
        tries.join_all().await.into_iter().for_each(|result| result.unwrap());
        assert_eq!(it.connection(person.id).await, Connected);
        assert_eq!(it.recorded(person.id, Action::Connected).await, 1);
    }

    async fn p2_what_is_misaligned_is_not_connected(it: Fixture) {
        let (person, _) = it.misaligned().await;
        assert_eq!(refused(it.service.connect_profiles(&person.token).await), Refusal::NotNow);
        assert_eq!(it.connection(person.id).await, Misaligned);
    }

    async fn p6_replaced_only_with_a_fresh_proof_of_both(it: Fixture) {
        let (person, old) = it.misaligned().await;
        let replace = || it.service.replace_personal_login(&person.token, person.login);
        assert_eq!(refused(replace().await), Refusal::NotProven);
        it.prove(&person.token, old).await;
        it.later();
        assert_eq!(refused(replace().await), Refusal::NotProven);
        it.prove(&person.token, old).await;
        assert_eq!(refused(replace().await), Refusal::NotProven);
        it.prove(&person.token, person.login).await;
        let (other, of_old) = (it.session(person.login).await, it.session(old).await);
        replace().await.unwrap();
        replace().await.unwrap();
        // The old one opens nothing any more, other sessions have ended, this one goes on.
        let facts = it.facts(person.id).await;
        assert_eq!(facts.logins.iter().map(|login| login.id).collect::<Vec<_>>(), [person.login]);
        assert!(!it.is_signed_in(&other).await && !it.is_signed_in(&of_old).await);
        assert!(it.is_signed_in(&person.token).await);
        assert_eq!(it.connection(person.id).await, Unconnected);
        assert_eq!(it.recorded(person.id, Action::LoginReplaced).await, 1);
        it.service.connect_profiles(&person.token).await.unwrap();
        assert_eq!(it.connection(person.id).await, Connected);
    }

    async fn p6_sixty_four_replace_at_once_also_from_the_old_login(it: Fixture) {
        let (person, old) = it.misaligned().await;
        let from_old = it.session(old).await;
        it.prove(&person.token, old).await;
        it.prove(&from_old, person.login).await;
        let mut tries = JoinSet::new();
        for n in 0..AT_ONCE {
            let token = if n % 2 == 0 { person.token.clone() } else { from_old.clone() };
            let (service, login) = (it.service.clone(), person.login);
            tries.spawn(async move { service.replace_personal_login(&token, login).await });
        }
        // The session that came second has been ended by the first.
        let done = tries.join_all().await;
        assert!(done.iter().filter(|result| result.is_ok()).count() >= AT_ONCE / 2);
        assert!(done.iter().all(|result| matches!(result, Ok(()) | Err(Error::NotFound))));
        assert_eq!(it.recorded(person.id, Action::LoginReplaced).await, 1);
        assert_eq!(it.connection(person.id).await, Unconnected);
    }

    async fn p6_connected_profiles_keep_their_login(it: Fixture) {
        let person = it.person(true).await;
        let new = it.person(false).await;
        it.prove(&person.token, new.login).await;
        let replace = it.service.replace_personal_login(&person.token, new.login).await;
        assert_eq!(refused(replace), Refusal::NotNow);
    }

    async fn p5_a_learning_profile_gets_its_first_personal_login(it: Fixture) {
        let person = it.person(false).await;
        let learning = it.facts(person.id).await.learning_profile;
        let work = it.add_login(person.id, learning, Work).await;
        let mut transaction = it.store.begin().await.unwrap();
        logins::set_learning_profile(&mut transaction.on(), person.login, None).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(it.connection(person.id).await, NeedsPersonalLogin);
        let token = it.session(work).await;
        it.prove(&token, person.login).await;
        it.service.replace_personal_login(&token, person.login).await.unwrap();
        assert_eq!(it.connection(person.id).await, Unconnected);
        let names: Vec<_> = it.facts(person.id).await.logins.iter().map(|login| login.id).collect();
        assert_eq!(names, [person.login, work]);
    }

    async fn p5_without_a_certification_profile_a_personal_login_makes_one(it: Fixture) {
        let (worker, work) = it.worker().await;
        it.service.dashboard(worker, Language::En).await.unwrap();
        assert_eq!(it.connection(worker).await, NoCertificationProfile);
        let token = it.session(work).await;
        let new = it.person(false).await;
        it.prove(&token, new.login).await;
        it.service.replace_personal_login(&token, new.login).await.unwrap();
        assert_eq!(it.connection(worker).await, Unconnected);
        // The account that the login was the whole of has gone.
        assert!(it.facts(new.id).await.learning_profile.is_none());
        assert!(!it.is_signed_in(&new.token).await);
    }

    async fn p7_the_number_of_an_empty_profile_keeps_leading_to_its_person(it: Fixture) {
        let send = async |id: &str, profile: Uuid| {
            let result = ExamResult {
                result_id: id.to_owned(),
                person: Person::CertificationProfile(profile.to_string()),
                exam: "AZ-104".to_owned(),
                passed: true,
                taken_at: it.service.now(),
                beta: false,
            };
            it.service.record_results(Actor::Program, &[result]).await.unwrap()
        };
        let (worker, work) = it.worker().await;
        let token = it.session(work).await;
        // The account of the new login has a profile, connected and empty, which comes with it.
        let first = it.person(true).await;
        it.prove(&token, first.login).await;
        it.service.replace_personal_login(&token, first.login).await.unwrap();
        assert_eq!(it.facts(worker).await.profiles[0].id, first.profile);
        assert_eq!(it.connection(worker).await, Unconnected);
        assert_eq!(send("1", first.profile).await, [Outcome::Recorded]);
        assert_eq!(it.recorded(worker, Action::ResultRecorded).await, 1);
    }

    async fn p6_a_new_learning_profile_leaves_the_old_one_with_its_logins(it: Fixture) {
        let (person, old) = it.misaligned().await;
        let learning = it.facts(person.id).await.learning_profile;
        let work = it.add_login(person.id, learning, Work).await;
        let credential = it.credential(person.profile, "administrator", Some("2026-05-10")).await;
        let start = || it.service.start_learning_profile(&person.token, person.login);
        it.later();
        assert_eq!(refused(start().await), Refusal::NotProven);
        it.prove(&person.token, person.login).await;
        let mut tries = JoinSet::new();
        for _ in 0..AT_ONCE {
            let (service, token, login) = (it.service.clone(), person.token.clone(), person.login);
            tries.spawn(async move { service.start_learning_profile(&token, login).await });
        }
        tries.join_all().await.into_iter().for_each(|result| result.unwrap());
        assert_eq!(it.recorded(person.id, Action::LearningProfileStarted).await, 1);
        assert_eq!(it.connection(person.id).await, Unconnected);
        assert_eq!(it.look(person.id, credential).await.id, credential);
        // The others are an account of their own, of the same name.
        let token = it.session(old).await;
        let left = it.service.who(&token).await.unwrap().unwrap();
        assert_eq!((left.id == person.id, left.name.as_str()), (false, "Lin"));
        let facts = it.facts(left.id).await;
        assert_eq!(facts.learning_profile, learning);
        assert_eq!(facts.logins.iter().map(|login| login.id).collect::<Vec<_>>(), [old, work]);
        assert!(facts.profiles.is_empty());
        let trail = it.service.trail(left.id, None, Language::En).await.unwrap();
        assert_eq!(trail.acts[0].who, "you", "no staff did it");
    }

    async fn p3_a_work_login_is_added_from_an_account_that_holds_nothing(it: Fixture) {
        let person = it.person(true).await;
        let (worker, work) = it.worker().await;
        let add = || it.service.add_work_login(&person.token, work);
        assert_eq!(refused(add().await), Refusal::NotProven);
        it.prove(&person.token, work).await;
        add().await.unwrap();
        add().await.unwrap();
        assert_eq!(it.recorded(person.id, Action::LoginAdded).await, 1);
        assert_eq!(it.facts(person.id).await.logins.len(), 2);
        assert_eq!(it.facts(worker).await.logins.len(), 0);
        assert_eq!(it.connection(person.id).await, Connected);
        // It signs in to the same account now.
        let token = it.session(work).await;
        assert_eq!(it.service.who(&token).await.unwrap().unwrap().id, person.id);
    }

    async fn p3_a_login_belongs_to_one_learning_profile(it: Fixture) {
        let (person, other) = (it.person(true).await, it.person(true).await);
        let learning = it.facts(other.id).await.learning_profile;
        let work = it.add_login(other.id, learning, Work).await;
        it.prove(&person.token, work).await;
        let add = it.service.add_work_login(&person.token, work).await;
        assert_eq!(refused(add), Refusal::Elsewhere);
    }

    async fn p8_removing_logins(it: Fixture) {
        let person = it.person(true).await;
        let learning = it.facts(person.id).await.learning_profile;
        let remove = async |token: &str, login| it.service.remove_login(token, login).await;
        assert_eq!(refused(remove(&person.token, person.login).await), Refusal::OnlyOne);
        let work = it.add_login(person.id, learning, Work).await;
        assert_eq!(refused(remove(&person.token, person.login).await), Refusal::Personal);
        let token = it.session(work).await;
        assert_eq!(refused(remove(&token, work).await), Refusal::OfSession);
        it.prove(&token, person.login).await;
        remove(&token, work).await.unwrap();
        // The session goes on as the one that was proven.
        assert!(it.is_signed_in(&token).await);
        assert_eq!(it.recorded(person.id, Action::LoginRemoved).await, 1);
        remove(&token, work).await.unwrap();
        remove(&token, Uuid::now_v7()).await.unwrap();
        assert_eq!(it.recorded(person.id, Action::LoginRemoved).await, 1);
        // Somebody else's stays.
        let other = it.person(true).await;
        remove(&token, other.login).await.unwrap();
        assert_eq!(it.facts(other.id).await.logins.len(), 1);
    }

    async fn p7_empty_profiles_come_and_go_silently(it: Fixture) {
        let person = it.person(false).await;
        let on_dashboard = || it.service.dashboard(person.id, Language::En);
        let mut transaction = it.store.begin().await.unwrap();
        profiles::delete_profile(&mut transaction.on(), person.profile).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(it.connection(person.id).await, NoCertificationProfile);
        let mut opened = JoinSet::new();
        for _ in 0..AT_ONCE {
            let (service, id) = (it.service.clone(), person.id);
            opened.spawn(async move { service.dashboard(id, Language::En).await });
        }
        opened.join_all().await.into_iter().for_each(|result| drop(result.unwrap()));
        assert_eq!(it.connection(person.id).await, Unconnected);

        let empty = it.facts(person.id).await.profiles[0].id;
        let second = it.add_login(person.id, None, Personal).await;
        let mut transaction = it.store.begin().await.unwrap();
        let now = it.service.now();
        profiles::insert(&mut transaction.on(), person.id, second, now).await.unwrap();
        transaction.commit().await.unwrap();
        let full = it.facts(person.id).await.profiles[1].id;
        it.credential(full, "administrator", Some("2026-05-10")).await;
        assert_eq!(it.connection(person.id).await, NeedsMerge);
        on_dashboard().await.unwrap();
        assert_eq!(it.connection(person.id).await, Misaligned);
        assert_eq!(it.facts(person.id).await.profiles[0].id, full);
        assert_eq!(it.service.present_id(empty).await.unwrap(), Some(full));
    }

    async fn p7_a_profile_that_a_result_is_being_recorded_for_is_not_empty(it: Fixture) {
        let Store::Postgres(_) = &it.store else { continue }; // the other writes in turn
        let (_, work) = it.worker().await;
        let (token, new) = (it.session(work).await, it.person(false).await);
        it.prove(&token, new.login).await;
        let result = recording(&it, new.profile, new.id).await;
        let (service, login) = (it.service.clone(), new.login);
        let taking =
            tokio::spawn(async move { service.replace_personal_login(&token, login).await });
        it.somebody_waits(|| taking.is_finished()).await;
        result.commit().await.unwrap();
        assert_eq!(refused(taking.await.unwrap()), Refusal::Elsewhere);

        let person = it.person(false).await;
        it.credential(person.profile, "administrator", Some("2026-05-10")).await;
        let second = it.add_login(person.id, None, Personal).await;
        let mut transaction = it.store.begin().await.unwrap();
        let (now, on) = (it.service.now(), &mut transaction.on());
        profiles::insert(on, person.id, second, now).await.unwrap();
        transaction.commit().await.unwrap();
        let empty = it.facts(person.id).await.profiles[1].id;
        let result = recording(&it, empty, person.id).await;
        let service = it.service.clone();
        let opening = tokio::spawn(async move { service.dashboard(person.id, Language::En).await });
        it.somebody_waits(|| opening.is_finished()).await;
        result.commit().await.unwrap();
        opening.await.unwrap().unwrap();
        assert_eq!(it.connection(person.id).await, NeedsMerge);
    }

    async fn p5_other_logins_are_masked_until_proven(it: Fixture) {
        let (person, old) = it.misaligned().await;
        let name = async || {
            let page = it.service.profiles_page(person.id, &person.token).await.unwrap();
            page.logins.into_iter().find(|login| login.id == old).unwrap().name
        };
        assert!(name().await.contains('•'));
        it.prove(&person.token, old).await;
        assert_eq!(name().await, format!("{old}@example.org"));
        it.later();
        assert!(name().await.contains('•'));
    }

    async fn p7_a_password_proves_a_login_within_a_session(it: Fixture) {
        let (person, _) = it.misaligned().await;
        it.service.create_learner("Lin", "second@example.com", "right").await.unwrap();
        let from = SignInFrom { address: [127, 0, 0, 1].into(), device: String::new() };
        let prove = async |password: &str| {
            it.service.prove_password(&person.token, "second@example.com", password, &from).await
        };
        assert!(matches!(prove("wrong").await, Err(service::SignInError::Wrong)));
        let login = prove("right").await.unwrap();
        let page = it.service.profiles_page(person.id, &person.token).await.unwrap();
        let proved = page.proved.iter().find(|proved| proved.id == login).unwrap();
        assert_eq!((proved.elsewhere, proved.name.as_str()), (true, "second@example.com"));
        let nobody = it.service.prove_password("nobody", "second@example.com", "right", &from);
        assert!(nobody.await.is_err());
    }

    async fn p6_support_is_asked_once(it: Fixture) {
        let (person, _) = it.misaligned().await;
        let mut asked = JoinSet::new();
        for _ in 0..AT_ONCE {
            let (service, id) = (it.service.clone(), person.id);
            asked.spawn(async move { service.ask_support(id, " I lost it.\0 ").await });
        }
        let mut references: Vec<_> =
            asked.join_all().await.into_iter().map(|reference| reference.unwrap()).collect();
        references.dedup();
        assert_eq!(references.len(), 1);
        let waiting = it.service.support_requests().await.unwrap();
        let [request] = waiting.as_slice() else { panic!("{waiting:?}") };
        let facts = (request.person.id, request.connection, request.message.as_str());
        assert_eq!(facts, (person.id, Misaligned, "I lost it."));
        assert_eq!(it.recorded(person.id, Action::SupportAsked).await, 1);
    }
}
