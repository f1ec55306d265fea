//! What only the browser can do. What of it can be said without a browser is tested without one.

#[cfg(feature = "hydrate")]
mod autosave;
pub mod clock;
#[cfg(feature = "hydrate")]
pub mod countdown;
#[cfg(feature = "hydrate")]
pub mod focus;
#[cfg(feature = "hydrate")]
pub mod local_time;
pub mod queue;
#[cfg(feature = "hydrate")]
pub mod sitting;
#[cfg(feature = "hydrate")]
mod storage;

#[cfg(feature = "hydrate")]
use words::Language;

/// The language that the document is in.
#[cfg(feature = "hydrate")]
pub(crate) fn page_language() -> Language {
    leptos::prelude::document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"))
        .and_then(|tag| tag.parse().ok())
        .unwrap_or_default()
}
