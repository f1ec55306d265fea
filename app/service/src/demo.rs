//! Sample learners for the demo: what a history of years would have left behind, written at once.

use chrono::{DateTime, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::{
    certification::Kind,
    credential as rules,
    profile::{Connection, LoginKind},
    view::CycleStart,
    window::start_of,
};
use uuid::Uuid;

use crate::{
    Error, Service,
    accounts::{SESSION_AT_MOST, hash_password},
    store::{
        Connection as Database, StoreError, Transaction,
        accounts::{self, NewLearner},
        catalogue,
        credentials::{self, NewCredential},
        erasure, execute,
        ledger::{self, LedgerEntry},
        logins::{self, NewLogin},
        profiles, query,
    },
};

/// A learner as the demo wants them.
#[derive(Clone, Debug)]
pub struct SampleLearner {
    /// What they are called.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// The password.
    pub password: String,
    /// P1: whether the profiles are connected.
    pub connected: bool,
    /// What they hold.
    pub credentials: Vec<SampleCredential>,
}

/// What a sample learner holds.
#[derive(Clone, Debug)]
pub struct SampleCredential {
    /// The certification, by its name in addresses.
    pub certification: String,
    /// The last valid day; the day of earning for what never expires (K2).
    pub valid_through: NaiveDate,
    /// How often it has been renewed.
    pub renewals: u32,
}

/// A renewal is shown as passed so long before the expiry, in the middle of a working day.
const RENEWED_BEFORE: TimeDelta = TimeDelta::days(60);
const WORKING_HOUR: NaiveTime = NaiveTime::from_hms_opt(10, 20, 0).unwrap();

impl Service {
    /// Begins, or goes on, to fill the database with sample data: says how many sample learners are
    /// whole, or `None` where there is something in it that is not to be touched.
    pub async fn begin_samples(&self) -> Result<Option<u32>, Error> {
        const SQL: &str = "INSERT INTO sample_filling (since, done) VALUES ($1, 0)";
        const DONE: &str = "SELECT done FROM sample_filling";
        let empty = self.is_empty().await?;
        let mut transaction = self.store.begin().await?;
        let on = &mut transaction.on();
        if let Some((done,)) = query!(&mut *on, fetch_optional::<(i32,)>, DONE)? {
            return Ok(Some(u32::try_from(done).unwrap_or_default()));
        }
        if !empty {
            return Ok(None);
        }
        execute!(on, SQL, self.now())?;
        transaction.commit().await?;
        Ok(Some(0))
    }

    /// One sample learner more is whole.
    pub async fn next_sample(&self) -> Result<(), Error> {
        let mut transaction = self.store.begin().await?;
        execute!(&mut transaction.on(), "UPDATE sample_filling SET done = done + 1")?;
        Ok(transaction.commit().await?)
    }

    /// All sample data is there.
    pub async fn end_samples(&self) -> Result<(), Error> {
        let mut transaction = self.store.begin().await?;
        execute!(&mut transaction.on(), "DELETE FROM sample_filling")?;
        Ok(transaction.commit().await?)
    }

    /// Somebody who was not finished makes room: they go as if they had deleted their account.
    pub async fn drop_sample(&self, learner: Uuid) -> Result<(), Error> {
        let mut transaction = self.store.begin().await?;
        let on = &mut transaction.on();
        erasure::remove(on, learner).await?;
        erasure::forget(on, learner, self.now()).await?;
        Ok(transaction.commit().await?)
    }

    /// Stores a sample learner; answers their id and those of their credentials, in order.
    pub async fn add_sample_learner(
        &self,
        sample: &SampleLearner,
    ) -> Result<(Uuid, Vec<Uuid>), Error> {
        let id = Uuid::now_v7();
        let password_hash = hash_password(sample.password.clone()).await;
        let new = NewLearner {
            id,
            display_name: &sample.name,
            email: &sample.email,
            password_hash: &password_hash,
            connected: sample.connected,
        };
        let mut transaction = self.store.begin().await?;
        let profile = accounts::insert_learner(&mut transaction.on(), &new, self.now()).await?;
        let mut held = Vec::with_capacity(sample.credentials.len());
        for credential in &sample.credentials {
            held.push(self.add_credential(&mut transaction, profile, credential).await?);
        }
        transaction.commit().await?;
        Ok((id, held))
    }

    async fn add_credential(
        &self,
        transaction: &mut Transaction,
        profile: Uuid,
        sample: &SampleCredential,
    ) -> Result<Uuid, Error> {
        let on = &mut transaction.on();
        let row = catalogue::certification(on, &sample.certification, self.now()).await?;
        let kind = row.ok_or(Error::NotFound)?.named.kind().map_err(StoreError::from)?;
        let expires = kind != Kind::Fundamentals; // K2
        let certification_id =
            catalogue::certification_id(on, &sample.certification).await?.ok_or(Error::NotFound)?;
        let years = if expires { sample.renewals + 1 } else { 0 };
        let earned_on = sample.valid_through - Months::new(12 * years);
        let mut valid_through = expires.then(|| rules::renewed(earned_on)); // E2
        let new = NewCredential {
            id: Uuid::now_v7(),
            certification_profile_id: profile,
            certification_id,
            earned_on,
            valid_through,
        };
        credentials::insert(on, &new).await?;
        record(on, new.id, 1, CycleStart::Earned, start_of(earned_on), None, valid_through).await?;
        for cycle in 1..=sample.renewals.cast_signed() {
            let Some(before) = valid_through else { break };
            let renewed = rules::renewed(before); // E3
            let since = before.succ_opt().unwrap_or(before);
            credentials::begin_next_cycle(on, new.id, cycle, since, renewed).await?;
            let at = before.and_time(WORKING_HOUR).and_utc() - RENEWED_BEFORE;
            valid_through = Some(renewed);
            record(on, new.id, cycle + 1, CycleStart::Renewed, at, Some(before), valid_through)
                .await?;
        }
        Ok(new.id)
    }

    /// P5: what was connected turns out otherwise. The second personal login that this may need is
    /// named after the first one.
    pub async fn shape_profiles(
        &self,
        learner: Uuid,
        state: Connection,
        password: &str,
    ) -> Result<(), Error> {
        const AT_WORK: &str = "UPDATE login SET kind = 'work' WHERE id = $1";
        let hash = hash_password(password.to_owned()).await;
        let mut transaction = self.store.begin().await?;
        let (on, now) = (&mut transaction.on(), self.now());
        let facts = profiles::facts(on, learner).await?;
        let (Some(first), Some(profile)) = (facts.logins.first(), facts.profiles.first()) else {
            return Err(Error::NotFound);
        };
        profiles::disconnect(on, profile.id, None).await?;
        if state == Connection::NoCertificationProfile {
            profiles::delete_profile(on, profile.id).await?;
            execute!(&mut *on, AT_WORK, first.id)?;
        }
        if matches!(state, Connection::Misaligned | Connection::NeedsPersonalLogin) {
            let email = format!("certified.{}", first.email);
            let second = NewLogin {
                id: Uuid::now_v7(),
                learner,
                learning_profile: None,
                kind: LoginKind::Personal,
                provider: "password",
                subject: &email,
                email: &email,
                password_hash: Some(&hash),
            };
            logins::insert(on, &second, now).await?;
            profiles::set_personal_login(on, profile.id, second.id).await?;
        }
        if state == Connection::NeedsPersonalLogin {
            execute!(on, AT_WORK, first.id)?;
        }
        Ok(transaction.commit().await?)
    }

    /// P4: two learners turn out to be one person, who has two certification profiles.
    pub async fn join_profiles(&self, other: Uuid, learner: Uuid) -> Result<(), Error> {
        let mut transaction = self.store.begin().await?;
        let (on, now) = (&mut transaction.on(), self.now());
        let theirs = profiles::facts(on, other).await?;
        for profile in theirs.profiles {
            profiles::give_profile(on, profile.id, learner).await?;
        }
        for login in theirs.logins {
            logins::give(on, login.id, learner).await?;
        }
        profiles::leave(on, other, now).await?;
        Ok(transaction.commit().await?)
    }

    /// Moves the day since when a certification is on the market (K3).
    pub async fn set_available_since(
        &self,
        certification: &str,
        day: NaiveDate,
    ) -> Result<(), Error> {
        const SQL: &str = "UPDATE certification SET available_since = $2 WHERE slug = $1";
        let mut transaction = self.store.begin().await?;
        execute!(&mut transaction.on(), SQL, certification, day)?;
        Ok(transaction.commit().await?)
    }

    /// Lets everybody who is signed in stay so after the clock has been moved.
    pub async fn keep_sessions(&self) -> Result<(), Error> {
        const SQL: &str = "UPDATE session SET last_used_at = $1, expires_at = $2";
        let now = self.now();
        let mut transaction = self.store.begin().await?;
        execute!(&mut transaction.on(), SQL, now, now + SESSION_AT_MOST)?;
        Ok(transaction.commit().await?)
    }
}

async fn record(
    on: &mut Database<'_>,
    credential_id: Uuid,
    cycle: i32,
    entry: CycleStart,
    at: DateTime<Utc>,
    before: Option<NaiveDate>,
    valid_through: Option<NaiveDate>,
) -> Result<(), Error> {
    let entry =
        LedgerEntry { credential_id, cycle, entry, at, before, valid_through, attempt_id: None };
    Ok(ledger::record(on, &entry).await?)
}
