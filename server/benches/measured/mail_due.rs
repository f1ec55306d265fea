//! How much more it costs to plan the mails that are due for what is not due: a hundred times as many
//! credentials stored, equally many of them due.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use rusqlite::Connection;
use service::{Clock, Policy, Service, Settings};
use tokio::runtime::{Builder, Runtime};

use crate::{
    Outcome,
    many::{self, FEW, MANY},
    report::{Bound, Row},
};

/// So many are due at a time, from all over the database.
const DUE: u32 = 100;
/// So many times in each round.
const TIMES: u32 = 20;
const ROUNDS: usize = 5;

/// A database and the service over it.
struct Stored {
    db: Connection,
    service: Service,
}

pub fn measure(demo: &Path) -> Outcome<Row> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let few = Stored::new(demo, FEW, &runtime)?;
    let many = Stored::new(demo, MANY, &runtime)?;
    let mut ratios = Vec::new();
    for round in 0..=ROUNDS {
        let (mut of_few, mut of_many) = (Duration::ZERO, Duration::ZERO);
        for _ in 0..TIMES {
            of_few += few.plan(&runtime)?;
            of_many += many.plan(&runtime)?;
        }
        // The first one warms up.
        if round > 0 {
            let each = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(DUE * TIMES);
            let (of_few, of_many) = (each(of_few), each(of_many));
            println!("  {of_many:.1} µs ÷ {of_few:.1} µs a mail = {:.3}", of_many / of_few);
            ratios.push(of_many / of_few);
        }
    }
    Ok(Row {
        name: "planning a due mail, 1,000,000 credentials ÷ 10,000",
        ratios,
        bound: Bound::AtMost(1.1),
    })
}

impl Stored {
    /// Chooses those that are due: their windows have opened, and nothing else has happened since.
    fn new(demo: &Path, credentials: u32, runtime: &Runtime) -> Outcome<Self> {
        let database = many::database(demo, credentials)?;
        let settings = Settings {
            database: format!("sqlite:{}", database.display()),
            clock: Clock::system(),
            policy: Policy::default(),
        };
        let service = runtime.block_on(Service::open(&settings))?;
        let db = Connection::open(&database)?;
        db.execute_batch(&format!(
            "UPDATE credential SET mail_at = NULL WHERE mail_at < '2000';
            CREATE TEMP TABLE opened AS
                SELECT row_number() OVER (ORDER BY rowid) - 1 AS number, id FROM credential
                WHERE valid_through BETWEEN date('now', '100 days') AND date('now', '180 days');
            CREATE TEMP TABLE chosen AS SELECT id FROM opened
                WHERE number % ((SELECT COUNT(*) FROM opened) / {DUE}) = 0 LIMIT {DUE};"
        ))?;
        Ok(Self { db, service })
    }

    /// Makes those due that were chosen, and says how long it took to plan their mails.
    fn plan(&self, runtime: &Runtime) -> Outcome<Duration> {
        self.db.execute_batch(
            "BEGIN IMMEDIATE;
            DELETE FROM mail WHERE credential_id IN (SELECT id FROM chosen);
            UPDATE credential SET mail_at = '2000-01-01T00:00:00+00:00'
                WHERE id IN (SELECT id FROM chosen);
            COMMIT;",
        )?;
        let began = Instant::now();
        let planned = runtime.block_on(self.service.plan_mails())?;
        let took = began.elapsed();
        let sql = "SELECT COUNT(*) FROM mail WHERE state = 'queued'
            AND credential_id IN (SELECT id FROM chosen)";
        let queued: u32 = self.db.query_row(sql, [], |row| row.get(0))?;
        if planned != DUE as usize || queued != DUE {
            return Err(format!("{planned} planned and {queued} queued of {DUE} due").into());
        }
        Ok(took)
    }
}
