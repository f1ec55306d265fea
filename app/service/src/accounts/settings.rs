//! What people choose for their account: name, language, time zone, password.

use std::net::IpAddr;

use chrono_tz::{TZ_VARIANTS, Tz};
use domain::{audit::Action, notice::Kind};
use serde_json::{Value, json};
use uuid::Uuid;
use words::Language;

use super::{SignInError, hash_password, own};
use crate::{
    Error, Invalid, Service,
    secrets::hash_of,
    store::{
        audit,
        mail::{self, NewMail},
        sessions,
        settings::{self, Settings},
    },
};

/// How many characters a new password has.
const PASSWORD: std::ops::RangeInclusive<usize> = 10..=256;
/// How many characters a name has at most.
const NAME: usize = 100;

impl Service {
    /// Changes what a learner is called.
    ///
    /// # Errors
    /// [`Invalid::Name`].
    pub async fn set_name(&self, learner: Uuid, name: &str) -> Result<(), Error> {
        let name = usable_name(name)?;
        self.change(learner, Action::NameChanged, |settings| {
            let before = std::mem::replace(&mut settings.display_name, name.to_owned());
            (before != name).then(|| json!({ "from": before, "to": name }))
        })
        .await
    }

    /// Keeps the language of the pages with the account.
    pub async fn set_language(&self, learner: Uuid, language: Language) -> Result<(), Error> {
        let tag = language.tag();
        self.change(learner, Action::LanguageChanged, |settings| {
            let before = settings.language.replace(tag.to_owned());
            (before.as_deref() != Some(tag)).then(|| json!({ "from": before, "to": tag }))
        })
        .await
    }

    /// Keeps a time zone with the account, or none.
    ///
    /// # Errors
    /// [`Invalid::TimeZone`] where the IANA knows no zone of this name.
    pub async fn set_time_zone(&self, learner: Uuid, zone: Option<&str>) -> Result<(), Error> {
        let zone = match zone {
            Some(name) => Some(name.parse::<Tz>().map_err(|_| Invalid::TimeZone)?.name()),
            None => None,
        };
        self.change(learner, Action::TimeZoneChanged, |settings| {
            let before = std::mem::replace(&mut settings.time_zone, zone.map(str::to_owned));
            (before.as_deref() != zone).then(|| json!({ "from": before, "to": zone }))
        })
        .await
    }

    /// Changes the choices of a learner; what `change` answers is written to the audit log.
    async fn change(
        &self,
        learner: Uuid,
        action: Action,
        change: impl FnOnce(&mut Settings) -> Option<Value>,
    ) -> Result<(), Error> {
        let mut transaction = self.store.begin().await?;
        transaction.lock(learner).await?;
        let on = &mut transaction.on();
        let mut settings = settings::of_learner(on, learner).await?.ok_or(Error::NotFound)?;
        if let Some(detail) = change(&mut settings) {
            settings::store(on, learner, &settings).await?;
            audit::record(on, &own(learner, action, detail), self.now()).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Changes the password of one of the learner's logins, from the first to the second, and ends
    /// all their sessions but the one with this token.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the learner has no such login with a password,
    /// [`Invalid::Password`], and those of [`Self::sign_in`] for the old password.
    pub async fn change_password(
        &self,
        learner: Uuid,
        token: &str,
        login: Uuid,
        [old, new]: [&str; 2],
        language: Language,
        from: IpAddr,
    ) -> Result<(), SignInError> {
        let logins = settings::logins(&mut self.store.read().await?.on(), learner).await?;
        let known = logins.into_iter().find(|row| row.id == login && row.has_password);
        let email = known.ok_or(Error::NotFound)?.email;
        usable_password(new).map_err(Error::from)?;
        let proved = self.prove(&email, old, from).await?;
        let hash = hash_password(new.to_owned()).await;
        let mut transaction = self.store.begin().await?;
        if proved.login.id != login || !proved.stands(&mut transaction).await? {
            return Err(SignInError::Wrong);
        }
        let on = &mut transaction.on();
        settings::set_password(on, login, &hash).await?;
        let ended = sessions::end_others(on, learner, &hash_of(token)).await?;
        let now = self.now();
        let entry = own(learner, Action::PasswordChanged, json!({ "sessions_ended": ended }));
        audit::record(on, &entry, now).await?;
        let notice = NewMail {
            kind: Kind::PasswordChanged,
            learner_id: Some(learner),
            address: Some(email),
            detail: json!({ "language": language.tag() }),
            due_at: now,
        };
        mail::queue(on, &notice).await?;
        Ok(transaction.commit().await?)
    }
}

/// A name as it is kept.
///
/// # Errors
/// [`Invalid::Name`].
pub(crate) fn usable_name(name: &str) -> Result<&str, Invalid> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME || name.chars().any(char::is_control) {
        return Err(Invalid::Name);
    }
    Ok(name)
}

/// # Errors
/// [`Invalid::Password`] where a new password is too short or too long.
pub(crate) fn usable_password(password: &str) -> Result<(), Invalid> {
    if PASSWORD.contains(&password.chars().count()) { Ok(()) } else { Err(Invalid::Password) }
}

/// The names of the time zones that can be chosen: places and UTC, without what is only there for
/// old programs (`EST5EDT`, `Etc/GMT+5`, `US/Pacific`).
pub(super) fn time_zones() -> Vec<String> {
    const REGIONS: [&str; 10] = [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ];
    let is_place =
        |name: &&str| name.split_once('/').is_some_and(|(region, _)| REGIONS.contains(&region));
    let mut places: Vec<_> = TZ_VARIANTS.iter().map(|zone| zone.name()).filter(is_place).collect();
    places.sort_unstable();
    ["UTC"].into_iter().chain(places).map(str::to_owned).collect()
}
