//! The databases that are measured: the demo's catalogue and banks, and as many learners as wanted.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use crate::{Outcome, program::Server};

/// Certifications that a learner holds.
pub const HELD: u32 = 12;

/// The database of the demo.
pub fn demo(folder: &Path) -> Outcome<PathBuf> {
    let database = folder.join("demo.db");
    drop(Server::perennial(&database, &["--demo"])?);
    // With what is still in its log, so that it can be copied as one file.
    open(&database)?.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(database)
}

/// A copy of a database, beside it.
pub fn copy(database: &Path, name: &str) -> Outcome<PathBuf> {
    let copy = database.with_file_name(name);
    for end in ["-wal", "-shm"] {
        let _ = fs::remove_file(database.with_file_name(format!("{name}{end}")));
    }
    fs::copy(database, &copy)?;
    Ok(copy)
}

fn open(database: &Path) -> Outcome<Connection> {
    Ok(Connection::open(database)?)
}

/// A copy of the demo's database with learners added, and the cookies of some of them.
pub struct Sample {
    pub database: PathBuf,
    pub cookies: Vec<String>,
}

impl Sample {
    /// Learners who each hold [`HELD`] certifications; `signed_in` of them, evenly chosen, are
    /// signed in.
    pub fn new(demo: &Path, name: &str, learners: u32, signed_in: u32) -> Outcome<Self> {
        let database = copy(demo, name)?;
        let db = filling(&database)?;
        let held = format!("SELECT id, kind FROM certification ORDER BY slug LIMIT {HELD}");
        add_learners(&db, learners, &held)?;
        let cookies = sign_in(&db, learners, signed_in)?;
        finish(&db)?;
        Ok(Self { database, cookies })
    }
}

/// A connection for filling a database that nobody else uses yet: fast, not durable.
pub fn filling(database: &Path) -> Outcome<Connection> {
    let db = open(database)?;
    db.execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN;")?;
    Ok(db)
}

/// What it takes to be used by the program.
pub fn finish(db: &Connection) -> Outcome<()> {
    db.execute_batch("COMMIT; PRAGMA optimize = 0x10002; PRAGMA journal_mode = WAL;")?;
    Ok(())
}

/// Ids are numbers in sixteen letters, so they lie as near to each other as those the program gives
/// out by time. `$NOW` is written as the program writes instants.
fn batch(db: &Connection, learners: u32, sql: &str) -> Outcome<()> {
    let sql = sql
        .replace("$LEARNERS", &format!("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {learners})"))
        .replace("$NOW", "strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')");
    Ok(db.execute_batch(&sql)?)
}

/// Learners who hold the certifications that a query names, valid for one to so many months, half
/// of them or more with an open window.
pub fn add_learners(db: &Connection, learners: u32, held: &str) -> Outcome<()> {
    batch(db, learners, &format!(
        "INSERT INTO learner $LEARNERS
            SELECT CAST(printf('person%010d', i) AS BLOB), 'Learner ' || i, $NOW FROM n;
        INSERT INTO learning_profile $LEARNERS
            SELECT CAST(printf('learns%010d', i) AS BLOB), CAST(printf('person%010d', i) AS BLOB) FROM n;
        INSERT INTO login $LEARNERS
            SELECT CAST(printf('login.%010d', i) AS BLOB), CAST(printf('person%010d', i) AS BLOB),
                CAST(printf('learns%010d', i) AS BLOB), 'personal', 'password',
                i || '@bench.example', i || '@bench.example', NULL, $NOW FROM n;
        INSERT INTO certification_profile $LEARNERS
            SELECT CAST(printf('profil%010d', i) AS BLOB), CAST(printf('person%010d', i) AS BLOB),
                CAST(printf('login.%010d', i) AS BLOB), $NOW FROM n;
        INSERT INTO connection $LEARNERS
            SELECT CAST(printf('profil%010d', i) AS BLOB), CAST(printf('learns%010d', i) AS BLOB), $NOW FROM n;
        CREATE TEMP TABLE held AS SELECT row_number() OVER () AS number, * FROM ({held});
        INSERT INTO credential $LEARNERS
            SELECT CAST(printf('c%07d%08d', i, number) AS BLOB), CAST(printf('profil%010d', i) AS BLOB), id, 1,
                date('now', printf('%d days', 30 * (number % 12) - 335)),
                date('now', printf('%d days', 30 * (number % 12) - 335)),
                iif(kind = 'fundamentals', NULL, date('now', printf('%d days', 30 * (number % 12) + 30)))
            FROM n, held;
        INSERT INTO ledger (id, credential_id, cycle, entry, at, valid_through)
            SELECT CAST('l' || substr(CAST(id AS TEXT), 2) AS BLOB), id, 1, 'earned',
                earned_on || 'T00:00:00+00:00', valid_through
            FROM credential WHERE substr(id, 1, 1) = CAST('c' AS BLOB) AND certification_profile_id >= CAST('profil' AS BLOB)
                AND certification_profile_id < CAST('profim' AS BLOB);"
    ))
}

/// Signs some learners in, as evenly chosen as can be, and says their cookies.
pub fn sign_in(db: &Connection, learners: u32, signed_in: u32) -> Outcome<Vec<String>> {
    let mut insert = db.prepare(
        "INSERT INTO session SELECT ?1, CAST(printf('login.%010d', ?2) AS BLOB),
            strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'),
            strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now', '30 days'), 'bench'",
    )?;
    let sign_in = |number: u32| {
        let token = format!("{number:064x}");
        insert.execute(params![
            Sha256::digest(token.as_bytes()).to_vec(),
            number * (learners / signed_in) + 1
        ])?;
        Ok(format!("__Host-session={token}"))
    };
    (0..signed_in).map(sign_in).collect()
}
