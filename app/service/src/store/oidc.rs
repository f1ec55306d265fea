//! Sign-ins that are with a provider, and the logins that come of them.

use chrono::{DateTime, Utc};
use domain::profile::LoginKind;
use sqlx::FromRow;
use uuid::Uuid;
use words::Language;

use super::{Connection, StoreError, Stored, execute, query};

/// A flow to be kept until its browser comes back.
pub struct NewFlow<'a> {
    /// Of the `state` that travels.
    pub state_hash: &'a [u8],
    /// Of the secret in the browser's cookie.
    pub browser_hash: &'a [u8],
    /// Where the browser is sent.
    pub provider: &'a str,
    /// The page to go on to.
    pub next: &'a str,
    /// The token hash of the session for which a login is proven.
    pub proving_for: Option<&'a [u8]>,
    /// From this instant on it is too late.
    pub expires_at: DateTime<Utc>,
}

/// Stores a flow.
pub async fn insert_flow(on: &mut Connection<'_>, new: &NewFlow<'_>) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO oidc_flow
        (state_hash, browser_hash, provider, next, proving_for, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    execute!(
        on,
        SQL,
        new.state_hash,
        new.browser_hash,
        new.provider,
        new.next,
        new.proving_for,
        new.expires_at
    )?;
    Ok(())
}

/// A flow that has come back.
#[derive(FromRow)]
pub struct Flow {
    /// The page to go on to.
    pub next: String,
    /// The token hash of the session for which a login is proven.
    pub proving_for: Option<Vec<u8>>,
    /// From this instant on it is too late.
    pub expires_at: DateTime<Utc>,
}

/// Takes a flow out: nobody gets it a second time. `None` where there is none with this state for
/// this browser at this provider.
pub async fn take_flow(
    on: &mut Connection<'_>,
    state_hash: &[u8],
    browser_hash: &[u8],
    provider: &str,
) -> Result<Option<Flow>, StoreError> {
    const SQL: &str = "DELETE FROM oidc_flow
        WHERE state_hash = $1 AND browser_hash = $2 AND provider = $3
        RETURNING next, proving_for, expires_at";
    Ok(query!(on, fetch_optional::<Flow>, SQL, state_hash, browser_hash, provider)?)
}

/// Removes flows that nobody came back from.
pub async fn delete_old_flows(
    on: &mut Connection<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    execute!(on, "DELETE FROM oidc_flow WHERE expires_at <= $1", now)?;
    Ok(())
}

/// A login and whose it is.
#[derive(FromRow)]
pub struct KnownLogin {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub learner_id: Uuid,
    /// Its address; empty where it is not known.
    pub email: String,
}

/// The login of a subject at a provider.
pub async fn login(
    on: &mut Connection<'_>,
    provider: &str,
    subject: &str,
) -> Result<Option<KnownLogin>, StoreError> {
    const SQL: &str = "SELECT id, learner_id, email FROM login
        WHERE provider = $1 AND subject = $2";
    Ok(query!(on, fetch_optional::<KnownLogin>, SQL, provider, subject)?)
}

/// Gives a provider's login the address that it has there now. N5: whether mails reach it is not
/// known yet.
pub async fn set_address(
    on: &mut Connection<'_>,
    login: Uuid,
    address: &str,
) -> Result<(), StoreError> {
    const REACHED: &str = "UPDATE learner SET undelivered = 0 WHERE undelivered > 0
        AND id = (SELECT learner_id FROM login WHERE id = $1)";
    execute!(&mut *on, "UPDATE login SET email = $2 WHERE id = $1", login, address)?;
    execute!(on, REACHED, login)?;
    Ok(())
}

/// A learner to be stored with a provider's login.
pub struct NewLearner<'a> {
    /// What they are called.
    pub display_name: &'a str,
    /// P3.
    pub kind: LoginKind,
    /// The provider.
    pub provider: &'a str,
    /// Who they are there.
    pub subject: &'a str,
    /// Their address; empty where it is not known.
    pub email: &'a str,
    /// That of the page on which they signed in.
    pub language: Language,
}

/// Stores a learner. P3: a personal login opens both profiles, connected (P2); one of work only the
/// learning profile, as a certification profile needs a personal one.
pub async fn insert_learner(
    on: &mut Connection<'_>,
    new: &NewLearner<'_>,
    now: DateTime<Utc>,
) -> Result<KnownLogin, StoreError> {
    const LEARNER: &str =
        "INSERT INTO learner (id, display_name, language, created_at) VALUES ($1, $2, $3, $4)";
    const LEARNING: &str = "INSERT INTO learning_profile (id, learner_id) VALUES ($1, $2)";
    const LOGIN: &str = "INSERT INTO login (id, learner_id, learning_profile_id, kind, provider,
        subject, email, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    const CERTIFICATION: &str = "INSERT INTO certification_profile
        (id, learner_id, personal_login_id, created_at) VALUES ($1, $2, $3, $4)";
    const CONNECTION: &str = "INSERT INTO connection
        (certification_profile_id, learning_profile_id, connected_at) VALUES ($1, $2, $3)";
    let [learner_id, learning, id, certification] = [(); 4].map(|()| Uuid::now_v7());
    let kind = new.kind.text();
    execute!(&mut *on, LEARNER, learner_id, new.display_name, new.language.tag(), now)?;
    execute!(&mut *on, LEARNING, learning, learner_id)?;
    execute!(
        &mut *on,
        LOGIN,
        id,
        learner_id,
        learning,
        kind,
        new.provider,
        new.subject,
        new.email,
        now
    )?;
    if new.kind == LoginKind::Personal {
        execute!(&mut *on, CERTIFICATION, certification, learner_id, id, now)?;
        execute!(on, CONNECTION, certification, learning, now)?;
    }
    Ok(KnownLogin { id, learner_id, email: new.email.to_owned() })
}
