//! What was done to the account, by whom and when.

use domain::view::{Act, Trail};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use words::Language;

use crate::{
    api::account,
    components::{
        answer::answer,
        page::{Width, heading, page},
        time::instant,
    },
};

/// The newest acts, or those older than the page before.
#[component]
pub fn TrailPage() -> impl IntoView {
    let older = use_query_map()
        .with_untracked(|query| query.get_str("older").unwrap_or_default().to_owned());
    answer(account::trail(older), show)
}

fn show(t: Language, trail: Trail) -> AnyView {
    let none = trail.acts.is_empty();
    let items = trail.acts.into_iter().map(|act| item(t, act)).collect_view();
    let content = view! {
        {heading(t.trail_title())}
        <p class="lede">{t.trail_lede()}</p>
        {none.then(|| view! { <p class="muted">{t.trail_none()}</p> })}
        <ol class="history">{items}</ol>
        <div class="form-actions">
            {trail.older.map(|older| view! {
                <a class="button" href=format!("/account/history?older={older}")>{t.trail_older()}</a>
            })}
            <a class="button button--quiet" href="/account">{t.trail_back()}</a>
        </div>
    };
    page(t, t.trail_title(), Width::Narrow, content.into_any())
}

fn item(t: Language, act: Act) -> AnyView {
    view! {
        <li>
            <strong>{act.what}</strong>
            <div>
                <p class="muted">{instant(t, act.at)}" · "{act.who}</p>
                {act.detail.map(|detail| view! { <p>{detail}</p> })}
            </div>
        </li>
    }
    .into_any()
}
