//! P6: who asks support, and the answers.

use domain::view::HelpRequest;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use words::Language;

use super::{frame, log, person::connection};
use crate::{
    api::admin::support,
    components::{
        answer::answer,
        notice::{Tone, notice},
        page::heading,
        time::instant,
    },
};

/// `/admin/requests`
#[component]
pub fn RequestsPage() -> impl IntoView {
    answer(support::requests(), show)
}

fn show(t: Language, requests: Vec<HelpRequest>) -> AnyView {
    let outcome = use_query_map().with_untracked(|query| {
        if let Some(error) = query.get_str("error") {
            let sentence = match error {
                "invalid" => t.requests_no_answer(),
                _ => t.requests_failed(),
            };
            return Some(notice(Tone::Problem, sentence.into_any()));
        }
        query.get_str("done").map(|_| notice(Tone::Fine, t.requests_answered().into_any()))
    });
    let none = requests.is_empty().then(|| view! { <p class="muted">{t.person_none()}</p> });
    let content = view! {
        {heading(t.admin_requests())}
        <p class="lede">{t.requests_lede()}</p>
        {outcome}
        {none}
        {requests.into_iter().map(|request| one(t, request)).collect_view()}
    };
    frame::page(t, t.admin_requests(), content.into_any())
}

fn one(t: Language, request: HelpRequest) -> AnyView {
    let HelpRequest { reference, person, then, connection: now, message, at } = request;
    let field = format!("answer-{reference}");
    let hint = format!("{field}-hint");
    let then = then.map(|then| {
        view! {
            <dt>{t.requests_then()}</dt>
            <dd>{connection(t, then)}</dd>
        }
    });
    let message = if message.is_empty() { t.requests_no_message().to_owned() } else { message };
    view! {
        <section>
            <h2>{reference.clone()}</h2>
            <dl class="facts">
                <dt>{t.extend_person()}</dt>
                <dd>{log::person(person)}</dd>
                <dt>{t.requests_asked()}</dt>
                <dd>{instant(t, at)}</dd>
                {then}
                <dt>{t.requests_now()}</dt>
                <dd>{connection(t, now)}</dd>
                <dt>{t.requests_message()}</dt>
                <dd class="pre-line">{message}</dd>
            </dl>
            <form class="form" method="post" action="/api/admin/requests/answer">
                <input type="hidden" name="reference" value=reference.clone()/>
                <div class="field">
                    <label for=field.clone()>{t.requests_answer()}</label>
                    // Always empty: what stands in a text area is not escaped.
                    <textarea
                        id=field
                        name="answer"
                        rows="3"
                        maxlength="1000"
                        required
                        aria-describedby=hint.clone()
                    ></textarea>
                    <p class="field__hint" id=hint>{t.requests_answer_hint()}</p>
                </div>
                <div class="form-actions">
                    <button class="button" aria-label=t.requests_close_named(&reference)>
                        {t.requests_close()}
                    </button>
                </div>
            </form>
        </section>
    }
    .into_any()
}
