//! certifications

use leptos::prelude::*;

/// Soon.
#[component]
pub fn CertificationsPage() -> impl IntoView {}
