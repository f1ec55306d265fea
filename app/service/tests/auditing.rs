//! The audit log, on both databases: written with what it records, read by pages, never changed.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use chrono::{DateTime, TimeDelta, Utc};
use common::{Fixture, on_every_database};
use domain::audit::Action;
use serde_json::json;
use service::{
    SignInFrom,
    store::{
        Store,
        audit::{self, Actor, Entry, Recorded, Search},
    },
};
use uuid::Uuid;

async fn write(it: &Fixture, entry: &Entry, at: DateTime<Utc>) {
    let mut transaction = it.store.begin().await.unwrap();
    audit::record(&mut transaction.on(), entry, at).await.unwrap();
    transaction.commit().await.unwrap();
}

async fn find(it: &Fixture, search: Search, limit: i64) -> Vec<Recorded> {
    let mut reader = it.store.read().await.unwrap();
    audit::search(&mut reader.on(), &search, limit).await.unwrap()
}

/// Runs a statement past the program; says what the database answered.
async fn by_hand(store: &Store, sql: &'static str) -> Result<u64, sqlx::Error> {
    match store {
        Store::Sqlite { writer, .. } => {
            sqlx::query(sql).execute(writer).await.map(|done| done.rows_affected())
        }
        Store::Postgres(pool) => {
            sqlx::query(sql).execute(pool).await.map(|done| done.rows_affected())
        }
    }
}

on_every_database! {
    async fn signing_in_is_written_to_the_log(it: Fixture) {
        let id = it.service.create_learner("Lin", "lin@example.com", "right").await.unwrap();
        let from = SignInFrom { address: [127, 0, 0, 1].into(), device: "Firefox".into() };
        it.service.sign_in("lin@example.com", "wrong", &from).await.err().unwrap();
        it.service.sign_in("lin@example.com", "right", &from).await.unwrap();
        let lines = find(&it, Search { learner: Some(id), ..Search::default() }, 10).await;
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].actor, Actor::Learner(id));
        assert_eq!(lines[0].action, Action::SignedIn);
        assert_eq!(lines[0].detail, json!({ "provider": "password", "device": "Firefox" }));
    }

    async fn every_action_is_read_as_it_was_written(it: Fixture) {
        let (learner, _) = it.learner(true).await;
        let key = Uuid::now_v7();
        let now = it.service.now();
        for actor in [Actor::Learner(learner), Actor::Key(key), Actor::Program] {
            for action in Action::ALL {
                let entry = Entry { actor, learner: None, action: *action, detail: json!({}) };
                write(&it, &entry, now).await;
            }
        }
        let lines = find(&it, Search::default(), 1000).await;
        assert_eq!(lines.len(), 3 * Action::ALL.len());
        for action in Action::ALL {
            let only = Search { action: Some(*action), ..Search::default() };
            assert!(find(&it, only, 10).await.iter().all(|line| line.action == *action));
        }
    }

    async fn pages_go_back_in_time_and_miss_nothing(it: Fixture) {
        let [(lin, _), (mei, _)] = [it.learner(true).await, it.learner(true).await];
        let begun = it.service.now();
        for second in 0..20 {
            // Two lines at each instant, so that pages end between them.
            for (actor, learner) in [(lin, lin), (mei, lin), (lin, mei)] {
                let entry = Entry {
                    actor: Actor::Learner(actor),
                    learner: Some(learner),
                    action: Action::NameChanged,
                    detail: json!({ "second": second }),
                };
                write(&it, &entry, begun + TimeDelta::seconds(second)).await;
            }
        }
        let trail = Search { learner: Some(lin), ..Search::default() };
        let whole = find(&it, trail, 100).await;
        assert_eq!(whole.len(), 40);
        assert!(whole.is_sorted_by(|a, b| (a.at, a.id) > (b.at, b.id)));
        let mut paged = Vec::new();
        let mut after = None;
        loop {
            let page = find(&it, Search { after, ..trail }, 7).await;
            let Some(last) = page.last() else { break };
            after = Some((last.at, last.id));
            paged.extend(page);
        }
        assert_eq!(paged, whole);

        let by_mei = Search { actor: Some(mei), ..trail };
        assert_eq!(find(&it, by_mei, 100).await.len(), 20);
        let late = Search { since: Some(begun + TimeDelta::seconds(15)), ..Search::default() };
        assert_eq!(find(&it, late, 100).await.len(), 15);
        let other = Search { action: Some(Action::SignedIn), ..trail };
        assert_eq!(find(&it, other, 100).await, []);
    }

    async fn no_statement_changes_or_removes_a_line(it: Fixture) {
        let (learner, _) = it.learner(true).await;
        let entry = Entry {
            actor: Actor::Learner(learner),
            learner: Some(learner),
            action: Action::NameChanged,
            detail: json!({ "kept": true }),
        };
        write(&it, &entry, it.service.now()).await;
        let written = find(&it, Search::default(), 10).await;
        let truncate = if matches!(it.store, Store::Postgres(_)) { "TRUNCATE audit" } else { "DELETE FROM audit" };
        for sql in [
            truncate,
            "DELETE FROM audit WHERE action = 'name_changed'",
            "UPDATE audit SET detail = '{}'",
            "UPDATE audit SET action = 'signed_in'",
        ] {
            let answer = by_hand(&it.store, sql).await.unwrap_err();
            assert!(answer.to_string().contains("only added to"), "{sql}: {answer}");
        }
        assert_eq!(find(&it, Search::default(), 10).await, written);

        // Of somebody who has left, the details can go, and nothing else.
        by_hand(&it.store, "UPDATE learner SET deleted_at = '2026-01-01 00:00:00+00:00'").await.unwrap();
        by_hand(&it.store, "UPDATE audit SET detail = '{}', actor_kind = 'program', actor_id = NULL")
            .await
            .unwrap_err();
        assert_eq!(by_hand(&it.store, "UPDATE audit SET detail = '{}'").await.unwrap(), 1);
        assert_eq!(find(&it, Search::default(), 10).await[0].detail, json!({}));
    }
}
