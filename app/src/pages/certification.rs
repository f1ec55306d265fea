//! certification

use leptos::prelude::*;

/// Soon.
#[component]
pub fn CertificationPage() -> impl IntoView {}
