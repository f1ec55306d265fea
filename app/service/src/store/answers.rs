//! Questions as shown, and the answers given to them. A13

use chrono::{DateTime, Utc};
use domain::{
    assessment::Drawn,
    attempt::State,
    view::{QuestionKind, Saved},
};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use super::{
    Connection, StoreError,
    credentials::PerLanguage,
    query,
    rows::{Senseless, Stored},
};

/// A question in one language with the answer given so far. It has no key.
#[derive(FromRow)]
pub struct QuestionRow {
    /// Its id.
    pub id: String,
    kind: String,
    /// The text of the question.
    pub stem: String,
    /// The texts of the options by their ids.
    pub options: Json<PerLanguage<String>>,
    choice: Option<Json<Vec<String>>>,
    revision: Option<i64>,
    flagged: Option<bool>,
}

impl QuestionRow {
    /// How it is answered.
    pub fn kind(&self) -> Result<QuestionKind, Senseless> {
        QuestionKind::read(&self.kind, "question", "kind", &self.id)
    }

    /// The ids of the chosen options, the revision, and the mark for review (A13).
    pub fn answer(&self) -> (Vec<String>, i64, bool) {
        let choice = self.choice.as_ref().map(|choice| choice.0.clone());
        (choice.unwrap_or_default(), self.revision.unwrap_or(0), self.flagged.unwrap_or(false))
    }
}

/// The questions of a version in one language, each with its answer in an attempt.
pub async fn questions(
    on: &mut Connection<'_>,
    version: Uuid,
    language: &str,
    attempt: Uuid,
) -> Result<Vec<QuestionRow>, StoreError> {
    const SQL: &str = "SELECT q.id, q.kind, t.stem, t.options, a.choice, a.revision, a.flagged
        FROM question q
        JOIN question_text t ON t.version_id = q.version_id AND t.question_id = q.id
        LEFT JOIN answer a ON a.attempt_id = $3 AND a.question_id = q.id
        WHERE t.version_id = $1 AND t.language = $2";
    Ok(query!(on, fetch_all::<QuestionRow>, SQL, version, language, attempt)?)
}

/// What an answer is checked against before it is kept.
#[derive(FromRow)]
pub struct Target {
    deadline: DateTime<Utc>,
    state: String,
    drawn: Json<Vec<Drawn>>,
    kind: Option<String>,
    held: Option<i64>,
    held_since: Option<DateTime<Utc>>,
}

/// The target of an answer, if the attempt is the learner's.
pub async fn target(
    on: &mut Connection<'_>,
    learner: Uuid,
    attempt: Uuid,
    question: &str,
) -> Result<Option<Target>, StoreError> {
    const SQL: &str = "SELECT a.deadline, a.state, a.drawn,
            (SELECT q.kind FROM question q WHERE q.version_id = a.version_id AND q.id = $3) AS kind,
            given.revision AS held, given.saved_at AS held_since
        FROM attempt a
        JOIN credential k ON k.id = a.credential_id
        JOIN certification_profile p ON p.id = k.certification_profile_id
        LEFT JOIN answer given ON given.attempt_id = a.id AND given.question_id = $3
        WHERE a.id = $2 AND p.learner_id = $1";
    Ok(query!(on, fetch_optional::<Target>, SQL, learner, attempt, question)?)
}

impl Target {
    /// Whether an answer is still taken at `now` (A1).
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.state == State::Open.text() && now < self.deadline
    }

    /// The ids of the options of a question, if the attempt has it.
    pub fn options(&self, question: &str) -> Option<&[String]> {
        self.drawn.iter().find(|drawn| drawn.id == question).map(|drawn| drawn.options.as_slice())
    }

    /// What is there already of the answer.
    pub fn held(&self) -> Option<Saved> {
        Some(Saved { saved_at: self.held_since?, revision: self.held? })
    }

    /// Whether several options may be chosen.
    pub fn takes_several(&self) -> bool {
        self.kind.as_deref() == Some(QuestionKind::MultipleResponse.text())
    }
}

/// Keeps an answer unless a newer one is there, and says what is there now. Of two with one revision
/// the later stays: it is the same form sent again, perhaps corrected before.
pub async fn save(
    on: &mut Connection<'_>,
    attempt: Uuid,
    question: &str,
    choice: &[String],
    revision: i64,
    flagged: Option<bool>,
    now: DateTime<Utc>,
) -> Result<Saved, StoreError> {
    #[derive(FromRow)]
    struct Row {
        revision: i64,
        saved_at: DateTime<Utc>,
    }
    const SQL: &str = "INSERT INTO answer
            (attempt_id, question_id, choice, revision, flagged, saved_at)
        VALUES ($1, $2, $3, $4, COALESCE($5, FALSE), $6)
        ON CONFLICT (attempt_id, question_id) DO UPDATE SET
            choice = CASE WHEN answer.revision <= excluded.revision
                THEN excluded.choice ELSE answer.choice END,
            flagged = CASE WHEN answer.revision <= excluded.revision
                THEN COALESCE($5, answer.flagged) ELSE answer.flagged END,
            saved_at = CASE WHEN answer.revision <= excluded.revision
                THEN excluded.saved_at ELSE answer.saved_at END,
            revision = CASE WHEN answer.revision <= excluded.revision
                THEN excluded.revision ELSE answer.revision END
        RETURNING revision, saved_at";
    let Row { revision, saved_at } =
        query!(on, fetch_one::<Row>, SQL, attempt, question, Json(choice), revision, flagged, now)?;
    Ok(Saved { saved_at, revision })
}
