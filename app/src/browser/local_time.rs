//! The time that the reader's own clock shows, beside UTC.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use leptos::{prelude::document, web_sys::Element};
use wasm_bindgen::JsValue;
use web_sys::js_sys::Date;
use words::Language;

/// Adds the local time to a `<time>` that shows an instant in UTC.
pub fn add(time: &Element) {
    let instant = time.get_attribute("datetime").and_then(|text| text.parse().ok());
    let words = instant.and_then(|at| in_words(super::page_language(), at));
    if let Some(words) = words
        && let Ok(span) = document().create_element("span")
    {
        span.set_class_name("muted");
        span.set_text_content(Some(&words));
        let _ = time.append_child(&span);
        close_up(time, &words);
    }
}

/// After a full-width bracket stands no blank, which the sentence has behind "UTC".
fn close_up(time: &Element, words: &str) {
    if let Some(next) = time.next_sibling().filter(|_| words.ends_with('）'))
        && let Some(text) = next.node_value()
        && let Some(rest) = text.strip_prefix(' ')
    {
        next.set_node_value(Some(rest));
    }
}

/// " (08:00 your time)"; `None` where that is UTC.
fn in_words(t: Language, at: DateTime<Utc>) -> Option<String> {
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
