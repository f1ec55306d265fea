//! A page that shows one answer of the server.

use leptos::{prelude::*, tachys::html::InertElement};
use words::Language;

use super::problem::problem;
use crate::api::ApiError;

/// Waits for the answer and shows it, or says why there is none.
pub fn answer<T: 'static>(
    answer: impl Future<Output = Result<T, ApiError>> + Send + 'static,
    show: impl FnOnce(Language, T) -> AnyView + Send + 'static,
) -> impl IntoView {
    let t = crate::language();
    // What waits for the database is large and would be moved often.
    let answer = Box::pin(answer);
    Suspend::new(async move {
        let page = match answer.await {
            Ok(answer) => show(t, answer),
            Err(error) => problem(t, &error),
        };
        // Everything is there: it is written in one go, not as a stream of pieces.
        InertElement::new(page.to_html())
    })
}
