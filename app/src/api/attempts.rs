//! Sitting an assessment: start, answer, change its language, submit, read the result.
#![expect(clippy::too_many_arguments, reason = "the fields of a form are arguments here")]

use domain::view;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use uuid::Uuid;

use super::{ApiError, json::Json};

/// Begins an attempt, or returns the one that is open (A2). Leads to its questions.
#[server(prefix = "/api", endpoint = "attempts/start", output = Json)]
pub async fn start(
    /// What is to be renewed.
    credential_id: Uuid,
    /// L1: the tag of the language of the questions.
    language: String,
    /// A14.
    #[server(default)]
    agreement: bool,
) -> Result<view::Attempt, ApiError> {
    use super::request;

    let attempt = async {
        let learner = request::learner()?;
        Ok(request::service().start(learner, credential_id, &language, agreement).await?)
    };
    let attempt = request::back_to(&format!("/credentials/{credential_id}"), attempt.await)?;
    request::lead_to(&format!("/attempts/{}", attempt.id));
    Ok(attempt)
}

/// An attempt; its questions only while it is open (A11).
#[server(prefix = "/api", endpoint = "attempt", input = GetUrl, output = Json)]
pub async fn attempt(
    /// Which attempt.
    id: Uuid,
) -> Result<view::Attempt, ApiError> {
    Ok(attempt_page(id).await?.attempt)
}

/// An attempt with all that its pages show.
#[server(prefix = "/api", endpoint = "attempts/page", input = GetUrl, output = Json)]
pub async fn attempt_page(
    /// Which attempt.
    id: Uuid,
) -> Result<view::AttemptPage, ApiError> {
    use super::request;

    request::shown_on(&format!("/attempts/{id}"));
    Ok(request::service().attempt_page(request::learner()?, id, request::language()).await?)
}

/// Saves the answer to one question, an empty choice as none (A13). `at`, `to` and `language` are for
/// forms; programs leave them out.
#[server(prefix = "/api", endpoint = "attempts/save", output = Json)]
pub async fn save(
    /// Which attempt.
    attempt_id: Uuid,
    /// Which of its questions.
    question_id: String,
    /// The ids of the options chosen.
    #[server(default)]
    choice: Vec<String>,
    /// Larger than that of every earlier answer to this question.
    revision: i64,
    /// The revisions in sight of which it was given: it replaces no other. Left out, it stands on
    /// its own, and the larger revision wins.
    #[server(default)]
    base: Vec<i64>,
    /// Whether it is marked for review; left out, the mark stays as it is.
    #[server(default)]
    flagged: Option<bool>,
    /// Takes the answer back, whatever is chosen.
    #[server(default)]
    clear: bool,
    /// The question that the form shows.
    #[server(default)]
    at: String,
    /// Where the button leads, if not to the same question; `language` to the same in `language`.
    #[server(default)]
    to: String,
    /// L1: the tag of the language chosen beside the question.
    #[server(default)]
    language: String,
) -> Result<view::Saved, ApiError> {
    use super::request;
    use crate::sitting::{LANGUAGE, kept};

    let choice = if clear { Vec::new() } else { choice };
    let changes_language = to == LANGUAGE;
    let next = if to.is_empty() || changes_language { &at } else { &to };
    let again = format!("{}{}", place(attempt_id, &at), kept::in_address(revision, &choice));
    let answer = service::Answer { attempt_id, question_id, choice, revision, base, flagged };
    let saved = async {
        let learner = request::learner()?;
        let saved = request::service().save(learner, answer).await?;
        if changes_language {
            request::service().switch_language(learner, attempt_id, &language).await?;
        }
        Ok(saved)
    };
    let saved = led_back(attempt_id, &again, saved.await)?;
    if saved.revision == revision {
        request::shown_on(&place(attempt_id, next));
    } else {
        // Another page or device was faster: this question is shown again, with that answer.
        request::shown_on(&format!("{}&overtaken=1", place(attempt_id, &at)));
    }
    Ok(saved)
}

/// Changes the language of the questions; answers, order and time stay (L2).
#[server(prefix = "/api", endpoint = "attempts/language", output = Json)]
pub async fn switch_language(
    /// Which attempt.
    attempt_id: Uuid,
    /// L1: the tag of the language.
    language: String,
    /// For forms: where to come back to, a question by its number or `review`.
    #[server(default)]
    at: String,
) -> Result<(), ApiError> {
    use super::request;

    let switched = async {
        let learner = request::learner()?;
        Ok(request::service().switch_language(learner, attempt_id, &language).await?)
    };
    let page = place(attempt_id, &at);
    led_back(attempt_id, &page, switched.await)?;
    request::shown_on(&page);
    Ok(())
}

/// Ends the attempt and leads to its result; a second time to the same.
#[server(prefix = "/api", endpoint = "attempts/submit", output = Json)]
pub async fn submit(
    /// Which attempt.
    attempt_id: Uuid,
) -> Result<view::AttemptResult, ApiError> {
    use super::request;

    let result = async {
        let learner = request::learner()?;
        Ok(request::service().submit(learner, attempt_id).await?)
    };
    let result = led_back(attempt_id, &place(attempt_id, "review"), result.await)?;
    request::lead_to(&format!("/attempts/{attempt_id}/result"));
    Ok(result)
}

/// What an attempt came to, with what can be done next.
#[server(prefix = "/api", endpoint = "attempts/result", input = GetUrl, output = Json)]
pub async fn result_page(
    /// Which attempt.
    id: Uuid,
) -> Result<view::ResultPage, ApiError> {
    use super::request;

    request::shown_on(&format!("/attempts/{id}/result"));
    Ok(request::service().result_page(request::learner()?, id, request::language()).await?)
}

/// The address of a question by its number, or of the page before submitting (`review`); whatever
/// else is asked for leads to the first question.
#[cfg(feature = "ssr")]
fn place(attempt: Uuid, wish: &str) -> String {
    match wish.parse::<u16>() {
        Ok(number) => format!("/attempts/{attempt}?q={number}"),
        Err(_) if wish == "review" => format!("/attempts/{attempt}/review"),
        Err(_) => format!("/attempts/{attempt}?q=1"),
    }
}

/// Where a plain form leads that could not be answered: to the sign-in, to the result of an attempt
/// that has ended, else back to its page with the reason.
#[cfg(feature = "ssr")]
fn led_back<T>(attempt: Uuid, page: &str, result: Result<T, ApiError>) -> Result<T, ApiError> {
    use super::request;

    match &result {
        Err(ApiError::NotSignedIn) => request::shown_on(&crate::places::sign_in(page)),
        Err(ApiError::NoOpenAttempt { .. }) => {
            request::shown_on(&format!("/attempts/{attempt}/result"));
        }
        _ => return request::back_to(page, result),
    }
    result
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_to_pages_of_its_attempt_only() {
        let id = Uuid::nil();
        assert_eq!(place(id, "7"), format!("/attempts/{id}?q=7"));
        assert_eq!(place(id, "review"), format!("/attempts/{id}/review"));
        for wish in ["", "-1", "70000", "//evil.example", "7&q=8", "review/../.."] {
            assert_eq!(place(id, wish), format!("/attempts/{id}?q=1"), "{wish:?}");
        }
    }
}
