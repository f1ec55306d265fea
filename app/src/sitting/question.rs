//! One question: its form, whose every button saves, and the ways on.

use domain::view::{Question, QuestionKind};
use leptos::{ev::SubmitEvent, prelude::*};
use words::Language;

use super::{Notice, Place, Sitting, keys, navigator, skill_title, takes_focus};
use crate::components::notice::{Tone, notice};

/// The question shown, the buttons under it and the questions beside it.
pub fn view(t: Language, sitting: Sitting) -> impl IntoView {
    view! {
        {move || form(t, sitting)}
        {actions(t, sitting)}
        {navigator::view(t, sitting)}
        {keys::view(t, sitting)}
    }
}

fn form(t: Language, sitting: Sitting) -> AnyView {
    let index = sitting.current.get();
    let form = sitting.page.with(|page| {
        let question = page.attempt.questions.get(index)?;
        let skill = skill_title(page, &question.skill);
        let position = t.attempt_position(sitting.number(), skill, sitting.total());
        let language = page.attempt.language.clone();
        // Later than what another device has saved so far; what it saves from now on is not replaced
        // unseen, because of `base`.
        let since_start = (page.now - page.attempt.started_at).num_milliseconds();
        let base = question.revision;
        let revision = since_start.max(question.revision + 1);
        Some(view! {
            <form
                class="exam__question"
                id="question"
                method="post"
                action="/api/attempts/save"
                autocomplete="off"
                on:submit=move |event| act(sitting, &event)
            >
                <input type="hidden" name="attempt_id" value=page.attempt.id.to_string()/>
                <input type="hidden" name="question_id" value=question.id.clone()/>
                <input type="hidden" name="revision" value=revision.to_string()/>
                <input type="hidden" name="base[]" value=base.to_string()/>
                <input type="hidden" name="at" value=Place::Question(index).wish()/>
                {to_know(t, sitting, Some(index))}
                <div class="question__number">
                    <p>{position}</p>
                    {mark(t, sitting, index)}
                </div>
                <h2 class="question__stem" lang=language.clone() tabindex="-1" use:takes_focus>
                    {question.stem.clone()}
                </h2>
                {options(t, sitting, index, question, &language)}
            </form>
        })
    });
    form.into_any()
}

/// What to know before going on; `index` is that of the question in sight.
pub fn to_know(t: Language, sitting: Sitting, index: Option<usize>) -> impl IntoView {
    let words = move |what| match what {
        Notice::Overtaken(other) if Some(other) != index => {
            t.attempt_other_overtaken(other + 1).into_any()
        }
        Notice::Overtaken(_) => t.attempt_overtaken().into_any(),
        Notice::NotDone => t.attempt_not_done().into_any(),
        Notice::Kept => t.attempt_kept().into_any(),
    };
    let shown = move || sitting.notice.get().map(|what| notice(Tone::Act, words(what)));
    view! { {move || shown().into_any()} }
}

/// Marks for review, or no longer (A13).
fn mark(t: Language, sitting: Sitting, index: usize) -> impl IntoView {
    let marked = move || sitting.answers.with(|all| all.get(index).is_some_and(|it| it.flagged));
    view! {
        <button
            class="mark-toggle"
            name="flagged"
            value=move || (!marked()).to_string()
            aria-pressed=move || marked().to_string()
        >
            <span aria-hidden="true">"⚑ "</span>
            {t.attempt_mark()}
        </button>
    }
}

fn options(
    t: Language,
    sitting: Sitting,
    index: usize,
    question: &Question,
    language: &str,
) -> impl IntoView + use<> {
    let (kind, legend) = match question.kind {
        QuestionKind::SingleChoice => ("radio", t.attempt_choose_one()),
        QuestionKind::TrueFalse => ("radio", t.attempt_true_or_false()),
        QuestionKind::MultipleResponse => ("checkbox", t.attempt_choose_several()),
    };
    let options = question.options.iter().enumerate().map(|(place, option)| {
        let id = option.id.clone();
        let is_chosen = {
            let id = id.clone();
            move || sitting.answers.with(|all| all.get(index).is_some_and(|it| it.has(&id)))
        };
        view! {
            <label class="option">
                <input
                    type=kind
                    name="choice[]"
                    value=id
                    checked=is_chosen.clone()
                    prop:checked=is_chosen
                    on:change=move |_| sitting.choose(place)
                />
                <span class="option__text" lang=language.to_owned()>{option.text.clone()}</span>
                {move || key(sitting, place)}
            </label>
        }
    });
    view! {
        <fieldset class="options">
            <legend>{legend}</legend>
            {options.collect_view()}
        </fieldset>
    }
}

/// The key that chooses an option.
fn key(sitting: Sitting, place: usize) -> AnyView {
    let works = sitting.running.get() && sitting.keys.get() && place < 9;
    works
        .then(|| view! { <kbd class="option__key" aria-hidden="true">{place + 1}</kbd> })
        .into_any()
}

fn actions(t: Language, sitting: Sitting) -> impl IntoView {
    let is_last = move || sitting.after(sitting.current.get()) == Place::Review;
    view! {
        <div class="exam__actions">
            {move || back(t, sitting)}
            {move || next(t, sitting)}
            {move || clear(t, sitting)}
            <button
                class=move || if is_last() { "button button--primary" } else { "button" }
                form="question"
                name="to"
                value=Place::Review.wish()
            >
                {t.attempt_to_review()}
            </button>
        </div>
    }
}

fn back(t: Language, sitting: Sitting) -> AnyView {
    let before = sitting.current.get().checked_sub(1).map(Place::Question);
    before
        .map(|place| {
            view! {
                <button class="button" form="question" name="to" value=place.wish()>
                    <span aria-hidden="true">"← "</span>
                    {t.attempt_back()}
                </button>
            }
        })
        .into_any()
}

fn next(t: Language, sitting: Sitting) -> AnyView {
    let after = Some(sitting.after(sitting.current.get())).filter(|place| *place != Place::Review);
    after
        .map(|place| {
            view! {
                <button
                    class="button button--primary"
                    form="question"
                    name="to"
                    value=place.wish()
                >
                    {t.attempt_next()}
                    <span aria-hidden="true">" →"</span>
                </button>
            }
        })
        .into_any()
}

fn clear(t: Language, sitting: Sitting) -> AnyView {
    let index = sitting.current.get();
    let answered = sitting.answers.with(|all| all.get(index).is_some_and(|it| !it.is_open()));
    answered
        .then(|| {
            view! {
                <button class="button button--quiet" form="question" name="clear" value="true">
                    {t.attempt_clear()}
                </button>
            }
        })
        .into_any()
}

/// Does in the browser what the pressed button would ask of the server. Answers are saved apart
/// from this, as they are given.
fn act(sitting: Sitting, event: &SubmitEvent) {
    event.prevent_default();
    let Some(button) = event.submitter() else { return };
    let value = button.get_attribute("value").unwrap_or_default();
    match button.get_attribute("name").as_deref() {
        Some("flagged") => sitting.mark(),
        Some("clear") => sitting.clear(),
        _ => {
            if let Some(place) = Place::of(&value, sitting.total()) {
                sitting.go(place);
            }
        }
    }
}
