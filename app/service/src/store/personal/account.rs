//! Who the person is, how they sign in, and what support did for them.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::row_of_person;

row_of_person! {
    /// The person, and what is left of accounts that were merged into theirs (P7).
    Person {
        /// Their id, which the record keeps when the account is deleted.
        id: Uuid,
        /// What they are called.
        display_name: String,
        /// When the account was made.
        created_at: DateTime<Utc>,
        /// When it was merged into another one.
        deleted_at: Option<DateTime<Utc>>,
        /// The tag of the language chosen.
        language: Option<String>,
        /// The IANA name of the time zone chosen.
        time_zone: Option<String>,
        /// Since when no reminders are sent.
        reminders_muted_at: Option<DateTime<Utc>>,
        /// The hour at which quiet hours begin.
        quiet_from: Option<i32>,
        /// The hour at which quiet hours end.
        quiet_until: Option<i32>,
        /// How many mails in a row could not be delivered.
        undelivered: i32,
        /// Whether there is a calendar feed; of its address only a hash is stored.
        has_calendar: bool,
    }
    "SELECT id, display_name, created_at, deleted_at, language, time_zone, reminders_muted_at,
        quiet_from, quiet_until, undelivered, calendar_hash IS NOT NULL AS has_calendar FROM learner
    WHERE id = $1 OR id IN (SELECT id FROM former_id WHERE present_id = $1)
    ORDER BY id <> $1, created_at"
}

row_of_person! {
    /// P7: an old number, and what it leads to.
    FormerId {
        /// The old number.
        id: Uuid,
        /// `learner`, `certification_profile` or `credential`.
        kind: String,
        /// What it leads to.
        present_id: Uuid,
        /// Since when.
        since: DateTime<Utc>,
    }
    "SELECT id, kind, present_id, since FROM former_id WHERE present_id = $1
        OR present_id IN (SELECT id FROM certification_profile WHERE learner_id = $1)
        OR present_id IN (SELECT k.id FROM credential k
            JOIN certification_profile p ON p.id = k.certification_profile_id
            WHERE p.learner_id = $1)
    ORDER BY since, id"
}

row_of_person! {
    /// What the person may do for others.
    Role {
        /// `support`, `author` or `administrator`.
        role: String,
        /// Since when.
        given_at: DateTime<Utc>,
    }
    "SELECT role, given_at FROM role WHERE learner_id = $1 ORDER BY given_at, role"
}

row_of_person! {
    /// A way to sign in. Of a password only a hash is stored, which is no data of the person.
    Login {
        /// Its id.
        id: Uuid,
        /// P3: the learning profile that it is in.
        learning_profile_id: Option<Uuid>,
        /// `personal` or `work` (P3).
        kind: String,
        /// `password`, or the id of a provider.
        provider: String,
        /// What the provider calls the person.
        subject: String,
        /// Its e-mail address.
        email: String,
        /// Whether the hash of a password is stored.
        has_password: bool,
        /// When it was added.
        created_at: DateTime<Utc>,
    }
    "SELECT id, learning_profile_id, kind, provider, subject, email,
        password_hash IS NOT NULL AS has_password, created_at
    FROM login WHERE learner_id = $1 ORDER BY created_at, id"
}

row_of_person! {
    /// A browser that is signed in.
    Session {
        /// With which login.
        login_id: Uuid,
        /// What the browser said it is.
        device: String,
        /// When it was begun.
        created_at: DateTime<Utc>,
        /// When it was last used.
        last_used_at: DateTime<Utc>,
        /// When it ends at the latest.
        expires_at: DateTime<Utc>,
    }
    "SELECT s.login_id, s.device, s.created_at, s.last_used_at, s.expires_at
    FROM session s JOIN login l ON l.id = s.login_id
    WHERE l.learner_id = $1 ORDER BY s.created_at"
}

row_of_person! {
    /// A login that was proven in a session. P7, P8
    Proof {
        /// Which login.
        login_id: Uuid,
        /// When.
        proved_at: DateTime<Utc>,
    }
    "SELECT f.login_id, f.proved_at FROM proof f JOIN login l ON l.id = f.login_id
    WHERE l.learner_id = $1 ORDER BY f.proved_at"
}

row_of_person! {
    /// Signing in by password failed so often in a row; kept for a day.
    FailedSignIns {
        /// For this address.
        email: String,
        /// How often.
        failures: i32,
        /// When last.
        last_at: DateTime<Utc>,
    }
    "SELECT l.email, f.failures, f.last_at
    FROM sign_in_failure f JOIN login l ON f.subject = 'account:' || l.subject
    WHERE l.learner_id = $1 AND l.provider = 'password'"
}

row_of_person! {
    /// Mails that were asked for an address, so often in a row; kept for a day.
    AskedMails {
        /// For this address.
        email: String,
        /// How often.
        asked: i32,
        /// When last.
        last_at: DateTime<Utc>,
    }
    "SELECT l.email, f.failures AS asked, f.last_at
    FROM sign_in_failure f JOIN login l ON f.subject = 'mail:' || l.search_email
    WHERE l.learner_id = $1"
}

row_of_person! {
    /// A request to support. P6
    SupportRequest {
        /// What both sides call it.
        reference: String,
        /// P5: how the profiles stood.
        connection: String,
        /// What was written.
        message: String,
        /// When it was asked.
        asked_at: DateTime<Utc>,
        /// When it was answered.
        answered_at: Option<DateTime<Utc>>,
    }
    "SELECT reference, connection, message, asked_at, answered_at FROM support_request
    WHERE learner_id = $1 OR learner_id IN (SELECT id FROM former_id WHERE present_id = $1)
    ORDER BY asked_at, reference"
}

row_of_person! {
    /// What support stood for, so that a proof was not needed. P7
    Attestation {
        /// `merge` or `login_change`.
        what: String,
        /// The profile that stays, or whose login changes.
        certification_profile_id: Uuid,
        /// The profile that goes into it, or its new login.
        other_id: Uuid,
        /// Why.
        reason: String,
        /// When.
        attested_at: DateTime<Utc>,
        /// When it was made use of.
        used_at: Option<DateTime<Utc>>,
    }
    // Of the profiles one may have been merged into another since (P7), or be another account's.
    "WITH own AS (SELECT id FROM certification_profile WHERE learner_id = $1
        UNION ALL SELECT f.id FROM former_id f
            JOIN certification_profile p ON p.id = f.present_id WHERE p.learner_id = $1)
    SELECT what, certification_profile_id, other_id, reason, attested_at, used_at
    FROM attestation WHERE certification_profile_id IN (SELECT id FROM own)
        OR other_id IN (SELECT id FROM own)
    ORDER BY attested_at, id"
}
