//! sign_in

use leptos::prelude::*;

/// Soon.
#[component]
pub fn SignInPage() -> impl IntoView {}
