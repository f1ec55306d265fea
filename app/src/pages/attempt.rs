//! The page of an attempt: nothing but the assessment.

use domain::{attempt::State, view};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    components::Redirect,
    hooks::{use_params_map, use_query_map},
};
use words::Language;

use crate::{
    Visitor,
    api::{ApiError, attempts},
    components::{
        answer::answer,
        demo_bar::demo_bar,
        page::{here, id_in_address},
    },
    sitting::{Exam, Notice, Sitting, kept},
};

/// `/attempts/{id}?q=7` and `/attempts/{id}/review`.
#[component]
pub fn AttemptPage() -> impl IntoView {
    let is_page = use_params_map()
        .with_untracked(|params| params.get_str("part").is_none_or(|part| part == "review"));
    let id = id_in_address().filter(|_| is_page);
    let page = async move { attempts::attempt_page(id.ok_or(ApiError::NotFound)?).await };
    answer(page, show)
}

fn show(t: Language, page: view::AttemptPage) -> AnyView {
    let id = page.attempt.id;
    if page.attempt.state != State::Open {
        return view! { <Redirect path=format!("/attempts/{id}/result")/> }.into_any();
    }
    let review = use_params_map().with_untracked(|params| params.get_str("part").is_some());
    let query = use_query_map().get_untracked();
    let question = query.get_str("q").and_then(|number| number.parse().ok());
    let sitting = Sitting::new(page.clone(), question, review, None);
    let kept = query.get_str("kept");
    let kept = kept.and_then(|kept| sitting.with_question(|it| kept::choice(kept, it))?);
    let notice = if query.get_str("overtaken").is_some() {
        Some(Notice::Overtaken(sitting.current.get_untracked()))
    } else if query.get_str("error").is_some() {
        Some(Notice::NotDone)
    } else {
        kept.is_some().then_some(Notice::Kept)
    };
    let title = sitting.title(t);
    let demo = with_context::<Visitor, _>(|visitor| visitor.demo.as_ref().map(|demo| demo.now));
    view! {
        <Title text=title/>
        <a class="skip-link" href="#main">{t.skip_to_content()}</a>
        <main class="exam" id="main"><Exam page question review notice kept/></main>
        {demo.flatten().map(|now| demo_bar(t, now, &here()))}
    }
    .into_any()
}
