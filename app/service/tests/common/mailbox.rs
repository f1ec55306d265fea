//! The outbox as its readers see it, and links of its mails.

use service::store::{Store, links};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use super::Fixture;

/// A mail in the outbox.
#[derive(Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Queued {
    pub id: Uuid,
    pub kind: String,
    pub learner_id: Option<Uuid>,
    pub address: Option<String>,
    pub detail: sqlx::types::Json<serde_json::Value>,
}

impl Fixture {
    /// All rows that a statement finds.
    pub async fn select<Row>(&self, sql: &str) -> Vec<Row>
    where
        Row: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow>
            + for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>
            + Send
            + Unpin,
    {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.store {
            Store::Sqlite { writer, .. } => sqlx::query_as(sql).fetch_all(writer).await.unwrap(),
            Store::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
        }
    }

    /// The mails in the outbox, in the order in which they came.
    pub async fn queued(&self) -> Vec<Queued> {
        self.select("SELECT id, kind, learner_id, address, detail FROM mail ORDER BY id").await
    }

    /// The kinds of the mails in the outbox and where they go.
    pub async fn outbox(&self) -> Vec<(String, Option<String>)> {
        self.queued().await.into_iter().map(|mail| (mail.kind, mail.address)).collect()
    }

    /// The last mail of a kind.
    pub async fn last(&self, kind: &str) -> Queued {
        self.queued().await.into_iter().rfind(|mail| mail.kind == kind).unwrap()
    }

    /// A link of a mail, as a try to send it makes one.
    pub async fn link(&self, mail: Uuid) -> String {
        let mut transaction = self.store.begin().await.unwrap();
        let now = self.service.now();
        let made = links::add(&mut transaction.on(), &[mail], now).await.unwrap();
        transaction.commit().await.unwrap();
        made.into_iter().next().unwrap()
    }

    /// A link of the last mail of a kind.
    pub async fn link_of(&self, kind: &str) -> String {
        self.link(self.last(kind).await.id).await
    }

    /// Everything that is stored, table by table, to compare.
    pub async fn everything(&self) -> Vec<String> {
        let tables: &str = match self.store {
            Store::Sqlite { .. } => {
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            }
            Store::Postgres(_) => {
                "SELECT table_name::text FROM information_schema.tables
                    WHERE table_schema = 'public' ORDER BY 1"
            }
        };
        let mut all = Vec::new();
        for (table,) in self.select::<(String,)>(tables).await {
            let columns = match self.store {
                Store::Sqlite { .. } => {
                    format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid")
                }
                Store::Postgres(_) => format!(
                    "SELECT column_name::text FROM information_schema.columns
                        WHERE table_name = '{table}' ORDER BY ordinal_position"
                ),
            };
            let columns: Vec<_> = self
                .select::<(String,)>(&columns)
                .await
                .into_iter()
                .map(|(name,)| match self.store {
                    Store::Sqlite { .. } => format!("quote(\"{name}\")"),
                    Store::Postgres(_) => format!("COALESCE(\"{name}\"::text, '')"),
                })
                .collect();
            let sql = format!(
                "SELECT {} AS line FROM \"{table}\" ORDER BY 1",
                columns.join(" || '|' || ")
            );
            for (line,) in self.select::<(String,)>(&sql).await {
                all.push(format!("{table}: {line}"));
            }
        }
        all
    }
}
