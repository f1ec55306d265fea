//! `/account/profiles`: what is wrong, and the next step first. P5

use chrono::DateTime;
use domain::{profile::Connection, view::ProfilesPage as Answer};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use words::{Language, Sentence};

use super::{
    facts::{logins, profiles},
    next::{attested, next_step, proved},
    prove::prove,
    support::support,
};
use crate::{
    api::profiles as api,
    components::{
        answer::answer,
        notice::{Tone, notice},
        page::{Width, heading, page},
        providers::provider_refusal,
        sentence::with_instant,
    },
};

/// How one's profiles stand, and all that can be done about them.
#[component]
pub fn ProfilesPage() -> impl IntoView {
    answer(api::profiles(), show)
}

fn show(t: Language, answer: Answer) -> AnyView {
    let state = match answer.connection {
        Connection::NoCertificationProfile => t.connection_no_certification_profile(),
        Connection::Unconnected => t.connection_unconnected(),
        Connection::NeedsPersonalLogin => t.connection_needs_personal_login(),
        Connection::Misaligned => t.connection_misaligned(),
        Connection::NeedsMerge => t.connection_needs_merge(),
        Connection::Connected => t.profiles_connected(),
    };
    let content = view! {
        {heading(t.profiles_title())}
        <p class="lede">{state}</p>
        {outcome(t)}
        {next_step(t, &answer)}
        {attested(t, &answer)}
        {proved(t, &answer)}
        {prove(t, None)}
        {profiles(t, &answer)}
        {logins(t, answer.logins)}
        {support(t, answer.asked)}
    };
    page(t, t.profiles_title(), Width::Narrow, content.into_any())
}

/// What a form has done, or why not.
pub fn outcome(t: Language) -> Option<AnyView> {
    if let Some(refusal) = provider_refusal(t) {
        return Some(notice(Tone::Problem, refusal.into_any()));
    }
    use_query_map().with_untracked(|query| {
        let until = query.get_str("until").and_then(|until| until.parse().ok());
        if let Some(until) = until.and_then(|until| DateTime::from_timestamp(until, 0)) {
            let sentence = Sentence::with(until, |gap| t.sign_in_slow_down(gap));
            return Some(notice(Tone::Problem, with_instant(t, &sentence)));
        }
        let refused = query.get_str("error").map(|error| match error {
            "not_now" => t.refused_not_now(),
            "not_proven" => t.refused_not_proven(),
            "elsewhere" => t.refused_elsewhere(),
            "only_one" => t.keep_only_one(),
            "personal" => t.keep_personal(),
            "of_session" => t.keep_of_session(),
            "wrong_sign_in" => t.sign_in_wrong(),
            "invalid" => t.merge_not_understood(),
            "last_administrator" => t.refused_last_administrator(),
            _ => t.refused_failed(),
        });
        if let Some(sentence) = refused {
            return Some(notice(Tone::Problem, sentence.into_any()));
        }
        let done = match query.get_str("done")? {
            "connected" => t.done_connected(),
            "replaced" => t.done_replaced(),
            "started" => t.done_started(),
            "added" => t.done_added(),
            "removed" => t.done_removed(),
            "merged" => t.done_merged(),
            "proved" => t.done_proved(),
            "asked" => t.done_asked(),
            _ => return None,
        };
        Some(notice(Tone::Fine, done.into_any()))
    })
}
