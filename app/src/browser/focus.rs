//! Moves the focus with the reader from page to page.

use std::cell::Cell;

use leptos::{prelude::request_animation_frame, web_sys::Element};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

thread_local! {
    static ARRIVED: Cell<bool> = const { Cell::new(false) };
}

/// A heading has come. The first belongs to the page as the browser loaded it and stays without
/// focus; each later one is where a link inside the program has led.
pub fn arrive(heading: Element) {
    if ARRIVED.replace(true)
        && let Ok(heading) = heading.dyn_into::<HtmlElement>()
    {
        // It is in the document only when the page is complete.
        request_animation_frame(move || {
            let _ = heading.focus();
        });
    }
}
