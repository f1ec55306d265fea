//! `/go/{token}/unsubscribe`: which reminders somebody wants. N6
//!
//! Nothing is chosen beforehand, so whatever presses the buttons of a page it has not read mutes
//! nobody. Mail programs that unsubscribe with one click (RFC 8058) post without the page.

use domain::view::{AboutCredential, LinkSubject};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use words::Language;

use super::{follow, nowhere, token};
use crate::{
    components::{
        answer::answer,
        notice::{Tone, notice},
        page::{Width, heading, page},
    },
    places,
};

/// The form, for the links of reminders.
#[component]
pub fn MutePage() -> impl IntoView {
    let token = token();
    answer(follow(token.clone()), move |t, followed| {
        match followed.map(|followed| followed.subject) {
            Some(LinkSubject::Credential(about)) if about.reminder => show(t, &token, &about),
            _ => nowhere(t),
        }
    })
}

fn show(t: Language, token: &str, about: &AboutCredential) -> AnyView {
    let certification = about.credential.certification.title.as_str();
    let options = [
        ("certification", t.mute_certification(certification)),
        ("all", t.mute_all().to_owned()),
        ("keep", t.mute_keep().to_owned()),
    ];
    let options = options.map(|(value, says)| view! {
        <li><label><input type="radio" name="choice" value=value required/> <span>{says}</span></label></li>
    });
    let content = view! {
        {heading(t.mute_title())}
        <p class="lede">{t.mute_lede(certification)}</p>
        {outcome(t, about)}
        <form class="form" method="post" action=places::unsubscribe(token)>
            <fieldset>
                <legend>{t.mute_legend()}</legend>
                <ul class="choice-list">{options}</ul>
            </fieldset>
            <div class="form-actions">
                <button class="button button--primary">{t.mute_button()}</button>
            </div>
        </form>
    };
    page(t, t.mute_title(), Width::Narrow, content.into_any())
}

/// What there are no reminders of, and how to have them again.
fn outcome(t: Language, about: &AboutCredential) -> Option<AnyView> {
    let done = use_query_map().with_untracked(|query| query.get_str("done").map(str::to_owned));
    let sentence = match done.as_deref() {
        Some("keep") => return Some(notice(Tone::Fine, t.mute_kept().into_any())),
        Some("all") if about.muted => t.mute_muted_all().to_owned(),
        _ if about.muted => t.mute_muted(&about.credential.certification.title),
        _ => return None,
    };
    Some(
        view! {
            {notice(Tone::Fine, sentence.into_any())}
            <p><a href=places::MAIL>{t.mute_undo()}</a></p>
        }
        .into_any(),
    )
}
