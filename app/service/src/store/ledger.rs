//! The history of credentials: how each cycle began, and what moved its end.

use chrono::{DateTime, NaiveDate, Utc};
use domain::view::CycleStart;
use sqlx::FromRow;
use uuid::Uuid;

use super::{
    Connection, StoreError, execute, query,
    rows::{Senseless, Stored},
};

/// A line of a credential's history.
pub struct LedgerEntry {
    /// Whose history.
    pub credential_id: Uuid,
    /// The cycle that it begins, or extends.
    pub cycle: i32,
    /// What happened.
    pub entry: CycleStart,
    /// When.
    pub at: DateTime<Utc>,
    /// The last valid day before.
    pub before: Option<NaiveDate>,
    /// The last valid day from then on.
    pub valid_through: Option<NaiveDate>,
    /// A10: the attempt that renewed it.
    pub attempt_id: Option<Uuid>,
}

/// Writes a line of history. The database refuses a second start of a cycle and a second renewal
/// by one attempt (A10).
pub async fn record(on: &mut Connection<'_>, entry: &LedgerEntry) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO ledger (id, credential_id, cycle, entry, at,
        valid_through_before, valid_through, attempt_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let LedgerEntry { credential_id, cycle, at, before, valid_through, attempt_id, .. } = *entry;
    let word = entry.entry.text();
    execute!(
        on,
        SQL,
        Uuid::now_v7(),
        credential_id,
        cycle,
        word,
        at,
        before,
        valid_through,
        attempt_id
    )?;
    Ok(())
}

/// A stored line of history.
#[derive(FromRow)]
pub struct LedgerRow {
    entry: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The last valid day from then on.
    pub valid_through: Option<NaiveDate>,
}

impl LedgerRow {
    /// What happened.
    pub fn entry(&self) -> Result<CycleStart, Senseless> {
        CycleStart::read(&self.entry, "ledger", "entry", self.at)
    }
}

/// The history of a credential, oldest first.
pub async fn of_credential(
    on: &mut Connection<'_>,
    id: Uuid,
) -> Result<Vec<LedgerRow>, StoreError> {
    const SQL: &str =
        "SELECT entry, at, valid_through FROM ledger WHERE credential_id = $1 ORDER BY at, id";
    Ok(query!(on, fetch_all::<LedgerRow>, SQL, id)?)
}
