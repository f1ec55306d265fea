//! What the program spends on a mail besides talking to the server that takes it.

use std::{
    io::{self, BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    sync::mpsc::{Sender, channel},
    thread,
    time::{Duration, Instant},
};

use crate::{
    Outcome,
    program::Server,
    report::{Bound, Row},
    sample::{add_learners, copy, filling, finish},
};

/// How long the server thinks about a message before it takes it.
const THINKS: Duration = Duration::from_millis(50);
/// So many are sent at the same time when nothing else is configured.
const AT_ONCE: f64 = 4.0;
const WARM_UP: usize = 200;
const MAILS: u16 = 400;
const ROUNDS: usize = 5;
/// More than are measured, so that the end of the outbox is not.
const LEARNERS: u32 = 2_400;
const LONGEST: Duration = Duration::from_secs(30);

/// A mail that was taken.
struct Taken {
    at: Instant,
    /// From its first command to the last answer.
    talked: Duration,
}

pub fn measure(demo: &Path) -> Outcome<Row> {
    let database = copy(demo, "mails.db")?;
    let db = filling(&database)?;
    add_learners(
        &db,
        LEARNERS,
        "SELECT id, kind FROM certification WHERE id = (SELECT certification_id
            FROM assessment_version ORDER BY id LIMIT 1)",
    )?;
    db.execute_batch("UPDATE credential SET mail_at = '1970-01-01T00:00:00+00:00'")?;
    finish(&db)?;

    let listener = TcpListener::bind("127.0.0.1:0")?;
    let smtp = format!("smtp://{}?tls=none", listener.local_addr()?);
    let (sender, taken) = channel();
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let sender = sender.clone();
            thread::spawn(move || drop(talk(&stream, &sender))); // the program is killed in the end
        }
    });
    let _program =
        Server::perennial(&database, &["--smtp", &smtp, "--mail-from", "renew@bench.example"])?;
    let mut before = None;
    for _ in 0..WARM_UP {
        before = Some(taken.recv_timeout(LONGEST)?.at);
    }
    let mut before = before.ok_or("no mail has come")?;
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let (began, mut talked) = (before, Duration::ZERO);
        for _ in 0..MAILS {
            let one = taken.recv_timeout(LONGEST)?;
            before = one.at;
            talked += one.talked;
        }
        let each = |time: Duration| time.as_secs_f64() * 1000.0 / f64::from(MAILS);
        let talked = each(talked);
        let besides = each(before - began) * AT_ONCE - talked;
        println!("  {besides:.2} ms ÷ {talked:.2} ms a mail = {:.3}", besides / talked);
        ratios.push(besides / talked);
    }
    Ok(Row {
        name: "sending a mail: time besides SMTP ÷ in SMTP of 50 ms",
        ratios,
        bound: Bound::AtMost(0.1),
    })
}

fn talk(stream: &TcpStream, taken: &Sender<Taken>) -> Outcome<()> {
    stream.set_nodelay(true)?;
    let (mut lines, mut began) = (BufReader::new(stream).lines(), Instant::now());
    say(stream, "220 ready")?;
    while let Some(line) = lines.next().transpose()? {
        match line.get(..4).unwrap_or_default() {
            "EHLO" => say(stream, "250-here\r\n250 8BITMIME")?,
            "DATA" => {
                say(stream, "354 go on")?;
                while lines.next().ok_or("gone in the middle")?? != "." {}
                thread::sleep(THINKS);
                say(stream, "250 taken")?;
                taken.send(Taken { at: Instant::now(), talked: began.elapsed() })?;
            }
            verb => {
                if verb == "MAIL" {
                    began = Instant::now();
                }
                say(stream, "250 fine")?;
            }
        }
    }
    Ok(())
}

fn say(mut stream: &TcpStream, answer: &str) -> io::Result<()> {
    stream.write_all(format!("{answer}\r\n").as_bytes())
}
