//! What is remembered: SQL, a file per aggregate. Each statement is written once and runs on both
//! databases; only `engine` and the migrations know which one it is.

pub mod accounts;
pub mod answers;
pub mod api_keys;
pub mod attempts;
pub mod audit;
pub mod catalogue;
pub mod credentials;
pub mod dead_mail;
pub mod earnings;
mod engine;
pub mod erasure;
pub mod extensions;
pub mod former_ids;
pub mod ledger;
pub mod letters;
pub mod links;
pub mod logins;
pub mod mail;
pub mod merging;
pub mod oidc;
pub mod outbox;
pub mod people;
pub mod personal;
pub mod planning;
pub mod preferences;
pub mod profiles;
pub mod proofs;
pub mod results;
pub mod roles;
mod rows;
pub mod sessions;
pub mod settings;
pub mod support;

pub use engine::{Connection, Reader, Snapshot, Store, Transaction};
pub(crate) use engine::{execute, execute_rows, query, query_rows};
pub(crate) use rows::{Senseless, Stored};

/// What can go wrong between the program and its database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address of the database names neither engine.
    #[error("`{0}` is no database; write sqlite:PATH or postgres://USER@HOST/NAME")]
    UnknownEngine(String),
    /// The database refused or could not be reached.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("the schema could not be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A row that makes no sense.
    #[error(transparent)]
    Senseless(#[from] Senseless),
    /// A statement that should change one row changed another number of them.
    #[error("{statement} changed {rows} rows instead of one")]
    NotOneRow {
        /// Which statement.
        statement: &'static str,
        /// How many it changed.
        rows: u64,
    },
    /// Only the embedded database is copied by the program itself.
    #[error("a PostgreSQL database is backed up with pg_dump")]
    BackupElsewhere,
}

impl StoreError {
    /// Whether somebody else moved what this one was about to move, so that trying again may do: a
    /// guard that found another state, a key that is there or gone meanwhile, or two who waited for
    /// each other.
    pub(crate) fn is_somebody_faster(&self) -> bool {
        match self {
            Self::NotOneRow { .. } => true,
            Self::Database(error) => {
                let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
                code.is_some_and(|code| ["23503", "23505", "40001", "40P01"].contains(&&*code))
            }
            _ => false,
        }
    }
}
