//! What only the browser can do. What of it can be said without a browser is tested without one.

#[cfg(feature = "hydrate")]
mod address;
#[cfg(feature = "hydrate")]
mod autosave;
pub mod clock;
#[cfg(feature = "hydrate")]
mod countdown;
#[cfg(feature = "hydrate")]
pub mod focus;
#[cfg(feature = "hydrate")]
mod local_time;
pub mod queue;
#[cfg(feature = "hydrate")]
pub mod sitting;
#[cfg(feature = "hydrate")]
mod storage;

#[cfg(feature = "hydrate")]
use leptos::{prelude::document, web_sys::Element};
#[cfg(feature = "hydrate")]
use wasm_bindgen::JsCast;
#[cfg(feature = "hydrate")]
use words::Language;

/// Makes the page that the server has sent live: adds the reader's own time, and counts down.
#[cfg(feature = "hydrate")]
pub fn begin() {
    each("time[data-local]", |time| local_time::add(&time));
    each("[data-left]", countdown::begin);
}

#[cfg(feature = "hydrate")]
fn each(selector: &str, then: impl Fn(Element)) {
    let Ok(found) = document().query_selector_all(selector) else { return };
    for index in 0..found.length() {
        if let Some(element) = found.get(index).and_then(|node| node.dyn_into().ok()) {
            then(element);
        }
    }
}

/// The language that the document is in.
#[cfg(feature = "hydrate")]
pub fn page_language() -> Language {
    document()
        .document_element()
        .and_then(|root| root.get_attribute("lang"))
        .and_then(|tag| tag.parse().ok())
        .unwrap_or_default()
}
