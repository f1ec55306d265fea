//! The two profiles of a learner and their connection. P

use chrono::{DateTime, Utc};
use domain::profile::{Login, LoginKind, Profiles};
use sqlx::FromRow;
use uuid::Uuid;

use super::{
    Connection, StoreError, execute,
    logins::{self, LoginRow},
    query,
    rows::Senseless,
};

/// A certification profile.
#[derive(FromRow)]
pub struct ProfileRow {
    /// Its number.
    pub id: Uuid,
    /// P3.
    pub personal_login_id: Uuid,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// How many credentials it holds.
    pub credentials: i64,
    results: i64,
    /// P2.
    pub connected_to: Option<Uuid>,
}

impl ProfileRow {
    /// Whether nothing would be lost without it.
    pub fn is_empty(&self) -> bool {
        self.credentials == 0 && self.results == 0
    }
}

/// All that is known of a learner's profiles.
pub struct Facts {
    /// The learning profile; `None` for accounts that have been merged or deleted.
    pub learning_profile: Option<Uuid>,
    /// All logins, the oldest first.
    pub logins: Vec<LoginRow>,
    /// The certification profiles, the oldest first.
    pub profiles: Vec<ProfileRow>,
}

impl Facts {
    /// What P5 depends on.
    pub fn profiles(&self) -> Result<Profiles<Uuid>, Senseless> {
        let mut learning_personal = None;
        for login in self.rules()? {
            if login.learning && login.kind == LoginKind::Personal {
                learning_personal = Some(login.id);
            }
        }
        Ok(Profiles {
            certification: self.profiles.iter().map(|profile| profile.personal_login_id).collect(),
            learning_personal,
            connected: self.profiles.iter().any(|profile| profile.connected_to.is_some()),
        })
    }

    /// The logins as the rules see them.
    pub fn rules(&self) -> Result<Vec<Login>, Senseless> {
        self.logins.iter().map(LoginRow::login).collect()
    }

    /// P4: the certification profile that takes in the others.
    pub fn keeper(&self) -> Result<Option<&ProfileRow>, Senseless> {
        Ok(self.profiles.get(self.profiles()?.keeper()))
    }
}

/// The profiles and logins of a learner.
pub async fn facts(on: &mut Connection<'_>, learner: Uuid) -> Result<Facts, StoreError> {
    const LEARNING: &str = "SELECT id FROM learning_profile WHERE learner_id = $1";
    let learning = query!(&mut *on, fetch_optional::<(Uuid,)>, LEARNING, learner)?;
    let logins = logins::of_learner(&mut *on, learner).await?;
    let profiles = of_learner(on, learner).await?;
    Ok(Facts { learning_profile: learning.map(|(id,)| id), logins, profiles })
}

/// The certification profiles of a learner, the oldest first.
pub async fn of_learner(
    on: &mut Connection<'_>,
    learner: Uuid,
) -> Result<Vec<ProfileRow>, StoreError> {
    const SQL: &str = "SELECT p.id, p.personal_login_id, p.created_at,
            (SELECT COUNT(*) FROM credential k WHERE k.certification_profile_id = p.id)
                AS credentials,
            (SELECT COUNT(*) FROM exam_result r WHERE r.certification_profile_id = p.id)
                AS results,
            x.learning_profile_id AS connected_to
        FROM certification_profile p LEFT JOIN connection x ON x.certification_profile_id = p.id
        WHERE p.learner_id = $1 ORDER BY p.created_at, p.id";
    Ok(query!(on, fetch_all::<ProfileRow>, SQL, learner)?)
}

/// Who owns a certification profile; nobody where that account has been deleted.
pub async fn owner(on: &mut Connection<'_>, profile: Uuid) -> Result<Option<Uuid>, StoreError> {
    const SQL: &str = "SELECT p.learner_id FROM certification_profile p
        JOIN learner l ON l.id = p.learner_id WHERE p.id = $1 AND l.deleted_at IS NULL";
    Ok(query!(on, fetch_optional::<(Uuid,)>, SQL, profile)?.map(|(learner,)| learner))
}

/// Stores an empty certification profile. N5: mails may go to another address from then on.
pub async fn insert(
    on: &mut Connection<'_>,
    learner: Uuid,
    personal_login: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO certification_profile
        (id, learner_id, personal_login_id, created_at) VALUES ($1, $2, $3, $4)";
    const REACHED: &str = "UPDATE learner SET undelivered = 0 WHERE id = $1 AND undelivered > 0";
    execute!(&mut *on, SQL, Uuid::now_v7(), learner, personal_login, now)?;
    execute!(on, REACHED, learner)?;
    Ok(())
}

/// P2: connects the two, and nothing else with either of them.
pub async fn connect(
    on: &mut Connection<'_>,
    certification: Uuid,
    learning: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO connection
        (certification_profile_id, learning_profile_id, connected_at) VALUES ($1, $2, $3)";
    disconnect(on, certification, Some(learning)).await?;
    execute!(on, SQL, certification, learning, now)?;
    Ok(())
}

/// Ends the connections of either profile.
pub async fn disconnect(
    on: &mut Connection<'_>,
    certification: Uuid,
    learning: Option<Uuid>,
) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM connection
        WHERE certification_profile_id = $1 OR learning_profile_id = $2";
    execute!(on, SQL, certification, learning)?;
    Ok(())
}

/// P3: changes the personal login of a certification profile. N5: whether mails reach its address is
/// not known yet.
pub async fn set_personal_login(
    on: &mut Connection<'_>,
    profile: Uuid,
    login: Uuid,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE certification_profile SET personal_login_id = $2 WHERE id = $1";
    const REACHED: &str = "UPDATE learner SET undelivered = 0 WHERE undelivered > 0
        AND id = (SELECT learner_id FROM certification_profile WHERE id = $1)";
    execute!(&mut *on, SQL, profile, login)?;
    execute!(on, REACHED, profile)?;
    Ok(())
}

/// Gives a certification profile to another learner.
pub async fn give_profile(
    on: &mut Connection<'_>,
    profile: Uuid,
    learner: Uuid,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE certification_profile SET learner_id = $2 WHERE id = $1";
    execute!(on, SQL, profile, learner)?;
    Ok(())
}

/// Removes a certification profile that holds nothing (any more).
pub async fn delete_profile(on: &mut Connection<'_>, profile: Uuid) -> Result<(), StoreError> {
    disconnect(on, profile, None).await?;
    execute!(on, "DELETE FROM certification_profile WHERE id = $1", profile)?;
    Ok(())
}

/// Ends an account whose logins and profiles have gone to another one; its roles end with it. The
/// row stays for what was written about it.
pub async fn leave(
    on: &mut Connection<'_>,
    learner: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const CONNECTION: &str = "DELETE FROM connection WHERE learning_profile_id IN
        (SELECT id FROM learning_profile WHERE learner_id = $1)";
    const ASKED: &str = "UPDATE support_request SET answered_at = $2
        WHERE learner_id = $1 AND answered_at IS NULL";
    execute!(&mut *on, CONNECTION, learner)?;
    execute!(&mut *on, "DELETE FROM learning_profile WHERE learner_id = $1", learner)?;
    execute!(&mut *on, "DELETE FROM role WHERE learner_id = $1", learner)?;
    execute!(&mut *on, ASKED, learner, now)?;
    execute!(on, "UPDATE learner SET deleted_at = $2 WHERE id = $1", learner, now)?;
    Ok(())
}

/// P6: splits off the learning profile: it and its logins go to a new learner of the same name, and
/// the old one gets a new learning profile. Says the ids of the new learner and the new profile.
pub async fn start_learning_profile(
    on: &mut Connection<'_>,
    learner: Uuid,
    old: Uuid,
    now: DateTime<Utc>,
) -> Result<(Uuid, Uuid), StoreError> {
    const LEARNER: &str = "INSERT INTO learner (id, display_name, created_at)
        SELECT $1, display_name, $3 FROM learner WHERE id = $2";
    const OLD: &str = "UPDATE learning_profile SET learner_id = $1 WHERE id = $2";
    const LOGINS: &str = "UPDATE login SET learner_id = $1 WHERE learning_profile_id = $2";
    const NEW: &str = "INSERT INTO learning_profile (id, learner_id) VALUES ($1, $2)";
    let (other, new) = (Uuid::now_v7(), Uuid::now_v7());
    execute!(&mut *on, LEARNER, other, learner, now)?;
    execute!(&mut *on, OLD, other, old)?;
    execute!(&mut *on, LOGINS, other, old)?;
    execute!(&mut *on, NEW, new, learner)?;
    execute!(on, "DELETE FROM connection WHERE learning_profile_id = $1", old)?;
    Ok((other, new))
}
