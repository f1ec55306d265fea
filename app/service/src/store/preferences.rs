//! What people choose about mail (N6), and the address of their calendar feed.

use chrono::{DateTime, Utc};
use domain::view::QuietHours;
use sqlx::FromRow;
use uuid::Uuid;

use super::{Connection, StoreError, execute, letters::mail_address, query};

/// What a person has chosen about mail.
#[derive(FromRow)]
pub struct Preferences {
    /// N6: since when all reminders are muted.
    pub reminders_muted_at: Option<DateTime<Utc>>,
    quiet_from: Option<i32>,
    quiet_until: Option<i32>,
    /// The IANA name of a time zone.
    pub time_zone: Option<String>,
    /// Whether there is a calendar feed, of their account or of one that was merged into it (P7).
    pub calendar: bool,
    /// Where their mails go, if any address of theirs is known.
    pub address: Option<String>,
}

impl Preferences {
    /// When mails about credentials wait.
    pub fn quiet_hours(&self) -> Option<QuietHours> {
        let hour = |hour: Option<i32>| u8::try_from(hour?).ok();
        QuietHours::new(hour(self.quiet_from)?, hour(self.quiet_until)?)
    }
}

/// The choices of a person who has not left.
pub async fn of_learner(
    on: &mut Connection<'_>,
    learner: Uuid,
) -> Result<Option<Preferences>, StoreError> {
    const SQL: &str = concat!(
        "SELECT reminders_muted_at, quiet_from, quiet_until, time_zone,
            EXISTS (SELECT 1 FROM learner c WHERE c.calendar_hash IS NOT NULL AND c.id IN
                (SELECT $1 UNION ALL SELECT f.id FROM former_id f WHERE f.present_id = $1))
                AS calendar, ",
        mail_address!("learner.id"),
        " AS address FROM learner WHERE id = $1 AND deleted_at IS NULL"
    );
    Ok(query!(on, fetch_optional::<Preferences>, SQL, learner)?)
}

/// N6: mutes all reminders of a person, or sends them again; says whether that changed anything.
pub async fn mute_all(
    on: &mut Connection<'_>,
    learner: Uuid,
    muted_at: Option<DateTime<Utc>>,
) -> Result<bool, StoreError> {
    const MUTE: &str = "UPDATE learner SET reminders_muted_at = $2
        WHERE id = $1 AND reminders_muted_at IS NULL AND deleted_at IS NULL";
    const UNMUTE: &str = "UPDATE learner SET reminders_muted_at = NULL
        WHERE id = $1 AND reminders_muted_at IS NOT NULL";
    Ok(match muted_at {
        Some(at) => execute!(on, MUTE, learner, at)?,
        None => execute!(on, UNMUTE, learner)?,
    } > 0)
}

/// N6: mutes the reminders about a credential, or sends them again; says whether that changed
/// anything.
pub async fn mute(
    on: &mut Connection<'_>,
    credential: Uuid,
    muted_at: Option<DateTime<Utc>>,
) -> Result<bool, StoreError> {
    const MUTE: &str = "UPDATE credential SET muted_at = $2 WHERE id = $1 AND muted_at IS NULL";
    const UNMUTE: &str =
        "UPDATE credential SET muted_at = NULL WHERE id = $1 AND muted_at IS NOT NULL";
    Ok(match muted_at {
        Some(at) => execute!(on, MUTE, credential, at)?,
        None => execute!(on, UNMUTE, credential)?,
    } > 0)
}

/// The certification of a credential by its name in addresses, if the credential is the learner's.
pub async fn certification(
    on: &mut Connection<'_>,
    learner: Uuid,
    credential: Uuid,
) -> Result<Option<String>, StoreError> {
    const SQL: &str =
        "SELECT c.slug FROM credential k JOIN certification c ON c.id = k.certification_id
        JOIN certification_profile p ON p.id = k.certification_profile_id
        WHERE k.id = $2 AND p.learner_id = $1";
    let found = query!(on, fetch_optional::<(String,)>, SQL, learner, credential)?;
    Ok(found.map(|(slug,)| slug))
}

/// Stores the hours in which mails about credentials wait.
pub async fn set_quiet_hours(
    on: &mut Connection<'_>,
    learner: Uuid,
    hours: Option<QuietHours>,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE learner SET quiet_from = $2, quiet_until = $3 WHERE id = $1";
    let hour = |hour: fn(QuietHours) -> u8| hours.map(|hours| i32::from(hour(hours)));
    execute!(on, SQL, learner, hour(|it| it.from), hour(|it| it.until))?;
    Ok(())
}

/// Stores the hash of another token of the calendar feed, or none. No other opens it any more, not
/// those of accounts that were merged into this one (P7) either.
pub async fn set_calendar(
    on: &mut Connection<'_>,
    learner: Uuid,
    hash: Option<&[u8]>,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE learner SET calendar_hash = $2 WHERE id = $1 AND deleted_at IS NULL";
    const FORMER: &str = "UPDATE learner SET calendar_hash = NULL
        WHERE id IN (SELECT f.id FROM former_id f WHERE f.present_id = $1)";
    execute!(&mut *on, FORMER, learner)?;
    execute!(on, SQL, learner, hash)?;
    Ok(())
}

/// Whose calendar feed has a token with this hash, and the language they have chosen. P7: that of an
/// account that was merged is the feed of the one that it was merged into.
pub async fn by_calendar(
    on: &mut Connection<'_>,
    hash: &[u8],
) -> Result<Option<(Uuid, Option<String>)>, StoreError> {
    const SQL: &str = "SELECT p.id, p.language FROM learner c
        LEFT JOIN former_id f ON f.id = c.id JOIN learner p ON p.id = COALESCE(f.present_id, c.id)
        WHERE c.calendar_hash = $1 AND p.deleted_at IS NULL";
    Ok(query!(on, fetch_optional::<(Uuid, Option<String>)>, SQL, hash)?)
}
