//! Taking everything away, and deleting an account, on both databases.
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use std::net::{IpAddr, Ipv4Addr};

use chrono::TimeDelta;
use common::{Fixture, on_every_database};
use domain::profile::Refusal;
use serde_json::{Value, json};
use service::{
    Error, SignInError, SignInFrom,
    store::{
        Store,
        audit::{self, Actor, Entry, Search},
    },
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;
use words::Language;

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const NAME: &str = "Wilhelmina Ferrars";
const EMAIL: &str = "w.ferrars@example.org";
const PASSWORD: &str = "the first password";
/// What nobody finds any more: name, address, device, what support wrote about her.
const TRACES: [&str; 4] = ["wilhelmina", "ferrars", "typewriter", "called on a sunday"];

/// Somebody with a history: credentials, attempts passed, failed and open, exam results, mails due,
/// a failed sign-in, acts of others. Says who, the token of a session, and the credentials.
async fn somebody(it: &Fixture) -> (Uuid, String, [Uuid; 2]) {
    it.at("2026-03-01T12:00:00Z");
    let id = it.service.create_learner(NAME, EMAIL, PASSWORD).await.unwrap();
    let token = sign_in(it, PASSWORD).await.unwrap();
    let profile = data(it, id).await["certification_profiles"][0]["id"].clone();
    let profile: Uuid = profile.as_str().unwrap().parse().unwrap();
    let files = common::bank(None, &["en", "zh-CN"]);
    it.service.import_questions("architect", &files).await.unwrap();
    let held = it.credential(profile, "administrator", Some("2026-05-10")).await;
    let open = it.credential(profile, "architect", Some("2026-05-10")).await;
    assert!(!it.sit(id, held, 0).await);
    assert!(it.sit(id, held, 4).await);
    let attempt = it.start(id, open).await.unwrap();
    it.answer(id, &attempt, 1).await;
    by_hand(
        it,
        "INSERT INTO exam_result SELECT 'r-1', id, 'AZ-104', '1', '0', '2025-05-10 00:00:00+00:00',
            '2025-05-10 00:00:00+00:00' FROM certification_profile
            LIMIT 1",
    )
    .await;
    // P6, P7: an account that was merged into hers, a request to support, what support stood for, and
    // a result that has not found her.
    let before = it.service.create_learner("Wilhelmina", "w@old.example", PASSWORD).await.unwrap();
    it.service.set_name(before, "Wilhelmina Before").await.unwrap();
    for sql in [
        "INSERT INTO former_id SELECT o.id, 'learner', p.id, p.created_at FROM learner o, learner p
            WHERE o.display_name = 'Wilhelmina Before' AND p.display_name = 'Wilhelmina Ferrars'",
        "UPDATE learner SET deleted_at = created_at WHERE display_name = 'Wilhelmina Before'",
        "INSERT INTO support_request SELECT 'S-1', id, 'misaligned', 'Ferrars is my name',
            created_at, NULL FROM learner WHERE display_name = 'Wilhelmina Ferrars'",
        "INSERT INTO attestation SELECT p.id, 'login_change', p.id, l.id, p.learner_id,
            'Ferrars showed a passport', p.created_at, NULL
            FROM certification_profile p JOIN login l ON l.id = p.personal_login_id
            WHERE l.email = 'w.ferrars@example.org'",
        "INSERT INTO waiting_result SELECT 'r-2', 'login', 'w.ferrars@example.org', NULL, 'AZ-104',
            '1', '0', '2025-05-10 00:00:00+00:00', '2025-05-10 00:00:00+00:00' FROM learner
            WHERE display_name = 'Wilhelmina Ferrars'",
    ] {
        by_hand(it, sql).await;
    }
    it.service.set_name(id, "Mina Ferrars").await.unwrap();
    it.service.set_time_zone(id, Some("Europe/Berlin")).await.unwrap();
    let entry = Entry {
        actor: Actor::Learner(Uuid::now_v7()),
        learner: Some(id),
        action: domain::audit::Action::PersonViewed,
        detail: json!({ "reason": format!("{NAME} called on a Sunday") }),
    };
    let mut transaction = it.store.begin().await.unwrap();
    audit::record(&mut transaction.on(), &entry, it.service.now()).await.unwrap();
    transaction.commit().await.unwrap();
    sign_in(it, "wrong").await.unwrap_err();
    (id, token, [held, open])
}

async fn sign_in(it: &Fixture, password: &str) -> Result<String, SignInError> {
    let from = SignInFrom { address: HERE, device: "Typewriter/1.0".into() };
    Ok(it.service.sign_in(EMAIL, password, &from).await?.token)
}

async fn data(it: &Fixture, learner: Uuid) -> Value {
    serde_json::to_value(it.service.personal_data(learner).await.unwrap()).unwrap()
}

async fn by_hand(it: &Fixture, sql: &str) {
    let sql = AssertSqlSafe(sql.to_owned());
    match &it.store {
        Store::Sqlite { writer, .. } => {
            sqlx::query(sql).execute(writer).await.unwrap();
        }
        Store::Postgres(pool) => {
            sqlx::query(sql).execute(pool).await.unwrap();
        }
    }
}

async fn rows<Row>(it: &Fixture, sql: String) -> Vec<Row>
where
    Row: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow>
        + for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>
        + Send
        + Unpin,
{
    let sql = AssertSqlSafe(sql);
    match &it.store {
        Store::Sqlite { writer, .. } => sqlx::query_as(sql).fetch_all(writer).await.unwrap(),
        Store::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
    }
}

/// Every column of every table in which a text stands, whatever the case.
async fn found(it: &Fixture, text: &str) -> Vec<String> {
    let columns = match it.store {
        Store::Sqlite { .. } => {
            "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
                WHERE t.type = 'table'"
        }
        Store::Postgres(_) => {
            "SELECT table_name::text, column_name::text FROM information_schema.columns
                WHERE table_schema = 'public'"
        }
    };
    let columns: Vec<(String, String)> = rows(it, columns.to_owned()).await;
    assert!(columns.len() > 80, "{}", columns.len());
    let mut found = Vec::new();
    for (table, column) in columns {
        let sql = format!(
            "SELECT COUNT(*) FROM \"{table}\"
                WHERE LOWER(CAST(\"{column}\" AS TEXT)) LIKE '%{text}%'"
        );
        let [(count,)] = rows::<(i64,)>(it, sql).await[..] else { unreachable!() };
        if count > 0 {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}

on_every_database! {
    async fn the_download_has_everything_of_oneself_and_nothing_of_others(it: Fixture) {
        let (id, token, [held, open]) = somebody(&it).await;
        let (other, _) = it.holder("administrator", Some("2026-05-10")).await;
        let data = data(&it, id).await;
        let count = |list: &str| data[list].as_array().unwrap().len();
        for (list, length) in [
            ("person", 2),
            ("logins", 1),
            ("sessions", 1),
            ("proofs", 1),
            ("support_requests", 1),
            ("attestations", 1),
            ("failed_sign_ins", 1),
            ("learning_profiles", 1),
            ("certification_profiles", 1),
            ("credentials", 2),
            ("history", 3),
            ("attempts", 3),
            ("exam_results", 1),
        ] {
            assert_eq!(count(list), length, "{list}");
        }
        assert!(count("answers") > 8 && count("mails") > 0);
        assert_eq!(data["person"][0]["display_name"], "Mina Ferrars");
        assert_eq!(data["logins"][0]["email"], EMAIL);
        assert_eq!(data["credentials"][0]["certification"], "administrator");
        assert_eq!(data["attempts"][2]["state"], "open");
        let acts: Vec<_> =
            data["audit"].as_array().unwrap().iter().map(|act| &act["action"]).collect();
        assert_eq!(acts[..2], ["data_downloaded", "person_viewed"]);
        assert_eq!(data["audit"][1]["by"], "staff");

        let text = data.to_string();
        let logins = data["logins"].as_array().unwrap();
        assert!(logins.iter().all(|login| login.get("password_hash").is_none()));
        for secret in [&token, "argon2", "SECRET", &other.to_string()] {
            assert!(!text.contains(secret), "{secret}");
        }
        assert!(text.contains(&held.to_string()) && text.contains(&open.to_string()));
    }

    async fn after_the_deletion_nothing_names_the_person(it: Fixture) {
        let (id, token, [held, _]) = somebody(&it).await;
        for trace in TRACES {
            assert!(!found(&it, trace).await.is_empty(), "{trace} is nowhere to begin with");
        }
        it.service.delete_account(id, &token, PASSWORD, HERE).await.unwrap();
        for trace in TRACES {
            assert_eq!(found(&it, trace).await, [""; 0], "{trace}");
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
        assert_eq!(lines[1].action, domain::audit::Action::AccountDeleted);
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
        by_hand(&it, "UPDATE login SET provider = 'work', password_hash = NULL").await;
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
        by_hand(&it, "UPDATE login SET provider = 'work', password_hash = NULL").await;
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
        assert_eq!(found(&it, "ferrars").await, [""; 0]);
    }
}
