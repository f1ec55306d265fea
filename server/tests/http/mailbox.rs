//! The outbox of a site and the links of its mails, and all that it stores, to compare.

use service::store::{Store, Transaction, links};
use sqlx::{AssertSqlSafe, Connection, FromRow, SqliteConnection, sqlite::SqliteRow};
use uuid::Uuid;

use crate::support::Site;

impl Site {
    /// All rows that a statement finds in the (embedded) database.
    pub async fn rows<Row: for<'r> FromRow<'r, SqliteRow> + Send + Unpin>(
        &self,
        sql: &str,
    ) -> Vec<Row> {
        let mut connection = SqliteConnection::connect(&self.database).await.unwrap();
        sqlx::query_as(AssertSqlSafe(sql.to_owned())).fetch_all(&mut connection).await.unwrap()
    }

    /// The link of a mail, as a try to send it makes one.
    pub async fn link(&self, mail: Uuid) -> String {
        let store = Store::connect(&self.database).await.unwrap();
        let mut transaction: Transaction = store.begin().await.unwrap();
        let now = self.parts.service.now();
        let tokens = links::add(&mut transaction.on(), &[mail], now).await.unwrap();
        transaction.commit().await.unwrap();
        tokens.into_iter().next().unwrap()
    }

    /// The link of the last mail of a kind.
    pub async fn link_of(&self, kind: &str) -> String {
        let sql = format!("SELECT id FROM mail WHERE kind = '{kind}' ORDER BY id DESC LIMIT 1");
        let found = self.rows::<(Uuid,)>(&sql).await;
        self.link(found[0].0).await
    }

    /// The link of a mail about a credential, which it puts into the outbox.
    pub async fn link_about(&self, kind: &str, credential: &str) -> String {
        let id = Uuid::now_v7();
        let (mail, credential) = (id.simple(), credential.replace('-', ""));
        let sql = format!(
            "INSERT INTO mail (id, kind, learner_id, credential_id, cycle, detail, due_at, state,
                next_try_at) SELECT X'{mail}', '{kind}', p.learner_id, k.id, k.cycle, '{{}}',
                '2026-01-01T00:00:00+00:00', 'queued', '2026-01-01T00:00:00+00:00'
            FROM credential k JOIN certification_profile p ON p.id = k.certification_profile_id
            WHERE k.id = X'{credential}' RETURNING kind"
        );
        assert_eq!(self.rows::<(String,)>(&sql).await.len(), 1);
        self.link(id).await
    }

    /// Everything that is stored, line by line.
    pub async fn everything(&self) -> Vec<String> {
        let tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
        let mut all = Vec::new();
        for (table,) in self.rows::<(String,)>(tables).await {
            let columns = format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid");
            let columns = self.rows::<(String,)>(&columns).await;
            let quoted: Vec<_> =
                columns.iter().map(|(name,)| format!("quote(\"{name}\")")).collect();
            let sql = format!("SELECT {} FROM \"{table}\" ORDER BY 1", quoted.join(" || '|' || "));
            let lines = self.rows::<(String,)>(&sql).await;
            all.extend(lines.into_iter().map(|(line,)| format!("{table}: {line}")));
        }
        all
    }
}
