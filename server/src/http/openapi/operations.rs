//! The operations: what each takes, and what it may answer. The functions are there for their
//! descriptions only.
#![expect(dead_code, reason = "only described: the routes are elsewhere")]

use chrono::{DateTime, Utc};
use domain::{attempt::State as AttemptState, decision::Standing, view};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::{exam_results, problem::Problem};

/// Why not: `error` is the name of the reason.
#[derive(Serialize, ToSchema)]
struct Failure {
    /// Like `not_signed_in`, `not_found`, `not_understood`, `too_large`.
    #[schema(example = "not_found")]
    error: String,
}

/// Wrong too often.
#[derive(Serialize, ToSchema)]
struct SlowDown {
    /// `slow_down`.
    #[schema(example = "slow_down")]
    error: String,
    /// The first instant at which the next try is looked at.
    until: DateTime<Utc>,
}

/// The credential can't be renewed now.
#[derive(Serialize, ToSchema)]
struct Refused {
    /// `refused`.
    #[schema(example = "refused")]
    error: String,
    /// The reason and the dates that go with it.
    #[serde(flatten)]
    standing: Standing,
}

/// The attempt has ended.
#[derive(Serialize, ToSchema)]
struct NoOpenAttempt {
    /// `no_open_attempt`.
    #[schema(example = "no_open_attempt")]
    error: String,
    /// How it ended.
    state: AttemptState,
}

/// Who signs in.
#[derive(Serialize, ToSchema)]
struct SignIn {
    /// The address of a built-in account.
    #[schema(example = "learner@example.com")]
    email: String,
    /// Its password.
    #[schema(format = Password)]
    password: String,
    /// For forms: the page to go on to.
    #[schema(required = false, default = "")]
    next: String,
}

/// What is to be renewed.
#[derive(Serialize, ToSchema)]
struct Start {
    /// The credential.
    credential_id: Uuid,
    /// L1: the tag of the language of the questions.
    #[schema(example = "en")]
    language: String,
    /// A14: whether the assessment agreement is accepted.
    #[schema(required = false, default = false)]
    agreement: bool,
}

/// An answer to one question.
#[derive(Serialize, ToSchema)]
struct Save {
    /// The attempt.
    attempt_id: Uuid,
    /// Which of its questions.
    question_id: String,
    /// The ids of the options chosen; none takes the answer back.
    #[serde(rename = "choice[]")]
    #[schema(required = false)]
    choice: Vec<String>,
    /// Larger than that of every earlier answer to the question.
    #[schema(minimum = 1)]
    revision: i64,
    /// The revisions in sight of which it was given: it replaces no other. Left out, it stands on its
    /// own, and the larger revision wins.
    #[serde(rename = "base[]")]
    #[schema(required = false)]
    base: Vec<i64>,
    /// A13: whether it is marked for review; left out, the mark stays as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    flagged: Option<bool>,
}

/// Which attempt is submitted.
#[derive(Serialize, ToSchema)]
struct Submit {
    /// The attempt.
    attempt_id: Uuid,
}

#[utoipa::path(
    post, path = exam_results::PATH, tag = "Exam results", security(("key" = [])),
    summary = "Send results",
    description = "Records a batch of at most 1000 results, whole or not at all, and says of each \
        what became of it. Sending a batch again is safe: a result is known by its `result_id` and \
        recorded once, in whatever order batches arrive. A result of a person who is not known is \
        kept, and recorded as soon as they are.",
    request_body = exam_results::Batch,
    responses(
        (status = 200, description = "What became of each result", body = exam_results::Answer),
        (status = 400, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No key, or one that is not known", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The key is not good for this", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "The body came too slowly", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "More than a megabyte", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Sent as something else than JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Something can't be meant; nothing was recorded", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(super) const fn send_exam_results() {}

#[utoipa::path(
    post, path = "/api/sign-in", tag = "Learners",
    summary = "Sign in",
    description = "Begins a session; the answer sets its cookie.",
    request_body(content = SignIn, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "Signed in", body = Option<bool>),
        (status = 400, description = "Not understood", body = Failure),
        (status = 401, description = "Wrong address or password", body = Failure),
        (status = 413, description = "Too large", body = Failure),
        (status = 429, description = "Wrong too often", body = SlowDown),
    ),
)]
pub(super) const fn sign_in() {}

#[utoipa::path(
    post, path = "/api/sign-out", tag = "Learners", security(("session" = [])),
    summary = "Sign out",
    description = "Ends the session; it is no error where there is none.",
    responses((status = 200, description = "Signed out", body = Option<bool>)),
)]
pub(super) const fn sign_out() {}

#[utoipa::path(
    get, path = "/api/dashboard", tag = "Learners", security(("session" = [])),
    summary = "All credentials of the learner",
    description = "Each with the decision whether it can be renewed now, or why not.",
    responses(
        (status = 200, description = "The credentials", body = view::Dashboard),
        (status = 401, description = "Not signed in", body = Failure),
    ),
)]
pub(super) const fn dashboard() {}

#[utoipa::path(
    get, path = "/api/credential", tag = "Learners", security(("session" = [])),
    summary = "One credential",
    description = "With the decision whether it can be renewed now, or why not.",
    params(("id" = Uuid, Query, description = "The credential")),
    responses(
        (status = 200, description = "The credential", body = view::Credential),
        (status = 400, description = "Not understood", body = Failure),
        (status = 401, description = "Not signed in", body = Failure),
        (status = 404, description = "Not there, or somebody else's", body = Failure),
    ),
)]
pub(super) const fn credential() {}

#[utoipa::path(
    post, path = "/api/attempts/start", tag = "Learners", security(("session" = [])),
    summary = "Start an attempt",
    description = "A2: where one is open, that one is answered.",
    request_body(content = Start, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "The attempt with its questions", body = view::Attempt),
        (status = 400, description = "Not understood", body = Failure),
        (status = 401, description = "Not signed in", body = Failure),
        (status = 404, description = "Not there, or somebody else's", body = Failure),
        (status = 409, description = "It can't be renewed now", body = Refused),
        (status = 413, description = "Too large", body = Failure),
        (status = 422, description = "The agreement is missing, or the language", body = Failure),
    ),
)]
pub(super) const fn start() {}

#[utoipa::path(
    get, path = "/api/attempt", tag = "Learners", security(("session" = [])),
    summary = "One attempt",
    description = "Its questions only while it is open (A11).",
    params(("id" = Uuid, Query, description = "The attempt")),
    responses(
        (status = 200, description = "The attempt", body = view::Attempt),
        (status = 400, description = "Not understood", body = Failure),
        (status = 401, description = "Not signed in", body = Failure),
        (status = 404, description = "Not there, or somebody else's", body = Failure),
    ),
)]
pub(super) const fn attempt() {}

#[utoipa::path(
    post, path = "/api/attempts/save", tag = "Learners", security(("session" = [])),
    summary = "Save an answer",
    description = "A13: an older revision never replaces a newer one; the answer says which one the \
        server holds.",
    request_body(content = Save, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "Saved", body = view::Saved),
        (status = 400, description = "Not understood", body = Failure),
        (status = 401, description = "Not signed in", body = Failure),
        (status = 404, description = "Not there, or somebody else's", body = Failure),
        (status = 409, description = "The attempt has ended", body = NoOpenAttempt),
        (status = 413, description = "Too large", body = Failure),
        (status = 422, description = "No such question or option", body = Failure),
    ),
)]
pub(super) const fn save() {}

#[utoipa::path(
    post, path = "/api/attempts/submit", tag = "Learners", security(("session" = [])),
    summary = "Submit an attempt",
    description = "A10: sent again, it says the same again.",
    request_body(content = Submit, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "What it came to", body = view::AttemptResult),
        (status = 400, description = "Not understood", body = Failure),
        (status = 401, description = "Not signed in", body = Failure),
        (status = 404, description = "Not there, or somebody else's", body = Failure),
        (status = 409, description = "Closed by the expiry (A8)", body = NoOpenAttempt),
        (status = 413, description = "Too large", body = Failure),
    ),
)]
pub(super) const fn submit() {}
