//! The bar above an assessment: what it is, the time that is left, whether all is saved, and the
//! language of the questions.

use chrono::TimeDelta;
use domain::view::AttemptPage;
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use words::Language;

use super::{Notice, Place, Saving, Sitting, time_left};
use crate::{api::attempts, components::time::machine, places};

/// As the button beside the languages says in `to` what it asks for.
pub const LANGUAGE: &str = "language";

/// From here on the time is shown as short.
const LOW: TimeDelta = TimeDelta::minutes(5);

pub fn view(t: Language, sitting: Sitting) -> impl IntoView {
    let title = sitting.page.with_untracked(|page| t.attempt_heading(&page.certification.title));
    view! {
        <header class="exam__bar">
            <h1 class="exam__title">{title}</h1>
            {timer(t, sitting)}
            {move || save_state(t, sitting)}
            {move || language(t, sitting)}
        </header>
    }
}

/// The first button of the question's form is the one that the Enter key presses: it goes on.
fn enter(sitting: Sitting) -> impl IntoView {
    let value = move || sitting.after(sitting.current.get()).wish();
    view! {
        <button
            class="visually-hidden"
            tabindex="-1"
            aria-hidden="true"
            form="question"
            name="to"
            value=value
        ></button>
    }
}

/// The time that is left, where a limit or a near expiry ends the attempt (A7).
fn timer(t: Language, sitting: Sitting) -> impl IntoView {
    let deadline = sitting.page.with_untracked(|page| {
        time_left::is_counted(page.limited, page.attempt.deadline - page.now)
            .then_some(page.attempt.deadline)
    })?;
    Some(view! {
        <p class="timer" class:timer--low=move || sitting.left.get() <= LOW>
            <svg viewBox="0 0 20 20" aria-hidden="true">
                <path
                    fill="none"
                    stroke="currentColor"
                    stroke-width="1.75"
                    stroke-linecap="round"
                    d="M10 6.5V11L13 13M8 1.5H12M10 4A7 7 0 1 0 10 18A7 7 0 1 0 10 4"
                />
            </svg>
            " "
            <span class="visually-hidden">{t.attempt_time_left()}" "</span>
            <span role="timer">{move || time_left::display(sitting.left.get())}</span>
            " "
            <time class="muted small" datetime=machine(deadline)>
                {t.attempt_until(t.clock(deadline.time()))}
            </time>
        </p>
    })
}

fn save_state(t: Language, sitting: Sitting) -> AnyView {
    let (kind, text) = match sitting.saving.get() {
        Saving::OnMoving => ("", t.attempt_saves_on_moving().to_owned()),
        Saving::AtOnce => ("", t.attempt_saves_at_once().to_owned()),
        Saving::Now => (" save-state--saving", t.attempt_saving().to_owned()),
        Saving::Saved(time) => (" save-state--saved", t.attempt_saved(t.clock(time))),
        Saving::Waiting(answers) => (
            " save-state--waiting",
            t.attempt_not_saved(i64::try_from(answers).unwrap_or(i64::MAX)),
        ),
        Saving::SignedOut => (" save-state--problem", t.attempt_signed_out().to_owned()),
        Saving::Refused => (" save-state--problem", t.attempt_answer_refused().to_owned()),
    };
    let here = sitting.address(Place::Question(sitting.current.get()));
    let way_on = match sitting.saving.get() {
        Saving::SignedOut => Some((places::sign_in(&here), t.attempt_sign_in())),
        Saving::Refused => Some((here, t.attempt_reload())),
        _ => None,
    };
    view! {
        <p class=format!("save-state{kind}")>
            {text}
            {way_on.map(|(to, words)| view! { " "<a href=to rel="external">{words}</a> })}
        </p>
    }
    .into_any()
}

/// Changes the language of the questions in place; answers, order and time stay (L2). Beside a
/// question this belongs to its form, so that what is chosen there is saved along.
fn language(t: Language, sitting: Sitting) -> AnyView {
    let review = sitting.review.get();
    if sitting.ended.get().is_some() {
        return ().into_any();
    }
    let enter = (!review).then(|| enter(sitting));
    let (languages, now) =
        sitting.page.with_untracked(|page| (page.languages.clone(), page.attempt.language.clone()));
    if languages.len() < 2 {
        return enter.into_any();
    }
    let chosen = RwSignal::new(now.clone());
    let on_click = move |event: MouseEvent| {
        event.prevent_default();
        spawn_local(change_language(sitting, chosen.get_untracked()));
    };
    let options = languages
        .into_iter()
        .map(|tag| {
            let selected = tag == now;
            let name = t.language_name(&tag).to_owned();
            view! { <option value=tag.clone() lang=tag.clone() selected=selected>{name}</option> }
        })
        .collect_view();
    let form = (!review).then_some("question");
    let fields = view! {
        <label class="visually-hidden" for="assessment-language">{t.attempt_language()}</label>
        <select
            id="assessment-language"
            name="language"
            form=form
            on:change=move |event| chosen.set(event_target_value(&event))
        >
            {options}
        </select>
        <button
            class="button button--quiet"
            form=form
            name=form.map(|_| "to")
            value=form.map(|_| LANGUAGE)
            on:click=on_click
        >
            {t.attempt_language_switch()}
        </button>
    };
    if !review {
        return view! { <div class="exam__language">{enter}{fields}</div> }.into_any();
    }
    view! {
        <form
            class="exam__language"
            method="post"
            action="/api/attempts/language"
            autocomplete="off"
        >
            <input type="hidden" name="attempt_id" value=sitting.id().to_string()/>
            <input type="hidden" name="at" value=Place::Review.wish()/>
            {fields}
        </form>
    }
    .into_any()
}

async fn change_language(sitting: Sitting, language: String) {
    let id = sitting.id();
    let page: Result<AttemptPage, _> =
        match attempts::switch_language(id, language, String::new()).await {
            Ok(()) => attempts::attempt_page(id).await,
            Err(error) => Err(error),
        };
    // The answers stay those in hand: what waits to be saved is newer than what the server has.
    match page {
        Ok(page) if !page.attempt.questions.is_empty() => {
            sitting.page.try_set(page);
        }
        Ok(_) => sitting.go(Place::Result),
        Err(_) => {
            sitting.notice.try_set(Some(Notice::NotDone));
        }
    }
}
