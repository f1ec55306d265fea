//! The account as its owner sees it: the page, and what was done to it.

use chrono_tz::Tz;
use domain::{
    audit::Action,
    view::{Account, Act, Login, Trail},
};
use serde_json::Value;
use uuid::Uuid;
use words::Language;

use super::{device, place, sessions as own_sessions, settings as own_settings};
use crate::{
    Error, Service,
    store::{
        audit::{self, Actor, Recorded, Search},
        sessions, settings,
    },
};

/// So many acts are on a page, and one more is asked for to know whether there are older ones.
const ACTS: usize = 25;
const ASKED_FOR: i64 = 26;

impl Service {
    /// The account of a learner; `token` is that of the session that asks.
    pub async fn account(&self, learner: Uuid, token: &str) -> Result<Account, Error> {
        let now = self.now();
        let mut reader = self.store.read().await?;
        let on = &mut reader.on();
        let chosen = settings::of_learner(on, learner).await?.ok_or(Error::NotFound)?;
        let logins = settings::logins(on, learner).await?;
        let sessions = sessions::of_learner(on, learner).await?;
        let zone = chosen.time_zone.as_ref().and_then(|name| name.parse::<Tz>().ok());
        Ok(Account {
            now,
            name: chosen.display_name,
            language: chosen.language,
            time_zone: chosen.time_zone,
            local_now: zone.map(|zone| now.with_timezone(&zone).naive_local()),
            time_zones: own_settings::time_zones(),
            logins: logins.into_iter().map(login).collect(),
            sessions: own_sessions::seen(&sessions, token, now),
        })
    }

    /// A page of what was done to the learner's account: the newest, or what is `older` than the
    /// last line of the page before.
    ///
    /// # Errors
    /// [`Error::NotFound`] where no page has led to `older`.
    pub async fn trail(
        &self,
        learner: Uuid,
        older: Option<&str>,
        language: Language,
    ) -> Result<Trail, Error> {
        let after = match older {
            Some(text) => Some(place::read(text).ok_or(Error::NotFound)?),
            None => None,
        };
        let search = Search { learner: Some(learner), after, ..Search::default() };
        let mut reader = self.store.read().await?;
        let mut found = audit::search(&mut reader.on(), &search, ASKED_FOR).await?;
        let more = found.len() > ACTS;
        found.truncate(ACTS);
        Ok(Trail {
            older: found.last().filter(|_| more).map(|line| place::written(line.at, line.id)),
            acts: found.iter().map(|line| act(learner, line, language)).collect(),
        })
    }
}

fn login(row: settings::LoginRow) -> Login {
    Login {
        id: row.id,
        personal: row.kind == "personal",
        provider: row.provider,
        email: row.email,
        has_password: row.has_password,
    }
}

fn act(learner: Uuid, line: &Recorded, language: Language) -> Act {
    let who = match line.actor {
        Actor::Learner(id) if id == learner || Some(id) == line.learner => language.audit_by_you(),
        Actor::Learner(_) if line.action == Action::LoginProven => language.audit_by_another(),
        Actor::Learner(_) => language.audit_by_staff(),
        Actor::Key(_) => language.audit_by_key(),
        Actor::Program => language.brand_name(),
    };
    Act {
        at: line.at,
        action: line.action.name().to_owned(),
        what: language.audit_action(line.action).to_owned(),
        detail: detail(&line.detail),
        who: who.to_owned(),
    }
}

/// What is worth reading of a detail: what it was about, and why it was done.
fn detail(detail: &Value) -> Option<String> {
    let text = |key: &str| detail[key].as_str().filter(|text| !text.is_empty());
    let change = text("to").map(|to| match text("from") {
        Some(from) => format!("{from} → {to}"),
        None => to.to_owned(),
    });
    let about = ["certification", "exam", "role", "reason"].map(|key| text(key).map(str::to_owned));
    let parts: Vec<_> =
        [text("device").map(device::name), change].into_iter().chain(about).flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}
