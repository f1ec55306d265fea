//! The time that the reader's own clock shows, beside UTC.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use leptos::{prelude::queue_microtask, web_sys::Element};
use wasm_bindgen::JsValue;
use web_sys::js_sys::Date;
use words::Language;

/// Adds the local time of an instant to the `<time>` that shows it in UTC.
pub fn add(time: Element, timestamp: i64) {
    let Some(words) = in_words(super::page_language(), timestamp) else {
        return;
    };
    // Only now is the element made; what it contains comes next.
    queue_microtask(move || {
        if let Some(document) = time.owner_document()
            && let Ok(span) = document.create_element("span")
        {
            span.set_class_name("muted");
            span.set_text_content(Some(&words));
            let _ = time.append_child(&span);
        }
    });
}

/// " (08:00 your time)"; `None` where that is UTC.
fn in_words(t: Language, timestamp: i64) -> Option<String> {
    let at = DateTime::from_timestamp(timestamp, 0)?;
    let (utc, local) = (at.naive_utc(), local(at));
    if local == utc {
        None
    } else if local.date() == utc.date() {
        Some(t.your_time(t.clock(local.time())))
    } else {
        Some(t.your_time(t.date_and_time(local)))
    }
}

/// What the reader's own clock shows at an instant.
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    // Milliseconds of this size are exact in a double, and the offset is a small whole number.
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "exact")]
    let behind =
        Date::new(&JsValue::from_f64(at.timestamp_millis() as f64)).get_timezone_offset() as i64;
    at.naive_utc() - TimeDelta::minutes(behind)
}
