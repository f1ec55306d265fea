//! Who has which role.

use chrono::{DateTime, Utc};
use domain::role::{Role, Roles};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Connection, StoreError, Stored, execute, query};

/// Somebody in a role.
#[derive(FromRow)]
pub struct HolderRow {
    /// Who.
    pub learner_id: Uuid,
    /// Their name.
    pub display_name: String,
    /// Since when.
    pub given_at: DateTime<Utc>,
    role: String,
}

impl HolderRow {
    /// Which role.
    pub fn role(&self) -> Result<Role, StoreError> {
        Ok(Role::read(&self.role, "role", "role", self.learner_id)?)
    }
}

/// Everybody who has a role, a row for each.
pub async fn all(on: &mut Connection<'_>) -> Result<Vec<HolderRow>, StoreError> {
    const SQL: &str = "SELECT r.learner_id, p.display_name, r.given_at, r.role
        FROM role r JOIN learner p ON p.id = r.learner_id WHERE p.deleted_at IS NULL
        ORDER BY r.role, r.given_at, r.learner_id";
    Ok(query!(on, fetch_all::<HolderRow>, SQL)?)
}

/// The roles of one person.
pub async fn of(on: &mut Connection<'_>, learner: Uuid) -> Result<Roles, StoreError> {
    const SQL: &str = "SELECT role FROM role WHERE learner_id = $1";
    let rows = query!(on, fetch_all::<(String,)>, SQL, learner)?;
    rows.iter().map(|(role,)| Ok(Role::read(role, "role", "role", learner)?)).collect()
}

/// How many have a role. Those who have left don't count.
pub async fn count(on: &mut Connection<'_>, role: Role) -> Result<i64, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM role r JOIN learner p ON p.id = r.learner_id
        WHERE r.role = $1 AND p.deleted_at IS NULL";
    Ok(query!(on, fetch_one::<(i64,)>, SQL, role.name())?.0)
}

/// Gives a role and says whether that is new.
pub async fn give(
    on: &mut Connection<'_>,
    learner: Uuid,
    role: Role,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO role (learner_id, role, given_at) VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING";
    Ok(execute!(on, SQL, learner, role.name(), now)? == 1)
}

/// Takes a role away and says whether it was there.
pub async fn take(on: &mut Connection<'_>, learner: Uuid, role: Role) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM role WHERE learner_id = $1 AND role = $2";
    Ok(execute!(on, SQL, learner, role.name())? == 1)
}

/// Whether there is such a person.
pub async fn is_known(on: &mut Connection<'_>, learner: Uuid) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM learner WHERE id = $1 AND deleted_at IS NULL";
    Ok(query!(on, fetch_optional::<(i32,)>, SQL, learner)?.is_some())
}
