//! The demo's clock: `POST /demo/clock` with `back` and either `to` (one of the buttons) or `now`.

use chrono::{DateTime, Months, SecondsFormat, TimeDelta, Utc};
use leptos::prelude::*;
use words::Language;

/// `here` is the address to come back to.
pub fn demo_bar(t: Language, now: DateTime<Utc>, here: &str) -> AnyView {
    let later = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    view! {
        <form class="demo-bar" method="post" action="/demo/clock" aria-label=t.demo_label()>
            <strong>{t.demo_title()}</strong>
            <input type="hidden" name="back" value=here.to_owned()/>
            <div class="field">
                <label for="demo-now">{t.demo_clock()}</label>
                <input
                    type="datetime-local"
                    id="demo-now"
                    name="now"
                    value=later(now).get(..16).map(str::to_owned)
                />
            </div>
            <button class="button">{t.demo_set()}</button>
            <button class="button button--quiet" name="to" value=later(now + TimeDelta::days(1))>
                {t.demo_day_later()}
            </button>
            <button class="button button--quiet" name="to" value=later(now + Months::new(1))>
                {t.demo_month_later()}
            </button>
            <button class="button button--quiet" name="to" value="">{t.demo_real_time()}</button>
            <a class="button button--quiet" href="/demo/mailbox">{t.demo_mailbox()}</a>
        </form>
    }
    .into_any()
}
