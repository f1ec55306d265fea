//! The profiles and what is in them: certifications, attempts, exam results.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::row_of_person;

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
        /// The first day of the present cycle.
        cycle_since: NaiveDate,
        /// E1.
        valid_through: Option<NaiveDate>,
        /// Since when no reminders about it are sent.
        muted_at: Option<DateTime<Utc>>,
    }
    "SELECT k.id, k.certification_profile_id, c.slug AS certification, k.cycle, k.earned_on,
        k.cycle_since, k.valid_through, k.muted_at
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
        /// X4: whether it follows from exam results alone.
        derived: bool,
    }
    "SELECT h.credential_id, h.cycle, h.entry, h.at, h.valid_through_before, h.valid_through,
        h.attempt_id, h.reason, h.derived
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
        /// A12: the questions, in the order shown.
        drawn: Json<Value>,
        /// When it was started.
        started_at: DateTime<Utc>,
        /// A7.
        deadline: DateTime<Utc>,
        /// What the deadline is: `limit` or `expiry`.
        ends_by: String,
        /// `open`, `passed`, `failed` or `closed_by_expiry`.
        state: String,
        /// When it ended.
        ended_at: Option<DateTime<Utc>>,
        /// P7: whether a merge closed it.
        closed_by_merge: bool,
        /// A9.
        points: Option<i32>,
        /// A11: the share correct per skill.
        skills: Option<Json<Value>>,
    }
    "SELECT a.id, a.credential_id, a.cycle, v.version, a.language, a.agreement, a.agreed_at,
        a.drawn, a.started_at, a.deadline, a.ends_by, a.state, a.ended_at, a.closed_by_merge,
        a.points, a.skills
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
        /// Its number; it replaced the answers with smaller ones.
        revision: i64,
        /// Whether it was marked for review.
        flagged: bool,
        /// When it was saved.
        saved_at: DateTime<Utc>,
    }
    "SELECT w.attempt_id, w.question_id, w.choice, w.revision, w.flagged, w.saved_at
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
    /// X4: a result that waits for whoever has an address of theirs. One that may be somebody else's is
    /// not shown: another account has the address too, and this one is not the built-in one.
    WaitingResult {
        /// What the examination provider calls it.
        result_id: String,
        /// The address that was sent with it.
        person: String,
        /// The code of the exam.
        exam: String,
        /// Whether it was passed.
        passed: bool,
        /// Whether the exam was a beta.
        beta: bool,
        /// When it was taken.
        taken_at: DateTime<Utc>,
        /// When it arrived here.
        received_at: DateTime<Utc>,
    }
    "SELECT result_id, person, exam, passed, beta, taken_at, received_at FROM waiting_result
    WHERE known_by = 'login' AND person IN (SELECT l.search_email FROM login l
        WHERE l.learner_id = $1 AND (l.provider = 'password' OR NOT EXISTS
            (SELECT 1 FROM login o WHERE o.search_email = l.search_email AND o.learner_id <> $1)))
    ORDER BY taken_at, result_id"
}
