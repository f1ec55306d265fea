//! Where links of mails lead: their tokens, of which only hashes are kept, and what waits for whoever
//! follows one.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Connection, StoreError, execute_rows};
use crate::secrets::{hash_of, new_link_token};

/// Makes a link for each of these mails and says their tokens, in order: 32 hexadecimal digits. The
/// addresses are `/go/{token}` and, of reminders, `/go/{token}/unsubscribe`.
pub async fn add(
    on: &mut Connection<'_>,
    mails: &[Uuid],
    now: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    const SQL: &str = "INSERT INTO link (token_hash, mail_id, made_at) VALUES {rows}";
    let tokens: Vec<_> = mails.iter().map(|_| new_link_token()).collect();
    let links: Vec<_> = mails.iter().zip(tokens.iter().map(|token| hash_of(token))).collect();
    execute_rows!(on, SQL, links, |(mail, hash)| hash, **mail, now);
    Ok(tokens)
}
