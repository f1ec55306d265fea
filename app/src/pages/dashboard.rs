//! dashboard

use leptos::prelude::*;

/// Soon.
#[component]
pub fn DashboardPage() -> impl IntoView {}
