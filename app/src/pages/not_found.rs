//! not_found

use leptos::prelude::*;

/// Soon.
#[component]
pub fn NotFoundPage() -> impl IntoView {}
