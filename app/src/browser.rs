//! What only the browser can do.

pub mod countdown;
pub mod focus;
pub mod local_time;

use words::Language;

/// The language that the document is in.
pub(crate) fn page_language() -> Language {
    leptos::prelude::document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"))
        .and_then(|tag| tag.parse().ok())
        .unwrap_or_default()
}
