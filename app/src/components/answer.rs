//! A page that shows one answer of the server.

use leptos::prelude::*;
use words::Language;

use super::problem::problem;
use crate::api::ApiError;

/// Waits for the answer and shows it, or says why there is none.
pub fn answer<T: 'static>(
    answer: impl Future<Output = Result<T, ApiError>> + Send + 'static,
    show: impl FnOnce(Language, T) -> AnyView + Send + 'static,
) -> impl IntoView {
    let t = crate::language();
    Suspend::new(async move {
        match answer.await {
            Ok(answer) => show(t, answer),
            Err(error) => problem(t, &error),
        }
    })
}
