//! Instants and days. The server renders UTC; the browser adds what its own clock shows to what has
//! `data-local`, and counts down what has `data-left`, in milliseconds.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use domain::window;
use leptos::prelude::*;
use words::Language;

/// "10 Nov 2025, 00:00 UTC", in the browser with the local time behind it.
pub fn instant(t: Language, at: DateTime<Utc>) -> impl IntoView {
    view! { <time datetime=machine(at) data-local="">{t.instant_utc(at)}</time> }
}

/// E1: the last valid day, with the last minute of it.
pub fn last_day(t: Language, day: NaiveDate) -> impl IntoView {
    instant(t, window::expires_at(day) - chrono::TimeDelta::minutes(1))
}

/// A day as such.
pub fn day(t: Language, day: NaiveDate) -> impl IntoView {
    view! { <time datetime=day.to_string()>{t.date(day)}</time> }
}

/// What is left until an instant, counted in the browser while somebody looks.
pub fn countdown(t: Language, now: DateTime<Utc>, until: DateTime<Utc>) -> impl IntoView {
    let left = until - now;
    view! {
        <span class="countdown" role="timer" data-left=left.num_milliseconds()>
            {t.time_left(left)}
        </span>
    }
}

/// As attributes of `<time>` want it.
pub fn machine(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
