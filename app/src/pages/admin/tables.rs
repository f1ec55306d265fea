//! Tables that scroll by themselves on a phone.

use leptos::prelude::*;
use words::Language;

/// A table under its heading, or a word that it is empty. `id` is that of the heading.
pub fn table(
    t: Language,
    id: &'static str,
    title: &'static str,
    columns: &[&'static str],
    rows: Vec<AnyView>,
) -> AnyView {
    let columns: Vec<_> =
        columns.iter().map(|column| view! { <th scope="col">{*column}</th> }).collect();
    let content = if rows.is_empty() {
        view! { <p class="muted">{t.person_none()}</p> }.into_any()
    } else {
        view! {
            <div class="table-scroll" role="region" tabindex="0" aria-labelledby=id>
                <table class="table">
                    <thead><tr>{columns}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! { <section><h2 id=id>{title}</h2>{content}</section> }.into_any()
}
