//! A program killed at any moment has kept every answer and every result that it acknowledged, on
//! both databases; and every mail that it has to send.
#![expect(clippy::unwrap_used, reason = "a test")]

mod mail;

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

/// How long the program lives between two kills.
const LIVES: [u64; 6] = [90, 210, 35, 330, 140, 270];

struct Program {
    child: Child,
    address: String,
}

impl Program {
    fn spawn(folder: &Path, database: &str, options: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_perennial"))
            .env_clear()
            .args(["serve", "--demo", "--listen", "127.0.0.1:0", "--database", database])
            .args(options)
            .arg("--data")
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    fn start(folder: &Path, database: &str) -> Self {
        Self::start_with(folder, database, &[])
    }

    fn start_with(folder: &Path, database: &str, options: &[&str]) -> Self {
        let mut child = Self::spawn(folder, database, options);
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let address = first.trim().rsplit("http://").next().unwrap().to_owned();
        Self { child, address }
    }

    /// SIGKILL: no chance to tidy up.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Sends one request and gives what came back: headers and body; `None` if the program went away.
fn ask(
    address: &str,
    cookie: &str,
    method: &str,
    path: &str,
    form: &str,
) -> Option<(String, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let length = form.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nAccept: application/json\r\n\
         Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n{form}"
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    head.starts_with("HTTP/1.1 200").then(|| (head.to_owned(), body.to_owned()))
}

fn json(address: &str, cookie: &str, method: &str, path: &str, form: &str) -> Option<Value> {
    serde_json::from_str(&ask(address, cookie, method, path, form)?.1).ok()
}

fn sign_in(address: &str) -> String {
    sign_in_as(address, "learner@example.com")
}

fn sign_in_as(address: &str, email: &str) -> String {
    let form = format!("email={}&password=perennial-demo", email.replace('@', "%40"));
    let (head, _) = ask(address, "", "POST", "/api/sign-in", &form).unwrap();
    let line = head.lines().find(|line| line.to_lowercase().starts_with("set-cookie:")).unwrap();
    let (_, cookie) = line.split_once(": ").unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

/// The first renewable credential of the learner.
fn renewable(address: &str, cookie: &str) -> Value {
    let dashboard = json(address, cookie, "GET", "/api/dashboard", "").unwrap();
    let credentials = dashboard["credentials"].as_array().unwrap();
    credentials
        .iter()
        .find(|it| it["certification"]["slug"] == "azure-administrator")
        .unwrap()
        .clone()
}

/// Saves answers one after another until the program goes away, and notes what it acknowledged:
/// the revision per question. The choice of a revision is its remainder by the number of options.
fn save_until_gone(
    address: &str,
    cookie: &str,
    attempt: &Value,
    revision: &mut i64,
    acknowledged: &mut HashMap<String, i64>,
) {
    let questions = attempt["questions"].as_array().unwrap();
    for question in questions.iter().cycle() {
        *revision += 1;
        let id = question["id"].as_str().unwrap();
        let form = format!(
            "attempt_id={}&question_id={id}&choice[]={}&revision={revision}",
            attempt["id"].as_str().unwrap(),
            choice_of(question, *revision)
        );
        match json(address, cookie, "POST", "/api/attempts/save", &form) {
            Some(saved) => {
                assert_eq!(saved["revision"], *revision);
                acknowledged.insert(id.to_owned(), *revision);
            }
            None => return,
        }
    }
}

fn choice_of(question: &Value, revision: i64) -> &str {
    let options = question["options"].as_array().unwrap();
    let mut ids: Vec<_> = options.iter().map(|option| option["id"].as_str().unwrap()).collect();
    ids.sort_unstable(); // the same whatever the order shown
    ids[usize::try_from(revision).unwrap() % ids.len()]
}

fn killed_again_and_again(database: &str) {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::start(folder.path(), database);
    let cookie = sign_in(&program.address);
    let credential = renewable(&program.address, &cookie);
    let id = credential["id"].as_str().unwrap();
    let start = format!("credential_id={id}&language=en&agreement=true");
    let attempt = json(&program.address, &cookie, "POST", "/api/attempts/start", &start).unwrap();
    let attempt_id = attempt["id"].as_str().unwrap();

    let mut revision = 0;
    let mut acknowledged = HashMap::new();
    for life in LIVES {
        let address = program.address.clone();
        thread::scope(|scope| {
            scope.spawn(|| {
                save_until_gone(&address, &cookie, &attempt, &mut revision, &mut acknowledged);
            });
            let born = Instant::now();
            while born.elapsed() < Duration::from_millis(life) {
                thread::yield_now();
            }
            program.kill();
        });
        program = Program::start(folder.path(), database);
        let path = format!("/api/attempt?id={attempt_id}");
        let kept = json(&program.address, &cookie, "GET", &path, "").unwrap();
        assert_eq!(kept["state"], "open");
        for question in kept["questions"].as_array().unwrap() {
            let (id, kept) =
                (question["id"].as_str().unwrap(), question["revision"].as_i64().unwrap());
            let expected = acknowledged.get(id).copied().unwrap_or(0);
            assert!(kept >= expected, "{id}: kept {kept}, acknowledged {expected}");
            if kept > 0 {
                assert_eq!(question["choice"][0].as_str().unwrap(), choice_of(question, kept));
            }
        }
    }
    assert!(acknowledged.len() > 5, "too little was saved to prove anything");

    let form = format!("attempt_id={attempt_id}");
    let result = json(&program.address, &cookie, "POST", "/api/attempts/submit", &form).unwrap();
    program.kill();
    let program = Program::start(folder.path(), database);
    let again = json(&program.address, &cookie, "POST", "/api/attempts/submit", &form).unwrap();
    assert_eq!(again, result, "the same result after the kill");
    let after = renewable(&program.address, &cookie);
    assert_eq!(after["valid_through"], result["valid_through"]);
    assert_eq!(after["open_attempt_id"], Value::Null);
    program.kill();
}

/// A first start that is killed while it fills the database, again and again, and then left alone:
/// the samples are whole, each there once.
#[test]
fn killed_while_it_fills_the_samples_are_whole_in_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("filled.db").display());
    let mut kills = 0;
    // A debug build takes seconds to fill it, one that is optimised a part of one.
    for life in (1..).map(|turn| Duration::from_millis(300 * turn)) {
        let mut child = Program::spawn(folder.path(), &database, &[]);
        let (said, says) = std::sync::mpsc::channel();
        let stdout = child.stdout.take().unwrap();
        let reader = thread::spawn(move || {
            let mut first = String::new();
            BufReader::new(stdout).read_line(&mut first).unwrap();
            drop(said.send(first));
        });
        let first = says.recv_timeout(life);
        child.kill().unwrap();
        child.wait().unwrap();
        reader.join().unwrap();
        match first {
            Ok(address) if address.contains("http://") => break,
            _ => kills += 1,
        }
    }
    assert!(kills > 1, "it was never killed while it filled");
    let program = Program::start(folder.path(), &database);
    let whole = tempfile::tempdir().unwrap();
    let other = format!("sqlite:{}", whole.path().join("filled.db").display());
    let unhurt = Program::start(whole.path(), &other);
    let dashboards = |address: &str| {
        let emails =
            ["learner", "waiting", "resuming", "veteran", "misaligned", "twice", "forgotten"];
        emails.map(|name| {
            let cookie = sign_in_as(address, &format!("{name}@example.com"));
            let dashboard = json(address, &cookie, "GET", "/api/dashboard", "").unwrap();
            let credentials = dashboard["credentials"].as_array().unwrap().iter();
            let mut seen: Vec<_> = credentials
                .map(|it| {
                    let slug = it["certification"]["slug"].as_str().unwrap();
                    format!("{name} {slug} {} {}", it["decision"], it["counted_attempts"])
                })
                .collect();
            seen.sort();
            seen
        })
    };
    assert_eq!(dashboards(&program.address), dashboards(&unhurt.address));
    program.kill();
    unhurt.kill();
}

#[test]
fn killed_on_sqlite_it_has_kept_what_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    killed_again_and_again(&format!("sqlite:{}", folder.path().join("killed.db").display()));
}

#[test]
fn killed_on_postgres_it_has_kept_what_it_acknowledged() {
    let Ok(server) = std::env::var("PERENNIAL_TEST_POSTGRES") else { return };
    let name = format!("perennial_killed_{}", std::process::id());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut connection = PgConnection::connect(&server).await.unwrap();
        connection.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
    });
    let (rest, _) = server.rsplit_once('/').unwrap();
    killed_again_and_again(&format!("{rest}/{name}"));
}
