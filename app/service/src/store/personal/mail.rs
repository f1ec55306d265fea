//! The mails of a person, and what they lead to.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::row_of_person;

row_of_person! {
    /// A mail. N3
    Mail {
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
        /// When it was due.
        due_at: DateTime<Utc>,
        /// `queued`, `sent`, `dropped` or `dead`.
        state: String,
        /// Why it was not sent, or not at the first try.
        reason: Option<String>,
        /// When it was sent or given up.
        settled_at: Option<DateTime<Utc>>,
    }
    "SELECT kind, credential_id, cycle, attempt_id, address, due_at, state, reason, settled_at
    FROM mail WHERE learner_id = $1 ORDER BY due_at, id"
}

row_of_person! {
    /// A link of a mail. Of its token only a hash is stored.
    MailLink {
        /// Of which kind of mail.
        kind: String,
        /// When the mail was due.
        due_at: DateTime<Utc>,
        /// When the link was made.
        made_at: DateTime<Utc>,
    }
    "SELECT m.kind, m.due_at, l.made_at FROM link l JOIN mail m ON m.id = l.mail_id
    WHERE m.learner_id = $1 ORDER BY l.made_at, m.id"
}

row_of_person! {
    /// What waited for whoever reads a mail; kept for a day.
    AddressRequest {
        /// `register`, `reset_password` or `change_address`.
        purpose: String,
        /// Of which address the mail was to be read.
        address: String,
        /// When it was asked for.
        asked_at: DateTime<Utc>,
        /// When it was used, or ended by another one.
        used_at: Option<DateTime<Utc>>,
    }
    "SELECT r.purpose, r.address, r.asked_at, r.used_at
    FROM address_request r JOIN mail m ON m.id = r.mail_id
    WHERE m.learner_id = $1 ORDER BY r.asked_at, m.id"
}
