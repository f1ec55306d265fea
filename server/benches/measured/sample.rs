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
        add_attempts(&db)?;
        let cookies = sign_in(&db, learners, signed_in)?;
        finish(&db)?;
        Ok(Self { database, cookies })
    }
}

/// A connection for filling a database that nobody else uses yet: fast, not durable.
pub fn filling(database: &Path) -> Outcome<Connection> {
    let db = open(database)?;
    db.execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; BEGIN")?;
    Ok(db)
}

/// What it takes to be used by the program.
pub fn finish(db: &Connection) -> Outcome<()> {
    db.execute_batch("COMMIT; PRAGMA journal_mode = WAL")?;
    Ok(())
}

/// Learners who hold the certifications that a query names, valid for one to twelve months; the next
/// mail about each is due a week before its end, so that nothing is sent while others measure. Their
/// ids are numbers in sixteen letters, so they lie as near to each other as those that the program
/// gives out by time.
pub fn add_learners(db: &Connection, learners: u32, held: &str) -> Outcome<()> {
    db.execute_batch(&format!(
        "CREATE TEMP TABLE new AS
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {learners})
            SELECT i, CAST(printf('person%010d', i) AS BLOB) AS learner,
                CAST(printf('learns%010d', i) AS BLOB) AS learning,
                CAST(printf('login.%010d', i) AS BLOB) AS login,
                CAST(printf('profil%010d', i) AS BLOB) AS profile,
                strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now') AS now,
                strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now', '20 days') AS later FROM n;
        INSERT INTO learner (id, display_name, created_at)
            SELECT learner, 'Learner ' || i, now FROM new;
        INSERT INTO learning_profile (id, learner_id) SELECT learning, learner FROM new;
        INSERT INTO login (id, learner_id, learning_profile_id, kind, provider, subject, email,
                created_at)
            SELECT login, learner, learning, 'personal', 'password', i || '@bench.example', i || '@bench.example', now FROM new;
        INSERT INTO certification_profile (id, learner_id, personal_login_id, created_at)
            SELECT profile, learner, login, now FROM new;
        INSERT INTO connection (certification_profile_id, learning_profile_id, connected_at)
            SELECT profile, learning, now FROM new;

        CREATE TEMP TABLE held AS SELECT row_number() OVER () AS number, * FROM ({held});
        CREATE TEMP TABLE holding AS
            SELECT printf('%07d%08d', i, number) AS number, profile, id, kind, now, later,
                date('now', printf('%d days', 30 * (number % 12) + 30)) AS valid_through
            FROM new, held;
        INSERT INTO credential (id, certification_profile_id, certification_id, cycle, earned_on,
                cycle_since, valid_through, mail_at)
            SELECT CAST('c' || number AS BLOB), profile, id, 1,
            date(valid_through, '-12 months'), date(valid_through, '-12 months'),
            iif(kind = 'fundamentals', NULL, valid_through),
            iif(kind = 'fundamentals', NULL,
                strftime('%Y-%m-%dT%H:%M:%S+00:00', valid_through, '-7 days'))
        FROM holding;
        INSERT INTO ledger (id, credential_id, cycle, entry, at, valid_through)
        SELECT CAST('l' || number AS BLOB), CAST('c' || number AS BLOB), 1, 'earned',
            date(valid_through, '-12 months') || 'T00:00:00+00:00',
            iif(kind = 'fundamentals', NULL, valid_through)
        FROM holding;"
    ))?;
    Ok(())
}

/// An attempt that failed, of each credential whose certification has an assessment.
fn add_attempts(db: &Connection) -> Outcome<()> {
    db.execute_batch(
        "INSERT INTO attempt (id, credential_id, cycle, version_id, language, seed, drawn, agreement,
                agreed_at, started_at, deadline, ends_by, state, ended_at, points, skills)
            SELECT CAST('a' || number AS BLOB), CAST('c' || number AS BLOB), 1, v.id, 'en', 0, '[]',
                'bench', now, now, later, 'expiry', 'failed', now, 0, '[]'
            FROM holding h JOIN assessment_version v ON v.certification_id = h.id",
    )?;
    Ok(())
}

/// Signs some learners in, as evenly chosen as can be, and says their cookies.
pub fn sign_in(db: &Connection, learners: u32, signed_in: u32) -> Outcome<Vec<String>> {
    let mut insert = db.prepare(
        "INSERT INTO session (token_hash, login_id, created_at, last_used_at, expires_at, device)
            SELECT ?1, login, now, now, later, 'bench' FROM new WHERE i = ?2",
    )?;
    let every = learners / signed_in;
    let sign_in = |number: u32| {
        let token = format!("{number:064x}");
        let hash = Sha256::digest(token.as_bytes()).to_vec();
        insert.execute(params![hash, number * every + 1])?;
        Ok(format!("__Host-session={token}"))
    };
    (0..signed_in).map(sign_in).collect()
}

/// Gives every learner without a password the one of the demo's, as it is stored.
pub fn set_passwords(database: &Path) -> Outcome<()> {
    let db = filling(database)?;
    let sql = "UPDATE login SET password_hash = (SELECT password_hash FROM login
        WHERE email = 'learner@example.com') WHERE password_hash IS NULL";
    db.execute(sql, [])?;
    finish(&db)
}
