//! Submits that are acknowledged and durable, of 64 learners at once, beside a bare loop that
//! commits the very same rows one by one through SQLite's own library.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use rusqlite::{Connection, params_from_iter, types::Value};
use uuid::Uuid;

use crate::{
    Outcome, load,
    program::Server,
    report::{Bound, Row},
    sample::{add_learners, copy, filling, finish, sign_in},
};

const LEARNERS: u32 = 64;
/// Open attempts of each, every answer right.
const ATTEMPTS: u32 = 40;
const ROUNDS: usize = 5;
const LONGEST: Duration = Duration::from_mins(1);

pub fn measure(demo: &Path) -> Outcome<Row> {
    let prepared = copy(demo, "submits.db")?;
    let cookies = prepare(&prepared)?;
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let database = copy(&prepared, "submitted.db")?;
        let program = Server::perennial(&database, &[])?;
        let lists = submits(&Connection::open(&database)?, &cookies)?;
        let answers = load::run(program.address, lists, LONGEST)?;
        drop(program); // killed: what it acknowledged must be there
        let renewals = renewals(&Connection::open(&database)?)?;
        if renewals.len() != answers.times.len() {
            return Err(
                format!("{} acknowledged, {} stored", answers.times.len(), renewals.len()).into()
            );
        }
        let bare = commit(&Connection::open(copy(&prepared, "committed.db")?)?, &renewals)?;
        let ours = answers.per_second();
        println!("  {ours:>6.0} submits/s ÷ {bare:>6.0} commits/s = {:.3}", ours / bare);
        ratios.push(ours / bare);
    }
    Ok(Row {
        name: "durable submits/s, 64 learners ÷ bare commits/s",
        ratios,
        bound: Bound::AtLeast(0.25),
    })
}

/// Gives each learner open attempts with every answer right. There is one of each credential, so
/// the certification of the first bank is copied as often.
fn prepare(database: &Path) -> Outcome<Vec<String>> {
    let db = filling(database)?;
    db.execute_batch(&format!(
        "CREATE TEMP TABLE bank AS SELECT * FROM assessment_version ORDER BY id LIMIT 1;
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ATTEMPTS})
        INSERT INTO certification (id, uid, slug, kind, level, available_since, retires_at,
                superseded, titles, texts, exams, prerequisites)
            SELECT CAST(printf('copied%010d', i) AS BLOB), uid || '.' || i, slug || '-' || i, kind,
                level, available_since, retires_at, superseded, titles, texts, exams, prerequisites
            FROM n, certification c WHERE c.id = (SELECT certification_id FROM bank);"
    ))?;
    let copied =
        "SELECT id, kind FROM certification WHERE substr(id, 1, 6) = CAST('copied' AS BLOB)";
    add_learners(&db, LEARNERS, copied)?;
    db.execute_batch(
        "CREATE TEMP TABLE drawn AS SELECT json_group_array(
                json_object('id', id, 'skill', skill, 'options', json(options))) AS questions
            FROM (SELECT q.* FROM question q, bank WHERE version_id = bank.id
                LIMIT (SELECT questions FROM bank));
        INSERT INTO attempt (id, credential_id, cycle, version_id, language, seed, drawn, agreement,
                agreed_at, started_at, deadline, ends_by, state)
            SELECT CAST('a' || number AS BLOB), CAST('c' || number AS BLOB), 1, bank.id, 'en', 0,
                drawn.questions, 'bench', now, now, later, 'expiry', 'open'
            FROM holding, bank, drawn;
        INSERT INTO answer (attempt_id, question_id, choice, revision, flagged, saved_at)
            SELECT a.id, q.question_id, q.correct, 1, 0, a.started_at
            FROM attempt a JOIN json_each(a.drawn) d JOIN question_key q
                ON q.version_id = a.version_id AND q.question_id = d.value ->> 'id'
            WHERE a.agreement = 'bench';",
    )?;
    let cookies = sign_in(&db, LEARNERS, LEARNERS)?;
    finish(&db)?;
    Ok(cookies)
}

/// The submits of each learner, who are as many as the cookies and in their order.
fn submits(db: &Connection, cookies: &[String]) -> Outcome<Vec<Vec<load::Request>>> {
    let mut attempts =
        db.prepare("SELECT id FROM attempt WHERE agreement = 'bench' ORDER BY id")?;
    let ids =
        attempts.query_map([], |row| row.get::<_, Vec<u8>>(0))?.collect::<Result<Vec<_>, _>>()?;
    let of_learner = ids.chunks(ATTEMPTS as usize).zip(cookies);
    let submit = |id: &Vec<u8>, cookie: &str| -> Outcome<load::Request> {
        Ok(load::post(
            "/api/attempts/submit",
            cookie,
            &format!("attempt_id={}", Uuid::from_slice(id)?),
        ))
    };
    of_learner.map(|(ids, cookie)| ids.iter().map(|id| submit(id, cookie)).collect()).collect()
}

/// What the statements of one submit change, in the order of [`COMMITTED`], each with the values of
/// its placeholders.
type Renewal = [Vec<Value>; 4];

const COMMITTED: [&str; 4] = [
    "UPDATE attempt SET state = 'passed', ended_at = ?2, points = ?3, skills = ?4
        WHERE id = ?1 AND state = 'open'",
    "UPDATE credential SET cycle = cycle + 1, cycle_since = ?2, valid_through = ?3
        WHERE id = ?1 AND cycle = 1",
    "INSERT INTO ledger (id, credential_id, cycle, entry, at, valid_through_before, valid_through,
        attempt_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    "INSERT INTO mail (id, kind, learner_id, credential_id, cycle, attempt_id, detail, due_at, state,
        next_try_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
];

/// Where the values come from: the rows that the program has stored, in the order of its commits.
const STORED: [&str; 4] = [
    "SELECT a.id, a.ended_at, a.points, a.skills
        FROM ledger g JOIN attempt a ON a.id = g.attempt_id",
    "SELECT k.id, k.cycle_since, k.valid_through
        FROM ledger g JOIN credential k ON k.id = g.credential_id",
    "SELECT g.id, g.credential_id, g.cycle, g.entry, g.at, g.valid_through_before,
        g.valid_through, g.attempt_id FROM ledger g",
    "SELECT n.id, n.kind, n.learner_id, n.credential_id, n.cycle, n.attempt_id, n.detail, n.due_at,
        n.state, n.next_try_at FROM ledger g JOIN mail n ON n.attempt_id = g.attempt_id",
];

fn renewals(db: &Connection) -> Outcome<Vec<Renewal>> {
    let rows = |sql: &str| -> Outcome<Vec<Vec<Value>>> {
        let sql = format!("{sql} WHERE g.attempt_id IS NOT NULL ORDER BY g.rowid");
        let mut statement = db.prepare(&sql)?;
        let columns = statement.column_count();
        let values =
            statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect())?;
        Ok(values.collect::<Result<_, _>>()?)
    };
    let [attempts, credentials, ledger, mails] = STORED.map(rows);
    let rest = credentials?.into_iter().zip(ledger?).zip(mails?);
    let zipped = attempts?.into_iter().zip(rest);
    Ok(zipped
        .map(|(attempt, ((credential, ledger), mail))| [attempt, credential, ledger, mail])
        .collect())
}

/// Commits a second, durably, with the program's own settings.
fn commit(db: &Connection, renewals: &[Renewal]) -> Outcome<f64> {
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
    )?;
    let mut begin = db.prepare("BEGIN IMMEDIATE")?;
    let mut end = db.prepare("COMMIT")?;
    let mut statements =
        COMMITTED.iter().map(|sql| db.prepare(sql)).collect::<Result<Vec<_>, _>>()?;
    let clock = Instant::now();
    for renewal in renewals {
        begin.execute([])?;
        for (statement, values) in statements.iter_mut().zip(renewal) {
            if statement.execute(params_from_iter(values))? != 1 {
                return Err("a statement changed nothing".into());
            }
        }
        end.execute([])?;
    }
    let commits = u32::try_from(renewals.len())?;
    Ok(f64::from(commits) / clock.elapsed().as_secs_f64())
}
