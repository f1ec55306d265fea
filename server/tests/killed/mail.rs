//! Killed again and again while it sends, the program loses no mail, and sends no more of them twice
//! than were under way when it was killed.

use std::{
    collections::{HashMap, HashSet},
    io::{self, BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Condvar, Mutex},
    thread,
    time::Duration,
};

use rusqlite::Connection;
use uuid::Uuid;

use crate::{Program, ask};

/// So many kills by default, to be done within half a minute; `PERENNIAL_TEST_KILLS` says another
/// number, 200 for 10,000 mails.
const KILLS: usize = 20;
const MAILS_PER_KILL: usize = 50;
/// So many are sent at the same time when nothing else is configured.
const AT_ONCE: usize = 4;
/// Longer than a lease.
const MINUTES: usize = 21;
/// When nothing has come for so long, nothing will.
const LONGEST: Duration = Duration::from_mins(2);

/// A server for mail. It does everything right and notes who got which Message-ID.
#[derive(Default)]
struct Postbox {
    taken: Mutex<Vec<(String, String)>>,
    one_more: Condvar,
}

impl Postbox {
    /// Listens; says the port too.
    fn open() -> (Arc<Self>, u16) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let postbox = Arc::new(Self::default());
        let shared = Arc::clone(&postbox);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let shared = Arc::clone(&shared);
                // Whoever is killed in the middle is no fault of the server.
                thread::spawn(move || drop(shared.talk(&stream.unwrap())));
            }
        });
        (postbox, port)
    }

    fn talk(&self, stream: &TcpStream) -> io::Result<()> {
        let (mut lines, mut to) = (BufReader::new(stream).lines(), String::new());
        say(stream, "220 ready")?;
        while let Some(line) = lines.next().transpose()? {
            match line.get(..4).unwrap_or_default() {
                "EHLO" => say(stream, "250-here\r\n250 8BITMIME")?,
                "DATA" => {
                    say(stream, "354 go on")?;
                    let mut id = String::new();
                    loop {
                        let line = lines.next().ok_or(io::ErrorKind::UnexpectedEof)??;
                        if let Some(value) = line.strip_prefix("Message-ID: ") {
                            value.clone_into(&mut id);
                        } else if line == "." {
                            break;
                        }
                    }
                    self.taken.lock().unwrap().push((to.clone(), id));
                    self.one_more.notify_all();
                    say(stream, "250 taken")?;
                }
                verb => {
                    if verb == "RCPT" {
                        line.split(['<', '>']).nth(1).unwrap_or_default().clone_into(&mut to);
                    }
                    say(stream, "250 fine")?;
                }
            }
        }
        Ok(())
    }

    /// Waits until so many have been taken.
    fn wait_for(&self, number: usize) {
        let mut taken = self.taken.lock().unwrap();
        while taken.len() < number {
            let (more, waited) = self.one_more.wait_timeout(taken, LONGEST).unwrap();
            assert!(!waited.timed_out(), "no more than {} of {number} came", more.len());
            taken = more;
        }
    }
}

fn say(mut stream: &TcpStream, answer: &str) -> io::Result<()> {
    stream.write_all(format!("{answer}\r\n").as_bytes())
}

fn id_of(number: usize) -> Uuid {
    Uuid::from_slice(format!("mail{number:012}").as_bytes()).unwrap()
}

fn fill(db: &mut Connection, mails: usize) {
    let transaction = db.transaction().unwrap();
    for number in 0..mails {
        transaction
            .execute(
                "INSERT INTO mail (id, kind, address, detail, due_at, state, next_try_at)
                    SELECT ?1, 'password_changed', ?2, '{}', now, 'queued', now
                    FROM (SELECT strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now') AS now)",
                (id_of(number).as_bytes(), format!("{number}@killed.example")),
            )
            .unwrap();
    }
    transaction.commit().unwrap();
}

fn count(db: &Connection, condition: &str) -> usize {
    let sql =
        format!("SELECT COUNT(*) FROM mail WHERE address LIKE '%@killed.example' AND {condition}");
    db.query_row(&sql, [], |row| row.get::<_, u32>(0)).unwrap() as usize
}

#[test]
fn n3_killed_while_it_sends_it_loses_no_mail() {
    let kills = std::env::var("PERENNIAL_TEST_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let mails = kills * MAILS_PER_KILL;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mails.db");
    let database = format!("sqlite:{}", file.display());
    Program::start(folder.path(), &database).kill();
    let mut db = Connection::open(&file).unwrap();
    fill(&mut db, mails);

    let (postbox, port) = Postbox::open();
    let smtp = format!("smtp://127.0.0.1:{port}?tls=none");
    let options = ["--smtp", smtp.as_str(), "--mail-from", "renew@example.org"];
    for life in 0..=kills {
        let program = Program::start_with(folder.path(), &database, &options);
        // The leases of whoever was killed have ended.
        let later = format!("+{} minutes", life * MINUTES);
        let sql = "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?1)";
        let now: String = db.query_row(sql, [later], |row| row.get(0)).unwrap();
        ask(&program.address, "", "POST", "/demo/clock", &format!("now={now}")).unwrap();
        if life < kills {
            // Each time at another place of what is taken at a time.
            let so_far = postbox.taken.lock().unwrap().len();
            postbox.wait_for(so_far + MAILS_PER_KILL - AT_ONCE - 1 - life % 16);
        } else {
            while count(&db, "state <> 'sent'") > 0 {
                thread::yield_now();
            }
        }
        program.kill();
    }

    let taken = postbox.taken.lock().unwrap();
    let ours: Vec<_> = taken.iter().filter(|(to, _)| to.ends_with("@killed.example")).collect();
    let mut ids: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (to, id) in &ours {
        ids.entry(to).or_default().insert(id);
    }
    let again = count(&db, "tries > 1");
    let twice = ours.len() - ids.len();
    println!("{mails} mails, {kills} kills: {again} were taken again, {twice} came twice");
    assert_eq!(ids.len(), mails, "none is lost");
    for number in 0..mails {
        let expected = format!("<{}@example.org>", id_of(number));
        let seen = &ids[format!("{number}@killed.example").as_str()];
        assert_eq!(*seen, HashSet::from([expected.as_str()]), "the same on every try");
    }
    assert!(again >= kills, "only {again} were under way when it was killed");
    assert!(twice <= kills * AT_ONCE, "{twice} came twice");
}
