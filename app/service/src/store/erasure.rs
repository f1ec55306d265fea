//! What goes when a person deletes their account. What stays is the record without them: profiles
//! with certifications or exam results, attempts that have ended, and the audit log.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Connection, StoreError, execute, query};

/// The credentials of a person, in the order in which they are locked.
pub async fn credentials(on: &mut Connection<'_>, learner: Uuid) -> Result<Vec<Uuid>, StoreError> {
    const SQL: &str = "SELECT k.id FROM credential k
        JOIN certification_profile p ON p.id = k.certification_profile_id
        WHERE p.learner_id = $1 ORDER BY k.id";
    let rows = query!(on, fetch_all::<(Uuid,)>, SQL, learner)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The attempts of a person that are open, in the order in which they are locked.
pub async fn open_attempts(
    on: &mut Connection<'_>,
    learner: Uuid,
) -> Result<Vec<Uuid>, StoreError> {
    const SQL: &str = "SELECT a.id FROM attempt a JOIN credential k ON k.id = a.credential_id
        JOIN certification_profile p ON p.id = k.certification_profile_id
        WHERE p.learner_id = $1 AND a.state = 'open' ORDER BY a.id";
    let rows = query!(on, fetch_all::<(Uuid,)>, SQL, learner)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What [`remove`] does with the mails of a person, $1. N2: a security notice on its way to an address
/// still goes there, about nobody; else whoever took an account over could delete it unnoticed.
pub const MAILS: [&str; 4] = [
    "UPDATE mail SET learner_id = NULL WHERE learner_id = $1 AND credential_id IS NULL
        AND state = 'queued' AND address IS NOT NULL AND kind IN ('profiles_connected',
            'profiles_merged', 'login_replaced', 'password_changed', 'address_changed')",
    "DELETE FROM mail WHERE learner_id = $1",
    "DELETE FROM mail WHERE credential_id IN (SELECT k.id FROM credential k
        JOIN certification_profile p ON p.id = k.certification_profile_id
        WHERE p.learner_id = $1)",
    // Links and what waits for their followers go with their mails.
    "DELETE FROM mail WHERE id IN (SELECT mail_id FROM address_request
        WHERE address IN (SELECT search_email FROM login WHERE learner_id = $1))",
];

/// Removes what is no record: answers, open attempts, mails, requests to support, roles, sessions with
/// their proofs, failures, results that wait for the person's address, the connection and the
/// learning profile, and certification profiles with nothing in them.
pub async fn remove(on: &mut Connection<'_>, learner: Uuid) -> Result<(), StoreError> {
    // $1 is the person; each statement needs what the one before has removed to be gone. Addresses are
    // sent and asked for in lower case, however a provider writes them.
    const STATEMENTS: [&str; 13] = [
        "DELETE FROM answer WHERE attempt_id IN (SELECT a.id FROM attempt a
            JOIN credential k ON k.id = a.credential_id
            JOIN certification_profile p ON p.id = k.certification_profile_id
            WHERE p.learner_id = $1)",
        "DELETE FROM attempt WHERE state = 'open' AND credential_id IN (SELECT k.id FROM credential k
            JOIN certification_profile p ON p.id = k.certification_profile_id
            WHERE p.learner_id = $1)",
        "DELETE FROM support_request WHERE learner_id = $1",
        "DELETE FROM role WHERE learner_id = $1",
        // Also of profiles that have been merged into the person's (P7).
        "WITH own AS (SELECT id FROM certification_profile WHERE learner_id = $1
            UNION ALL SELECT f.id FROM former_id f
                JOIN certification_profile p ON p.id = f.present_id WHERE p.learner_id = $1
            UNION ALL SELECT id FROM login WHERE learner_id = $1)
        DELETE FROM attestation WHERE certification_profile_id IN (SELECT id FROM own)
            OR other_id IN (SELECT id FROM own)",
        "DELETE FROM session WHERE login_id IN (SELECT id FROM login WHERE learner_id = $1)",
        "DELETE FROM sign_in_failure WHERE subject IN (SELECT 'account:' || search_email FROM login
            WHERE learner_id = $1 UNION ALL SELECT 'mail:' || search_email FROM login
            WHERE learner_id = $1)",
        "DELETE FROM waiting_result WHERE known_by = 'login' AND person IN
            (SELECT search_email FROM login WHERE learner_id = $1)",
        "DELETE FROM connection WHERE certification_profile_id IN
            (SELECT id FROM certification_profile WHERE learner_id = $1)",
        "DELETE FROM certification_profile WHERE learner_id = $1
            AND NOT EXISTS (SELECT 1 FROM credential k
                WHERE k.certification_profile_id = certification_profile.id)
            AND NOT EXISTS (SELECT 1 FROM exam_result r
                WHERE r.certification_profile_id = certification_profile.id)",
        "DELETE FROM login WHERE learner_id = $1 AND NOT EXISTS (SELECT 1 FROM
            certification_profile p WHERE p.personal_login_id = login.id)",
        "UPDATE login SET learning_profile_id = NULL WHERE learner_id = $1",
        "DELETE FROM learning_profile WHERE learner_id = $1",
    ];
    for sql in MAILS.into_iter().chain(STATEMENTS) {
        execute!(&mut *on, sql, learner)?;
    }
    Ok(())
}

/// Takes name and addresses from what stays: the person, the logins that a certification profile
/// cannot be without (P3), and the details of the audit log.
pub async fn forget(
    on: &mut Connection<'_>,
    learner: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const KEPT: &str = "SELECT id FROM login WHERE learner_id = $1";
    const LOGIN: &str = "UPDATE login SET provider = 'deleted', subject = $2, email = '',
        password_hash = NULL WHERE id = $1";
    const PERSON: &str = "UPDATE learner SET display_name = '', language = NULL, time_zone = NULL,
        reminders_muted_at = NULL, quiet_from = NULL, quiet_until = NULL, calendar_hash = NULL,
        deleted_at = COALESCE(deleted_at, $2) WHERE id = $1";
    const AUDIT: &str = "UPDATE audit SET detail = '{}' WHERE learner_id = $1 AND detail <> '{}'";
    for (login,) in query!(&mut *on, fetch_all::<(Uuid,)>, KEPT, learner)? {
        // The id is unique among subjects, and nobody signs in by it.
        execute!(&mut *on, LOGIN, login, login.to_string())?;
    }
    execute!(&mut *on, PERSON, learner, now)?;
    execute!(on, AUDIT, learner)?;
    Ok(())
}
