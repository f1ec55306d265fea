//! From "due" to "sent": each mail once, whatever goes wrong on the way. N1–N3
#![expect(clippy::unwrap_used, reason = "a test")]

mod common;

use std::{
    collections::HashSet,
    fmt::Write,
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::TimeDelta;
use common::{
    Database, Fixture, instant, on_every_database,
    smtp::{Instead, MailServer},
};
use domain::notice::Kind;
use service::{
    Actor, Clock, Policy, Service, Settings, SignInFrom,
    mail::{
        Mailer,
        message::Sender,
        transport::{Encryption, Files, Smtp, SmtpSettings, Transport},
    },
    store::{
        Store, earnings, erasure, links,
        mail::{self, NewMail},
        outbox, planning,
    },
};
use sqlx::AssertSqlSafe;
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinSet,
};
use tracing_subscriber::{Layer, layer::Context, prelude::*};
use uuid::Uuid;
use words::Language;

const AT_ONCE: usize = 64;
/// So many credentials make a mail due at the same instant.
const MANY: usize = 10_000;
/// As many programs as in the cluster, whose clocks are so far apart.
const PROGRAMS: i32 = 4;
/// So long they may take on a machine that is busy with other tests too.
const AT_MOST: Duration = Duration::from_mins(5);
const APART: TimeDelta = TimeDelta::minutes(5);

fn mailer(transport: Transport) -> Arc<Mailer> {
    let from: service::mail::Mailbox = "Perennial <renew@example.org>".parse().unwrap();
    Arc::new(Mailer {
        transport,
        sender: Sender { from, message_id_host: "example.org".to_owned(), dkim: None },
        public_url: "https://renew.example.org".to_owned(),
        at_once: Mailer::AT_ONCE,
        timeout: Mailer::TIMEOUT,
    })
}

fn plain(port: u16) -> SmtpSettings {
    SmtpSettings {
        host: "127.0.0.1".to_owned(),
        port,
        encryption: Encryption::None,
        credentials: None,
        authority: None,
    }
}

/// What was logged from warnings on.
static LOGGED: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Keeps it.
struct Logged;

impl<S: tracing::Subscriber> Layer<S> for Logged {
    fn enabled(&self, about: &tracing::Metadata<'_>, _: Context<'_, S>) -> bool {
        *about.level() <= tracing::Level::WARN
    }

    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let mut line = String::new();
        event.record(&mut |field: &tracing::field::Field, value: &dyn std::fmt::Debug| {
            write!(line, "{field}={value:?} ").unwrap();
        });
        LOGGED.lock().unwrap().push(line);
    }
}

/// A mailer over a server on loopback, which waits no longer than this for a mail.
fn to(server: &MailServer, timeout: Duration) -> Arc<Mailer> {
    let transport = Transport::Smtp(Smtp::new(plain(server.port)).unwrap());
    let mailer = Arc::into_inner(mailer(transport)).unwrap();
    Arc::new(Mailer { timeout, ..mailer })
}

const LONG: Duration = Duration::from_mins(1);

trait Mails {
    async fn queue(&self, address: &str) -> Uuid;
    async fn plan_all(&self);
    async fn rows(&self, what: &str) -> Vec<String>;
    async fn send(&self, mailer: &Arc<Mailer>);
    async fn state(&self, id: Uuid) -> String;
}

impl Mails for Fixture {
    /// Queues a mail that is true whatever happens.
    async fn queue(&self, address: &str) -> Uuid {
        let new = NewMail {
            kind: Kind::PasswordChanged,
            learner_id: None,
            address: Some(address.to_owned()),
            detail: serde_json::json!({}),
            due_at: self.service.now(),
        };
        let mut transaction = self.store.begin().await.unwrap();
        let id = mail::queue(&mut transaction.on(), &new).await.unwrap();
        transaction.commit().await.unwrap();
        id
    }

    async fn plan_all(&self) {
        while self.service.plan_mails().await.unwrap() > 0 {}
    }

    /// A text of each mail.
    async fn rows(&self, what: &str) -> Vec<String> {
        let sql = AssertSqlSafe(format!("SELECT {what} FROM mail ORDER BY cycle, due_at, kind"));
        let rows: Vec<(String,)> = match &self.store {
            Store::Sqlite { writer, .. } => sqlx::query_as(sql).fetch_all(writer).await.unwrap(),
            Store::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
        };
        rows.into_iter().map(|(row,)| row).collect()
    }

    async fn send(&self, mailer: &Arc<Mailer>) {
        self.service.send_due_mails(mailer).await.unwrap();
    }

    /// State, tries and reason of a mail.
    async fn state(&self, id: Uuid) -> String {
        const SQL: &str = "SELECT state || ' ' || tries || ' ' || COALESCE(reason, '')
            FROM mail WHERE id = $1";
        let (state,): (String,) = match &self.store {
            Store::Sqlite { writer, .. } => {
                sqlx::query_as(SQL).bind(id).fetch_one(writer).await.unwrap()
            }
            Store::Postgres(pool) => sqlx::query_as(SQL).bind(id).fetch_one(pool).await.unwrap(),
        };
        state.trim_end().to_owned()
    }
}

/// People who each hold one certification, valid until 2026-05-10.
async fn fill(it: &Fixture) {
    for sql in [
        "learner (id, display_name, created_at) SELECT md5('person' || i)::uuid, 'Lin', at",
        "learning_profile (id, learner_id)
            SELECT md5('learns' || i)::uuid, md5('person' || i)::uuid",
        "login (id, learner_id, learning_profile_id, kind, provider, subject, email, created_at)
            SELECT md5('login' || i)::uuid, md5('person' || i)::uuid, md5('learns' || i)::uuid,
                'personal', 'password', i || '@example.com', i || '@example.com', at",
        "certification_profile (id, learner_id, personal_login_id, created_at)
            SELECT md5('profile' || i)::uuid, md5('person' || i)::uuid, md5('login' || i)::uuid, at",
        "connection (certification_profile_id, learning_profile_id, connected_at)
            SELECT md5('profile' || i)::uuid, md5('learns' || i)::uuid, at",
        "credential (id, certification_profile_id, certification_id, cycle, earned_on, cycle_since,
                valid_through)
            SELECT md5('held' || i)::uuid, md5('profile' || i)::uuid,
                (SELECT id FROM certification WHERE slug = 'administrator'), 1,
                '2025-05-10', '2025-05-10', '2026-05-10'",
    ] {
        let rows = format!("(SELECT i, '2025-05-10Z'::timestamptz AS at \
            FROM generate_series(1, {MANY}) i) n");
        it.by_hand(&format!("INSERT INTO {sql} FROM {rows}")).await;
    }
    it.by_hand("ANALYZE").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn n3_programs_whose_clocks_differ_send_each_mail_once() {
    let postgres = |it: &Database| matches!(it, Database::Postgres(_));
    let Some(database) = common::databases().into_iter().find(postgres) else { return };
    let it = Fixture::new(&database).await;
    fill(&it).await;
    let server = MailServer::start().await;
    let (taken, mut all_taken) = mpsc::unbounded_channel();
    server.behave(move |said, _| {
        if said == "." {
            taken.send(()).unwrap();
        }
        None
    });
    let (mut planning, mut sending, mut stop) = (JoinSet::new(), JoinSet::new(), Vec::new());
    for program in 0..PROGRAMS {
        let settings = Settings { clock: Clock::movable(), ..it.settings.clone() };
        let service = Service::open(&settings).await.unwrap();
        service.clock().set(instant("2025-11-10T00:00:00Z") + APART * program);
        let planner = service.clone();
        planning.spawn(async move { planner.plan_mails_for_ever().await });
        let (stopping, stopped) = oneshot::channel::<()>();
        stop.push(stopping);
        let mailer = to(&server, LONG);
        sending.spawn(async move {
            service.send_mails_until(mailer, async { drop(stopped.await) }).await;
        });
    }
    let all = async {
        for _ in 0..MANY {
            all_taken.recv().await.unwrap();
        }
    };
    tokio::time::timeout(AT_MOST, all).await.expect("a mail is missing");
    drop(stop);
    sending.join_all().await;
    planning.shutdown().await;
    let rows = it.rows("kind || ' ' || state || ' ' || tries").await;
    let once = rows.iter().filter(|row| *row == "window_opened sent 1").count();
    assert_eq!((once, rows.len()), (MANY, MANY));
    let received = server.received();
    let ids: HashSet<_> = received.iter().map(|mail| mail.header("Message-ID")).collect();
    let to: HashSet<_> = received.iter().map(|mail| &mail.to).collect();
    assert_eq!((received.len(), ids.len(), to.len()), (MANY, MANY, MANY));
}

on_every_database! {
    async fn n1_n3_each_mail_once_over_three_cycles_however_time_is_moved(it: Fixture) {
        let (learner, credential) = it.holder("administrator", Some("2026-05-10")).await;
        for year in [2026, 2027, 2028] {
            let steps = [
                format!("{}-11-09T23:59:59Z", year - 1),
                format!("{}-11-10T00:00:00Z", year - 1),
                format!("{year}-02-11T00:00:00Z"),
                format!("{year}-01-01T00:00:00Z"),
                format!("{year}-02-11T00:00:01Z"),
                format!("{year}-04-11T08:00:00Z"),
                format!("{}-12-24T00:00:00Z", year - 1),
                format!("{year}-05-04T12:00:00Z"),
            ];
            for step in &steps {
                it.at(step);
                it.plan_all().await;
                it.plan_all().await;
            }
            if year < 2028 {
                assert!(it.sit(learner, credential, 4).await);
                it.plan_all().await;
            }
        }
        it.at("2028-05-11T00:00:00Z");
        it.plan_all().await;
        it.at("2035-01-01T00:00:00Z");
        it.plan_all().await;
        let told = it.rows("kind || ' ' || cycle || ' ' || state").await;
        let mut expected = Vec::new();
        for (cycle, last) in [(1, "receipt"), (2, "receipt"), (3, "expired")] {
            for kind in ["window_opened", "reminder_90", "reminder_30", "reminder_7", last] {
                expected.push(format!("{kind} {cycle} queued"));
            }
        }
        assert_eq!(told, expected);
    }

    async fn n3_sixty_four_planners_make_one_row_of_each(it: Fixture) {
        let (_, profile) = it.learner(true).await;
        it.credential(profile, "administrator", Some("2026-05-10")).await;
        it.credential(profile, "architect", Some("2026-05-10")).await;
        it.at("2026-02-10T00:00:00Z");
        let mut planners = JoinSet::new();
        for _ in 0..AT_ONCE {
            let service = it.service.clone();
            planners.spawn(async move { service.plan_mails().await.unwrap() });
        }
        planners.join_all().await;
        it.plan_all().await;
        let told = it.rows("kind || ' ' || state").await;
        let each = ["window_opened dropped", "reminder_90 queued"];
        assert_eq!(told, [each[0], each[0], each[1], each[1]]);
    }

    async fn n3_an_extension_moves_what_has_not_been_said(it: Fixture) {
        it.holder("administrator", Some("2026-05-10")).await;
        it.at("2026-02-10T00:00:00Z");
        it.plan_all().await;
        it.by_hand("UPDATE mail SET state = 'sent', next_try_at = NULL,
            settled_at = due_at WHERE state = 'queued'").await;
        it.by_hand("UPDATE credential SET valid_through = '2026-08-10'").await;
        it.plan_all().await;
        // The window of the new day opens today: it was never said that it had.
        let told = it.rows("kind || ' ' || state || ' ' || due_at").await;
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[1].starts_with("window_opened queued 2026-02-10"), "{told:?}");
        it.at("2026-05-13T00:00:00Z");
        it.plan_all().await;
        let told = it.rows("kind || ' ' || state").await;
        assert_eq!(told, ["reminder_90 sent", "window_opened queued"], "once in a cycle");
        it.at("2026-07-12T00:00:00Z");
        it.plan_all().await;
        assert_eq!(it.rows("kind").await.last().unwrap(), "reminder_30");
    }

    async fn another_policy_is_followed_once(it: Fixture) {
        it.holder("administrator", Some("2026-05-10")).await;
        it.service.follow_mail_policy().await.unwrap();
        it.at("2026-04-20T00:00:00Z");
        it.plan_all().await;
        assert_eq!(it.rows("kind || ' ' || state").await.last().unwrap(), "reminder_30 queued");
        let policy = Policy { reminder_days: vec![60, 21], ..Policy::default() };
        let settings = Settings { policy, ..it.settings.clone() };
        let other = Service::open(&settings).await.unwrap();
        let (first, second) = tokio::join!(other.follow_mail_policy(), other.follow_mail_policy());
        first.unwrap();
        second.unwrap();
        assert_eq!(other.plan_mails().await.unwrap(), 1, "it is planned for anew");
        assert_eq!(it.rows("kind || ' ' || state").await.last().unwrap(), "reminder_21 queued");
        other.follow_mail_policy().await.unwrap();
        assert_eq!(other.plan_mails().await.unwrap(), 0);
    }

    async fn n1_a_program_whose_policy_was_replaced_plans_nothing(it: Fixture) {
        it.holder("administrator", Some("2026-05-10")).await;
        it.service.follow_mail_policy().await.unwrap();
        it.at("2026-04-20T00:00:00Z");
        let policy = Policy { reminder_days: vec![60, 21], ..Policy::default() };
        let other = Service::open(&Settings { policy, ..it.settings.clone() }).await.unwrap();
        other.follow_mail_policy().await.unwrap();
        assert_eq!(it.service.plan_mails().await.unwrap(), 0);
        assert_eq!(other.plan_mails().await.unwrap(), 1);
        assert_eq!(it.rows("kind || ' ' || state").await.last().unwrap(), "reminder_21 queued");
        // Nor while the other one is still at it.
        it.by_hand("UPDATE mail_policy SET fingerprint = fingerprint || ', begun'").await;
        it.by_hand("UPDATE credential SET mail_at = '1970-01-01T00:00:00+00:00'").await;
        assert_eq!(it.service.plan_mails().await.unwrap(), 0);
        // Where it was stopped in between, it begins anew.
        other.follow_mail_policy().await.unwrap();
        assert_eq!(other.plan_mails().await.unwrap(), 1);
    }

    async fn what_is_of_a_credential_or_an_address_is_found_by_an_index(it: Fixture) {
        const ID: &str = "'00000000-0000-0000-0000-000000000000'";
        // What a foreign key asks comes last.
        let mut all = vec![mail::FOLLOW_PROFILE, earnings::DELETE_MAILS];
        all.extend(erasure::MAILS.into_iter().chain(links::REGISTERED));
        all.push("SELECT id FROM mail WHERE credential_id = $1");
        let mut plans = Vec::new();
        for sql in all {
            let date = if sql.contains("used_at = $2") { "'2026-01-01Z'" } else { ID };
            let sql = sql.replace("{rows}", &format!("({ID}, 1)")).replace("$2", date);
            let sql = sql.replace("$1", ID);
            match &it.store {
                Store::Sqlite { writer, .. } => {
                    let sql = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
                    let rows: Vec<(i64, i64, i64, String)> =
                        sqlx::query_as(sql).fetch_all(writer).await.unwrap();
                    plans.extend(rows.into_iter().map(|row| row.3));
                }
                Store::Postgres(pool) => {
                    let mut on = pool.acquire().await.unwrap();
                    sqlx::query("SET enable_seqscan = off").execute(&mut *on).await.unwrap();
                    let sql = sql.replace(&format!("({ID}, 1)"), &format!("({ID}::uuid, 1)"));
                    let rows: Vec<(String,)> = sqlx::query_as(AssertSqlSafe(format!("EXPLAIN {sql}")))
                        .fetch_all(&mut *on).await.unwrap();
                    plans.extend(rows.into_iter().map(|row| row.0));
                }
            }
        }
        // Values are no table.
        plans.retain(|plan| plan != "SCAN v" && !plan.contains("CONSTANT"));
        assert!(!plans.iter().any(|plan| plan.contains("SCAN") || plan.contains("Seq Scan")),
            "{plans:#?}");
    }

    async fn n2_a_notice_goes_out_though_its_account_was_merged_meanwhile(it: Fixture) {
        let (here, there) = (it.person(true).await, it.person(true).await);
        it.queue("before@example.com").await;
        it.by_hand(&format!("UPDATE mail SET learner_id =
            (SELECT learner_id FROM login WHERE email = '{}@example.com')", there.id)).await;
        it.credential(there.profile, "administrator", Some("2026-05-10")).await;
        it.prove(&here.token, there.login).await;
        it.service.merge_profiles(&here.token, there.profile).await.unwrap();
        let server = MailServer::start().await;
        it.send(&to(&server, LONG)).await;
        assert!(server.received().iter().any(|mail| mail.to == "before@example.com"));
    }

    async fn n2_a_notice_goes_out_though_its_account_was_deleted_meanwhile(it: Fixture) {
        const PASSWORDS: [&str; 2] = ["the first password", "the second password"];
        let address = "lin@example.com";
        let from = SignInFrom { address: [127, 0, 0, 1].into(), device: String::new() };
        let here = from.address;
        let id = it.service.create_learner("Lin", address, PASSWORDS[0]).await.unwrap();
        let token = it.service.sign_in(address, PASSWORDS[0], &from).await.unwrap().token;
        let login = it.facts(id).await.logins[0].id;
        let language = Language::ZhCn;
        let changed = it.service.change_password(id, &token, login, PASSWORDS, language, here);
        changed.await.unwrap();
        it.service.delete_account(id, &token, PASSWORDS[1], here).await.unwrap();
        let server = MailServer::start().await;
        it.send(&to(&server, LONG)).await;
        let [told] = &server.received()[..] else { panic!("one mail") };
        assert_eq!((told.to.as_str(), told.header("Content-Language")), (address, "zh-CN"));
        // Once it has gone out nothing is kept of it.
        it.service.clock().set(it.service.now() + TimeDelta::hours(25));
        it.service.clean_up().await.unwrap();
        assert_eq!(it.rows("kind").await, [""; 0]);
    }

    async fn what_is_due_is_found_by_an_index(it: Fixture) {
        let mut plans = Vec::new();
        let due = [planning::DUE, outbox::DUE[0], outbox::DUE[1], outbox::GAUGES];
        match &it.store {
            Store::Sqlite { writer, .. } => {
                for sql in due {
                    let sql = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
                    let rows: Vec<(i64, i64, i64, String)> =
                        sqlx::query_as(sql).fetch_all(writer).await.unwrap();
                    plans.extend(rows.into_iter().map(|row| row.3));
                }
                let scans = plans.iter().filter(|plan| plan.contains("SCAN")
                    && !plan.contains("INDEX") && !plan.contains("CONSTANT")
                    && !["SCAN a", "SCAN b", "SCAN c", "SCAN d"].contains(&plan.as_str()));
                assert_eq!(scans.count(), 0, "{plans:#?}");
                assert!(!plans.iter().any(|plan| plan.contains("TEMP B-TREE")), "{plans:#?}");
            }
            Store::Postgres(pool) => {
                // Its tables are empty, so it needs to be told that they will not be.
                let mut on = pool.acquire().await.unwrap();
                sqlx::query("SET enable_seqscan = off").execute(&mut *on).await.unwrap();
                sqlx::query("SET plan_cache_mode = force_generic_plan")
                    .execute(&mut *on).await.unwrap();
                for sql in due {
                    let sql = sql.replace("$1", "'2026-01-01Z'").replace("$3", "'1970-01-01Z'");
                    let sql = sql.replace("LIMIT $2", "LIMIT 10").replace("LIMIT '1970-01-01Z'", "LIMIT 10")
                        .replace("$2", "'00000000-0000-0000-0000-000000000000'");
                    let rows: Vec<(String,)> = sqlx::query_as(AssertSqlSafe(format!("EXPLAIN {sql}")))
                        .fetch_all(&mut *on).await.unwrap();
                    plans.extend(rows.into_iter().map(|row| row.0));
                }
                assert!(!plans.iter().any(|plan| plan.contains("Seq Scan")), "{plans:#?}");
            }
        }
    }

    async fn a_mail_goes_out_once_and_says_where_it_leads(it: Fixture) {
        let server = MailServer::start().await;
        let mailer = to(&server, LONG);
        let id = it.queue("lin@example.com").await;
        it.send(&mailer).await;
        it.send(&mailer).await;
        it.service.clock().set(it.service.now() + TimeDelta::days(1));
        it.send(&mailer).await;
        let received = server.received();
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].to, "lin@example.com");
        assert_eq!(received[0].header("Message-ID"), format!("<{id}@example.org>"));
        assert_eq!(it.state(id).await, "sent 1");
        assert_eq!(it.service.mail_counters().sent(), 1);
    }

    async fn connections_are_used_again(it: Fixture) {
        let server = MailServer::start().await;
        for number in 0..40 {
            it.queue(&format!("{number}@example.com")).await;
        }
        it.send(&to(&server, LONG)).await;
        assert_eq!(server.received().len(), 40);
        assert!(server.connections() <= Mailer::AT_ONCE, "{}", server.connections());
    }

    async fn what_a_server_answers_decides_what_becomes_of_a_mail(it: Fixture) {
        let server = MailServer::start().await;
        let mailer = to(&server, LONG);
        let table = [
            // command, what happens, what becomes of the mail
            ("", Instead::Say("554 nobody is served here"), "queued"),
            ("", Instead::Say("421 too busy"), "queued"),
            ("", Instead::HangUp, "queued"),
            ("EHLO", Instead::Say("502 what"), "queued"),
            ("MAIL", Instead::Say("550 not from you"), "queued"),
            ("MAIL", Instead::Say("451 later"), "queued"),
            ("RCPT", Instead::Say("450 mailbox busy"), "queued"),
            ("RCPT", Instead::Say("550 5.1.1 no such user"), "dead"),
            ("RCPT", Instead::Say("530 5.7.0 sign in first"), "queued"),
            ("RCPT", Instead::Say("554 5.7.1 relay access denied"), "queued"),
            ("RCPT", Instead::HangUp, "queued"),
            ("DATA", Instead::Say("452 no space"), "queued"),
            (".", Instead::Say("552 too large"), "dead"),
            (".", Instead::Say("451 try again"), "queued"),
            (".", Instead::HangUp, "queued"),
        ];
        let expected: Vec<_> = table.iter().map(|row| row.2).collect();
        for (row, (command, instead, _)) in table.into_iter().enumerate() {
            server.behave(move |said, _| said.starts_with(command)
                .then_some(instead).filter(|_| !command.is_empty() || said.is_empty()));
            let id = it.queue(&format!("{row}@example.com")).await;
            it.send(&mailer).await;
            let state = it.state(id).await;
            assert!(state.starts_with(&format!("{} 1 ", expected[row])), "{row} {command}: {state}");
        }
        assert!(server.received().is_empty());
        // All but the two that are refused for good go out when the server has come to its senses.
        server.behave(|_, _| None);
        it.service.clock().set(it.service.now() + TimeDelta::minutes(1));
        it.send(&mailer).await;
        assert_eq!(server.received().len(), expected.len() - 2);
        let gauges = it.service.mail_gauges().await.unwrap();
        assert_eq!((gauges.queued, gauges.failing, gauges.dead), (0, 0, 2));

        let dead = it.service.dead_page(None).await.unwrap().mails;
        assert_eq!(dead.len(), 2);
        let retry = async || it.service.retry_dead(Actor::Program, &[dead[0].id]).await.unwrap();
        assert_eq!((retry().await, retry().await), (1, 0), "the second finds it queued");
        it.send(&mailer).await;
        assert_eq!(it.service.dead_page(None).await.unwrap().mails.len(), 1);
    }

    async fn what_a_server_answers_is_logged_without_addresses(it: Fixture) {
        let _ = tracing_subscriber::registry().with(Logged).try_init(); // there for the second database
        let server = MailServer::start().await;
        server.behave(|said, _| {
            let greylisted = "450 4.2.0 <lina@example.com>: greylisted";
            said.starts_with("RCPT").then_some(Instead::Say(greylisted))
        });
        let id = it.queue("lina@example.com").await;
        it.send(&to(&server, LONG)).await;
        let lines = std::mem::take(&mut *LOGGED.lock().unwrap());
        let line = lines.iter().find(|line| line.contains(&id.to_string())).unwrap();
        assert!(line.contains("greylisted") && line.contains("l•••@e•••.com"), "{line}");
        assert!(lines.iter().all(|line| !line.contains("lina@example.com")), "{lines:#?}");
    }

    async fn a_final_answer_that_is_lost_costs_a_second_copy_with_the_same_message_id(it: Fixture) {
        let server = MailServer::start().await;
        let mailer = to(&server, LONG);
        server.behave(|said, _| (said == ".").then_some(Instead::TakeAndHangUp));
        let id = it.queue("lin@example.com").await;
        it.send(&mailer).await;
        server.behave(|_, _| None);
        it.service.clock().set(it.service.now() + TimeDelta::minutes(1));
        it.send(&mailer).await;
        let ids: Vec<_> =
            server.received().iter().map(|it| it.header("Message-ID").to_owned()).collect();
        assert_eq!(ids, [format!("<{id}@example.org>"), format!("<{id}@example.org>")]);
    }

    async fn whoever_never_answers_holds_up_nobody(it: Fixture) {
        let server = MailServer::start().await;
        server.behave(|said, to| {
            (said == "DATA" && to.starts_with("tar")).then_some(Instead::Nothing)
        });
        let stuck = it.queue("tar@example.com").await;
        for number in 0..20 {
            it.queue(&format!("{number}@example.com")).await;
        }
        it.send(&to(&server, Duration::from_millis(300))).await;
        assert_eq!(server.received().len(), 20);
        assert!(it.state(stuck).await.starts_with("queued 1 not done within"));
    }

    async fn an_address_that_can_not_be_written_to_is_dead_at_once(it: Fixture) {
        let server = MailServer::start().await;
        let id = it.queue("nobody at all").await;
        it.queue("lin@example.com").await;
        it.send(&to(&server, LONG)).await;
        assert!(it.state(id).await.starts_with("dead 1 "));
        assert_eq!(server.received().len(), 1);
    }

    async fn a_mail_that_nobody_understands_keeps_no_other_from_going_out(it: Fixture) {
        let server = MailServer::start().await;
        let id = it.queue("odd@example.com").await;
        it.by_hand("UPDATE mail SET kind = 'of a later version'").await;
        it.queue("lin@example.com").await;
        it.send(&to(&server, LONG)).await;
        assert!(it.state(id).await.starts_with("queued 1 "), "{}", it.state(id).await);
        assert_eq!(server.received().len(), 1);
    }

    async fn it_gives_up_after_two_days(it: Fixture) {
        let server = MailServer::start().await;
        server.behave(|said, _| said.starts_with("RCPT").then_some(Instead::Say("450 busy")));
        let mailer = to(&server, LONG);
        it.learner(true).await;
        let id = it.queue("lin@example.com").await;
        it.by_hand("UPDATE mail SET learner_id = (SELECT id FROM learner)").await;
        let begun = it.service.now();
        while !it.state(id).await.starts_with("dead") {
            it.service.clock().set(it.service.now() + TimeDelta::minutes(1));
            it.send(&mailer).await;
            assert!(it.service.now() - begun < TimeDelta::days(4));
            if it.service.now() - begun > TimeDelta::hours(3) {
                it.service.clock().set(it.service.now() + TimeDelta::hours(1));
            }
        }
        assert!(it.service.now() - begun > TimeDelta::days(2));
    }

    async fn sixty_four_workers_send_each_mail_once(it: Fixture) {
        let server = MailServer::start().await;
        for number in 0..100 {
            it.queue(&format!("{number}@example.com")).await;
        }
        let mut workers = JoinSet::new();
        for _ in 0..AT_ONCE {
            let (service, mailer) = (it.service.clone(), to(&server, LONG));
            workers.spawn(async move { service.send_due_mails(&mailer).await.unwrap() });
        }
        workers.join_all().await;
        let to: HashSet<_> = server.received().into_iter().map(|received| received.to).collect();
        assert_eq!((to.len(), server.received().len()), (100, 100));
    }

    async fn whoever_is_asked_to_stop_gives_back_what_was_not_begun(it: Fixture) {
        let server = MailServer::start().await;
        server.behave(|said, _| (said == "DATA").then_some(Instead::Nothing));
        for number in 0..30 {
            it.queue(&format!("{number}@example.com")).await;
        }
        let (stop, stopped) = oneshot::channel::<()>();
        let (service, mailer) = (it.service.clone(), to(&server, Duration::from_millis(500)));
        let worker = tokio::spawn(async move {
            service.send_mails_until(mailer, async { drop(stopped.await) }).await;
        });
        while server.connections() < Mailer::AT_ONCE {
            tokio::task::yield_now().await;
        }
        drop(stop);
        worker.await.unwrap();
        let tried = it.rows("state || ' ' || tries").await;
        let untouched = tried.iter().filter(|row| *row == "queued 0").count();
        assert_eq!((untouched, tried.len()), (30 - Mailer::AT_ONCE, 30), "{tried:?}");
        // No lease is left, so another one need not wait for its end.
        server.behave(|_, _| None);
        it.send(&to(&server, LONG)).await;
        assert_eq!(server.received().len(), 30 - Mailer::AT_ONCE);
    }

    async fn a_lease_ends_when_its_holder_is_gone(it: Fixture) {
        let id = it.queue("lin@example.com").await;
        let (now, holder) = (it.service.now(), Uuid::new_v4());
        let mut transaction = it.store.begin().await.unwrap();
        let ends_at = now + TimeDelta::minutes(20);
        let taken =
            outbox::claim(&mut transaction.on(), holder, now, ends_at, 10).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(taken, [id]);
        let server = MailServer::start().await;
        it.service.clock().set(ends_at - TimeDelta::seconds(5));
        it.send(&to(&server, LONG)).await;
        assert!(server.received().is_empty());
        it.service.clock().set(ends_at);
        it.send(&to(&server, LONG)).await;
        assert_eq!(it.state(id).await, "sent 2");
    }

    async fn without_a_server_mails_are_files(it: Fixture) {
        let folder = it.folder.path().join("mail");
        let mailer = mailer(Transport::Files(Files::new(folder.clone())));
        let id = it.queue("lin@example.com").await;
        it.send(&mailer).await;
        it.by_hand("UPDATE mail SET state = 'queued', next_try_at = due_at, settled_at = NULL").await;
        it.send(&mailer).await;
        let files: Vec<_> =
            std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
        assert_eq!(files.len(), 1, "a second try takes the place of the first: {files:?}");
        let name = files[0].file_name().unwrap().to_str().unwrap();
        assert!(name.starts_with("20260301T1200") && name.ends_with(&format!("Z-{id}.eml")), "{name}");
        assert!(std::fs::read_to_string(&files[0]).unwrap().contains("To: lin@example.com"));
        #[cfg(unix)]
        for (path, mode) in [(&folder, 0o700), (&files[0], 0o600)] {
            use std::os::unix::fs::PermissionsExt;
            let found = std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!(found, mode, "{}", path.display());
        }
    }

    async fn settled_mails_are_kept_for_400_days_and_those_of_a_valid_cycle_longer(it: Fixture) {
        it.holder("administrator", Some("2026-05-10")).await;
        it.at("2026-05-11T00:00:00Z");
        it.plan_all().await;
        it.queue("lin@example.com").await;
        it.by_hand("UPDATE mail SET learner_id = (SELECT id FROM learner)").await;
        it.by_hand("UPDATE mail SET state = 'sent', reason = NULL, next_try_at = NULL,
            settled_at = '2026-05-11T00:00:00+00:00'").await;
        it.at("2027-06-14T00:00:00Z");
        it.service.clean_up().await.unwrap();
        assert_eq!(it.rows("kind").await.len(), 6);
        it.by_hand("UPDATE credential SET valid_through = '2027-05-31'").await;
        it.at("2027-06-16T00:00:00Z");
        it.service.clean_up().await.unwrap();
        assert_eq!(it.rows("kind").await.len(), 5);
        it.at("2027-09-01T00:00:00Z");
        it.service.clean_up().await.unwrap();
        assert_eq!(it.rows("kind").await.len(), 0);
    }

    async fn tls_is_spoken_with_whom_the_certificate_names_and_nothing_is_said_to_others(it: Fixture) {
        for (implicit, encryption) in [(false, Encryption::StartTls), (true, Encryption::Implicit)] {
            let server = MailServer::with_tls(implicit).await;
            let settings = |host: &str, trusted: bool| SmtpSettings {
                host: host.to_owned(),
                encryption,
                credentials: Some(("renew".to_owned(), "a secret".to_owned())),
                authority: trusted.then(|| server.certificate.clone().into_bytes()),
                ..plain(server.port)
            };
            let id = it.queue("lin@example.com").await;
            // By nobody we know, and for another name.
            for (host, trusted) in [("localhost", false), ("127.0.0.1", true)] {
                let smtp = Smtp::new(settings(host, trusted)).unwrap();
                it.send(&mailer(Transport::Smtp(smtp))).await;
                assert!(it.state(id).await.contains("certificate"), "{}", it.state(id).await);
                assert!(server.received().is_empty());
                it.service.clock().set(it.service.now() + TimeDelta::minutes(5));
            }
            let smtp = Smtp::new(settings("localhost", true)).unwrap();
            it.send(&mailer(Transport::Smtp(smtp))).await;
            assert_eq!(it.state(id).await, "sent 3");
            assert_eq!(server.received().len(), 1);
        }
    }

    async fn without_starttls_nothing_is_sent(it: Fixture) {
        let server = MailServer::start().await;
        let settings = SmtpSettings { encryption: Encryption::StartTls, ..plain(server.port) };
        let id = it.queue("lin@example.com").await;
        it.send(&mailer(Transport::Smtp(Smtp::new(settings).unwrap()))).await;
        assert!(it.state(id).await.contains("STARTTLS is not supported"), "{}", it.state(id).await);
        assert!(server.received().is_empty());
    }

    async fn who_is_not_let_in_tries_again_and_says_why(it: Fixture) {
        let server = MailServer::with_tls(true).await;
        server.behave(|said, _| said.starts_with("AUTH").then_some(Instead::Say("535 5.7.8 no")));
        let settings = SmtpSettings {
            host: "localhost".to_owned(),
            encryption: Encryption::Implicit,
            credentials: Some(("renew".to_owned(), "a secret".to_owned())),
            authority: Some(server.certificate.clone().into_bytes()),
            ..plain(server.port)
        };
        let id = it.queue("lin@example.com").await;
        it.send(&mailer(Transport::Smtp(Smtp::new(settings).unwrap()))).await;
        let state = it.state(id).await;
        assert!(state.starts_with("queued 1 ") && state.contains("535"), "{state}");
        assert!(!state.contains("secret"), "{state}");
    }
}
