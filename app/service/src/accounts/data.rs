//! Everything stored about a person, for them to take away.

use chrono::{DateTime, Utc};
use domain::audit::Action;
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::own;
use crate::{
    Error, Service,
    store::{
        audit::{self, Actor, Recorded, Search},
        personal::{self, Personal},
    },
};

/// The file that a person downloads: one JSON object with a list per kind of thing. Instants are
/// UTC (RFC 3339), days are `YYYY-MM-DD`, and ids join one list to another.
#[derive(Debug, Serialize)]
pub struct PersonalData {
    /// When the file was made.
    made_at: DateTime<Utc>,
    /// What the tables hold.
    #[serde(flatten)]
    stored: Personal,
    /// What was done to the account, the newest first.
    audit: Vec<Act>,
}

/// A line of the audit log without the ids of others.
#[derive(Debug, Serialize)]
struct Act {
    at: DateTime<Utc>,
    /// See [`Action`].
    action: &'static str,
    /// `you`, `another` (account), `staff`, `key` (an examination provider) or `program`.
    by: &'static str,
    detail: Value,
}

impl Service {
    /// Everything stored about a learner; that it was asked for is written to the audit log.
    pub async fn personal_data(&self, learner: Uuid) -> Result<PersonalData, Error> {
        let now = self.now();
        let mut transaction = self.store.begin().await?;
        let on = &mut transaction.on();
        audit::record(on, &own(learner, Action::DataDownloaded, json!({})), now).await?;
        let stored = personal::everything(on, learner).await?;
        let all = Search { learner: Some(learner), ..Search::default() };
        let lines = audit::search(on, &all, i64::MAX).await?;
        transaction.commit().await?;
        let audit = lines.into_iter().map(|line| act(learner, line)).collect();
        Ok(PersonalData { made_at: now, stored, audit })
    }
}

fn act(learner: Uuid, line: Recorded) -> Act {
    let by = match line.actor {
        Actor::Learner(id) if id == learner || Some(id) == line.learner => "you",
        Actor::Learner(_) if line.action == Action::LoginProven => "another",
        Actor::Learner(_) => "staff",
        Actor::Key(_) => "key",
        Actor::Program => "program",
    };
    Act { at: line.at, action: line.action.name(), by, detail: line.detail }
}
