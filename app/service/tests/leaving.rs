//! Deleting an account, on both databases.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use chrono::TimeDelta;
use common::{
    Fixture, on_every_database,
    somebody::{EMAIL, HERE, NAME, PASSWORD, data, sign_in, somebody},
};
use domain::{
    audit::Action,
    profile::{
        LoginKind::{Personal, Work},
        Refusal,
    },
    role::Role,
};
use serde_json::json;
use service::{
    Actor, Error, SignInError,
    profiles::Attested,
    store::audit::{self, Search},
};
use words::Language;

/// What nobody finds any more: name, address, device, what support wrote about her.
const TRACES: [&str; 4] = ["wilhelmina", "ferrars", "typewriter", "called on a sunday"];

on_every_database! {
    async fn after_the_deletion_nothing_names_the_person(it: Fixture) {
        let (id, token, [held, _]) = somebody(&it).await;
        for trace in TRACES {
            assert!(!it.found(trace).await.is_empty(), "{trace} is nowhere to begin with");
        }
        it.service.delete_account(id, &token, PASSWORD, HERE).await.unwrap();
        for trace in TRACES {
            assert_eq!(it.found(trace).await, [""; 0], "{trace}");
        }

        assert!(it.service.who(&token).await.unwrap().is_none());
        assert!(matches!(sign_in(&it, PASSWORD).await, Err(SignInError::Wrong)));
        let again = it.service.delete_account(id, &token, PASSWORD, HERE).await;
        assert!(matches!(again, Err(SignInError::Error(Error::NotFound))));

        // The record stays, without name and address.
        let page = it.service.credential_page(id, held, Language::En).await.unwrap();
        assert_eq!((page.cycles.len(), page.attempts.len()), (2, 2));
        let data = data(&it, id).await;
        let count = |list: &str| data[list].as_array().unwrap().len();
        for (list, length) in [
            ("credentials", 2),
            ("history", 3),
            ("attempts", 2),
            ("exam_results", 1),
            ("certification_profiles", 1),
            ("answers", 0),
            ("mails", 0),
            ("sessions", 0),
            ("failed_sign_ins", 0),
            ("learning_profiles", 0),
            ("proofs", 0),
            ("support_requests", 0),
            ("attestations", 0),
        ] {
            assert_eq!(count(list), length, "{list}");
        }
        let all = Search { learner: Some(id), ..Search::default() };
        let lines = audit::search(&mut it.store.read().await.unwrap().on(), &all, 100).await.unwrap();
        assert_eq!(lines[1].action, Action::AccountDeleted);
        assert!(lines.len() > 5 && lines.iter().all(|line| line.detail == json!({})));

        // The address is free for somebody else.
        it.service.create_learner("Somebody else", EMAIL, PASSWORD).await.unwrap();
        let token = sign_in(&it, PASSWORD).await.unwrap();
        assert_ne!(it.service.who(&token).await.unwrap().unwrap().id, id);
    }

    async fn of_an_account_without_certifications_nothing_stays_but_that_it_was(it: Fixture) {
        let id = it.service.create_learner(NAME, EMAIL, PASSWORD).await.unwrap();
        let token = sign_in(&it, PASSWORD).await.unwrap();
        it.service.delete_account(id, &token, PASSWORD, HERE).await.unwrap();
        let data = data(&it, id).await;
        for list in ["logins", "certification_profiles", "learning_profiles", "sessions"] {
            assert_eq!(data[list], json!([]), "{list}");
        }
        assert_eq!(data["person"][0]["display_name"], "");
    }

    async fn nobody_is_deleted_without_the_password(it: Fixture) {
        let (id, token, _) = somebody(&it).await;
        let wrong = it.service.delete_account(id, &token, "", HERE).await;
        assert!(matches!(wrong, Err(SignInError::Wrong)));
        let nobody = it.service.delete_account(id, "no token", PASSWORD, HERE).await;
        assert!(matches!(nobody, Err(SignInError::Error(Error::NotFound))));
        let mei = it.service.create_learner("Mei", "mei@example.com", PASSWORD).await.unwrap();
        let other = it.service.delete_account(mei, &token, PASSWORD, HERE).await;
        assert!(matches!(other, Err(SignInError::Error(Error::NotFound))));
        assert!(it.service.who(&token).await.unwrap().is_some());
    }

    async fn a_login_without_a_password_proves_itself_by_a_fresh_sign_in(it: Fixture) {
        let (id, token, _) = somebody(&it).await;
        it.by_hand("UPDATE login SET provider = 'work', password_hash = NULL").await;
        let begun = it.service.now();
        it.service.clock().set(begun + TimeDelta::minutes(11));
        let late = it.service.delete_account(id, &token, "", HERE).await;
        assert!(matches!(late, Err(SignInError::Error(Error::Profiles(Refusal::NotProven)))));
        it.service.clock().set(begun + TimeDelta::minutes(9));
        it.service.delete_account(id, &token, "", HERE).await.unwrap();
        assert!(it.service.who(&token).await.unwrap().is_none());
    }

    async fn of_64_who_delete_at_once_beside_sign_ins_and_saves_one_does(it: Fixture) {
        let (id, token, [_, open]) = somebody(&it).await;
        it.by_hand("UPDATE login SET provider = 'work', password_hash = NULL").await;
        let mut tries = tokio::task::JoinSet::new();
        for number in 0..64 {
            let (service, token) = (it.service.clone(), token.clone());
            tries.spawn(async move {
                if number % 4 == 3 {
                    // Whatever comes of it, the database is not to fail.
                    let started = service.start(id, open, "en", true).await;
                    assert!(!matches!(started, Err(Error::Store(_))), "{started:?}");
                    return false;
                }
                match service.delete_account(id, &token, "", HERE).await {
                    Ok(()) => true,
                    Err(SignInError::Error(Error::NotFound)) => false,
                    Err(error) => panic!("{error}"),
                }
            });
        }
        let deleted = tries.join_all().await.into_iter().filter(|deleted| *deleted).count();
        assert_eq!(deleted, 1);
        assert_eq!(it.found("ferrars").await, [""; 0]);
    }

    async fn p7_what_support_wrote_of_profiles_that_were_merged_goes_too(it: Fixture) {
        const WHY: &str = "showed me a passport";
        let (one, other, third) =
            (it.person(true).await, it.person(true).await, it.person(true).await);
        let support = it.person(true).await;
        it.service.give_role(Actor::Program, support.id, Role::Support).await.unwrap();
        let attest = async |what| it.service.attest(support.id, what, WHY).await.unwrap();
        // Stood for and carried out; then the profile that stayed goes into a third one, after its
        // login has changed twice, of which the first was removed.
        attest(Attested::Merge { target: other.profile, source: third.profile }).await;
        it.service.merge_profiles(&other.token, third.profile).await.unwrap();
        for _ in 0..2 {
            let login = it.add_login(other.id, None, Personal).await;
            attest(Attested::LoginChange { profile: other.profile, login }).await;
            it.prove(&one.token, login).await;
        }
        it.service.merge_profiles(&one.token, other.profile).await.unwrap();
        let mut written = it.found(WHY).await;
        written.sort_unstable();
        assert_eq!(written, ["attestation.reason", "audit.detail"]);

        it.by_hand("UPDATE login SET provider = 'work', password_hash = NULL").await;
        it.service.delete_account(one.id, &one.token, "", HERE).await.unwrap();
        assert_eq!(it.found(WHY).await, [""; 0]);
    }

    async fn what_was_sent_to_an_address_goes_however_its_provider_writes_it(it: Fixture) {
        let person = it.person(true).await;
        let work = it.add_login(person.id, None, Work).await;
        let renamed = format!(
            "UPDATE login SET email = 'Lin.Work@Example.org' WHERE email = '{work}@example.org'"
        );
        it.by_hand(&renamed).await;
        it.service.register("lin.work@example.org", Language::En, HERE).await.unwrap();
        it.by_hand(
            "INSERT INTO waiting_result SELECT 'r', 'login', 'lin.work@example.org', NULL, 'AZ-104',
                '1', '0', created_at, created_at FROM learner LIMIT 1",
        )
        .await;
        let theirs = data(&it, person.id).await;
        for list in ["mails", "address_requests", "asked_mails", "waiting_results"] {
            assert_eq!(theirs[list].as_array().unwrap().len(), 1, "{list}");
        }
        it.by_hand("UPDATE login SET password_hash = NULL").await;
        it.service.delete_account(person.id, &person.token, "", HERE).await.unwrap();
        assert_eq!(it.found("lin.work").await, [""; 0]);
    }
}
