//! The mails of a person, and what they lead to.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::row_of_person;

/// Which mails (`m`) are a person's (`$1`): also those of accounts that were merged into theirs (P7),
/// and those to their address before it had an account.
macro_rules! theirs {
    () => {
        "(m.learner_id = $1
            OR m.learner_id IN (SELECT id FROM former_id WHERE present_id = $1)
            OR (m.learner_id IS NULL
                AND m.address IN (SELECT search_email FROM login WHERE learner_id = $1)))"
    };
}

row_of_person! {
    /// A mail. N3
    Mail {
        /// Its id.
        id: Uuid,
        /// Which mail.
        kind: String,
        /// About which credential.
        credential_id: Option<Uuid>,
        /// In which cycle.
        cycle: Option<i32>,
        /// After which attempt.
        attempt_id: Option<Uuid>,
        /// To which address, where that was settled beforehand.
        address: Option<String>,
        /// What else it says.
        detail: Json<Value>,
        /// When it was due.
        due_at: DateTime<Utc>,
        /// `queued`, `sent`, `dropped` or `dead`.
        state: String,
        /// How often it was tried.
        tries: i32,
        /// Why it was not sent, or not at the first try.
        reason: Option<String>,
        /// When it was sent or given up.
        settled_at: Option<DateTime<Utc>>,
    }
    concat!(
        "SELECT m.id, m.kind, m.credential_id, m.cycle, m.attempt_id, m.address, m.detail, m.due_at,
            m.state, m.tries, m.reason, m.settled_at
        FROM mail m WHERE ", theirs!(), " ORDER BY m.due_at, m.id"
    )
}

row_of_person! {
    /// A link of a mail. Of its token only a hash is stored.
    MailLink {
        /// Of which mail.
        mail_id: Uuid,
        /// When the link was made.
        made_at: DateTime<Utc>,
    }
    concat!(
        "SELECT l.mail_id, l.made_at FROM link l JOIN mail m ON m.id = l.mail_id
        WHERE ", theirs!(), " ORDER BY l.made_at, m.id"
    )
}

row_of_person! {
    /// What waited for whoever reads a mail; kept for a day.
    AddressRequest {
        /// Which mail.
        mail_id: Uuid,
        /// `register`, `reset_password` or `change_address`.
        purpose: String,
        /// Of which login; of none to register.
        login_id: Option<Uuid>,
        /// Of which address the mail was to be read.
        address: String,
        /// When it was asked for.
        asked_at: DateTime<Utc>,
        /// When it was used, or ended by another one.
        used_at: Option<DateTime<Utc>>,
    }
    concat!(
        "SELECT r.mail_id, r.purpose, r.login_id, r.address, r.asked_at, r.used_at
        FROM address_request r JOIN mail m ON m.id = r.mail_id
        WHERE ", theirs!(), " ORDER BY r.asked_at, m.id"
    )
}
