//! A page that shows one answer of the server.

use leptos::prelude::*;
use words::Language;

use super::problem::problem;
use crate::api::ApiError;

/// Waits for the answer and shows it, or says why there is none. While another one is on its way
/// the old one stays.
pub fn answer<T>(
    answer: Resource<Result<T, ApiError>>,
    show: impl Fn(Language, T) -> AnyView + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    let t = crate::language();
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match answer.await {
                    Ok(answer) => show(t, answer),
                    Err(error) => problem(t, &error),
                }
            })}
        </Transition>
    }
}
