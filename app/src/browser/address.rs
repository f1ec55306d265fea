//! Where the reader is within an attempt: in the address, the browser's history and the title.

use leptos::{
    leptos_dom::helpers::window_event_listener_untyped,
    prelude::{Effect, Get, document, on_cleanup, window},
};
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

use crate::sitting::{Place, Sitting};

/// Goes where the sitting wants to, and follows the browser's own ways back and forth.
pub fn follow(sitting: Sitting) {
    Effect::new(move |_| {
        if let Some(place) = sitting.wanted.get() {
            go(sitting, place);
        }
    });
    let back_and_forth = window_event_listener_untyped("popstate", move |_| arrive(sitting));
    on_cleanup(move || back_and_forth.remove());
    let t = crate::language();
    Effect::new(move |_| document().set_title(&sitting.title(t)));
}

fn go(sitting: Sitting, place: Place) {
    let address = sitting.address(place);
    if place == Place::Result {
        let _ = window().location().assign(&address);
        return;
    }
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
    }
    arrive(sitting);
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Shows what the address says.
fn arrive(sitting: Sitting) {
    let location = window().location();
    let query = location.search().and_then(|query| UrlSearchParams::new_with_str(&query));
    let question = query.ok().and_then(|query| query.get("q")?.parse().ok());
    let review = location.pathname().is_ok_and(|path| path.ends_with("/review"));
    sitting.show(question, review);
}
