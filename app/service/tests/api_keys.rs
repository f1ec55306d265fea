//! Keys of other programs.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{Fixture, instant, on_every_database};
use domain::{api_key::Scope, audit::Action};
use service::{
    Actor, Error, Invalid, KeyError,
    store::audit::{Search, search},
};
use uuid::Uuid;

on_every_database! {
    async fn a_key_is_known_until_it_is_revoked(it: Fixture) {
        let scopes = [Scope::ExamResults, Scope::ExamResults];
        let new = it.service.create_api_key(Actor::Program, " Exams Ltd ", &scopes).await.unwrap();
        assert_eq!(new.key.len(), "perennial_".len() + 64);
        let holder = async || it.service.key_holder(&new.key, Scope::ExamResults).await;
        assert_eq!(holder().await.unwrap(), new.id);
        for wrong in ["", "perennial_", &new.key[..new.key.len() - 1], &new.key.to_uppercase()] {
            let refused = it.service.key_holder(wrong, Scope::ExamResults).await;
            assert!(matches!(refused, Err(KeyError::Unknown)), "{wrong}");
        }

        let listed = it.service.api_keys().await.unwrap();
        assert_eq!((listed[0].id, listed[0].name.as_str()), (new.id, "Exams Ltd"));
        assert_eq!(listed[0].scopes, [Scope::ExamResults]);
        assert!(listed[0].last_used_at.is_some_and(|at| at >= instant("2026-03-01T12:00:00Z")));

        for _ in 0..2 {
            it.service.revoke_api_key(Actor::Program, new.id).await.unwrap();
            assert!(matches!(holder().await, Err(KeyError::Unknown)));
        }
        let nobody = it.service.revoke_api_key(Actor::Program, Uuid::nil()).await;
        assert!(matches!(nobody, Err(Error::NotFound)));
        let all = Search::default();
        let log = search(&mut it.store.read().await.unwrap().on(), &all, 10).await.unwrap();
        let actions: Vec<_> = log.iter().map(|line| line.action).collect();
        assert_eq!(actions, [Action::KeyRevoked, Action::KeyCreated]);
        assert!(log.iter().all(|line| !line.detail.to_string().contains(&new.key)));
    }

    async fn a_key_has_a_name_and_a_scope(it: Fixture) {
        let long = "a".repeat(101);
        for name in ["", "  ", "a\0b", &long] {
            let refused = it.service.create_api_key(Actor::Program, name, Scope::ALL).await;
            assert!(matches!(refused, Err(Error::Invalid(Invalid::ApiKey))), "{name}");
        }
        let refused = it.service.create_api_key(Actor::Program, "Exams", &[]).await;
        assert!(matches!(refused, Err(Error::Invalid(Invalid::ApiKey))));
    }
}
