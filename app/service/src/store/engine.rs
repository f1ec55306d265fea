//! The two databases behind one face. Everything that differs between them is in this file.

use std::{path::Path, str::FromStr, time::Duration};

use deadpool::unmanaged::{Object, Pool};
use sqlx::{
    AssertSqlSafe, Connection as _, PgConnection, PgPool, Postgres, Sqlite, SqliteConnection,
    SqlitePool,
    migrate::Migrator,
    pool::PoolConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use uuid::Uuid;

use super::StoreError;

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// So many can read from an embedded database at the same time.
const READERS: usize = 4;
/// How long a writer waits for another one of the same file.
const BUSY: Duration = Duration::from_secs(30);

/// After how long a file that another program is turning to WAL is tried again.
const WAL_AGAIN: Duration = Duration::from_millis(20);

/// A pool of connections to one of the two databases. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Store {
    /// Embedded. All writes go through one connection, reads have their own.
    Sqlite {
        /// A pool of one.
        writer: SqlitePool,
        /// The rest. sqlx's own pool asks a connection for a sign of life whenever it comes back;
        /// one in this very process can't be lost, and asking it costs as much as a query.
        readers: Pool<SqliteConnection>,
    },
    /// For many machines.
    Postgres(PgPool),
}

/// A connection to run statements on; see [`query!`] and [`execute!`].
pub enum Connection<'c> {
    /// Embedded.
    Sqlite(&'c mut SqliteConnection),
    /// Served.
    Postgres(&'c mut PgConnection),
}

/// A connection for reading.
pub enum Reader {
    /// Embedded.
    Sqlite(Object<SqliteConnection>),
    /// Served.
    Postgres(PoolConnection<Postgres>),
}

/// What stood at one instant: all that is read on it fits together, whatever is written meanwhile.
pub enum Snapshot<'r> {
    /// Embedded.
    Sqlite(sqlx::Transaction<'r, Sqlite>),
    /// Served.
    Postgres(sqlx::Transaction<'r, Postgres>),
}

/// A transaction that writes. Dropped without a commit, it has done nothing.
pub enum Transaction {
    /// Embedded: `BEGIN IMMEDIATE`, so there is one at a time.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// Served: see [`Transaction::lock`].
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// Runs one statement and fetches its rows: `query!(connection, fetch_all::<Row>, SQL, binds…)`.
macro_rules! query {
    ($connection:expr, $fetch:ident::<$row:ty>, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $connection {
            $crate::store::Connection::Sqlite(c) => {
                sqlx::query_as::<sqlx::Sqlite, $row>($sql)$(.bind($bind))*.$fetch(&mut **c).await
            }
            $crate::store::Connection::Postgres(c) => {
                sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($bind))*.$fetch(&mut **c).await
            }
        }
    };
}

/// Runs one statement and says how many rows it changed: `execute!(connection, SQL, binds…)`.
macro_rules! execute {
    ($connection:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $connection {
            $crate::store::Connection::Sqlite(c) => sqlx::query::<sqlx::Sqlite>($sql)
                $(.bind($bind))*.execute(&mut **c).await.map(|done| done.rows_affected()),
            $crate::store::Connection::Postgres(c) => sqlx::query::<sqlx::Postgres>($sql)
                $(.bind($bind))*.execute(&mut **c).await.map(|done| done.rows_affected()),
        }
    };
}

/// Runs one statement for many rows and says how many it changed: `{rows}` in its text becomes
/// `($1, $2), ($3, $4), …`, so it can stand after `VALUES` and, for one value a row, in `IN (…)`:
/// `execute_rows!(connection, SQL, rows, |row| row.id, row.name)`.
macro_rules! execute_rows {
    ($connection:expr, $sql:expr, $rows:expr, |$row:pat_param| $($bind:expr),+ $(,)?) => {{
        let columns = [$(stringify!($bind)),+].len();
        let mut changed = 0;
        for rows in $rows.chunks($crate::store::engine::VALUES_AT_A_TIME / columns) {
            let sql = sqlx::AssertSqlSafe(
                $crate::store::engine::with_rows($sql, rows.len(), columns),
            );
            changed += match &mut *$connection {
                $crate::store::Connection::Sqlite(c) => {
                    let mut query = sqlx::query::<sqlx::Sqlite>(sql).persistent(false);
                    for $row in rows {
                        query = query$(.bind($bind))+;
                    }
                    query.execute(&mut **c).await?.rows_affected()
                }
                $crate::store::Connection::Postgres(c) => {
                    let mut query = sqlx::query::<sqlx::Postgres>(sql).persistent(false);
                    for $row in rows {
                        query = query$(.bind($bind))+;
                    }
                    query.execute(&mut **c).await?.rows_affected()
                }
            };
        }
        changed
    }};
}

/// Runs one statement for many rows, see [`execute_rows!`], and fetches what it gives:
/// `query_rows!(connection, Found, SQL, rows, |row| row.id)`.
macro_rules! query_rows {
    ($connection:expr, $found:ty, $sql:expr, $rows:expr, |$row:pat_param| $($bind:expr),+ $(,)?) => {{
        let columns = [$(stringify!($bind)),+].len();
        let mut found: Vec<$found> = Vec::new();
        for rows in $rows.chunks($crate::store::engine::VALUES_AT_A_TIME / columns) {
            let sql = sqlx::AssertSqlSafe(
                $crate::store::engine::with_rows($sql, rows.len(), columns),
            );
            found.extend(match &mut *$connection {
                $crate::store::Connection::Sqlite(c) => {
                    let mut query =
                        sqlx::query_as::<sqlx::Sqlite, $found>(sql).persistent(false);
                    for $row in rows {
                        query = query$(.bind($bind))+;
                    }
                    query.fetch_all(&mut **c).await?
                }
                $crate::store::Connection::Postgres(c) => {
                    let mut query =
                        sqlx::query_as::<sqlx::Postgres, $found>(sql).persistent(false);
                    for $row in rows {
                        query = query$(.bind($bind))+;
                    }
                    query.fetch_all(&mut **c).await?
                }
            });
        }
        found
    }};
}

pub(crate) use {execute, execute_rows, query, query_rows};

/// So many values one statement can take: SQLite's limit is 32,766, PostgreSQL's 65,535.
pub(crate) const VALUES_AT_A_TIME: usize = 30_000;

/// The text of a statement for so many rows of so many columns.
pub(crate) fn with_rows(sql: &str, rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let values: Vec<_> =
            (1..=columns).map(|column| format!("${}", row * columns + column)).collect();
        format!("({})", values.join(", "))
    };
    let all: Vec<_> = (0..rows).map(row).collect();
    sql.replace("{rows}", &all.join(", "))
}

impl Store {
    /// Connects to `sqlite:PATH` (made if it is missing) or `postgres://…`.
    pub async fn connect(database: &str) -> Result<Self, StoreError> {
        if database.starts_with("sqlite:") {
            Self::connect_sqlite(database).await
        } else if database.starts_with("postgres:") || database.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(database)?;
            let pool = PgPoolOptions::new().max_connections(20).connect_with(options).await?;
            Ok(Self::Postgres(pool))
        } else {
            Err(StoreError::UnknownEngine(database.to_owned()))
        }
    }

    async fn connect_sqlite(database: &str) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::from_str(database)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .pragma("trusted_schema", "OFF")
            .statement_cache_capacity(200);
        let one = || SqlitePoolOptions::new().max_connections(1).test_before_acquire(false);
        // Without statistics SQLite takes the indexes made for each statement. Those of a small
        // database would have it scan tables, and go on so when they have grown.
        let mut tries = BUSY.as_millis() / WAL_AGAIN.as_millis();
        let writer = loop {
            match one().acquire_timeout(BUSY).connect_with(options.clone()).await {
                // Turning a new file to WAL does not wait for another program that does the same.
                Err(error) if tries > 0 && is_locked(&error) => tokio::time::sleep(WAL_AGAIN).await,
                connected => break connected?,
            }
            tries -= 1;
        };
        let options = options.pragma("query_only", "ON");
        let mut readers = Vec::with_capacity(READERS);
        for _ in 0..READERS {
            readers.push(SqliteConnection::connect_with(&options).await?);
        }
        Ok(Self::Sqlite { writer, readers: readers.into() })
    }

    /// A connection for reading.
    pub async fn read(&self) -> Result<Reader, StoreError> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Reader::Sqlite(reader(readers).await?),
            Self::Postgres(pool) => Reader::Postgres(pool.acquire().await?),
        })
    }

    /// Begins a transaction that writes.
    pub async fn begin(&self) -> Result<Transaction, StoreError> {
        Ok(match self {
            Self::Sqlite { writer, .. } => {
                Transaction::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?)
            }
            Self::Postgres(pool) => Transaction::Postgres(pool.begin().await?),
        })
    }

    /// Brings the schema up to date, one program at a time.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match self {
            // The driver itself locks only PostgreSQL.
            Self::Sqlite { writer, .. } => {
                let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
                SQLITE_MIGRATIONS.run_direct(None, &mut *transaction, false).await?;
                transaction.commit().await?;
            }
            Self::Postgres(pool) => POSTGRES_MIGRATIONS.run(pool).await?,
        }
        Ok(())
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        query!(&mut self.read().await?.on(), fetch_one::<(i32,)>, "SELECT 1")?;
        Ok(())
    }

    /// Whether there is neither a certification nor a learner.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        const ANY: &str = "SELECT 1 FROM certification UNION ALL SELECT 1 FROM learner LIMIT 1";
        let any = query!(&mut self.read().await?.on(), fetch_optional::<(i32,)>, ANY)?;
        Ok(any.is_none())
    }

    /// Writes a consistent copy to a new file.
    pub async fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let Self::Sqlite { readers, .. } = self else { return Err(StoreError::BackupElsewhere) };
        let mut connection = reader(readers).await?;
        sqlx::query("PRAGMA query_only = OFF").execute(&mut *connection).await?;
        let to = to.to_string_lossy().into_owned();
        let copied = sqlx::query("VACUUM INTO $1").bind(to).execute(&mut *connection).await;
        sqlx::query("PRAGMA query_only = ON").execute(&mut *connection).await?;
        copied?;
        Ok(())
    }

    /// Closes all connections once what is under way has ended.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                for _ in 0..READERS {
                    let Ok(connection) = reader(readers).await else { break };
                    // What can't be closed is at least not used any more.
                    let _ = Object::take(connection).close().await;
                }
                readers.close();
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

async fn reader(readers: &Pool<SqliteConnection>) -> Result<Object<SqliteConnection>, StoreError> {
    readers.get().await.map_err(|_| sqlx::Error::PoolClosed.into())
}

/// Whether SQLite said that another connection holds the file (code 5 and what extends it).
fn is_locked(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.and_then(|code| code.parse::<u32>().ok()).is_some_and(|code| code & 0xff == 5)
}

impl Reader {
    /// To run statements on.
    pub fn on(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(connection) => Connection::Sqlite(connection),
            Self::Postgres(connection) => Connection::Postgres(connection),
        }
    }

    /// To read several things as they stand at one instant.
    pub async fn snapshot(&mut self) -> Result<Snapshot<'_>, StoreError> {
        const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        Ok(match self {
            Self::Sqlite(connection) => Snapshot::Sqlite((**connection).begin().await?),
            Self::Postgres(connection) => {
                Snapshot::Postgres((**connection).begin_with(BEGIN).await?)
            }
        })
    }
}

impl Snapshot<'_> {
    /// To run statements on.
    pub fn on(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(transaction) => Connection::Sqlite(transaction),
            Self::Postgres(transaction) => Connection::Postgres(transaction),
        }
    }
}

impl Connection<'_> {
    /// The text of a `SELECT` whose rows of one table stay held to the end of the transaction, without
    /// those that others hold. Embedded there is only one writing transaction at a time anyway.
    pub fn skip_what_others_hold(&self, select: &str, table: &str) -> AssertSqlSafe<String> {
        AssertSqlSafe(match self {
            Self::Sqlite(_) => select.to_owned(),
            Self::Postgres(_) => format!("{select} FOR UPDATE OF {table} SKIP LOCKED"),
        })
    }
}

impl Transaction {
    /// To run statements on.
    pub fn on(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(transaction) => Connection::Sqlite(transaction),
            Self::Postgres(transaction) => Connection::Postgres(transaction),
        }
    }

    /// Waits until no other transaction holds this lock, then holds it to the end of this one.
    /// Embedded there is only one writing transaction at a time anyway.
    pub async fn lock(&mut self, what: Uuid) -> Result<(), StoreError> {
        if let Self::Postgres(transaction) = self {
            let key = what.as_u64_pair().1.cast_signed();
            sqlx::query("SELECT pg_advisory_xact_lock($1)")
                .bind(key)
                .execute(&mut **transaction)
                .await?;
        }
        Ok(())
    }

    /// Takes [`Self::lock`] for many at once, always in the same order. Says whether somebody else
    /// could have changed something until then: never embedded.
    pub async fn lock_all(&mut self, what: &[Uuid]) -> Result<bool, StoreError> {
        const SQL: &str = "SELECT pg_advisory_xact_lock(key) FROM
            (SELECT DISTINCT unnest($1::bigint[]) AS key ORDER BY key) AS keys";
        let Self::Postgres(transaction) = self else { return Ok(false) };
        let keys: Vec<_> = what.iter().map(|id| id.as_u64_pair().1.cast_signed()).collect();
        sqlx::query(SQL).bind(keys).execute(&mut **transaction).await?;
        Ok(true)
    }

    /// Makes it durable.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await?,
            Self::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }
}
