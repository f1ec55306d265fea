//! What stands in the tables, whichever database it is.

use service::store::Store;
use sqlx::AssertSqlSafe;

use super::Fixture;

impl Fixture {
    /// Runs a statement of the test's own.
    pub async fn by_hand(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.store {
            Store::Sqlite { writer, .. } => {
                sqlx::query(sql).execute(writer).await.unwrap();
            }
            Store::Postgres(pool) => {
                sqlx::query(sql).execute(pool).await.unwrap();
            }
        }
    }

    /// What a statement of the test's own gives.
    pub async fn read_by_hand<Row>(&self, sql: String) -> Vec<Row>
    where
        Row: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow>
            + for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>
            + Send
            + Unpin,
    {
        let sql = AssertSqlSafe(sql);
        match &self.store {
            Store::Sqlite { writer, .. } => sqlx::query_as(sql).fetch_all(writer).await.unwrap(),
            Store::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
        }
    }

    /// Every column of every table, by their names.
    pub async fn columns(&self) -> Vec<(String, String)> {
        let columns = match self.store {
            // `xinfo` knows those that are worked out, too.
            Store::Sqlite { .. } => {
                "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_xinfo(t.name) c
                    WHERE t.type = 'table'"
            }
            Store::Postgres(_) => {
                "SELECT table_name::text, column_name::text FROM information_schema.columns
                    WHERE table_schema = 'public'"
            }
        };
        let columns = self.read_by_hand(columns.to_owned()).await;
        assert!(columns.len() > 80, "{}", columns.len());
        columns
    }

    /// The columns in which a text stands, whatever the case.
    pub async fn found(&self, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        for (table, column) in self.columns().await {
            let sql = format!(
                "SELECT COUNT(*) FROM \"{table}\"
                    WHERE LOWER(CAST(\"{column}\" AS TEXT)) LIKE '%{text}%'"
            );
            let [(count,)] = self.read_by_hand::<(i64,)>(sql).await[..] else { unreachable!() };
            if count > 0 {
                found.push(format!("{table}.{column}"));
            }
        }
        found
    }
}
