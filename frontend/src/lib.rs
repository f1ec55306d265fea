//! The door to the browser: makes the page live that the server has sent.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's own script once the program is loaded, before its islands.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
    app::browser::begin();
}
