//! Mails that could not be delivered: seen and tried again by administration, said to their reader.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use chrono::TimeDelta;
use common::{Fixture, instant, on_every_database};
use domain::{notice::Kind, role::Role};
use serde_json::json;
use service::{
    Actor, Error, SignInFrom,
    profiles::Attested,
    store::{
        Connection,
        mail::{self, NewMail},
    },
};
use uuid::Uuid;
use words::Language;

/// Runs a statement with up to two arguments.
async fn run(it: &Fixture, sql: &'static str, id: Uuid, at: chrono::DateTime<chrono::Utc>) {
    let mut transaction = it.store.begin().await.unwrap();
    let changed = match transaction.on() {
        Connection::Sqlite(on) => {
            sqlx::query(sql).bind(id).bind(at).execute(&mut *on).await.unwrap().rows_affected()
        }
        Connection::Postgres(on) => {
            sqlx::query(sql).bind(id).bind(at).execute(&mut *on).await.unwrap().rows_affected()
        }
    };
    assert_eq!(changed, 1);
    transaction.commit().await.unwrap();
}

/// So many mails to an address, given up a minute after each other; says their ids.
async fn dead(it: &Fixture, learner: Uuid, address: Option<&str>, count: i32) -> Vec<Uuid> {
    const GIVE_UP: &str = "UPDATE mail SET state = 'dead', next_try_at = NULL, tries = 8,
        reason = '550 <lin@example.com> unknown', settled_at = $2 WHERE id = $1";
    let mut ids = Vec::new();
    for minute in 0..count {
        let due_at = it.service.now();
        let new = NewMail {
            kind: Kind::PasswordChanged,
            learner_id: Some(learner),
            address: address.map(str::to_owned),
            detail: json!({}),
            due_at,
        };
        let mut transaction = it.store.begin().await.unwrap();
        let id = mail::queue(&mut transaction.on(), &new).await.unwrap();
        transaction.commit().await.unwrap();
        run(it, GIVE_UP, id, due_at + TimeDelta::minutes(minute.into())).await;
        ids.push(id);
    }
    ids
}

on_every_database! {
    async fn dead_mails_are_listed_newest_first_without_addresses(it: Fixture) {
        let (lin, _) = it.learner(true).await;
        let mut ids = dead(&it, lin, None, 26).await;
        ids.extend(dead(&it, lin, Some("old@example.org"), 1).await);
        let first = it.service.dead_page(None).await.unwrap();
        assert_eq!((first.queued, first.failing, first.mails.len()), (0, 0, 25));
        let older = it.service.dead_page(first.older.as_deref()).await.unwrap();
        assert_eq!((older.mails.len(), older.older), (2, None));
        let all: Vec<_> = first.mails.iter().chain(&older.mails).collect();
        assert!(all.is_sorted_by_key(|mail| std::cmp::Reverse((mail.at, mail.id))));
        for mail in all {
            assert_eq!((mail.kind.as_str(), mail.tries), ("password_changed", 8));
            assert_eq!(mail.reason, "550 <l•••@e•••.com> unknown");
            let masked = mail.to.as_deref().unwrap();
            let settled = mail.id == ids[26];
            assert!(masked.ends_with(if settled { "@e•••.org" } else { "@e•••.com" }), "{masked}");
        }
        let nowhere = it.service.dead_page(Some("nowhere")).await;
        assert!(matches!(nowhere, Err(Error::NotFound)));
    }

    async fn what_is_dead_is_tried_again_once_and_that_is_written_down(it: Fixture) {
        let (lin, _) = it.learner(true).await;
        let (boss, _) = it.learner(true).await;
        let ids = dead(&it, lin, None, 3).await;
        let by = Actor::Learner(boss);
        let unknown = [ids[0], ids[1], Uuid::now_v7()];
        assert_eq!(it.service.retry_dead(by, &unknown).await.unwrap(), 2);
        assert_eq!(it.service.retry_dead(by, &unknown).await.unwrap(), 0);
        let left = it.service.dead_page(None).await.unwrap();
        assert_eq!((left.queued, left.failing, left.mails.len()), (2, 0, 1));
        assert_eq!(left.mails[0].id, ids[2]);
        let trail = it.service.trail(lin, None, Language::En).await.unwrap();
        let acts: Vec<_> = trail.acts.iter().map(|act| act.action.as_str()).collect();
        assert_eq!(acts, ["mail_retried", "mail_retried"]);
    }

    async fn n5_three_mails_in_a_row_that_were_not_delivered_are_said(it: Fixture) {
        const UNDELIVERED: [&str; 3] = [
            "UPDATE learner SET undelivered = 2 WHERE id = $1 AND created_at <= $2",
            "UPDATE learner SET undelivered = 3 WHERE id = $1 AND created_at <= $2",
            "UPDATE learner SET undelivered = 0 WHERE id = $1 AND created_at <= $2",
        ];
        let lin = it.service.create_learner("Lin", "lin@example.com", "a password").await.unwrap();
        let from = SignInFrom { address: [127, 0, 0, 1].into(), device: String::new() };
        let token = it.service.sign_in("lin@example.com", "a password", &from).await.unwrap().token;
        let said = async || it.service.who(&token).await.unwrap().unwrap().undelivered_to;
        assert_eq!(said().await, None);
        for (sql, expected) in UNDELIVERED.into_iter().zip([None, Some("l•••@e•••.com"), None]) {
            run(&it, sql, lin, instant("2030-01-01T00:00:00Z")).await;
            assert_eq!(said().await.as_deref(), expected);
        }
    }

    async fn n5_nothing_is_said_of_an_address_that_is_new(it: Fixture) {
        const THREE: &str = "UPDATE learner SET undelivered = 3 WHERE id = $1 AND created_at <= $2";
        let (password, end) = ("a password", instant("2030-01-01T00:00:00Z"));
        let lin = it.service.create_learner("Lin", "lin@example.com", password).await.unwrap();
        let from = SignInFrom { address: [127, 0, 0, 1].into(), device: String::new() };
        let token = it.service.sign_in("lin@example.com", password, &from).await.unwrap().token;
        run(&it, THREE, lin, end).await;
        let (login, language) = (it.facts(lin).await.logins[0].id, Language::En);
        let new = "new@example.com";
        let asked = it.service.ask_address(lin, login, password, new, language, from.address);
        asked.await.unwrap();
        let link = it.link_of("change_address").await;
        it.service.change_address(lin, &token, &link, language).await.unwrap();
        assert_eq!(it.service.who(&token).await.unwrap().unwrap().undelivered_to, None);

        // P6: support has changed the login.
        let (person, learning) = it.misaligned().await;
        let support = it.person(true).await;
        it.service.give_role(Actor::Program, support.id, Role::Support).await.unwrap();
        run(&it, THREE, person.id, end).await;
        let what = Attested::LoginChange { profile: person.profile, login: learning };
        it.service.attest(support.id, what, "saw both passports").await.unwrap();
        let token = it.session(learning).await;
        assert_eq!(it.service.who(&token).await.unwrap().unwrap().undelivered_to, None);
    }
}
