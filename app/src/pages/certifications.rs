//! The catalogue.

use domain::view::CertificationName;
use leptos::prelude::*;
use words::Language;

use crate::{
    api::catalogue,
    components::{
        answer::answer,
        certification::kind,
        page::{Width, heading, page},
    },
};

/// All certifications, for everyone.
#[component]
pub fn CertificationsPage() -> impl IntoView {
    answer(catalogue::certifications(), show)
}

fn show(t: Language, certifications: Vec<CertificationName>) -> AnyView {
    let none = certifications.is_empty();
    let rows = certifications.into_iter().map(|certification| {
        view! {
            <li class="row">
                <div class="row__main">
                    <a class="row__title" href=format!("/certifications/{}", certification.slug)>
                        {certification.title.clone()}
                    </a>
                </div>
                <div class="row__detail">{kind(t, &certification)}</div>
            </li>
        }
    });
    let content = view! {
        {heading(t.certifications_title())}
        <p class="lede">{t.certifications_lede()}</p>
        {none.then(|| view! { <p class="muted">{t.certifications_none()}</p> })}
        <ul class="rows">{rows.collect_view()}</ul>
    };
    page(t, t.certifications_title(), Width::Usual, content.into_any())
}
