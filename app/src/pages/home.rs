//! home

use leptos::prelude::*;

/// Soon.
#[component]
pub fn HomePage() -> impl IntoView {}
