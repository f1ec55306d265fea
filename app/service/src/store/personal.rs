//! Everything that is stored about one person, as it stands in the tables. The shapes are those of
//! the file that they download; nothing of others is in them, and no key of a question (A11).

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use super::{Connection, StoreError, query};

/// Makes a row and how all rows of a person (`$1`) are read.
macro_rules! row_of_person {
    ($(#[$doc:meta])* $row:ident { $($(#[$about:meta])* $field:ident: $type:ty,)* } $sql:literal) => {
        $(#[$doc])*
        #[derive(Debug, FromRow, Serialize)]
        pub struct $row {
            $($(#[$about])* pub $field: $type,)*
        }

        impl $row {
            async fn of(on: &mut Connection<'_>, learner: Uuid) -> Result<Vec<Self>, StoreError> {
                Ok(query!(on, fetch_all::<$row>, $sql, learner)?)
            }
        }
    };
}

row_of_person! {
    /// The person, and what is left of accounts that were merged into theirs (P7).
    Person {
        /// Their id, which the record keeps when the account is deleted.
        id: Uuid,
        /// What they are called.
        display_name: String,
        /// When the account was made.
        created_at: DateTime<Utc>,
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
    "SELECT id, display_name, created_at, language, time_zone, reminders_muted_at, quiet_from,
        quiet_until, undelivered, calendar_hash IS NOT NULL AS has_calendar FROM learner
    WHERE id = $1 OR id IN (SELECT id FROM former_id WHERE present_id = $1)
    ORDER BY id <> $1, created_at"
}

row_of_person! {
    /// A way to sign in. Of a password only a hash is stored, which is no data of the person.
    Login {
        /// Its id.
        id: Uuid,
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
    "SELECT id, kind, provider, subject, email, password_hash IS NOT NULL AS has_password,
        created_at
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
    "SELECT a.what, a.certification_profile_id, a.other_id, a.reason, a.attested_at, a.used_at
    FROM attestation a JOIN certification_profile p ON p.id = a.certification_profile_id
    WHERE p.learner_id = $1 ORDER BY a.attested_at, a.id"
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
    FROM sign_in_failure f JOIN login l ON f.subject = 'mail:' || l.subject
    WHERE l.learner_id = $1 AND l.provider = 'password'"
}

row_of_person! {
    /// Where activity is kept. P3
    LearningProfile {
        /// Its id.
        id: Uuid,
    }
    "SELECT id FROM learning_profile WHERE learner_id = $1"
}

row_of_person! {
    /// Where certifications are kept. P3
    CertificationProfile {
        /// Its id.
        id: Uuid,
        /// Its personal login.
        personal_login_id: Uuid,
        /// When it was made.
        created_at: DateTime<Utc>,
        /// Since when it is connected to the learning profile, if it is.
        connected_at: Option<DateTime<Utc>>,
    }
    "SELECT p.id, p.personal_login_id, p.created_at, c.connected_at
    FROM certification_profile p LEFT JOIN connection c ON c.certification_profile_id = p.id
    WHERE p.learner_id = $1 ORDER BY p.created_at, p.id"
}

row_of_person! {
    /// A certification that is or was held.
    Credential {
        /// Its id.
        id: Uuid,
        /// In which profile.
        certification_profile_id: Uuid,
        /// Which certification, by its name in addresses.
        certification: String,
        /// The number of its present cycle.
        cycle: i32,
        /// When it was (last) earned.
        earned_on: NaiveDate,
        /// E1.
        valid_through: Option<NaiveDate>,
        /// Since when no reminders about it are sent.
        muted_at: Option<DateTime<Utc>>,
    }
    "SELECT k.id, k.certification_profile_id, c.slug AS certification, k.cycle, k.earned_on,
        k.valid_through, k.muted_at
    FROM credential k JOIN certification c ON c.id = k.certification_id
        JOIN certification_profile p ON p.id = k.certification_profile_id
    WHERE p.learner_id = $1 ORDER BY k.earned_on, k.id"
}

row_of_person! {
    /// What moved the date of a credential.
    History {
        /// Which credential.
        credential_id: Uuid,
        /// In which cycle.
        cycle: i32,
        /// `earned`, `renewed`, `extended` or `earned_again`.
        entry: String,
        /// When.
        at: DateTime<Utc>,
        /// The date before.
        valid_through_before: Option<NaiveDate>,
        /// The date after.
        valid_through: Option<NaiveDate>,
        /// The attempt that renewed it.
        attempt_id: Option<Uuid>,
        /// E5: why it was extended.
        reason: Option<String>,
    }
    "SELECT h.credential_id, h.cycle, h.entry, h.at, h.valid_through_before, h.valid_through,
        h.attempt_id, h.reason
    FROM ledger h JOIN credential k ON k.id = h.credential_id
        JOIN certification_profile p ON p.id = k.certification_profile_id
    WHERE p.learner_id = $1 ORDER BY h.at, h.id"
}

row_of_person! {
    /// One sitting of an assessment.
    Attempt {
        /// Its id.
        id: Uuid,
        /// Of which credential.
        credential_id: Uuid,
        /// In which cycle.
        cycle: i32,
        /// The version of the assessment.
        version: String,
        /// The language of the questions.
        language: String,
        /// A14: the version of the agreement.
        agreement: String,
        /// A14: when it was accepted.
        agreed_at: DateTime<Utc>,
        /// When it was started.
        started_at: DateTime<Utc>,
        /// A7.
        deadline: DateTime<Utc>,
        /// `open`, `passed`, `failed` or `closed_by_expiry`.
        state: String,
        /// When it ended.
        ended_at: Option<DateTime<Utc>>,
        /// A9.
        points: Option<i32>,
        /// A11: the share correct per skill.
        skills: Option<Json<Value>>,
    }
    "SELECT a.id, a.credential_id, a.cycle, v.version, a.language, a.agreement, a.agreed_at,
        a.started_at, a.deadline, a.state, a.ended_at, a.points, a.skills
    FROM attempt a JOIN assessment_version v ON v.id = a.version_id
        JOIN credential k ON k.id = a.credential_id
        JOIN certification_profile p ON p.id = k.certification_profile_id
    WHERE p.learner_id = $1 ORDER BY a.started_at, a.id"
}

row_of_person! {
    /// The answer to one question of an attempt; whether it was right is not said (A11).
    Answer {
        /// Of which attempt.
        attempt_id: Uuid,
        /// To which question.
        question_id: String,
        /// The ids of the chosen options.
        choice: Json<Value>,
        /// Whether it was marked for review.
        flagged: bool,
        /// When it was saved.
        saved_at: DateTime<Utc>,
    }
    "SELECT w.attempt_id, w.question_id, w.choice, w.flagged, w.saved_at
    FROM answer w JOIN attempt a ON a.id = w.attempt_id
        JOIN credential k ON k.id = a.credential_id
        JOIN certification_profile p ON p.id = k.certification_profile_id
    WHERE p.learner_id = $1 ORDER BY a.started_at, w.attempt_id, w.question_id"
}

row_of_person! {
    /// The result of an exam. X4
    ExamResult {
        /// What the examination provider calls it.
        result_id: String,
        /// In which profile.
        certification_profile_id: Uuid,
        /// The code of the exam.
        exam: String,
        /// Whether it was passed.
        passed: bool,
        /// Whether the exam was a beta.
        beta: bool,
        /// When it was taken.
        taken_at: DateTime<Utc>,
        /// When it arrived here.
        recorded_at: DateTime<Utc>,
    }
    "SELECT r.result_id, r.certification_profile_id, r.exam, r.passed, r.beta, r.taken_at,
        r.recorded_at
    FROM exam_result r JOIN certification_profile p ON p.id = r.certification_profile_id
    WHERE p.learner_id = $1 ORDER BY r.taken_at, r.result_id"
}

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

/// All rows about a person but the audit log. The ids join them.
#[derive(Debug, Serialize)]
pub struct Personal {
    /// The person first, then what is left of merged accounts.
    pub person: Vec<Person>,
    /// Ways to sign in.
    pub logins: Vec<Login>,
    /// Browsers that are signed in.
    pub sessions: Vec<Session>,
    /// Logins proven in sessions.
    pub proofs: Vec<Proof>,
    /// Requests to support.
    pub support_requests: Vec<SupportRequest>,
    /// What support stood for.
    pub attestations: Vec<Attestation>,
    /// The brake on guessing.
    pub failed_sign_ins: Vec<FailedSignIns>,
    /// The brake on mails.
    pub asked_mails: Vec<AskedMails>,
    /// One or none.
    pub learning_profiles: Vec<LearningProfile>,
    /// With their connections.
    pub certification_profiles: Vec<CertificationProfile>,
    /// What is or was held.
    pub credentials: Vec<Credential>,
    /// What moved their dates.
    pub history: Vec<History>,
    /// Sittings of assessments.
    pub attempts: Vec<Attempt>,
    /// Answers given in them.
    pub answers: Vec<Answer>,
    /// Results of exams.
    pub exam_results: Vec<ExamResult>,
    /// Mails sent, waiting or given up.
    pub mails: Vec<Mail>,
    /// Their links.
    pub mail_links: Vec<MailLink>,
    /// What waited for whoever read them.
    pub address_requests: Vec<AddressRequest>,
}

/// Reads everything about a person.
pub async fn everything(on: &mut Connection<'_>, learner: Uuid) -> Result<Personal, StoreError> {
    Ok(Personal {
        person: Person::of(on, learner).await?,
        logins: Login::of(on, learner).await?,
        sessions: Session::of(on, learner).await?,
        proofs: Proof::of(on, learner).await?,
        support_requests: SupportRequest::of(on, learner).await?,
        attestations: Attestation::of(on, learner).await?,
        failed_sign_ins: FailedSignIns::of(on, learner).await?,
        asked_mails: AskedMails::of(on, learner).await?,
        learning_profiles: LearningProfile::of(on, learner).await?,
        certification_profiles: CertificationProfile::of(on, learner).await?,
        credentials: Credential::of(on, learner).await?,
        history: History::of(on, learner).await?,
        attempts: Attempt::of(on, learner).await?,
        answers: Answer::of(on, learner).await?,
        exam_results: ExamResult::of(on, learner).await?,
        mails: Mail::of(on, learner).await?,
        mail_links: MailLink::of(on, learner).await?,
        address_requests: AddressRequest::of(on, learner).await?,
    })
}
