//! The logins of learners: who vouches for each, and in which learning profile it is. P3

use chrono::{DateTime, Utc};
use domain::profile::{Login, LoginKind};
use sqlx::FromRow;
use uuid::Uuid;

use super::{
    Connection, StoreError, execute, query,
    rows::{Senseless, Stored},
};

/// A login of a learner.
#[derive(FromRow)]
pub struct LoginRow {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub learner_id: Uuid,
    /// P3.
    pub learning_profile_id: Option<Uuid>,
    kind: String,
    /// Who vouches for it; `password` for the built-in one.
    pub provider: String,
    /// The address that it shows.
    pub email: String,
    /// P3: the certification profile whose personal login it is.
    pub certification_profile_id: Option<Uuid>,
}

impl LoginRow {
    /// As the rules see it.
    pub fn login(&self) -> Result<Login, Senseless> {
        Ok(Login {
            id: self.id,
            kind: LoginKind::read(&self.kind, "login", "kind", self.id)?,
            learning: self.learning_profile_id.is_some(),
            certification: self.certification_profile_id.is_some(),
        })
    }
}

macro_rules! select_logins {
    ($where:literal) => {
        concat!(
            "SELECT l.id, l.learner_id, l.learning_profile_id, l.kind, l.provider, l.email,
                p.id AS certification_profile_id
            FROM login l LEFT JOIN certification_profile p ON p.personal_login_id = l.id
            WHERE ",
            $where
        )
    };
}

/// The logins of a learner, the oldest first.
pub async fn of_learner(
    on: &mut Connection<'_>,
    learner: Uuid,
) -> Result<Vec<LoginRow>, StoreError> {
    const SQL: &str = select_logins!("l.learner_id = $1 ORDER BY l.created_at, l.id");
    Ok(query!(on, fetch_all::<LoginRow>, SQL, learner)?)
}

/// One login.
pub async fn one(on: &mut Connection<'_>, id: Uuid) -> Result<Option<LoginRow>, StoreError> {
    const SQL: &str = select_logins!("l.id = $1");
    Ok(query!(on, fetch_optional::<LoginRow>, SQL, id)?)
}

/// P3: puts a login into a learning profile, or takes it out of the one it is in.
pub async fn set_learning_profile(
    on: &mut Connection<'_>,
    login: Uuid,
    learning_profile: Option<Uuid>,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE login SET learning_profile_id = $2 WHERE id = $1";
    execute!(on, SQL, login, learning_profile)?;
    Ok(())
}

/// Gives a login to another learner; it is then in no learning profile.
pub async fn give(on: &mut Connection<'_>, login: Uuid, learner: Uuid) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE login SET learner_id = $2, learning_profile_id = NULL WHERE id = $1";
    execute!(on, SQL, login, learner)?;
    Ok(())
}

/// Removes a login with its sessions.
pub async fn delete(on: &mut Connection<'_>, login: Uuid) -> Result<(), StoreError> {
    execute!(&mut *on, "DELETE FROM session WHERE login_id = $1", login)?;
    execute!(on, "DELETE FROM login WHERE id = $1", login)?;
    Ok(())
}

/// A login to be stored.
pub struct NewLogin<'a> {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub learner: Uuid,
    /// P3.
    pub learning_profile: Option<Uuid>,
    /// P3.
    pub kind: LoginKind,
    /// Who vouches for it.
    pub provider: &'a str,
    /// What the provider calls the person; of the built-in one the address in lower case.
    pub subject: &'a str,
    /// The address that it shows.
    pub email: &'a str,
    /// As `argon2` writes it; `None` where a provider vouches for it.
    pub password_hash: Option<&'a str>,
}

/// Stores a login.
pub async fn insert(
    on: &mut Connection<'_>,
    new: &NewLogin<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO login (id, learner_id, learning_profile_id, kind, provider,
        subject, email, password_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let NewLogin { id, learner, learning_profile, provider, subject, email, password_hash, .. } =
        *new;
    let kind = new.kind.text();
    execute!(
        on,
        SQL,
        id,
        learner,
        learning_profile,
        kind,
        provider,
        subject,
        email,
        password_hash,
        now
    )?;
    Ok(())
}
