//! A certification: what earns it, what renews it, how to prepare.

use domain::{
    certification::Kind,
    view::{CertificationPage as Certification, Exam, Prerequisite},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use words::{Language, Sentence};

use crate::{
    api::catalogue,
    components::{
        answer::answer,
        certification::{facts, kind, languages, renewal, skills},
        page::{Width, heading, page},
        sentence::with_instant,
    },
};

/// One certification, for everyone.
#[component]
pub fn CertificationPage() -> impl IntoView {
    let slug = use_params_map()
        .with_untracked(|params| params.get_str("slug").unwrap_or_default().to_owned());
    answer(catalogue::certification_page(slug), show)
}

fn show(t: Language, certification: Certification) -> AnyView {
    let title = certification.name.title.clone();
    let status = status(t, &certification);
    let mark = certification.assessment.as_ref().map_or(0, |facts| facts.mark);
    let content = view! {
        {heading(title.clone())}
        <p class="lede">{kind(t, &certification.name)}" · "{status}</p>
        <div class="columns">
            <div class="columns__main">
                {certification.successor.map(|newer| view! {
                    <p>
                        {t.credential_successor(&newer.title)}
                        {t.gap()}
                        <a href=format!("/certifications/{}", newer.slug)>
                            {t.decision_superseded_next()}
                        </a>
                    </p>
                })}
                <div class="prose">{paragraphs(&certification.summary)}</div>
                {measured(t, certification.measured)}
                {prerequisites(t, certification.prerequisites)}
                {exams(t, certification.exams)}
                {(!certification.skills.is_empty()).then(|| view! {
                    <section id="prepare">
                        <h2>{t.prepare_title()}</h2>
                        <p class="muted">{t.prepare_lede()}</p>
                        {skills(t, certification.skills, &[], mark)}
                    </section>
                })}
                {renewal(t, certification.renewal)}
            </div>
            <aside class="columns__side">
                <h2>{t.assessment_title()}</h2>
                {facts(t, certification.assessment.as_ref())}
            </aside>
        </div>
    };
    page(t, &title, Width::Usual, content.into_any())
}

/// How long it lasts and what has become of it.
fn status(t: Language, certification: &Certification) -> AnyView {
    if certification.superseded {
        t.certification_superseded().into_any() // K5
    } else if let Some(at) = certification.retires_at {
        with_instant(t, &Sentence::with(at, |gap| t.certification_retires(gap))) // K6
    } else if certification.name.kind == Kind::Fundamentals {
        t.certification_never_expires().into_any() // K2
    } else if certification.assessment.is_none() {
        t.certification_yearly().into_any() // K3
    } else {
        t.certification_renewed_yearly().into_any()
    }
}

fn paragraphs(text: &str) -> impl IntoView + use<> {
    text.split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty())
        .map(|paragraph| view! { <p>{paragraph.trim().to_owned()}</p> })
        .collect_view()
}

fn measured(t: Language, measured: Vec<String>) -> Option<AnyView> {
    (!measured.is_empty()).then(|| {
        let items = measured.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
        view! {
            <section>
                <h2>{t.measured_title()}</h2>
                <div class="prose"><ul>{items}</ul></div>
            </section>
        }
        .into_any()
    })
}

/// X3: of every group any one.
fn prerequisites(t: Language, groups: Vec<Vec<Prerequisite>>) -> Option<AnyView> {
    (!groups.is_empty()).then(|| {
        let groups = groups.into_iter().map(|group| {
            let several = group.len() > 1;
            let items = group.into_iter().map(|it| {
                view! { <li><a href=format!("/certifications/{}", it.slug)>{it.title}</a></li> }
            });
            view! {
                {several.then(|| view! { <p>{t.exams_one_of()}</p> })}
                <ul>{items.collect_view()}</ul>
            }
        });
        view! {
            <section>
                <h2>{t.prerequisites_title()}</h2>
                <p class="muted">{t.prerequisites_lede()}</p>
                <div class="prose">{groups.collect_view()}</div>
            </section>
        }
        .into_any()
    })
}

/// X3: of every group any one.
fn exams(t: Language, groups: Vec<Vec<Exam>>) -> Option<AnyView> {
    (!groups.is_empty()).then(|| {
        let groups = groups.into_iter().map(|group| {
            let several = group.len() > 1;
            let items = group.into_iter().map(|exam| {
                view! {
                    <li>
                        <strong class="code">{exam.code}</strong>
                        " "
                        {exam.title}
                        " "
                        <span class="muted">{languages(t, &exam.languages)}</span>
                    </li>
                }
            });
            view! {
                {several.then(|| view! { <p>{t.exams_one_of()}</p> })}
                <ul>{items.collect_view()}</ul>
            }
        });
        view! {
            <section id="exams">
                <h2>{t.exams_title()}</h2>
                <div class="prose">{groups.collect_view()}</div>
            </section>
        }
        .into_any()
    })
}
