//! What a person has chosen for their account, and their logins.

use sqlx::FromRow;
use uuid::Uuid;

use super::{Connection, StoreError, execute, query};

/// What a person has chosen.
#[derive(FromRow)]
pub struct Settings {
    /// What they are called.
    pub display_name: String,
    /// The tag of a language.
    pub language: Option<String>,
    /// The IANA name of a time zone.
    pub time_zone: Option<String>,
}

/// The choices of a person who has not left.
pub async fn of_learner(
    on: &mut Connection<'_>,
    learner: Uuid,
) -> Result<Option<Settings>, StoreError> {
    const SQL: &str = "SELECT display_name, language, time_zone FROM learner
        WHERE id = $1 AND deleted_at IS NULL";
    Ok(query!(on, fetch_optional::<Settings>, SQL, learner)?)
}

/// Stores all choices of a person. Quiet hours are those of a time zone and go with it.
pub async fn store(
    on: &mut Connection<'_>,
    learner: Uuid,
    settings: &Settings,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE learner SET display_name = $2, language = $3, time_zone = $4,
            quiet_from = CASE WHEN $4 IS NULL THEN NULL ELSE quiet_from END,
            quiet_until = CASE WHEN $4 IS NULL THEN NULL ELSE quiet_until END
        WHERE id = $1 AND deleted_at IS NULL";
    let Settings { display_name, language, time_zone } = settings;
    execute!(on, SQL, learner, display_name, language, time_zone)?;
    Ok(())
}

/// One way to sign in.
#[derive(FromRow)]
pub struct LoginRow {
    /// Its id.
    pub id: Uuid,
    /// `personal` or `work`.
    pub kind: String,
    /// `password`, or the id of a provider.
    pub provider: String,
    /// Its address.
    pub email: String,
    /// Whether it has a password that the program knows.
    pub has_password: bool,
}

/// The logins of a person, oldest first.
pub async fn logins(on: &mut Connection<'_>, learner: Uuid) -> Result<Vec<LoginRow>, StoreError> {
    const SQL: &str = "SELECT id, kind, provider, email, password_hash IS NOT NULL AS has_password
        FROM login WHERE learner_id = $1 ORDER BY created_at, id";
    Ok(query!(on, fetch_all::<LoginRow>, SQL, learner)?)
}

/// Gives a built-in login another address, which no other one has. N5: nothing is known of it yet.
pub async fn set_address(
    on: &mut Connection<'_>,
    login: Uuid,
    address: &str,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE login SET subject = $2, email = $2
        WHERE id = $1 AND provider = 'password'";
    const REACHED: &str = "UPDATE learner SET undelivered = 0 WHERE undelivered > 0
        AND id = (SELECT learner_id FROM login WHERE id = $1)";
    execute!(&mut *on, SQL, login, address)?;
    execute!(on, REACHED, login)?;
    Ok(())
}

/// Stores another password for a login.
pub async fn set_password(
    on: &mut Connection<'_>,
    login: Uuid,
    password_hash: &str,
) -> Result<(), StoreError> {
    execute!(on, "UPDATE login SET password_hash = $2 WHERE id = $1", login, password_hash)?;
    Ok(())
}
