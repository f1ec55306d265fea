//! What an attempt came to: the new date, or the score and when the next may start. Never a hint
//! which question was right (A11).

mod again;
mod skills;

use chrono::NaiveDate;
use domain::{attempt::State, view};
use leptos::prelude::*;
use leptos_router::components::Redirect;
use words::{Language, Sentence};

use crate::{
    api::{ApiError, attempts},
    components::{
        answer::answer,
        page::{Width, heading, id_in_address, page},
        sentence::{FIRST, sentence, with_instant},
        time::{day, last_day_markup},
    },
};

/// `/attempts/{id}/result`.
#[component]
pub fn ResultPage() -> impl IntoView {
    let id = id_in_address();
    let result = async move {
        let id = id.ok_or(ApiError::NotFound)?;
        match attempts::result_page(id).await {
            Err(ApiError::NoOpenAttempt { state: State::Open }) => Ok(Err(id)),
            result => result.map(Ok),
        }
    };
    answer(result, |t, result| match result {
        Ok(result) => content(t, &result),
        Err(open) => view! { <Redirect path=format!("/attempts/{open}")/> }.into_any(),
    })
}

fn content(t: Language, result: &view::ResultPage) -> AnyView {
    let content = match (&result.result, result.state) {
        (Some(score), State::Passed) => passed(t, result, score).into_any(),
        (Some(score), _) => failed(t, result, score).into_any(),
        (None, _) if result.closed_by_merge => closed_by_merge(t, result).into_any(),
        (None, _) => closed(t, result).into_any(),
    };
    let title = t.result_document_title(&result.credential.certification.title);
    let content = view! {
        <section class="result">
            {content}
            <p class="muted small">
                {with_instant(t, &Sentence::with(result.ended_at, |gap| {
                    t.result_ended(gap, &result.version)
                }))}
            </p>
        </section>
    };
    page(t, &title, Width::Usual, content.into_any())
}

/// The new date, and what changed in one line; the score is there for who wants it (A11).
fn passed(
    t: Language,
    page: &view::ResultPage,
    score: &view::AttemptResult,
) -> impl IntoView + use<> {
    // E1: with the last minute of the new day.
    let changed = |old: NaiveDate, new: NaiveDate| {
        sentence(&t.result_instead_of(FIRST, t.date(old)), &[last_day_markup(t, new)])
    };
    view! {
        {heading(t.result_passed(&page.credential.certification.title))}
        {score.valid_through.map(|date| view! {
            <p class="result__date">
                <span class="visually-hidden">{t.result_new_date()}" "</span>
                {day(t, date)}
            </p>
        })}
        {page.valid_through_before.zip(score.valid_through).map(|(old, new)| view! {
            <p class="lede">{changed(old, new)}</p>
        })}
        <p class="muted">{t.result_receipt()}</p>
        <div class="form-actions">
            <a class="button button--primary" href="/dashboard">{t.result_to_dashboard()}</a>
            <a class="button" href=format!("/credentials/{}", page.credential.id)>
                {t.result_to_credential()}
            </a>
        </div>
        <details>
            <summary>{t.result_skills()}</summary>
            {skills::score(t, score)}
            {skills::bars(t, score, &page.skills)}
        </details>
    }
}

/// Score and bars, what to study, and when the next attempt may start.
fn failed(
    t: Language,
    page: &view::ResultPage,
    score: &view::AttemptResult,
) -> impl IntoView + use<> {
    view! {
        {heading(t.result_failed())}
        <p class="muted">{page.credential.certification.title.clone()}</p>
        {page.timed_out.then(|| view! { <p>{t.result_timed_out()}</p> })}
        {skills::score(t, score)}
        {again::view(t, page)}
        <section aria-labelledby="skills">
            <h2 id="skills">{t.result_skills()}</h2>
            {skills::bars(t, score, &page.skills)}
        </section>
        {skills::modules(t, score, &page.skills)}
    }
}

/// P7: not counted, not graded; the credential is renewed as before.
fn closed_by_merge(t: Language, page: &view::ResultPage) -> impl IntoView + use<> {
    view! {
        {heading(t.result_closed_by_merge())}
        <p class="muted">{page.credential.certification.title.clone()}</p>
        <p class="lede">{t.result_closed_by_merge_why()}</p>
        <div class="form-actions">
            <a class="button button--primary" href=format!("/credentials/{}", page.credential.id)>
                {t.result_to_credential()}
            </a>
        </div>
    }
}

/// A8: not counted, not graded.
fn closed(t: Language, page: &view::ResultPage) -> impl IntoView + use<> {
    let was_extended = page.was_extended();
    let (title, why) = if was_extended {
        let why = Sentence::with(page.ended_at, |gap| t.result_closed_extended_why(gap));
        (t.result_closed_extended(), why) // E5
    } else {
        (t.result_closed(), Sentence::with(page.ended_at, |gap| t.result_closed_why(gap)))
    };
    let onwards = if page.is_latest && was_extended {
        again::view(t, page)
    } else if page.is_latest {
        again::by_exams(t, page)
    } else {
        again::earlier(t, page)
    };
    view! {
        {heading(title)}
        <p class="muted">{page.credential.certification.title.clone()}</p>
        <p class="lede">{with_instant(t, &why)}</p>
        {onwards}
    }
}
