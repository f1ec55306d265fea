//! What the HTTP API is, for programs: `/api/openapi.json` (`OpenAPI` 3.1), and for people the same as
//! a page, `/api/docs`.
//!
//! The types of the answers describe themselves; the operations are described here, beside each other,
//! because most of them are server functions of `app`.

mod operations;

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::{Html, IntoResponse},
    routing::get,
};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        OpenApi as Document,
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::api_docs;

/// What belongs to the program and not to anybody may be kept for so long.
const KEEP: &str = "public, max-age=300";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Perennial",
        description = "Keeps professional certifications alive. All instants are UTC, days are \
            `YYYY-MM-DD`, and what does not apply is `null`. Rules are named by their ids (like A4), \
            as in the program's documentation.",
        license(name = "MIT OR Apache-2.0"),
    ),
    tags(
        (name = "Exam results", description = "For examination providers: results of exams, sent \
            with a key that an administrator makes."),
        (name = "Learners", description = "What the pages of a learner are made of, with the \
            learner's own session. Ask with `Accept: application/json`."),
    ),
    paths(
        operations::send_exam_results, operations::sign_in, operations::sign_out,
        operations::dashboard, operations::credential, operations::start, operations::attempt,
        operations::save, operations::submit,
    ),
    modifiers(&Secured),
)]
struct Api;

/// The two ways of saying who one is.
struct Secured;

impl Modify for Secured {
    fn modify(&self, document: &mut Document) {
        let key = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A key with the scope `exam-results`."))
            .build();
        let session = ApiKeyValue::with_description("__Host-session", "A learner's session.");
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("key", SecurityScheme::Http(key));
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(session)));
    }
}

/// The two routes. `styles` is the address of the style sheet.
pub fn router(styles: &str) -> Router {
    let document = Api::openapi();
    let json = document.to_json().unwrap_or_default();
    let described = serde_json::to_value(&document).unwrap_or_default();
    let page: Arc<str> = api_docs::page(&described, styles).into();
    Router::new()
        .route("/api/openapi.json", get(as_json).with_state(Arc::from(json)))
        .route("/api/docs", get(as_page).with_state(page))
}

async fn as_json(State(json): State<Arc<str>>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, KEEP)], json.to_string())
}

async fn as_page(State(page): State<Arc<str>>) -> impl IntoResponse {
    ([(CACHE_CONTROL, KEEP)], Html(page.to_string()))
}
