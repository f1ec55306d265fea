//! What a Leptos page costs a browser at the least: a router, one page, one button that counts.
//! `make bench` builds it exactly as the program and compares what the two weigh.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// Called as the program's own `hydrate` is.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(App);
}

#[component]
fn App() -> impl IntoView {
    view! {
        <Router>
            <main>
                <Routes fallback=|| "Not found">
                    <Route path=path!("/") view=Button/>
                </Routes>
            </main>
        </Router>
    }
}

#[component]
fn Button() -> impl IntoView {
    let count = RwSignal::new(0);
    view! { <button on:click=move |_| *count.write() += 1>{count}</button> }
}
