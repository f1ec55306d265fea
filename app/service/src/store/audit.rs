//! The audit log: who did what, and whom it concerns. It is only added to; the schema sees to it.

use chrono::{DateTime, Utc};
use domain::audit::Action;
use serde_json::Value;
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use super::{Connection, Senseless, StoreError, execute, execute_rows, query};

/// Who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person, for themselves or with a role for others.
    Learner(Uuid),
    /// Another program, with this key of the HTTP API.
    Key(Uuid),
    /// This program itself: a job, the command line.
    Program,
}

impl Actor {
    const fn stored(self) -> (&'static str, Option<Uuid>) {
        match self {
            Self::Learner(id) => ("learner", Some(id)),
            Self::Key(id) => ("key", Some(id)),
            Self::Program => ("program", None),
        }
    }

    fn read(kind: &str, id: Option<Uuid>) -> Option<Self> {
        match (kind, id) {
            ("learner", Some(id)) => Some(Self::Learner(id)),
            ("key", Some(id)) => Some(Self::Key(id)),
            ("program", None) => Some(Self::Program),
            _ => None,
        }
    }
}

/// A line to be written.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Who did it.
    pub actor: Actor,
    /// Whom it concerns; they can read it.
    pub learner: Option<Uuid>,
    /// What was done.
    pub action: Action,
    /// The rest: a small object without secrets. The person whom it concerns may see it; it is
    /// emptied when they delete their account. No names or addresses of others.
    pub detail: Value,
}

/// Writes a line, in the transaction of what it records.
pub async fn record(
    on: &mut Connection<'_>,
    entry: &Entry,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO audit
        (id, at, actor_kind, actor_id, learner_id, action, detail)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let (kind, actor) = entry.actor.stored();
    let action = entry.action.name();
    execute!(
        on,
        SQL,
        Uuid::now_v7(),
        now,
        kind,
        actor,
        entry.learner,
        action,
        Json(&entry.detail)
    )?;
    Ok(())
}

/// Writes many lines at once, in their order.
pub async fn record_all(
    on: &mut Connection<'_>,
    entries: &[Entry],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO audit
        (id, at, actor_kind, actor_id, learner_id, action, detail) VALUES {rows}";
    execute_rows!(
        on,
        SQL,
        entries,
        |entry| Uuid::now_v7(),
        now,
        entry.actor.stored().0,
        entry.actor.stored().1,
        entry.learner,
        entry.action.name(),
        Json(&entry.detail),
    );
    Ok(())
}

/// A line as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its id.
    pub id: Uuid,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: Actor,
    /// Whom it concerns.
    pub learner: Option<Uuid>,
    /// What was done.
    pub action: Action,
    /// The rest.
    pub detail: Value,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    at: DateTime<Utc>,
    actor_kind: String,
    actor_id: Option<Uuid>,
    learner_id: Option<Uuid>,
    action: String,
    detail: Json<Value>,
}

impl TryFrom<Row> for Recorded {
    type Error = Senseless;

    fn try_from(row: Row) -> Result<Self, Senseless> {
        let senseless = |column, value: &str| Senseless {
            table: "audit",
            column,
            id: row.id.to_string(),
            value: value.to_owned(),
        };
        let action = Action::ALL.iter().find(|action| action.name() == row.action);
        Ok(Self {
            id: row.id,
            at: row.at,
            actor: Actor::read(&row.actor_kind, row.actor_id)
                .ok_or_else(|| senseless("actor_kind", &row.actor_kind))?,
            learner: row.learner_id,
            action: *action.ok_or_else(|| senseless("action", &row.action))?,
            detail: row.detail.0,
        })
    }
}

/// Where a page of the log ends and the next begins: instant and id of its last line.
pub type Place = (DateTime<Utc>, Uuid);

/// Which lines of the log are looked for; what is `None` does not matter.
#[derive(Clone, Copy, Debug, Default)]
pub struct Search {
    /// Who did it: a person or a key.
    pub actor: Option<Uuid>,
    /// Whom it concerns, or whose account was merged into theirs (P7).
    pub learner: Option<Uuid>,
    /// What was done.
    pub action: Option<Action>,
    /// At or after this instant.
    pub since: Option<DateTime<Utc>>,
    /// Only what comes after this place, going back in time.
    pub after: Option<Place>,
}

/// After every line there can be, of the instants that are written alike in both databases.
const END: Place = (
    DateTime::from_timestamp(253_402_300_799, 0).expect("the year 9999 is an instant"),
    Uuid::max(),
);

// $1 learner, $2 actor, $3 action, $4 since, $5 and $6 the place, $7 how many. The condition in front
// is the one whose index is used (no `OR` can use one); all indexes go on by time.
macro_rules! select_audit {
    ($condition:literal) => {
        concat!(
            "SELECT id, at, actor_kind, actor_id, learner_id, action, detail FROM audit WHERE ",
            $condition,
            " AND at >= $4 AND (at, id) < ($5, $6) ORDER BY at DESC, id DESC LIMIT $7"
        )
    };
}

/// Lines of the log, the newest first, at most `limit` of them.
pub async fn search(
    on: &mut Connection<'_>,
    search: &Search,
    limit: i64,
) -> Result<Vec<Recorded>, StoreError> {
    const OF_LEARNER: &str = select_audit!(
        "learner_id IN (SELECT id FROM learner WHERE id = $1
                UNION ALL SELECT id FROM former_id WHERE kind = 'learner' AND present_id = $1)
            AND ($2 IS NULL OR actor_id = $2) AND ($3 IS NULL OR action = $3)"
    );
    const OF_ACTOR: &str = select_audit!(
        "($1 IS NULL OR learner_id = $1) AND actor_id = $2 AND ($3 IS NULL OR action = $3)"
    );
    const OF_ACTION: &str = select_audit!(
        "($1 IS NULL OR learner_id = $1) AND ($2 IS NULL OR actor_id = $2) AND action = $3"
    );
    const BY_TIME: &str = select_audit!(
        "($1 IS NULL OR learner_id = $1) AND ($2 IS NULL OR actor_id = $2)
            AND ($3 IS NULL OR action = $3)"
    );
    let sql = match search {
        Search { learner: Some(_), .. } => OF_LEARNER,
        Search { actor: Some(_), .. } => OF_ACTOR,
        Search { action: Some(_), .. } => OF_ACTION,
        _ => BY_TIME,
    };
    let (at, id) = search.after.unwrap_or(END);
    let action = search.action.map(Action::name);
    let since = search.since.unwrap_or(DateTime::UNIX_EPOCH);
    let rows = query!(
        on,
        fetch_all::<Row>,
        sql,
        search.learner,
        search.actor,
        action,
        since,
        at,
        id,
        limit
    )?;
    rows.into_iter().map(|row| Ok(row.try_into()?)).collect()
}
