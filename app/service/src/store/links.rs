//! Where links of mails lead: their tokens, of which only hashes are kept, and what waits for whoever
//! follows one.

use chrono::{DateTime, TimeDelta, Utc};
use domain::notice::Kind;
use serde_json::json;
use sqlx::{FromRow, types::Json};
use uuid::Uuid;
use words::Language;

use super::{Connection, Senseless, StoreError, execute, execute_rows, query};
use crate::secrets::{hash_of, new_link_token};

/// The link to what was asked for with an address is good for so long.
pub const LINK_GOOD: TimeDelta = TimeDelta::minutes(10);

/// Makes a link for each of these mails and says their tokens, in order: 32 hexadecimal digits. The
/// addresses are `/go/{token}` and, of reminders, `/go/{token}/unsubscribe`.
pub async fn add(
    on: &mut Connection<'_>,
    mails: &[Uuid],
    now: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    const SQL: &str = "INSERT INTO link (token_hash, mail_id, made_at) VALUES {rows}";
    let tokens: Vec<_> = mails.iter().map(|_| new_link_token()).collect();
    let links: Vec<_> = mails.iter().zip(tokens.iter().map(|token| hash_of(token))).collect();
    execute_rows!(on, SQL, links, |(mail, hash)| hash, **mail, now);
    Ok(tokens)
}

/// The mail that a link stands in, with what it is about now.
#[derive(FromRow)]
pub struct Target {
    kind: String,
    /// Whom it concerns, if that is somebody with an account: the holder of the credential, the owner
    /// of the login, whoever the account was merged into (P7).
    pub learner_id: Option<Uuid>,
    /// About which credential.
    pub credential_id: Option<Uuid>,
    /// In which of its cycles.
    pub cycle: Option<i32>,
    /// After which attempt.
    pub attempt_id: Option<Uuid>,
    /// N6: since when there are no reminders of this credential.
    pub muted_at: Option<DateTime<Utc>>,
    /// N6: since when there are no reminders at all.
    pub all_muted_at: Option<DateTime<Utc>>,
    /// The address that waits, while the request is open and the link good.
    pub waits: Option<String>,
}

impl Target {
    /// What the mail is for.
    pub fn kind(&self) -> Result<Kind, Senseless> {
        self.kind.parse().map_err(|_| Senseless {
            table: "mail",
            column: "kind",
            id: self.kind.clone(),
            value: self.kind.clone(),
        })
    }
}

/// Where the link with this token hash leads; `made_after` is what a link must be whose request is
/// still open.
pub async fn target(
    on: &mut Connection<'_>,
    token_hash: &[u8],
    made_after: DateTime<Utc>,
) -> Result<Option<Target>, StoreError> {
    const SQL: &str = "SELECT m.kind, m.credential_id, m.cycle, m.attempt_id, k.muted_at,
            COALESCE(g.learner_id, p.learner_id, f.present_id, m.learner_id) AS learner_id,
            o.reminders_muted_at AS all_muted_at, r.address AS waits
        FROM link l JOIN mail m ON m.id = l.mail_id
            LEFT JOIN credential k ON k.id = m.credential_id
            LEFT JOIN certification_profile p ON p.id = k.certification_profile_id
            LEFT JOIN learner o ON o.id = p.learner_id
            LEFT JOIN former_id f ON f.id = m.learner_id
            LEFT JOIN address_request r
                ON r.mail_id = m.id AND r.used_at IS NULL AND l.made_at > $2
            LEFT JOIN login g ON g.id = r.login_id
        WHERE l.token_hash = $1";
    Ok(query!(on, fetch_optional::<Target>, SQL, token_hash, made_after)?)
}

/// What somebody has asked for who is to prove that they read the mail of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// An account.
    Register,
    /// Another password.
    ResetPassword,
    /// This address for a login.
    ChangeAddress,
}

impl Purpose {
    const fn text(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::ResetPassword => "reset_password",
            Self::ChangeAddress => "change_address",
        }
    }
}

/// Under which name the mails that were asked for an address are counted.
pub fn asks_of(address: &str) -> String {
    format!("mail:{address}")
}

/// What is locked by whoever takes an address.
pub fn lock_of(address: &str) -> Uuid {
    let half = hash_of(address).first_chunk().copied().unwrap_or_default();
    Uuid::from_bytes(half)
}

/// A request about a login, to be stored.
pub struct NewRequest<'a> {
    /// Its mail.
    pub mail: Uuid,
    /// What is asked for.
    pub purpose: Purpose,
    /// Which login it is about.
    pub login: Uuid,
    /// Whose mail has to be read, in lower case.
    pub address: &'a str,
    /// When.
    pub asked_at: DateTime<Utc>,
}

/// Stores a request about a login.
pub async fn request(on: &mut Connection<'_>, new: &NewRequest<'_>) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO address_request (mail_id, purpose, login_id, address, asked_at)
        VALUES ($1, $2, $3, $4, $5)";
    let NewRequest { mail, purpose, login, address, asked_at } = *new;
    execute!(on, SQL, mail, purpose.text(), login, address, asked_at)?;
    Ok(())
}

/// Stores the request to register with an address, unless it has an account: one statement either
/// way.
pub async fn request_registration(
    on: &mut Connection<'_>,
    mail: Uuid,
    address: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO address_request (mail_id, purpose, address, asked_at)
        SELECT $1, 'register', $2, $3 WHERE NOT EXISTS
            (SELECT 1 FROM login WHERE provider = 'password' AND subject = $2)";
    execute!(on, SQL, mail, address, now)?;
    Ok(())
}

/// Queues the mail with which the built-in login of an address gets another password, if there is
/// such a login: two statements either way. `language` is that of the page.
pub async fn request_password(
    on: &mut Connection<'_>,
    address: &str,
    language: Language,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const MAIL: &str = "INSERT INTO mail (id, kind, learner_id, address, detail, due_at, state,
            next_try_at)
        SELECT $1, 'reset_password', learner_id, email, $4, $3, 'queued', $3 FROM login
        WHERE provider = 'password' AND subject = $2 AND password_hash IS NOT NULL";
    const REQUEST: &str = "INSERT INTO address_request (mail_id, purpose, login_id, address,
            asked_at)
        SELECT $1, 'reset_password', id, subject, $3 FROM login
        WHERE provider = 'password' AND subject = $2 AND password_hash IS NOT NULL";
    let mail = Uuid::now_v7();
    let detail = Json(json!({ "language": language.tag() }));
    execute!(&mut *on, MAIL, mail, address, now, &detail)?;
    execute!(on, REQUEST, mail, address, now)?;
    Ok(())
}

/// A request that waits.
#[derive(FromRow)]
pub struct Request {
    /// Its mail.
    pub mail_id: Uuid,
    /// Which login it is about; none to register.
    pub login_id: Option<Uuid>,
    /// Whose mail has been read.
    pub address: String,
}

/// The request of the link with this token hash, if it is open and the link was made after an
/// instant.
pub async fn open_request(
    on: &mut Connection<'_>,
    token_hash: &[u8],
    purpose: Purpose,
    made_after: DateTime<Utc>,
) -> Result<Option<Request>, StoreError> {
    const SQL: &str = "SELECT r.mail_id, r.login_id, r.address
        FROM link l JOIN address_request r ON r.mail_id = l.mail_id
        WHERE l.token_hash = $1 AND r.purpose = $2 AND l.made_at > $3 AND r.used_at IS NULL";
    let purpose = purpose.text();
    Ok(query!(on, fetch_optional::<Request>, SQL, token_hash, purpose, made_after)?)
}

/// Uses a request, and with it all its links. Says whether nobody had before.
pub async fn use_up(
    on: &mut Connection<'_>,
    mail: Uuid,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str =
        "UPDATE address_request SET used_at = $2 WHERE mail_id = $1 AND used_at IS NULL";
    Ok(execute!(on, SQL, mail, now)? == 1)
}

/// Whatever else waits for a login waits no longer.
pub async fn use_others(
    on: &mut Connection<'_>,
    login: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE address_request SET used_at = $2 WHERE login_id = $1 AND used_at IS NULL";
    execute!(on, SQL, login, now)?;
    Ok(())
}

/// What [`registered`] does with mails and requests to an address, $1.
pub const REGISTERED: [&str; 2] = [
    "UPDATE mail SET learner_id = $2 WHERE learner_id IS NULL AND id IN
        (SELECT mail_id FROM address_request WHERE purpose = 'register' AND address = $1)",
    "UPDATE address_request SET used_at = $2
        WHERE purpose = 'register' AND address = $1 AND used_at IS NULL",
];

/// Somebody has registered with an address: whatever else waits for it waits no longer, and the mails
/// to it are theirs from now on.
pub async fn registered(
    on: &mut Connection<'_>,
    address: &str,
    learner: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let [mails, requests] = REGISTERED;
    execute!(&mut *on, mails, address, learner)?;
    execute!(on, requests, address, now)?;
    Ok(())
}

/// Removes requests made before an instant, and the mails of those who have no account.
pub async fn delete_old_requests(
    on: &mut Connection<'_>,
    before: DateTime<Utc>,
) -> Result<(), StoreError> {
    const MAILS: &str = "DELETE FROM mail WHERE learner_id IS NULL AND id IN
        (SELECT mail_id FROM address_request WHERE asked_at < $1)";
    execute!(&mut *on, MAILS, before)?;
    execute!(on, "DELETE FROM address_request WHERE asked_at < $1", before)?;
    Ok(())
}
