//! Finding and looking at people: the least that helps, and every look is written down.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{Fixture, on_every_database};
use domain::{
    audit::Action,
    profile::{Connection, LoginKind::Work},
    role::{Role, Roles},
};
use service::{Actor, Error};
use uuid::Uuid;
use words::Language;

/// The numbers of those who are found.
async fn found(it: &Fixture, question: &str) -> Vec<Uuid> {
    let found = it.service.find_people(question).await.unwrap();
    found.people.into_iter().map(|found| found.person.id).collect()
}

on_every_database! {
    async fn people_are_found_by_number_name_and_address(it: Fixture) {
        let lin = it.service.create_learner("Lin Meyer", "lin.meyer@example.com", "x").await.unwrap();
        let wang = it.service.create_learner("王芳", "wang@example.org", "x").await.unwrap();
        let profile = it.facts(lin).await.profiles[0].id;
        let credential = it.credential(profile, "administrator", Some("2026-05-10")).await;
        for question in [
            lin.to_string(),
            format!("  {profile} "),
            credential.to_string(),
            "LIN".to_owned(),
            "lin meyer".to_owned(),
            "Lin.Meyer@example.com".to_owned(),
            "lin.m".to_owned(),
        ] {
            assert_eq!(found(&it, &question).await, [lin], "{question}");
        }
        assert_eq!(found(&it, "王芳").await, [wang]); // the whole name, however short
        for question in ["", "  ", "li", "meyer", "example.com", "%", "l_n", &Uuid::now_v7().to_string()] {
            assert!(found(&it, question).await.is_empty(), "{question}");
        }
    }

    async fn few_are_shown_masked_and_that_there_are_more(it: Fixture) {
        for number in 0..12 {
            let email = format!("lina.{number}@example.com");
            it.service.create_learner("Lina Brandt", &email, "x").await.unwrap();
        }
        let found = it.service.find_people("lina").await.unwrap();
        assert_eq!((found.people.len(), found.more), (10, true));
        let text = serde_json::to_string(&found).unwrap();
        assert!(text.contains("l•••@e•••.com") && !text.contains("example"), "{text}");
    }

    async fn p7_an_old_number_of_a_profile_a_credential_or_an_account_leads_to_the_person(it: Fixture) {
        let (one, other, third) =
            (it.person(true).await, it.person(true).await, it.person(true).await);
        it.credential(one.profile, "administrator", Some("2026-05-10")).await;
        let old = it.credential(other.profile, "administrator", Some("2026-08-10")).await;
        it.prove(&one.token, other.login).await;
        it.service.merge_profiles(&one.token, other.profile).await.unwrap();
        for number in [other.profile, old, other.id] {
            assert_eq!(found(&it, &number.to_string()).await, [one.id]);
        }
        // And through a second merge.
        it.prove(&third.token, third.login).await;
        it.prove(&third.token, one.login).await;
        it.service.merge_profiles(&third.token, one.profile).await.unwrap();
        for number in [other.profile, one.profile, old, other.id, one.id] {
            assert_eq!(found(&it, &number.to_string()).await, [third.id]);
            let person = it.service.person(one.id, number, Language::En).await.unwrap();
            assert_eq!(person.person.id, third.id);
        }
    }

    async fn who_has_left_is_not_found(it: Fixture) {
        let id = it.service.create_learner("Lin Meyer", "lin@example.com", "a password").await.unwrap();
        let login = it.facts(id).await.logins[0].id;
        let profile = it.facts(id).await.profiles[0].id;
        it.credential(profile, "administrator", Some("2026-05-10")).await;
        let token = it.session(login).await;
        let here = [127, 0, 0, 1].into();
        it.service.delete_account(id, &token, "a password", here).await.unwrap();
        for question in [id.to_string(), profile.to_string(), "lin".to_owned(), "Lin Meyer".to_owned()] {
            assert!(found(&it, &question).await.is_empty(), "{question}");
        }
        let looked = it.service.person(id, profile, Language::En).await;
        assert!(matches!(looked, Err(Error::NotFound)));
    }

    async fn a_look_shows_history_without_answers_or_addresses_and_is_written_down(it: Fixture) {
        let person = it.person(true).await;
        it.service.give_role(Actor::Program, person.id, Role::Author).await.unwrap();
        it.add_login(person.id, it.facts(person.id).await.learning_profile, Work).await;
        let credential = it.credential(person.profile, "administrator", Some("2026-05-10")).await;
        assert!(!it.sit(person.id, credential, 1).await);
        assert!(it.sit(person.id, credential, 4).await);
        let support = it.person(true).await;
        let shown = it.service.person(support.id, person.profile, Language::En).await.unwrap();
        assert_eq!((shown.person.id, shown.connection), (person.id, Connection::Connected));
        assert_eq!(shown.roles, Roles::from_iter([Role::Author]));
        let profile = &shown.profiles[0];
        assert_eq!((profile.id, profile.login_id, profile.stays), (person.profile, person.login, true));
        assert_eq!(shown.logins.iter().map(|login| login.kind == Work).collect::<Vec<_>>(), [false, true]);
        let scores: Vec<_> = shown.attempts.iter().map(|attempt| attempt.score).collect();
        assert_eq!(scores, [Some((4, 4)), Some((1, 4))]);
        assert_eq!((shown.credentials.len(), shown.history.len()), (1, 2));
        let text = serde_json::to_string(&shown).unwrap();
        for secret in ["SECRET", "stem", "right", "example.com", "example.org", "argon2"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
        // The look itself is there for the one who was looked at.
        let first = &shown.audit[0];
        assert_eq!(first.action, Action::PersonViewed);
        assert_eq!(it.recorded(person.id, Action::PersonViewed).await, 1);
        let nobody = it.service.person(support.id, Uuid::now_v7(), Language::En).await;
        assert!(matches!(nobody, Err(Error::NotFound)));
    }
}
