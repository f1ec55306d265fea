//! Sitting an assessment: one question a screen, and the page before submitting.
//!
//! This is the part of the pages that the browser takes over: an island in a page that the server
//! renders. Moving between the questions asks the server for nothing and loses nothing. Without the
//! program in the browser every move posts a form and saves.

mod answers;
mod bar;
mod ended;
#[cfg(feature = "ssr")]
pub mod kept;
pub mod keys;
mod navigator;
mod question;
mod review;
mod state;
pub mod time_left;

pub use answers::Answer;
pub use bar::LANGUAGE;
pub use state::{Notice, Place, Saving, Sitting, Submission};

use domain::view::AttemptPage;
use leptos::{ev::MouseEvent, prelude::*, web_sys::Element};

/// An open attempt. `question` is the number of the question that the address asks for, `review`
/// whether it asks for the page before submitting; `kept` is what could not be saved of the question.
#[island]
pub(crate) fn Exam(
    page: AttemptPage,
    question: Option<usize>,
    review: bool,
    notice: Option<Notice>,
    kept: Option<Vec<String>>,
) -> impl IntoView {
    let t = crate::language();
    let sitting = Sitting::new(page, question, review, notice);
    if let Some(choice) = kept {
        sitting.restore(sitting.current.get_untracked(), choice);
    }
    #[cfg(feature = "hydrate")]
    crate::browser::sitting::begin(sitting);
    view! {
        {bar::view(t, sitting)}
        <p class="visually-hidden" role="status">{move || sitting.said.get()}</p>
        {move || match sitting.ended.get() {
            Some(by) => ended::view(t, sitting, by).into_any(),
            None if sitting.review.get() => {
                view! { {question::to_know(t, sitting, None)} {review::view(t, sitting)} }.into_any()
            }
            None => question::view(t, sitting).into_any(),
        }}
    }
}

/// The title of a skill of the attempt.
fn skill_title<'a>(page: &'a AttemptPage, id: &'a str) -> &'a str {
    page.skills.iter().find(|skill| skill.id == id).map_or(id, |skill| &skill.title)
}

/// For a link to a place of the attempt: goes there without a new page, unless the reader asks for
/// another tab or window.
fn go_to(sitting: Sitting, place: impl Fn() -> Place) -> impl Fn(MouseEvent) {
    move |event| {
        let elsewhere =
            event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if !elsewhere {
            event.prevent_default();
            sitting.go(place());
        }
    }
}

/// For the heading of what has been moved to: takes the focus, unless it is the first, where the
/// browser knows better.
fn takes_focus(heading: Element) {
    #[cfg(feature = "hydrate")]
    crate::browser::focus::arrive(heading);
    #[cfg(not(feature = "hydrate"))]
    drop(heading);
}
