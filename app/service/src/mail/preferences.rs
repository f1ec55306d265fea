//! What people choose about mail: reminders, quiet hours. N6

use chrono_tz::Tz;
use domain::{
    audit::Action,
    view::{MailSettings, QuietHours, RemindedCredential},
};
use serde_json::json;
use uuid::Uuid;
use words::Language;

use crate::{
    Error, Invalid, Service,
    accounts::own,
    store::{StoreError, audit, credentials, preferences},
};

impl Service {
    /// What a learner has chosen about mail.
    pub async fn mail_settings(
        &self,
        learner: Uuid,
        language: Language,
    ) -> Result<MailSettings, Error> {
        let now = self.now();
        let mut reader = self.store.read().await?;
        let on = &mut reader.on();
        let chosen = preferences::of_learner(on, learner).await?.ok_or(Error::NotFound)?;
        let rows = credentials::of_learner(on, learner, now).await?;
        let mut reminded = Vec::new();
        for row in rows.iter().filter(|row| row.reminders().is_some()) {
            let title = row.named.name(language).map_err(StoreError::from)?.title;
            reminded.push(RemindedCredential { id: row.id, title, muted: row.muted_at.is_some() });
        }
        reminded.sort_by(|a, b| a.title.cmp(&b.title));
        let zone = chosen.time_zone.as_ref().and_then(|name| name.parse::<Tz>().ok());
        Ok(MailSettings {
            now,
            reminders_muted: chosen.reminders_muted_at.is_some(),
            credentials: reminded,
            quiet_hours: chosen.quiet_hours(),
            local_now: zone.map(|zone| now.with_timezone(&zone).naive_local()),
            calendar: chosen.calendar,
            time_zone: chosen.time_zone,
            address: chosen.address,
        })
    }

    /// N6: mutes all reminders of a learner, or sends them again. Doing it again changes nothing.
    pub async fn mute_reminders(&self, learner: Uuid, muted: bool) -> Result<(), Error> {
        let now = self.now();
        let mut transaction = self.store.begin().await?;
        let on = &mut transaction.on();
        if preferences::mute_all(on, learner, muted.then_some(now)).await? {
            audit::record(on, &own(learner, muting(muted), json!({})), now).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// N6: mutes the reminders about one credential, or sends them again. Doing it again changes
    /// nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the learner has no such credential.
    pub async fn mute_credential(
        &self,
        learner: Uuid,
        mut credential: Uuid,
        muted: bool,
    ) -> Result<(), Error> {
        let now = self.now();
        let certification = loop {
            let found = {
                let mut reader = self.store.read().await?;
                preferences::certification(&mut reader.on(), learner, credential).await?
            };
            match found {
                Some(slug) => break slug,
                // P7: that of one that was merged leads to the one that it went into.
                None => credential = self.present_id(credential).await?.ok_or(Error::NotFound)?,
            }
        };
        let mut transaction = self.store.begin().await?;
        let on = &mut transaction.on();
        if preferences::mute(on, credential, muted.then_some(now)).await? {
            let detail = json!({ "certification": certification });
            audit::record(on, &own(learner, muting(muted), detail), now).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Chooses the hours in which mails about credentials wait, `[from, until]`, or none.
    ///
    /// # Errors
    /// [`Invalid::QuietHours`] where they are the same, are no hours, or no time zone was chosen.
    pub async fn set_quiet_hours(
        &self,
        learner: Uuid,
        hours: Option<[u8; 2]>,
    ) -> Result<(), Error> {
        let hours = match hours {
            Some([from, until]) => Some(QuietHours::new(from, until).ok_or(Invalid::QuietHours)?),
            None => None,
        };
        let mut transaction = self.store.begin().await?;
        transaction.lock(learner).await?;
        let on = &mut transaction.on();
        let before = preferences::of_learner(on, learner).await?.ok_or(Error::NotFound)?;
        if hours.is_some() && before.time_zone.is_none() {
            return Err(Invalid::QuietHours.into());
        }
        if hours != before.quiet_hours() {
            preferences::set_quiet_hours(on, learner, hours).await?;
            let detail =
                json!({ "from": before.quiet_hours().map(written), "to": hours.map(written) });
            audit::record(on, &own(learner, Action::QuietHoursChanged, detail), self.now()).await?;
        }
        Ok(transaction.commit().await?)
    }
}

const fn muting(muted: bool) -> Action {
    if muted { Action::RemindersMuted } else { Action::RemindersUnmuted }
}

fn written(QuietHours { from, until }: QuietHours) -> String {
    format!("{from:02}:00–{until:02}:00")
}
