//! P6, P7: what support stands for, and whose requests it answers.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{Fixture, day, on_every_database, people::Person};
use domain::{
    audit::Action,
    profile::{
        AttestationFault as Fault,
        Connection::{Connected, Misaligned, Unconnected},
        LONGEST_REASON,
        LoginKind::{Personal, Work},
    },
    role::Role,
};
use service::{Actor, Error, Invalid, profiles::Attested};
use uuid::Uuid;
use words::Language;

const WHY: &str = "saw both passports";

/// Somebody of support.
async fn support(it: &Fixture) -> Person {
    let person = it.person(true).await;
    it.service.give_role(Actor::Program, person.id, Role::Support).await.unwrap();
    person
}

#[track_caller]
fn fault(result: Result<(), Error>) -> Fault {
    match result {
        Err(Error::NotAttested(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

on_every_database! {
    async fn p7_support_attests_and_the_person_merges(it: Fixture) {
        let (one, other, support) = (it.person(true).await, it.person(true).await, support(&it).await);
        let credential = it.credential(other.profile, "administrator", Some("2026-08-10")).await;
        let page = async || it.service.profiles_page(one.id, &one.token).await.unwrap();
        assert!(page().await.attested.is_empty());
        let what = Attested::Merge { target: one.profile, source: other.profile };
        for _ in 0..2 {
            it.service.attest(support.id, what, WHY).await.unwrap();
        }
        // They find it on their page, and need no proof.
        it.later();
        assert_eq!(page().await.attested, [other.profile]);
        assert!(it.service.merge_preview(&one.token, other.profile, Language::En).await.unwrap().attested);
        // For nobody else, and not the other way around.
        let stranger = it.person(true).await;
        for (token, source) in [(&stranger.token, other.profile), (&other.token, one.profile)] {
            assert!(it.service.merge_profiles(token, source).await.is_err());
        }
        it.service.merge_profiles(&one.token, other.profile).await.unwrap();
        assert_eq!(it.look(one.id, credential).await.standing.valid_through, Some(day("2026-08-10")));
        assert!(page().await.attested.is_empty());
        for learner in [one.id, other.id] {
            assert_eq!(it.recorded(learner, Action::MergeAttested).await, 2);
        }
    }

    async fn p7_what_support_stood_for_two_weeks_ago_no_longer_holds(it: Fixture) {
        let (one, other, support) = (it.person(true).await, it.person(true).await, support(&it).await);
        let what = Attested::Merge { target: one.profile, source: other.profile };
        it.service.attest(support.id, what, WHY).await.unwrap();
        it.service.clock().set(it.service.now() + chrono::TimeDelta::days(14));
        let token = it.session(one.login).await;
        assert!(it.service.profiles_page(one.id, &token).await.unwrap().attested.is_empty());
        assert!(it.service.merge_profiles(&token, other.profile).await.is_err());
    }

    async fn p6_support_changes_the_login_and_the_person_connects(it: Fixture) {
        let (person, learning) = it.misaligned().await;
        let support = support(&it).await;
        let what = Attested::LoginChange { profile: person.profile, login: learning };
        for _ in 0..2 {
            it.service.attest(support.id, what, WHY).await.unwrap();
        }
        assert!(!it.is_signed_in(&person.token).await); // the lost login opens nothing any more
        let token = it.session(learning).await;
        it.service.connect_profiles(&token).await.unwrap();
        assert_eq!(it.connection(person.id).await, Connected);
        assert_eq!(it.recorded(person.id, Action::LoginReplaced).await, 1);
    }

    async fn p2_a_login_that_is_not_the_learning_profiles_ends_the_connection(it: Fixture) {
        let (person, support) = (it.person(true).await, support(&it).await);
        let other = it.add_login(person.id, None, Personal).await;
        let what = Attested::LoginChange { profile: person.profile, login: other };
        it.service.attest(support.id, what, WHY).await.unwrap();
        assert_eq!(it.connection(person.id).await, Misaligned);
        let back = Attested::LoginChange { profile: person.profile, login: person.login };
        it.service.attest(support.id, back, WHY).await.unwrap();
        assert_eq!(it.connection(person.id).await, Unconnected);
    }

    async fn only_support_and_administrators_attest_and_answer(it: Fixture) {
        let (one, other) = (it.person(true).await, it.person(true).await);
        let reference = it.service.ask_support(one.id, "Help").await.unwrap();
        let what = Attested::Merge { target: one.profile, source: other.profile };
        let somebody = it.person(true).await;
        for (role, may) in [
            (None, false),
            (Some(Role::Author), false),
            (Some(Role::Support), true),
            (Some(Role::Administrator), true),
        ] {
            // Of an administrator the first stays; the others are taken away again.
            if let Some(role) = role {
                it.service.give_role(Actor::Program, somebody.id, role).await.unwrap();
            }
            let attested = it.service.attest(somebody.id, what, WHY).await;
            let answered = it.service.answer_support_request(somebody.id, &reference, "Done").await;
            for done in [attested, answered] {
                match done {
                    Ok(()) => assert!(may, "{role:?}"),
                    Err(error) => assert!(!may && matches!(error, Error::NotFound), "{role:?}: {error}"),
                }
            }
            if let Some(role @ (Role::Author | Role::Support)) = role {
                it.service.take_role(Actor::Program, somebody.id, role).await.unwrap();
            }
        }
        // A role that was given and taken is worth nothing, nor is somebody who is not there.
        for nobody in [Uuid::now_v7(), one.id] {
            let attested = it.service.attest(nobody, what, WHY).await;
            assert!(matches!(attested, Err(Error::NotFound)));
        }
    }

    async fn nonsense_is_not_attested(it: Fixture) {
        let (one, other, support) = (it.person(true).await, it.person(true).await, support(&it).await);
        let attest = async |what, reason: &str| fault(it.service.attest(support.id, what, reason).await);
        let merge = |target, source| Attested::Merge { target, source };
        let change = |profile, login| Attested::LoginChange { profile, login };
        let nobody = Uuid::now_v7();
        for reason in ["", " \n", "a\0b", &"a".repeat(LONGEST_REASON + 1)] {
            assert_eq!(attest(merge(one.profile, other.profile), reason).await, Fault::NoReason);
        }
        for (target, source) in [(nobody, one.profile), (one.profile, nobody), (one.id, other.id)] {
            assert_eq!(attest(merge(target, source), WHY).await, Fault::UnknownProfile);
        }
        assert_eq!(attest(merge(one.profile, one.profile), WHY).await, Fault::SameProfile);
        assert_eq!(attest(merge(support.profile, one.profile), WHY).await, Fault::Own);
        assert_eq!(attest(merge(one.profile, support.profile), WHY).await, Fault::Own);
        assert_eq!(attest(change(support.profile, support.login), WHY).await, Fault::Own);
        assert_eq!(attest(change(nobody, one.login), WHY).await, Fault::UnknownProfile);
        let work = it.add_login(one.id, it.facts(one.id).await.learning_profile, Work).await;
        for login in [nobody, other.login, work] {
            assert_eq!(attest(change(one.profile, login), WHY).await, Fault::UnknownLogin);
        }
        // A profile of several is not taken out of its account, nor is one merged away from the one
        // that stays.
        let second = it.add_login(one.id, None, Personal).await;
        let mut transaction = it.store.begin().await.unwrap();
        let now = it.service.now();
        let on = &mut transaction.on();
        service::store::profiles::insert(on, one.id, second, now).await.unwrap();
        transaction.commit().await.unwrap();
        let added = it.facts(one.id).await.profiles[1].id;
        for (target, source) in [
            (other.profile, one.profile),
            (other.profile, added),
            (added, one.profile),
        ] {
            assert_eq!(attest(merge(target, source), WHY).await, Fault::NotThisWay);
        }
        assert_eq!(attest(change(one.profile, second), WHY).await, Fault::NotThisWay);
        it.service.attest(support.id, merge(one.profile, added), WHY).await.unwrap();
        for learner in [other.id, support.id] {
            assert_eq!(it.recorded(learner, Action::MergeAttested).await, 0);
        }
    }

    async fn p6_requests_are_listed_with_the_state_of_the_profiles_and_closed_by_an_answer(it: Fixture) {
        let (person, learning) = it.misaligned().await;
        let support = support(&it).await;
        let reference = it.service.ask_support(person.id, "I lost the other one").await.unwrap();
        let requests = it.service.support_requests().await.unwrap();
        let [request] = requests.as_slice() else { panic!("{requests:?}") };
        assert_eq!((request.person.id, request.reference.as_str()), (person.id, reference.as_str()));
        assert_eq!((request.then, request.connection), (Some(Misaligned), Misaligned));
        let what = Attested::LoginChange { profile: person.profile, login: learning };
        it.service.attest(support.id, what, WHY).await.unwrap();
        let now = it.service.support_requests().await.unwrap()[0].connection;
        assert_eq!(now, Unconnected);

        let answer = async |reference: &str, text: &str| {
            it.service.answer_support_request(support.id, reference, text).await
        };
        for text in [" ", &"a".repeat(service::profiles::ANSWER_AT_MOST + 1)] {
            let refused = answer(&reference, text).await;
            assert!(matches!(refused, Err(Error::Invalid(Invalid::Answer))), "{refused:?}");
        }
        assert!(matches!(answer("0000-0000", "Done").await, Err(Error::NotFound)));
        for _ in 0..2 {
            answer(&reference, "The login is changed.").await.unwrap();
        }
        assert!(it.service.support_requests().await.unwrap().is_empty());
        // The person reads it, and can ask anew.
        assert_eq!(it.recorded(person.id, Action::SupportAnswered).await, 1);
        let trail = it.service.trail(person.id, None, Language::En).await.unwrap();
        let read = trail.acts.iter().find(|act| act.action == "support_answered").unwrap();
        assert_eq!(read.detail.as_deref(), Some("The login is changed."));
        assert_ne!(it.service.ask_support(person.id, "").await.unwrap(), reference);
    }

    async fn who_has_left_asks_nothing_any_more(it: Fixture) {
        let person = it.person(true).await;
        let login = it.add_login(person.id, None, Personal).await;
        let token = it.session(login).await;
        it.service.delete_account(person.id, &token, "", [127, 0, 0, 1].into()).await.unwrap();
        let late = it.service.ask_support(person.id, "Lin was here").await;
        assert!(matches!(late, Err(Error::NotFound)), "{late:?}");
        assert!(it.service.support_requests().await.unwrap().is_empty());
    }

    async fn the_request_of_an_account_that_was_merged_is_closed(it: Fixture) {
        let (one, other) = (it.person(true).await, it.person(true).await);
        it.service.ask_support(other.id, "Help").await.unwrap();
        it.prove(&one.token, other.login).await;
        it.service.merge_profiles(&one.token, other.profile).await.unwrap();
        assert!(it.service.support_requests().await.unwrap().is_empty());
    }
}
