//! The bar above an assessment: what it is, the time that is left, whether all is saved, and the
//! language of the questions.

use chrono::TimeDelta;
use domain::view::AttemptPage;
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use words::Language;

use super::{Notice, Place, Saving, Sitting, time_left};
use crate::{api::attempts, components::time::machine, places};

/// From here on the time is shown as short.
const LOW: TimeDelta = TimeDelta::minutes(5);

pub fn view(t: Language, sitting: Sitting) -> impl IntoView {
    let title = sitting.page.with_untracked(|page| t.attempt_heading(&page.certification.title));
    view! {
        <header class="exam__bar">
            <h1 class="exam__title">{title}</h1>
            {timer(t, sitting)}
            {move || save_state(t, sitting)}
            {language(t, sitting)}
        </header>
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

/// Changes the language of the questions in place; answers, order and time stay (L2).
fn language(t: Language, sitting: Sitting) -> impl IntoView {
    let (languages, now) =
        sitting.page.with_untracked(|page| (page.languages.clone(), page.attempt.language.clone()));
    if languages.len() < 2 {
        return None;
    }
    let chosen = RwSignal::new(now.clone());
    let on_submit = move |event: SubmitEvent| {
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
    Some(view! {
        <form
            class="exam__language"
            method="post"
            action="/api/attempts/language"
            autocomplete="off"
            on:submit=on_submit
        >
            <input type="hidden" name="attempt_id" value=sitting.id().to_string()/>
            <input type="hidden" name="at" value=move || sitting.number().to_string()/>
            <label class="visually-hidden" for="assessment-language">{t.attempt_language()}</label>
            <select
                id="assessment-language"
                name="language"
                on:change=move |event| chosen.set(event_target_value(&event))
            >
                {options}
            </select>
            <button class="button button--quiet">{t.attempt_language_switch()}</button>
        </form>
    })
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
