//! The program itself: started, asked, stopped.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

use tempfile::TempDir;

fn perennial(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_perennial"));
    command.env_clear().env("PERENNIAL_DATA", folder).current_dir(folder);
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A running program; killed when dropped.
struct Running {
    program: Child,
    address: String,
    _folder: TempDir,
}

impl Running {
    fn demo() -> Self {
        Self::demo_logging_to(Stdio::null())
    }

    fn demo_logging_to(log: Stdio) -> Self {
        Self::demo_with(&[], log)
    }

    fn demo_with(options: &[&str], log: Stdio) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut program = perennial(folder.path())
            .args(["serve", "--demo", "--listen", "127.0.0.1:0"])
            .args(options)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let address = first.rsplit("http://").next().unwrap().to_owned();
        let rest: Vec<_> = lines.by_ref().take(15).map(Result::unwrap).collect();
        assert!(rest.iter().any(|line| line.contains("learner@example.com")), "{rest:?}");
        Self { program, address, _folder: folder }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    fn terminate(&self) {
        let id = self.program.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn sigterm_lets_requests_under_way_finish() {
    let mut running = Running::demo();
    let mut stream = running.connect();
    let body = "email=learner%40example.com&password=perennial-demo";
    let head = format!(
        "POST /api/sign-in HTTP/1.1\r\nHost: {}\r\nAccept: application/json\r\nContent-Length: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n\r\n",
        running.address,
        body.len(),
    );
    stream.write_all(head.as_bytes()).unwrap();
    // It is under way once the program asks for the rest.
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    assert!(line.starts_with("HTTP/1.1 100"), "{line}");
    running.terminate();
    while TcpStream::connect(&running.address).is_ok() {
        std::thread::yield_now();
    }
    stream.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    reader.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("HTTP/1.1 200"), "{answer}");
    assert!(answer.to_lowercase().contains("set-cookie: __host-session="), "{answer}");
    assert!(running.program.wait().unwrap().success());
}

#[test]
fn an_idle_connection_does_not_hold_it_up() {
    let mut running = Running::demo();
    let mut idle = running.connect();
    write!(idle, "GET /health/live HTTP/1.1\r\nHost: {}\r\n\r\n", running.address).unwrap();
    let mut byte = [0];
    idle.read_exact(&mut byte).unwrap();
    running.terminate();
    assert!(running.program.wait().unwrap().success());
}

#[test]
fn a_log_that_nobody_reads_any_more_does_not_keep_it_from_stopping() {
    let mut running = Running::demo_logging_to(Stdio::piped());
    drop(running.program.stderr.take());
    running.terminate();
    assert!(running.program.wait().unwrap().success());
}

#[test]
fn it_is_ready_while_no_server_takes_its_mail() {
    // A port on which nobody listens (any more).
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let smtp = format!("smtp://127.0.0.1:{port}?tls=none");
    let mut running = Running::demo_with(&["--smtp", &smtp], Stdio::piped());
    let log = BufReader::new(running.program.stderr.take().unwrap());
    let mut lines = log.lines().map(Result::unwrap);
    assert!(lines.any(|line| line.contains("a mail did not go out")));
    let mut stream = running.connect();
    let host = &running.address;
    write!(stream, "GET /health/ready HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[test]
fn the_demo_refuses_to_listen_for_everybody() {
    let folder = tempfile::tempdir().unwrap();
    let output = perennial(folder.path())
        .args(["serve", "--demo", "--listen", "0.0.0.0:0"])
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert_eq!(said(&output).lines().count(), 1, "{}", said(&output));
    assert!(said(&output).contains("loopback"));
}

#[test]
fn what_is_wrong_is_said_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, word) in [
        (&["serve", "--database", "mysql://nowhere"][..], "mysql"),
        (&["serve", "--config", "missing.toml"], "missing.toml"),
        (&["serve", "--public-url", "renew"], "--public-url"),
        (&["migrate", "--renewal-window", "long"], "--renewal-window"),
        (&["import", "catalogue", "missing"], "missing"),
        (&["backup", "--database", "postgres://nobody@127.0.0.1:1/none", "copy.db"], "PostgreSQL"),
    ] {
        let output = perennial(folder.path()).args(arguments).output().unwrap();
        assert!(!output.status.success(), "{arguments:?}");
        let said = said(&output);
        assert!(said.starts_with("perennial: ") && said.contains(word), "{arguments:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
    }
}

#[test]
fn a_bank_is_taken_or_refused_with_every_fault() {
    let folder = tempfile::tempdir().unwrap();
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo");
    let import = |what: &[&str], folder_of_files: &Path| {
        let mut command = perennial(folder.path());
        command.arg("import").args(what).arg(folder_of_files).output().unwrap()
    };
    let questions = ["questions", "--certification", "azure-administrator"];
    let bank = demo.join("questions/azure-administrator");
    let too_early = import(&questions, &bank);
    assert!(!too_early.status.success());
    assert!(said(&too_early).starts_with("perennial: "), "{}", said(&too_early));
    for _ in 0..2 {
        let catalogue = import(&["catalogue"], &demo.join("catalogue"));
        assert!(catalogue.status.success(), "{}", said(&catalogue));
        let taken = import(&questions, &bank);
        assert!(taken.status.success(), "{}", said(&taken));
    }
    let again = import(&questions, &bank);
    assert!(String::from_utf8_lossy(&again.stdout).starts_with("0 taken"));
}

#[test]
fn every_command_explains_itself() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["", "serve", "simulate", "migrate", "import", "admin", "backup"] {
        let output = perennial(folder.path())
            .args(command.split_whitespace())
            .arg("--help")
            .output()
            .unwrap();
        assert!(output.status.success(), "{command}");
        assert!(output.stdout.len() > 200, "{command}");
    }
}

#[test]
fn simulate_ends_quietly_when_nobody_reads_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = perennial(folder.path())
        .arg("simulate")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(program.stdout.take());
    let mut input = program.stdin.take().unwrap();
    // Fails once the program has ended, which is what is waited for.
    while input.write_all(b"{\"id\": \"a\"}\n").is_ok() {}
    let output = program.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(said(&output), "");
}

#[test]
fn simulate_answers_each_line_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = perennial(folder.path())
        .arg("simulate")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = program.stdin.take().unwrap();
    let mut output = BufReader::new(program.stdout.take().unwrap()).lines();
    for id in ["a", "b"] {
        writeln!(input, "{{\"id\": \"{id}\"}}").unwrap();
        assert!(output.next().unwrap().unwrap().starts_with(&format!("{{\"id\": \"{id}\"")));
    }
    drop(input);
    assert!(program.wait().unwrap().success());
}

#[test]
fn an_account_made_by_hand_and_a_backup_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let create = ["admin", "create", "made@example.com", "--name", "Made By Hand"];
    let output = perennial(folder.path()).args(create).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("Password: "));
    let again = perennial(folder.path()).args(create).output().unwrap();
    assert!(!again.status.success());
    assert!(said(&again).contains("administrator already"), "{}", said(&again));
    for (arguments, expected) in [(["backup", "copy.db"], true), (["backup", "copy.db"], false)] {
        let output = perennial(folder.path()).args(arguments).output().unwrap();
        assert_eq!(output.status.success(), expected, "{}", said(&output));
    }
    let copy = perennial(folder.path())
        .args(["migrate", "--database", "sqlite:copy.db"])
        .output()
        .unwrap();
    assert!(copy.status.success(), "{}", said(&copy));
}

#[test]
fn a_key_for_another_program_is_printed_once() {
    let folder = tempfile::tempdir().unwrap();
    let key = |arguments: &[&str]| {
        let output =
            perennial(folder.path()).args(["admin", "key"]).args(arguments).output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (created, said) = key(&["create", "Exams Ltd", "--scope", "exam-results"]);
    assert!(created && said.contains("Key: perennial_"), "{said}");
    let id = said.lines().next().unwrap().trim_end_matches('.').rsplit(' ').next().unwrap();
    let (_, listed) = key(&["list"]);
    assert!(listed.contains(id) && listed.contains("never used"), "{listed}");
    assert!(!listed.contains("perennial_"), "{listed}");
    assert!(key(&["revoke", id]).0);
    assert!(key(&["list"]).1.contains("revoked"));
    assert!(!key(&["revoke", "00000000-0000-0000-0000-000000000000"]).0);
    assert!(!key(&["create", "Exams Ltd"]).0, "a key without a scope");
}

#[test]
fn roles_are_given_and_taken_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let admin = |arguments: &[&str]| {
        let output = perennial(folder.path()).arg("admin").args(arguments).output().unwrap();
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stdout).into_owned(),
            said(&output),
        )
    };
    assert!(admin(&["learner", "lin@example.com"]).0);
    let again = admin(&["learner", "lin@example.com"]);
    assert!(!again.0 && again.2.contains("already"), "{}", again.2);
    let (done, output, _) = admin(&["create", "lin@example.com"]);
    assert!(done && !output.contains("Password"), "the account was there: {output}");
    assert!(admin(&["give", "lin@example.com", "support"]).0);
    let (_, roles, _) = admin(&["roles"]);
    let lines: Vec<_> = roles.lines().collect();
    assert!(lines.len() == 2 && lines[0].starts_with("administrator"), "{roles}");
    assert!(admin(&["take", "lin@example.com", "support"]).0);
    for (refused, word) in [
        (&["take", "lin@example.com", "administrator"][..], "last administrator"),
        (&["give", "nobody@example.com", "support"], "no account"),
        (&["learner", "nobody"], "e-mail"),
    ] {
        let (done, _, said) = admin(refused);
        assert!(!done && said.contains(word), "{refused:?}: {said}");
    }
}
