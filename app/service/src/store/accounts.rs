//! Learners, logins, sessions, and the counters that slow down guessing.

use chrono::{DateTime, Utc};
use domain::role::{Role, Roles};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Connection, StoreError, Stored, execute, letters::mail_address, query};

/// A login by e-mail address and password.
#[derive(FromRow, PartialEq, Eq)]
pub struct PasswordLogin {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub learner_id: Uuid,
    /// As `argon2` writes it; `None` where signing in by password is not possible.
    pub password_hash: Option<String>,
}

/// The built-in login of an address in lower case.
pub async fn password_login(
    on: &mut Connection<'_>,
    email: &str,
) -> Result<Option<PasswordLogin>, StoreError> {
    const SQL: &str = "SELECT id, learner_id, password_hash FROM login
        WHERE provider = 'password' AND subject = $1";
    Ok(query!(on, fetch_optional::<PasswordLogin>, SQL, email)?)
}

/// Who a session belongs to.
#[derive(FromRow)]
pub struct SessionOwner {
    /// The learner.
    pub learner_id: Uuid,
    /// Their name.
    pub display_name: String,
    /// The address of the login that they used.
    pub email: String,
    /// The tag of the language that they have chosen.
    pub language: Option<String>,
    /// Where their mails go, where so many of them could not be delivered.
    pub undelivered_to: Option<String>,
    /// Whether no login of theirs has an address to write to.
    pub no_address: bool,
    /// When the session was last seen, give or take.
    pub last_used_at: DateTime<Utc>,
    /// When it ends, whatever happens.
    pub expires_at: DateTime<Utc>,
    /// The roles of the learner at this moment.
    #[sqlx(skip)]
    pub roles: Roles,
}

#[derive(FromRow)]
struct OwnerInRole {
    #[sqlx(flatten)]
    owner: SessionOwner,
    role: Option<String>,
}

/// The owner of the session with this token hash, expired or not. Where their mails go is looked up
/// only if so many in a row could not be delivered.
pub async fn session_owner(
    on: &mut Connection<'_>,
    token_hash: &[u8],
    undelivered: i32,
) -> Result<Option<SessionOwner>, StoreError> {
    // A row for each role; most people have none and one row.
    const SQL: &str = concat!(
        "SELECT l.learner_id, p.display_name, l.email, p.language,
            s.last_used_at, s.expires_at, r.role,
            CASE WHEN p.undelivered >= $2 THEN ",
        mail_address!("p.id"),
        " END AS undelivered_to,
            l.email = '' AND NOT EXISTS (SELECT 1 FROM login o
                WHERE o.learner_id = p.id AND o.email <> '') AS no_address
        FROM session s JOIN login l ON l.id = s.login_id JOIN learner p ON p.id = l.learner_id
        LEFT JOIN role r ON r.learner_id = l.learner_id
        WHERE s.token_hash = $1 AND p.deleted_at IS NULL"
    );
    let mut found: Option<SessionOwner> = None;
    for OwnerInRole { owner, role } in
        query!(on, fetch_all::<OwnerInRole>, SQL, token_hash, undelivered)?
    {
        let owner = found.get_or_insert(owner);
        if let Some(role) = role {
            owner.roles = owner.roles.and(Role::read(&role, "role", "role", owner.learner_id)?);
        }
    }
    Ok(found)
}

/// Notes that a session has been used.
pub async fn touch_session(
    on: &mut Connection<'_>,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE session SET last_used_at = $2 WHERE token_hash = $1";
    execute!(on, SQL, token_hash, now)?;
    Ok(())
}

/// Stores a new session.
pub async fn insert_session(
    on: &mut Connection<'_>,
    token_hash: &[u8],
    login: Uuid,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    device: &str,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO session
        (token_hash, login_id, created_at, last_used_at, expires_at, device)
        VALUES ($1, $2, $3, $3, $4, $5)";
    execute!(on, SQL, token_hash, login, now, expires_at, device)?;
    Ok(())
}

/// Ends a session, if there is one, and says whose it was.
pub async fn delete_session(
    on: &mut Connection<'_>,
    token_hash: &[u8],
) -> Result<Option<Uuid>, StoreError> {
    const SQL: &str = "DELETE FROM session WHERE token_hash = $1
        RETURNING (SELECT l.learner_id FROM login l WHERE l.id = session.login_id)";
    let owner = query!(on, fetch_optional::<(Uuid,)>, SQL, token_hash)?;
    Ok(owner.map(|(learner,)| learner))
}

/// Removes sessions that have expired or were last used before an instant.
pub async fn delete_old_sessions(
    on: &mut Connection<'_>,
    now: DateTime<Utc>,
    unused_since: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM session WHERE expires_at <= $1 OR last_used_at < $2";
    execute!(on, SQL, now, unused_since)?;
    Ok(())
}

/// How often signing in has failed for an account or an address.
#[derive(FromRow)]
pub struct Failures {
    /// How often in a row.
    pub failures: i32,
    /// When it was last tried.
    pub last_at: DateTime<Utc>,
}

/// The failures of a subject, which nobody else reads or counts until the transaction ends.
pub async fn lock_failures(
    on: &mut Connection<'_>,
    subject: &str,
    now: DateTime<Utc>,
) -> Result<Failures, StoreError> {
    const SQL: &str = "INSERT INTO sign_in_failure (subject, failures, last_at) VALUES ($1, 0, $2)
        ON CONFLICT (subject) DO UPDATE SET subject = excluded.subject
        RETURNING failures, last_at";
    Ok(query!(on, fetch_one::<Failures>, SQL, subject, now)?)
}

/// Counts one more failure; those before `forgotten_before` no longer count.
pub async fn count_failure(
    on: &mut Connection<'_>,
    subject: &str,
    now: DateTime<Utc>,
    forgotten_before: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO sign_in_failure (subject, failures, last_at) VALUES ($1, 1, $2)
        ON CONFLICT (subject) DO UPDATE SET last_at = excluded.last_at,
            failures = CASE WHEN sign_in_failure.last_at < $3 THEN 1
                ELSE sign_in_failure.failures + 1 END";
    execute!(on, SQL, subject, now, forgotten_before)?;
    Ok(())
}

/// Forgets the failures of an account that has signed in, and one of its address.
pub async fn forgive(
    on: &mut Connection<'_>,
    account: &str,
    address: &str,
) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE sign_in_failure SET failures = failures - 1 WHERE subject = $1 AND failures > 0";
    execute!(&mut *on, "DELETE FROM sign_in_failure WHERE subject = $1", account)?;
    execute!(on, SQL, address)?;
    Ok(())
}

/// Removes counters last moved before an instant.
pub async fn delete_old_failures(
    on: &mut Connection<'_>,
    before: DateTime<Utc>,
) -> Result<(), StoreError> {
    execute!(on, "DELETE FROM sign_in_failure WHERE last_at < $1", before)?;
    Ok(())
}

/// A learner to be stored with one built-in login and both profiles.
pub struct NewLearner<'a> {
    /// The learner's id; the login's and the profiles' are made from new ones.
    pub id: Uuid,
    /// Their name.
    pub display_name: &'a str,
    /// Their address, in lower case.
    pub email: &'a str,
    /// As `argon2` writes it.
    pub password_hash: &'a str,
    /// P1: whether the profiles are connected.
    pub connected: bool,
}

/// Stores a learner and says the id of the certification profile.
pub async fn insert_learner(
    on: &mut Connection<'_>,
    new: &NewLearner<'_>,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    const LEARNER: &str = "INSERT INTO learner (id, display_name, created_at) VALUES ($1, $2, $3)";
    const LEARNING: &str = "INSERT INTO learning_profile (id, learner_id) VALUES ($1, $2)";
    const LOGIN: &str = "INSERT INTO login (id, learner_id, learning_profile_id, kind, provider,
        subject, email, password_hash, created_at)
        VALUES ($1, $2, $3, 'personal', 'password', $4, $4, $5, $6)";
    const CERTIFICATION: &str = "INSERT INTO certification_profile
        (id, learner_id, personal_login_id, created_at) VALUES ($1, $2, $3, $4)";
    const CONNECTION: &str = "INSERT INTO connection
            (certification_profile_id, learning_profile_id, connected_at) VALUES ($1, $2, $3)";
    let [learning, login, certification] = [(); 3].map(|()| Uuid::now_v7());
    execute!(&mut *on, LEARNER, new.id, new.display_name, now)?;
    execute!(&mut *on, LEARNING, learning, new.id)?;
    execute!(&mut *on, LOGIN, login, new.id, learning, new.email, new.password_hash, now)?;
    execute!(&mut *on, CERTIFICATION, certification, new.id, login, now)?;
    if new.connected {
        execute!(on, CONNECTION, certification, learning, now)?;
    }
    Ok(certification)
}
