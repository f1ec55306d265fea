//! E5: an extension that was confirmed, done or under way.

use domain::view::ExtensionDone;
use leptos::prelude::*;
use words::{Language, Sentence};

use super::{extensions::counts, frame, log};
use crate::{
    api::{ApiError, admin::extensions},
    components::{
        answer::answer,
        page::{heading, id_in_address},
        sentence::with_instant,
        time::instant,
    },
};

/// `/admin/extensions/{id}`
#[component]
pub fn ExtensionPage() -> impl IntoView {
    let id = id_in_address();
    answer(async move { extensions::one(id.ok_or(ApiError::NotFound)?).await }, show)
}

fn show(t: Language, it: ExtensionDone) -> AnyView {
    let until = it.extension.until;
    let title = t.extend_one_title(t.date(until));
    let state = match it.finished_at {
        Some(at) => with_instant(t, &Sentence::with(at, |gap| t.extend_finished(gap))),
        None => t.extend_under_way().into_any(),
    };
    let range = t.extend_range_days(t.date(it.extension.first_day), t.date(it.extension.last_day));
    let both = [(t.extend_shown(), it.shown), (t.extend_done(), it.done)];
    let content = view! {
        {heading(title.clone())}
        <p class="lede" role="status">{state}</p>
        <dl class="facts">
            <dt>{t.extend_certifications()}</dt>
            <dd>{t.list(&it.extension.certifications)}</dd>
            <dt>{t.extend_range()}</dt>
            <dd>{range}</dd>
            <dt>{t.extend_reason()}</dt>
            <dd>{it.reason}</dd>
            <dt>{t.extend_by()}</dt>
            <dd>{log::person(it.by)}</dd>
            <dt>{t.extend_at()}</dt>
            <dd>{instant(t, it.at)}</dd>
        </dl>
        {counts(t, "counts", t.extend_outcome(), until, &both)}
    };
    frame::page(t, &title, content.into_any())
}
