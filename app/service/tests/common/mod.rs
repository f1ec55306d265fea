//! A service over an empty database of either engine, with a small catalogue, one bank whose right
//! answers the tests know, and a clock that they move.
#![allow(dead_code, reason = "every test file uses its own part of this")]

pub mod mailbox;
pub mod people;
pub mod smtp;
pub mod somebody;
pub mod tables;

use std::fmt::Write;

use chrono::{DateTime, NaiveDate, Utc};
use domain::view::{Attempt, CycleStart};
use service::{
    Answer, Clock, Error, Policy, Service, Settings,
    import::SourceFile,
    store::{
        Reader, Store,
        accounts::{self, NewLearner},
        catalogue,
        credentials::{self, NewCredential},
        ledger::{self, LedgerEntry},
    },
};
use tempfile::TempDir;
use uuid::Uuid;
use words::Language;

/// The databases that this run tests: always the embedded one, the other where it is offered.
pub fn databases() -> Vec<Database> {
    let postgres = std::env::var("PERENNIAL_TEST_POSTGRES").ok();
    std::iter::once(Database::Sqlite).chain(postgres.map(Database::Postgres)).collect()
}

pub enum Database {
    Sqlite,
    /// The address of a server on which databases can be made.
    Postgres(String),
}

impl Database {
    /// The address of a new, empty database, which lives as long as the folder.
    pub async fn create(&self, folder: &TempDir) -> String {
        match self {
            Self::Sqlite => format!("sqlite:{}", folder.path().join("test.db").display()),
            Self::Postgres(server) => {
                let name = format!("test_{}", Uuid::new_v4().simple());
                let pool = sqlx::PgPool::connect(server).await.unwrap();
                let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
                sqlx::query(create).execute(&pool).await.unwrap();
                pool.close().await;
                let (before, _) = server.rsplit_once('/').unwrap();
                let options = server.split_once('?').map_or("", |(_, options)| options);
                format!("{before}/{name}?{options}")
            }
        }
    }
}

/// Runs a test on every database.
macro_rules! on_every_database {
    ($(async fn $name:ident($it:ident: Fixture) $body:block)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            for database in common::databases() {
                let $it = Fixture::new(&database).await;
                $body
            }
        }
    )*};
}
pub(crate) use on_every_database;

pub struct Fixture {
    pub service: Service,
    pub settings: Settings,
    pub store: Store,
    pub folder: TempDir,
}

pub fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const BANK: &str = r#"
version = "1"
effective_from = "2020-01-01"
mark = 70
questions = 4
MINUTES
[[skills]]
id = "storage"
share = 2
title = { en = "Storage", "zh-CN" = "存储" }
[[skills]]
id = "network"
share = 2
title = { en = "Network", "zh-CN" = "网络" }
"#;

/// Four questions per skill; the right option says so in the text, so that tests can find it.
pub fn bank(minutes: Option<u32>, languages: &[&str]) -> Vec<SourceFile> {
    let minutes = minutes.map_or(String::new(), |m| format!("time_limit_minutes = {m}"));
    let mut files = vec![SourceFile::new("bank.toml", BANK.replace("MINUTES", &minutes))];
    for language in languages {
        let mut gift = String::new();
        for skill in ["storage", "network"] {
            writeln!(gift, "$CATEGORY: {skill}\n").unwrap();
            for n in 1..=4 {
                writeln!(
                    gift,
                    "::{skill}-{n}::{language} stem {skill} {n} {{\n~{language} wrong one\n\
                     ={language} right\n~{language} wrong two\n####SECRET explanation\n}}\n"
                )
                .unwrap();
            }
        }
        files.push(SourceFile::new(format!("{language}.gift"), gift));
    }
    files
}

/// The same questions as another version.
fn version_2(minutes: Option<u32>, effective_from: &str) -> Vec<SourceFile> {
    let anew = |file: SourceFile| {
        let text = String::from_utf8(file.bytes).unwrap();
        let text = text.replace("version = \"1\"", "version = \"2\"");
        SourceFile::new(file.path, text.replace("2020-01-01", effective_from))
    };
    bank(minutes, &["en", "zh-CN"]).into_iter().map(anew).collect()
}

pub fn catalogue() -> Vec<SourceFile> {
    let certification = |uid: &str, kind: &str, badge: &str, exam: &str| {
        SourceFile::new(
            format!("en/{uid}/index.yml"),
            format!(
                "### YamlMime:Certification\ntitle: '{uid}'\nuid: certification.{uid}\n\
                 iconUrl: /badges/microsoft-certified-{badge}-badge.svg\nsummary: about {uid}\n\
                 subTitle: about {uid}\nskills:\n- something\ntype: {kind}\nexams:\n- uid: exam.{exam}\n"
            ),
        )
    };
    let exam = |code: &str| {
        SourceFile::new(
            format!("en/exams/{code}.yml"),
            format!(
                "### YamlMime:Examination\ntitle: Exam {code}\nuid: exam.{code}\ndisplayName: {}\n\
                 subTitle: x\nlocales:\n- en\n- zh-cn\n",
                code.to_uppercase()
            ),
        )
    };
    vec![
        certification("administrator", "role-based", "associate", "az-104"),
        certification("architect", "role-based", "expert", "az-305"),
        certification("basics", "fundamentals", "fundamentals", "az-900"),
        exam("az-104"),
        exam("az-305"),
        exam("az-900"),
    ]
}

impl Fixture {
    pub async fn new(database: &Database) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings {
            database: database.create(&folder).await,
            clock: Clock::movable(),
            policy: Policy::default(),
        };
        let service = Service::open(&settings).await.unwrap();
        let store = Store::connect(&settings.database).await.unwrap();
        service.clock().set(instant("2026-03-01T12:00:00Z"));
        service.import_catalogue(&catalogue()).await.unwrap();
        service.import_questions("administrator", &bank(None, &["en", "zh-CN"])).await.unwrap();
        Self { service, settings, store, folder }
    }

    /// Like `new`, with a time limit.
    pub async fn limit(&self, minutes: u32) {
        let files = version_2(Some(minutes), "2020-02-01");
        self.service.import_questions("architect", &files).await.unwrap();
        self.service.import_questions("administrator", &files).await.unwrap();
    }

    /// A second version of the administrator's assessment, in effect from a day on.
    pub async fn version_2_from(&self, day: &str) {
        let files = version_2(None, day);
        self.service.import_questions("administrator", &files).await.unwrap();
    }

    /// The mails about credentials that are due, in the order of their instants.
    pub async fn notices(&self) -> Vec<String> {
        const SQL: &str = "SELECT kind, cycle FROM mail WHERE credential_id IS NOT NULL
            ORDER BY due_at, kind";
        let rows: Vec<(String, i32)> = match self.store.read().await.unwrap() {
            Reader::Sqlite(mut on) => sqlx::query_as(SQL).fetch_all(&mut *on).await,
            Reader::Postgres(mut on) => sqlx::query_as(SQL).fetch_all(&mut *on).await,
        }
        .unwrap();
        rows.iter().map(|(kind, cycle)| format!("{kind} of cycle {cycle}")).collect()
    }

    pub fn at(&self, now: &str) {
        assert!(self.service.clock().set(instant(now)));
    }

    /// A learner with one credential; says both ids.
    pub async fn holder(&self, slug: &str, valid_through: Option<&str>) -> (Uuid, Uuid) {
        let (learner, profile) = self.learner(true).await;
        (learner, self.credential(profile, slug, valid_through).await)
    }

    /// A learner; says their id and that of the certification profile.
    pub async fn learner(&self, connected: bool) -> (Uuid, Uuid) {
        let id = Uuid::now_v7();
        let email = format!("{id}@example.com");
        let new =
            NewLearner { id, display_name: "Lin", email: &email, password_hash: "", connected };
        let mut transaction = self.store.begin().await.unwrap();
        let now = self.service.now();
        let profile = accounts::insert_learner(&mut transaction.on(), &new, now).await.unwrap();
        transaction.commit().await.unwrap();
        (id, profile)
    }

    pub async fn credential(
        &self,
        certification_profile_id: Uuid,
        slug: &str,
        valid_through: Option<&str>,
    ) -> Uuid {
        let id = Uuid::now_v7();
        let mut transaction = self.store.begin().await.unwrap();
        let on = &mut transaction.on();
        let certification_id = catalogue::certification_id(on, slug).await.unwrap().unwrap();
        let valid_through = valid_through.map(day);
        let earned_on = day("2025-05-10");
        let new = NewCredential {
            id,
            certification_profile_id,
            certification_id,
            earned_on,
            valid_through,
        };
        credentials::insert(on, &new).await.unwrap();
        let entry = LedgerEntry {
            credential_id: id,
            cycle: 1,
            entry: CycleStart::Earned,
            at: domain::window::start_of(earned_on),
            before: None,
            valid_through,
            attempt_id: None,
        };
        ledger::record(on, &entry).await.unwrap();
        transaction.commit().await.unwrap();
        id
    }

    pub async fn start(&self, learner: Uuid, credential: Uuid) -> Result<Attempt, Error> {
        self.service.start(learner, credential, "en", true).await
    }

    /// Answers the first `right` questions rightly and the others wrongly.
    pub async fn answer(&self, learner: Uuid, attempt: &Attempt, right: usize) {
        for (index, question) in attempt.questions.iter().enumerate() {
            let wanted = if index < right { "right" } else { "wrong" };
            let option = question.options.iter().find(|o| o.text.contains(wanted)).unwrap();
            let answer = Answer {
                attempt_id: attempt.id,
                question_id: question.id.clone(),
                choice: vec![option.id.clone()],
                revision: question.revision + 1,
                base: Vec::new(),
                flagged: None,
            };
            self.service.save(learner, answer).await.unwrap();
        }
    }

    /// Starts, answers so many rightly, and submits.
    pub async fn sit(&self, learner: Uuid, credential: Uuid, right: usize) -> bool {
        let attempt = self.start(learner, credential).await.unwrap();
        self.answer(learner, &attempt, right).await;
        self.service.submit(learner, attempt.id).await.unwrap().passed
    }

    pub async fn look(&self, learner: Uuid, credential: Uuid) -> domain::view::Credential {
        self.service.credential(learner, credential, Language::En).await.unwrap()
    }
}
