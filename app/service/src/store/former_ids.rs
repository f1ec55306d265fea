//! P7: what old numbers and links lead to after a merge.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Connection, StoreError, execute, query};

/// P7: `old` leads to `present` from now on, and so does what led to `old`.
pub async fn lead_on(
    on: &mut Connection<'_>,
    kind: &'static str,
    old: Uuid,
    present: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const EARLIER: &str = "UPDATE former_id SET present_id = $2 WHERE present_id = $1";
    const INSERT: &str =
        "INSERT INTO former_id (id, kind, present_id, since) VALUES ($1, $2, $3, $4)";
    execute!(&mut *on, EARLIER, old, present)?;
    execute!(on, INSERT, old, kind, present, now)?;
    Ok(())
}

/// P7: what an old number or link leads to.
pub async fn present(on: &mut Connection<'_>, old: Uuid) -> Result<Option<Uuid>, StoreError> {
    const SQL: &str = "SELECT present_id FROM former_id WHERE id = $1";
    Ok(query!(on, fetch_optional::<(Uuid,)>, SQL, old)?.map(|(id,)| id))
}

/// P7: the old numbers of a profile, the oldest first.
pub async fn of(on: &mut Connection<'_>, present: Uuid) -> Result<Vec<Uuid>, StoreError> {
    const SQL: &str = "SELECT id FROM former_id WHERE present_id = $1 ORDER BY since, id";
    let rows = query!(on, fetch_all::<(Uuid,)>, SQL, present)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
