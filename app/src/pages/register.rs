//! Asking for a mail: to register, or to choose another password. What the pages say afterwards is the
//! same for every address.

use chrono::DateTime;
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, location::Url};
use words::{Language, Sentence};

use crate::{
    api::addresses::{FORGOT, REGISTER},
    components::{
        notice::{Tone, notice},
        page::{Width, heading, page},
        sentence::with_instant,
    },
    session::shown_once,
};

/// An account for somebody who has none.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let t = crate::language();
    let sent = sent(REGISTER).map(|address| t.register_sent(address));
    let content = view! {
        {heading(t.register_title())}
        <p class="lede">{t.register_lede()}</p>
        {outcome(t, sent)}
        {form(t, "/api/register")}
        <p class="form-actions"><a href="/sign-in">{t.register_sign_in()}</a></p>
    };
    page(t, t.register_title(), Width::Narrow, content.into_any())
}

/// Another password for somebody who has forgotten theirs.
#[component]
pub fn ForgotPage() -> impl IntoView {
    let t = crate::language();
    let sent = sent(FORGOT).map(|address| t.forgot_sent(address));
    let content = view! {
        {heading(t.forgot_title())}
        <p class="lede">{t.forgot_lede()}</p>
        {outcome(t, sent)}
        {form(t, "/api/forgot")}
        <p class="form-actions"><a href="/sign-in">{t.register_sign_in()}</a></p>
    };
    page(t, t.forgot_title(), Width::Narrow, content.into_any())
}

/// The masked address that a mail has just gone to, if one has.
fn sent(page: &str) -> Option<String> {
    let done = use_query_map().with_untracked(|query| query.get_str("done") == Some("sent"));
    let address = shown_once(page).map_or_else(|| "•••".to_owned(), |it| Url::unescape(&it));
    done.then_some(address)
}

/// What the form that led here has done, or why not.
fn outcome(t: Language, sent: Option<String>) -> Option<AnyView> {
    if let Some(sent) = sent {
        return Some(
            view! {
                {notice(Tone::Fine, sent.into_any())}
                <p class="muted">{t.ask_nothing_came()}</p>
            }
            .into_any(),
        );
    }
    let (error, until) = use_query_map().with_untracked(|query| {
        let until = query.get_str("until").and_then(|until| until.parse().ok());
        Some((query.get_str("error")?.to_owned(), until))
    })?;
    let until = until.and_then(|until| DateTime::from_timestamp(until, 0));
    let sentence = match (error.as_str(), until) {
        ("slow_down", Some(until)) => {
            with_instant(t, &Sentence::with(until, |gap| t.ask_slow_down(gap)))
        }
        ("unusable_address", _) => t.ask_unusable().into_any(),
        _ => t.ask_failed().into_any(),
    };
    Some(notice(Tone::Problem, sentence))
}

fn form(t: Language, action: &'static str) -> AnyView {
    view! {
        <form class="form" method="post" action=action>
            <div class="field">
                <label for="email">{t.sign_in_email()}</label>
                <input
                    type="email"
                    id="email"
                    name="email"
                    autocomplete="email"
                    required
                    maxlength="254"
                />
            </div>
            <div class="form-actions">
                <button class="button button--primary">{t.register_button()}</button>
            </div>
        </form>
    }
    .into_any()
}
