//! Instants and days. The server renders UTC; the browser adds what its own clock shows to what has
//! `data-local`, and counts down what has `data-left`, in milliseconds.
//!
//! Written as text rather than as views: pages have dozens of them, and text costs a fraction.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use domain::window;
use leptos::tachys::html::InertElement;
use words::Language;

/// "10 Nov 2025, 00:00 UTC", in the browser with the local time behind it.
pub fn instant(t: Language, at: DateTime<Utc>) -> InertElement {
    InertElement::new(instant_markup(t, at))
}

/// [`instant`] as HTML.
pub fn instant_markup(t: Language, at: DateTime<Utc>) -> String {
    format!(r#"<time datetime="{}" data-local>{}</time>"#, machine(at), t.instant_utc(at))
}

/// E1: the last valid day, with the last minute of it, as HTML.
pub fn last_day_markup(t: Language, day: NaiveDate) -> String {
    instant_markup(t, window::last_minute(day))
}

/// A day as such.
pub fn day(t: Language, day: NaiveDate) -> InertElement {
    InertElement::new(day_markup(t, day))
}

/// [`day`] as HTML.
pub fn day_markup(t: Language, day: NaiveDate) -> String {
    format!(r#"<time datetime="{day}">{}</time>"#, t.date(day))
}

/// What is left until an instant, counted in the browser while somebody looks, as HTML.
pub fn countdown_markup(t: Language, now: DateTime<Utc>, until: DateTime<Utc>) -> String {
    let left = until - now;
    format!(
        r#"<span class="countdown" role="timer" data-left="{}">{}</span>"#,
        left.num_milliseconds(),
        t.time_left(left)
    )
}

/// As attributes of `<time>` want it.
pub fn machine(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
