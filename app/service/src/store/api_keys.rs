//! Keys of other programs, found by the hash of the key.

use chrono::{DateTime, Utc};
use domain::{api_key::Scope, view::ApiKey};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use super::{Connection, StoreError, execute, query};

/// A key as stored.
#[derive(FromRow)]
pub struct KeyRow {
    /// Its id.
    pub id: Uuid,
    name: String,
    /// What it is good for.
    pub scopes: Json<Vec<Scope>>,
    created_at: DateTime<Utc>,
    /// When it was last used, give or take.
    pub last_used_at: Option<DateTime<Utc>>,
    /// Since when it is good for nothing.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl From<KeyRow> for ApiKey {
    fn from(row: KeyRow) -> Self {
        let KeyRow { id, name, scopes, created_at, last_used_at, revoked_at } = row;
        Self { id, name, scopes: scopes.0, created_at, last_used_at, revoked_at }
    }
}

/// Stores a new key.
pub async fn insert(
    on: &mut Connection<'_>,
    id: Uuid,
    hash: &[u8],
    name: &str,
    scopes: &[Scope],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO api_key (id, key_hash, name, scopes, created_at)
        VALUES ($1, $2, $3, $4, $5)";
    execute!(on, SQL, id, hash, name, Json(scopes), now)?;
    Ok(())
}

/// All keys, the newest first.
pub async fn all(on: &mut Connection<'_>) -> Result<Vec<KeyRow>, StoreError> {
    const SQL: &str = "SELECT id, name, scopes, created_at, last_used_at, revoked_at FROM api_key
        ORDER BY created_at DESC, id DESC";
    Ok(query!(on, fetch_all::<KeyRow>, SQL)?)
}

/// The key with this hash, revoked or not.
pub async fn by_hash(on: &mut Connection<'_>, hash: &[u8]) -> Result<Option<KeyRow>, StoreError> {
    const SQL: &str = "SELECT id, name, scopes, created_at, last_used_at, revoked_at FROM api_key
        WHERE key_hash = $1";
    Ok(query!(on, fetch_optional::<KeyRow>, SQL, hash)?)
}

/// Notes that a key has been used.
pub async fn touch(
    on: &mut Connection<'_>,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    execute!(on, "UPDATE api_key SET last_used_at = $2 WHERE id = $1", id, now)?;
    Ok(())
}

/// Makes a key good for nothing and says its name; `None` where it was so before, or never was.
pub async fn revoke(
    on: &mut Connection<'_>,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<String>, StoreError> {
    const SQL: &str = "UPDATE api_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL
        RETURNING name";
    Ok(query!(on, fetch_optional::<(String,)>, SQL, id, now)?.map(|(name,)| name))
}

/// Whether there is such a key.
pub async fn exists(on: &mut Connection<'_>, id: Uuid) -> Result<bool, StoreError> {
    let found = query!(on, fetch_optional::<(i32,)>, "SELECT 1 FROM api_key WHERE id = $1", id)?;
    Ok(found.is_some())
}
