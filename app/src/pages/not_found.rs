//! No page has this address.

use leptos::prelude::*;

use crate::{api::ApiError, components::problem::problem};

/// What stands where no page is.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    problem(crate::language(), &ApiError::NotFound)
}
