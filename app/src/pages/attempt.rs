//! Sitting an assessment: one question a screen, and the page before submitting.
//!
//! Both are one page of the program, so that moving between them asks the server for nothing and
//! loses nothing. Without the program in the browser every move posts a form and saves.

mod answers;
mod bar;
mod ended;
pub mod keys;
mod navigator;
mod question;
mod review;
mod sitting;
pub mod time_left;

pub use answers::Answer;
pub use sitting::{Notice, Place, Saving, Sitting, Submission};

use domain::{attempt::State, view};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    NavigateOptions,
    components::Redirect,
    hooks::{use_location, use_navigate, use_params_map},
};
use uuid::Uuid;
use words::Language;

use super::not_found::NotFoundPage;
use crate::{
    Visitor,
    api::{ApiError, attempts},
    components::{demo_bar::demo_bar, problem::problem},
};

/// `/attempts/{id}?q=7` and `/attempts/{id}/review`.
#[component]
pub fn AttemptPage() -> impl IntoView {
    let t = crate::language();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get_str("id")?.parse::<Uuid>().ok()));
    let part = Memo::new(move |_| params.with(|params| params.get_str("part").map(str::to_owned)));
    let query = use_location().query;
    let wished = Memo::new(move |_| query.with(|query| query.get_str("q")?.parse::<usize>().ok()));
    let notice = query.with_untracked(|query| {
        let has = |name| query.get_str(name).is_some();
        has("overtaken").then_some(Notice::Overtaken).or(has("error").then_some(Notice::NotDone))
    });
    // When the answer came with the document it is as old as that, else as old as the question.
    let asked = StoredValue::new(0.0);
    let page = Resource::new(
        move || id.get(),
        move |id| {
            #[cfg(feature = "hydrate")]
            asked.set_value(crate::browser::clock::counted());
            #[cfg(not(feature = "hydrate"))]
            let _ = asked;
            async move {
                match id {
                    Some(id) => attempts::attempt_page(id).await,
                    None => Err(ApiError::NotFound),
                }
            }
        },
    );
    let shown = move || {
        Suspend::new(async move {
            match page.await {
                Ok(page) if page.attempt.state != State::Open => {
                    let result = Place::Result.address(page.attempt.id, 0);
                    view! { <Redirect path=result/> }.into_any()
                }
                Ok(page) => {
                    let sitting = Sitting::new(page, wished, notice);
                    let review = Memo::new(move |_| part.get().is_some());
                    exam(t, sitting, review, asked)
                }
                Err(error) => problem(t, &error),
            }
        })
    };
    let is_page =
        Memo::new(move |_| part.with(|part| part.as_deref().is_none_or(|it| it == "review")));
    move || {
        if is_page.get() {
            view! { <Suspense>{shown}</Suspense> }.into_any()
        } else {
            NotFoundPage().into_any()
        }
    }
}

/// The page of an open attempt: nothing but the assessment.
fn exam(t: Language, sitting: Sitting, review: Memo<bool>, asked: StoredValue<f64>) -> AnyView {
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(place) = sitting.wanted.get() {
            navigate(&sitting.address(place), NavigateOptions::default());
        }
    });
    #[cfg(feature = "hydrate")]
    crate::browser::sitting::begin(sitting, review, asked.get_value());
    #[cfg(not(feature = "hydrate"))]
    let _ = asked;

    let certification = sitting.page.with_untracked(|page| page.certification.title.clone());
    let title = move || {
        let title = if review.get() {
            t.review_document_title(&certification)
        } else {
            t.attempt_document_title(&certification, sitting.number(), sitting.total())
        };
        format!("{title} · {}", t.brand_name())
    };
    let now = with_context::<Visitor, _>(|visitor| visitor.demo.as_ref().map(|demo| demo.now));
    let now = now.flatten();
    let demo_bar_at =
        move |now| demo_bar(t, now, &sitting.address(Place::Question(sitting.current.get())));
    view! {
        <Title text=title/>
        <a class="skip-link" href="#main">{t.skip_to_content()}</a>
        <main class="exam" id="main">
            {bar::view(t, sitting)}
            <p class="visually-hidden" role="status">{move || sitting.said.get()}</p>
            {move || match sitting.ended.get() {
                Some(by) => ended::view(t, sitting, by).into_any(),
                None if review.get() => review::view(t, sitting).into_any(),
                None => question::view(t, sitting).into_any(),
            }}
        </main>
        {move || now.map(demo_bar_at).into_any()}
    }
    .into_any()
}

/// The title of a skill of the attempt.
fn skill_title<'a>(page: &'a view::AttemptPage, id: &'a str) -> &'a str {
    page.skills.iter().find(|skill| skill.id == id).map_or(id, |skill| &skill.title)
}
