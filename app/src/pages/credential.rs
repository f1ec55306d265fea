//! credential

use leptos::prelude::*;

/// Soon.
#[component]
pub fn CredentialPage() -> impl IntoView {}
