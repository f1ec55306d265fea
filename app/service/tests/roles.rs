//! Roles: given, taken, and read with each request.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use std::sync::Arc;

use common::{Fixture, on_every_database};
use domain::{
    audit,
    profile::LoginKind,
    role::{Role, Roles},
};
use service::{
    Actor, Error, Invalid, SignInFrom,
    store::audit::{Search, search},
};
use tokio::{sync::Barrier, task::JoinSet};

on_every_database! {
    async fn the_first_administrator_is_made_once(it: Fixture) {
        let made = it.service.create_administrator("Ada@example.com", "Ada", "secret").await;
        assert!(made.unwrap(), "a new account");
        for email in ["ada@example.com", "second@example.com"] {
            let again = it.service.create_administrator(email, "Bo", "secret").await;
            assert!(matches!(again, Err(Error::Invalid(Invalid::AdministratorExists))), "{again:?}");
        }
        assert!(matches!(it.service.person_named("second@example.com").await, Err(Error::NotFound)));
    }

    async fn an_account_that_exists_becomes_administrator_and_keeps_its_password(it: Fixture) {
        let id = it.service.create_learner("Lin", "lin@example.com", "right").await.unwrap();
        assert!(!it.service.create_administrator("lin@example.com", "Other", "new").await.unwrap());
        assert_eq!(roles(&it, "lin@example.com", "right").await, Roles::NONE.and(Role::Administrator));
        assert_eq!(it.service.role_holders().await.unwrap()[0].person.id, id);
    }

    async fn a_change_holds_from_the_next_request_on(it: Fixture) {
        let id = it.service.create_learner("Lin", "lin@example.com", "right").await.unwrap();
        let from = SignInFrom { address: [127, 0, 0, 1].into(), device: String::new() };
        let token = it.service.sign_in("lin@example.com", "right", &from).await.unwrap().token;
        let now = async || it.service.who(&token).await.unwrap().unwrap().roles;
        assert_eq!(now().await, Roles::NONE);
        for role in Role::ALL {
            for _ in 0..2 {
                it.service.give_role(Actor::Program, id, role).await.unwrap();
            }
        }
        assert_eq!(now().await, Roles::from_iter(Role::ALL));
        for _ in 0..2 {
            it.service.take_role(Actor::Learner(id), id, Role::Support).await.unwrap();
        }
        assert_eq!(now().await, Roles::from_iter([Role::Author, Role::Administrator]));

        let on = &mut it.store.read().await.unwrap();
        let of = Search { learner: Some(id), ..Search::default() };
        let written = search(&mut on.on(), &of, 10).await.unwrap();
        let actions: Vec<_> = written.iter().map(|line| line.action).collect();
        let given = audit::Action::RoleGiven;
        assert_eq!(
            actions,
            [audit::Action::RoleTaken, given, given, given, audit::Action::SignedIn]
        );
        assert_eq!(written[0].detail["role"], "support");
        assert_eq!((written[0].actor, written[1].actor), (Actor::Learner(id), Actor::Program));
    }

    async fn the_last_administrator_stays_even_if_several_leave_at_once(it: Fixture) {
        let mut people = Vec::new();
        for number in 0..8 {
            let email = format!("{number}@example.com");
            let id = it.service.create_learner("Lin", &email, "right").await.unwrap();
            it.service.give_role(Actor::Program, id, Role::Administrator).await.unwrap();
            people.push(id);
        }
        let (mut leaving, start) = (JoinSet::new(), Arc::new(Barrier::new(64)));
        for turn in 0..64 {
            let (service, id, start) = (it.service.clone(), people[turn % 8], Arc::clone(&start));
            leaving.spawn(async move {
                start.wait().await;
                service.take_role(Actor::Learner(id), id, Role::Administrator).await
            });
        }
        let refused = leaving.join_all().await.into_iter().filter(|left| {
            matches!(left, Err(Error::Invalid(Invalid::LastAdministrator)))
        });
        assert!(refused.count() > 0);
        assert_eq!(it.service.role_holders().await.unwrap().len(), 1);
    }

    async fn roles_go_with_the_account_and_the_last_administrator_stays(it: Fixture) {
        let mut people = Vec::new();
        for _ in 0..2 {
            let id = it.person(true).await.id;
            it.service.give_role(Actor::Program, id, Role::Administrator).await.unwrap();
            it.service.give_role(Actor::Program, id, Role::Support).await.unwrap();
            // A login without a password: its fresh session is the proof.
            let login = it.add_login(id, None, LoginKind::Personal).await;
            people.push((id, it.session(login).await));
        }
        // 64 times at once, whichever of the two is the first.
        let mut leaving = JoinSet::new();
        for turn in 0..64 {
            let (service, (id, token)) = (it.service.clone(), people[turn % 2].clone());
            leaving.spawn(async move {
                service.delete_account(id, &token, "", [127, 0, 0, 1].into()).await
            });
        }
        let done = leaving.join_all().await;
        assert_eq!(done.iter().filter(|left| left.is_ok()).count(), 1, "{done:?}");
        let last = Error::Invalid(Invalid::LastAdministrator).to_string();
        assert!(done.iter().any(|left| left.as_ref().is_err_and(|error| error.to_string() == last)));
        let holders = it.service.role_holders().await.unwrap();
        let roles: Vec<_> = holders.iter().map(|holder| holder.role).collect();
        assert_eq!(roles, [Role::Administrator, Role::Support]);
        let left = holders[0].person.id;
        assert!(!it.facts(left).await.logins.is_empty());
        let taken = it.service.take_role(Actor::Program, left, Role::Administrator).await;
        assert!(matches!(taken, Err(Error::Invalid(Invalid::LastAdministrator))));
    }

    async fn nobody_unknown_gets_a_role(it: Fixture) {
        let nobody = uuid::Uuid::now_v7();
        let given = it.service.give_role(Actor::Program, nobody, Role::Support).await;
        assert!(matches!(given, Err(Error::NotFound)), "{given:?}");
        for name in ["", "nobody@example.com", &nobody.to_string()] {
            assert!(matches!(it.service.person_named(name).await, Err(Error::NotFound)), "{name}");
        }
    }
}

async fn roles(it: &Fixture, email: &str, password: &str) -> Roles {
    let from = SignInFrom { address: [127, 0, 0, 1].into(), device: String::new() };
    let token = it.service.sign_in(email, password, &from).await.unwrap().token;
    it.service.who(&token).await.unwrap().unwrap().roles
}
