//! Instants and days. The server renders UTC; the browser adds what its own clock shows.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use domain::window;
use leptos::{prelude::*, web_sys::Element};
use words::Language;

/// "10 Nov 2025, 00:00 UTC", in the browser with the local time behind it.
pub fn instant(t: Language, at: DateTime<Utc>) -> impl IntoView {
    view! { <time datetime=machine(at) use:adds_local_time=at.timestamp()>{t.instant_utc(at)}</time> }
}

/// E1: the last valid day, with the last minute of it.
pub fn last_day(t: Language, day: NaiveDate) -> impl IntoView {
    let last_minute = window::expires_at(day) - chrono::TimeDelta::minutes(1);
    view! {
        <time datetime=machine(last_minute) use:adds_local_time=last_minute.timestamp()>
            {t.instant_utc(last_minute)}
        </time>
    }
}

/// A day as such.
pub fn day(t: Language, day: NaiveDate) -> impl IntoView {
    view! { <time datetime=day.to_string()>{t.date(day)}</time> }
}

/// What is left until an instant, counted in the browser while somebody looks.
pub fn countdown(t: Language, now: DateTime<Utc>, until: DateTime<Utc>) -> impl IntoView {
    let left = until - now;
    view! {
        <span class="countdown" role="timer" use:counts_down=left.num_milliseconds()>
            {t.time_left(left)}
        </span>
    }
}

/// As attributes of `<time>` want it.
pub fn machine(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn adds_local_time(time: Element, timestamp: i64) {
    #[cfg(feature = "hydrate")]
    crate::browser::local_time::add(time, timestamp);
    #[cfg(not(feature = "hydrate"))]
    drop((time, timestamp));
}

fn counts_down(span: Element, milliseconds: i64) {
    #[cfg(feature = "hydrate")]
    crate::browser::countdown::begin(span, milliseconds);
    #[cfg(not(feature = "hydrate"))]
    drop((span, milliseconds));
}
