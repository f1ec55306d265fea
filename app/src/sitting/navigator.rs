//! The questions of an attempt at a glance. Each is a button of the question's form, so that
//! moving saves what is chosen.

use leptos::prelude::*;
use words::Language;

use super::{Sitting, answers};

pub fn view(t: Language, sitting: Sitting) -> impl IntoView {
    let items = (0..sitting.total()).map(|index| item(t, sitting, index)).collect_view();
    view! {
        <nav class="navigator-box" aria-labelledby="navigator-title">
            <h2 id="navigator-title">{t.attempt_questions()}</h2>
            <ol class="navigator">{items}</ol>
            <p class="navigator__legend" aria-hidden="true">{t.attempt_legend()}</p>
        </nav>
    }
}

fn item(t: Language, sitting: Sitting, index: usize) -> impl IntoView {
    let is_current = move || sitting.current.get() == index;
    let class = move || {
        sitting
            .answers
            .with(|all| all.get(index).map(|answer| answers::item_class(answer, is_current())))
    };
    view! {
        <li>
            <button
                class=class
                form="question"
                name="to"
                value=index + 1
                aria-current=move || is_current().then_some("step")
            >
                {index + 1}
                <span class="visually-hidden">{move || words(t, sitting, index)}</span>
            </button>
        </li>
    }
}

/// ", answered, marked".
fn words(t: Language, sitting: Sitting, index: usize) -> String {
    sitting.answers.with(|all| {
        let Some(answer) = all.get(index) else { return String::new() };
        let state =
            if answer.is_open() { t.attempt_item_open() } else { t.attempt_item_answered() };
        if answer.flagged {
            format!(", {state}, {}", t.attempt_item_marked())
        } else {
            format!(", {state}")
        }
    })
}
