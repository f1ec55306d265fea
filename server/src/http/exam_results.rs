//! `POST /api/exam-results`: a batch of results from an examination provider. X4
//!
//! Who sends it is known by the key in `Authorization` and by nothing else: no cookie is read, so
//! no other site can send one in somebody's name, and the guard against that is not asked.

use std::time::Duration;

use axum::{
    Json, Router,
    body::{Bytes, to_bytes},
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{ALLOW, AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE},
    },
    response::{IntoResponse, Response},
    routing::post,
};
use chrono::{DateTime, Utc};
use domain::api_key::Scope;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use service::{
    Actor, KeyError, Service,
    results::{self, AT_MOST, Fault, Outcome},
};
use tokio::time::timeout;
use utoipa::ToSchema;
use uuid::Uuid;

use super::problem::{Problem, Wrong};

/// The address.
pub const PATH: &str = "/api/exam-results";
/// The largest body, in bytes: a thousand results of a kilobyte each.
const LARGEST: usize = 1024 * 1024;
/// A problem names so many values at most.
const MOST_NAMED: usize = 20;

/// A batch of results.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExamResults)]
#[expect(dead_code, reason = "only described: it is read result by result")]
pub struct Batch {
    /// At most 1000, in any order.
    #[schema(max_items = 1000)]
    results: Vec<Sent>,
}

/// The result of one exam that one person took.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ExamResult)]
pub struct Sent {
    /// Your name for the result. What is sent again under the same name is recorded once.
    #[schema(min_length = 1, max_length = 200, example = "exams-ltd-2026-0001")]
    result_id: String,
    /// Who took the exam.
    person: SentPerson,
    /// The code of the exam.
    #[schema(min_length = 1, max_length = 64, example = "AZ-104")]
    exam: String,
    /// Whether it was passed.
    passed: bool,
    /// When it was taken: an instant from 1990 on, not later than now.
    #[schema(example = "2026-03-01T09:00:00Z")]
    taken_at: DateTime<Utc>,
    /// Whether it was a beta of the exam.
    #[serde(default)]
    #[schema(default = false)]
    beta: bool,
}

/// Who took an exam: by one of two names.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Person)]
pub enum SentPerson {
    /// The number of their certification profile.
    CertificationProfile(String),
    /// The e-mail address of their certification profile's personal login; of people with one such
    /// profile, that of any personal login of theirs.
    Login(String),
}

/// What became of a batch.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExamResultsAnswer)]
pub struct Answer {
    /// One for each result, in their order.
    results: Vec<Answered>,
}

/// What became of a result.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ExamResultAnswer)]
pub struct Answered {
    /// The result.
    result_id: String,
    /// What became of it.
    outcome: OutcomeName,
}

/// What became of a result: `recorded`; `already_recorded` before, just so; `conflicting` with
/// another result of that name, which stays; `unknown_exam`, not kept; `unknown_person`, kept until
/// somebody is known so; `in_the_future`, not kept.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Outcome)]
pub enum OutcomeName {
    /// It is recorded, and has earned what it earns.
    Recorded,
    /// It was recorded before, just so.
    AlreadyRecorded,
    /// Another result has been sent under this name; that one stays.
    Conflicting,
    /// There is no such exam. Nothing is kept.
    UnknownExam,
    /// Nobody is known so; it is kept, and recorded as soon as somebody is.
    UnknownPerson,
    /// It was taken later than now. Nothing is kept.
    InTheFuture,
}

impl From<Outcome> for OutcomeName {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Recorded => Self::Recorded,
            Outcome::AlreadyRecorded => Self::AlreadyRecorded,
            Outcome::Conflicting => Self::Conflicting,
            Outcome::UnknownExam => Self::UnknownExam,
            Outcome::UnknownPerson => Self::UnknownPerson,
            Outcome::InTheFuture => Self::InTheFuture,
        }
    }
}

impl From<Sent> for results::ExamResult {
    fn from(sent: Sent) -> Self {
        let Sent { result_id, person, exam, passed, taken_at, beta } = sent;
        let person = match person {
            SentPerson::CertificationProfile(number) => {
                results::Person::CertificationProfile(number)
            }
            SentPerson::Login(login) => results::Person::Login(login),
        };
        Self { result_id, person, exam, passed, taken_at, beta }
    }
}

/// What the route needs.
#[derive(Clone)]
pub struct Settings {
    /// Records.
    pub service: Service,
    /// How long a body may take.
    pub body_deadline: Duration,
}

/// The route.
pub fn router(settings: Settings) -> Router {
    Router::new().route(PATH, post(take).fallback(other_method).with_state(settings))
}

async fn take(State(settings): State<Settings>, request: Request) -> Response {
    match answer(&settings, request).await {
        Ok(answer) => Json(answer).into_response(),
        Err(refusal) => refusal,
    }
}

async fn answer(settings: &Settings, request: Request) -> Result<Answer, Response> {
    let key = holder(&settings.service, request.headers()).await?;
    let body = read(request, settings.body_deadline).await.map_err(IntoResponse::into_response)?;
    let batch = parse(&body).map_err(IntoResponse::into_response)?;
    let outcomes = settings.service.record_results(Actor::Key(key), &batch).await;
    let outcomes = outcomes.map_err(|error| match error {
        service::Error::Invalid(_) => invalid("the batch can't be meant").into_response(),
        error => internal(&error),
    })?;
    let results = batch
        .into_iter()
        .zip(outcomes)
        .map(|(result, outcome)| Answered { result_id: result.result_id, outcome: outcome.into() });
    Ok(Answer { results: results.collect() })
}

/// Whose key it is.
async fn holder(service: &Service, headers: &HeaderMap) -> Result<Uuid, Response> {
    let unauthorized = |detail: &str, challenge: &'static str| {
        let (status, title) = (StatusCode::UNAUTHORIZED, "The key is not known");
        let mut response = Problem::new(status, "unknown-key", title, detail).into_response();
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        response
    };
    let Some(key) = bearer(headers) else {
        let detail = "send the key in the header `Authorization: Bearer KEY`";
        return Err(unauthorized(detail, "Bearer realm=\"perennial\""));
    };
    match service.key_holder(key, Scope::ExamResults).await {
        Ok(holder) => Ok(holder),
        Err(KeyError::Unknown) => Err(unauthorized(
            "there is no such key, or it has been revoked",
            "Bearer realm=\"perennial\", error=\"invalid_token\"",
        )),
        Err(KeyError::Scope(scope)) => {
            let detail = format!("the key lacks the scope `{}`", scope.name());
            let title = "The key is not good for this";
            Err(Problem::new(StatusCode::FORBIDDEN, "scope", title, detail).into_response())
        }
        Err(KeyError::Error(error)) => Err(internal(&error)),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, key) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(key.trim())
}

async fn read(request: Request, deadline: Duration) -> Result<Bytes, Problem> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        let detail = "send the batch as `Content-Type: application/json`";
        let title = "The batch is not JSON";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type", title, detail));
    }
    match timeout(deadline, to_bytes(request.into_body(), LARGEST)).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(_)) => {
            let detail = format!("a body has at most {LARGEST} bytes; send smaller batches");
            let title = "The batch is too large";
            Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", title, detail))
        }
        Err(_) => {
            let detail = format!("the body did not arrive within {} s", deadline.as_secs());
            let title = "The batch came too slowly";
            Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "too-slow", title, detail))
        }
    }
}

fn parse(body: &[u8]) -> Result<Vec<results::ExamResult>, Problem> {
    let batch: Value = serde_json::from_slice(body).map_err(|error| {
        let title = "The batch is not JSON";
        Problem::new(StatusCode::BAD_REQUEST, "not-json", title, error.to_string())
    })?;
    let sent = match batch {
        Value::Object(mut batch) => match batch.remove("results") {
            Some(Value::Array(results)) if batch.is_empty() => results,
            _ => return Err(invalid("the body is an object with `results`, a list, and no more")),
        },
        _ => return Err(invalid("the body is an object with `results`, a list")),
    };
    if sent.len() > AT_MOST {
        return Err(invalid(format!("{} results are more than {AT_MOST}", sent.len())));
    }
    let (mut results, mut errors) = (Vec::with_capacity(sent.len()), Vec::new());
    for (index, sent) in sent.into_iter().enumerate() {
        match result(sent) {
            Ok(result) => results.push(result),
            Err((field, detail)) => {
                errors.push(Wrong { pointer: format!("#/results/{index}{field}"), detail });
            }
        }
    }
    if errors.is_empty() {
        return Ok(results);
    }
    errors.truncate(MOST_NAMED);
    let detail = "some values can't be meant; nothing of the batch was recorded";
    Err(Problem { errors, ..invalid(detail) })
}

/// A result, or which of its fields can't be meant, and why.
fn result(sent: Value) -> Result<results::ExamResult, (&'static str, String)> {
    if !sent.is_object() {
        return Err(("", "a result is an object".to_owned())); // serde takes a list for one too
    }
    let sent: Sent = serde_json::from_value(sent).map_err(|error| ("", error.to_string()))?;
    let result = results::ExamResult::from(sent);
    let field = |fault: &Fault| match fault {
        Fault::ResultId => "/result_id",
        Fault::Person => "/person",
        Fault::Exam => "/exam",
        Fault::TakenAt => "/taken_at",
    };
    result.check().map_err(|fault| (field(&fault), fault.to_string()))?;
    Ok(result)
}

fn invalid(detail: impl Into<String>) -> Problem {
    let title = "The batch can't be meant";
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", title, detail)
}

fn internal(error: &service::Error) -> Response {
    tracing::error!(%error, "exam results could not be recorded");
    let detail = "nothing of the batch was recorded; send it again";
    let title = "Something is wrong on our side";
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", title, detail).into_response()
}

async fn other_method() -> Response {
    let title = "Results are sent with POST";
    let detail = "send the batch with `POST`";
    let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method", title, detail);
    ([(ALLOW, "POST")], problem).into_response()
}
