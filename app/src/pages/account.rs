//! account

use leptos::prelude::*;

/// Soon.
#[component]
pub fn AccountPage() -> impl IntoView {}
