//! The page before submitting: every question by skill, what is open and marked, and the one
//! question before the answers become final. A6, A13

use chrono::{DateTime, Utc};
use domain::{attempt::SOON, view::AttemptPage};
use leptos::{ev::SubmitEvent, prelude::*};
use words::Language;

use super::{Place, Sitting, Submission, answers, go_to, skill_title, takes_focus};
use crate::components::notice::{Tone, notice};

/// So many characters of a question stand in the list.
const EXCERPT: usize = 72;

pub fn view(t: Language, sitting: Sitting) -> impl IntoView {
    let current = move || Place::Question(sitting.current.get());
    let back = move || sitting.address(current());
    view! {
        <section class="exam__question">
            <h2 class="page-title" tabindex="-1" use:takes_focus>{t.review_title()}</h2>
            {move || summary(t, sitting).into_any()}
        </section>
        {last_chance(t, sitting)}
        <section class="exam__question">
            {move || sitting.page.with(|page| list(t, sitting, page).into_any())}
        </section>
        <section class="exam__question">{move || submit(t, sitting).into_any()}</section>
        <div class="exam__actions">
            <a class="button button--quiet" href=back on:click=go_to(sitting, current)>
                <span aria-hidden="true">"← "</span>
                {t.review_back()}
            </a>
        </div>
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn summary(t: Language, sitting: Sitting) -> impl IntoView {
    let (open, marked) = sitting.answers.with(|all| (answers::open(all), answers::marked(all)));
    let first = if open == 0 {
        t.review_all_answered().to_owned()
    } else {
        t.review_some_open(count(open))
    };
    view! {
        <p class="lede">{first}</p>
        {(marked > 0).then(|| view! { <p>{t.review_some_marked(count(marked))}</p> })}
    }
}

/// A6: said before the attempt is spent whose failure would leave none. The page may have been open
/// for hours, so it is the time that is left which tells.
fn last_chance(t: Language, sitting: Sitting) -> impl IntoView {
    let warning = Memo::new(move |_| {
        let left = sitting.left.get();
        sitting.page.with(|page| last_at(page, page.attempt.deadline - left))
    });
    move || {
        let words = match warning.get()? {
            None => view! {
                <strong>{t.review_last_chance()}</strong>
                <br/>
                {t.review_last_chance_why()}
            }
            .into_any(),
            Some(from) => t.decision_last_chance_from(t.instant_utc(from)).into_any(),
        };
        Some(notice(Tone::Act, words))
    }
}

/// Whether failing leaves no other attempt: at any rate, or from an instant on that is near.
#[expect(clippy::option_option, reason = "no warning, one without an instant, one with it")]
fn last_at(page: &AttemptPage, now: DateTime<Utc>) -> Option<Option<DateTime<Utc>>> {
    let from = page.final_from?;
    (from <= now + SOON).then(|| Some(from).filter(|from| *from > now))
}

fn list(t: Language, sitting: Sitting, page: &AttemptPage) -> impl IntoView + use<> {
    let questions = &page.attempt.questions;
    let mut skills: Vec<&str> = Vec::new();
    for question in questions {
        if !skills.contains(&question.skill.as_str()) {
            skills.push(&question.skill);
        }
    }
    let groups = skills.into_iter().map(|skill| {
        let items = questions
            .iter()
            .enumerate()
            .filter(|(_, question)| question.skill == skill)
            .map(|(index, question)| item(t, sitting, index, &question.stem, page))
            .collect_view();
        view! { <li><h3>{skill_title(page, skill).to_owned()}</h3><ul>{items}</ul></li> }
    });
    view! { <ol class="review-list">{groups.collect_view()}</ol> }
}

fn item(
    t: Language,
    sitting: Sitting,
    index: usize,
    stem: &str,
    page: &AttemptPage,
) -> impl IntoView + use<> {
    let states = move || {
        let (open, marked) = sitting.answers.with(|all| {
            all.get(index).map_or((true, false), |answer| (answer.is_open(), answer.flagged))
        });
        let state = |kind: &'static str, icon: &'static str, word: &'static str| {
            view! {
                <span class=format!("state state--{kind}")>
                    <span class="state__icon" aria-hidden="true">{icon}</span>
                    " "
                    {word}
                </span>
            }
        };
        let marked = marked.then(|| state("act", "⚑", t.attempt_item_marked()));
        let answered = if open {
            state("act", "□", t.attempt_item_open())
        } else {
            state("fine", "✓", t.attempt_item_answered())
        };
        view! { {marked}{answered} }
    };
    view! {
        <li>
            <a
                href=Place::Question(index).address(page.attempt.id, index)
                on:click=go_to(sitting, move || Place::Question(index))
            >
                {t.review_question(index + 1)}
                " "
                <span class="muted small" lang=page.attempt.language.clone()>
                    {excerpt(stem, EXCERPT)}
                </span>
            </a>
            {move || states().into_any()}
        </li>
    }
}

/// The beginning of a text: at most so many characters.
fn excerpt(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// Says what has no answer, and asks once: pressing the button is the answer.
fn submit(t: Language, sitting: Sitting) -> impl IntoView {
    let (open, first_open) =
        sitting.answers.with(|all| (answers::open(all), answers::first_open(all)));
    let busy = move || sitting.submission.get() == Submission::Asked;
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !busy() {
            sitting.submission.set(Submission::Asked);
        }
    };
    let (question, button, class) = if open == 0 {
        (t.review_final().to_owned(), t.review_submit(), None)
    } else {
        (t.review_confirm(count(open)), t.review_submit_anyway(), Some("confirm"))
    };
    let to_first_open = (open > 0).then(|| {
        view! {
            <a
                class="button"
                href=sitting.address(Place::Question(first_open))
                on:click=go_to(sitting, move || Place::Question(first_open))
            >
                {t.review_first_open()}
            </a>
        }
    });
    view! {
        <form class=class method="post" action="/api/attempts/submit" on:submit=on_submit>
            <p>{question}</p>
            <input type="hidden" name="attempt_id" value=sitting.id().to_string()/>
            {move || not_submitted(t, sitting.submission.get()).into_any()}
            <div class="form-actions">
                <button class="button button--primary" aria-disabled=move || busy().to_string()>
                    {move || if busy() { t.review_submitting() } else { button }}
                </button>
                {to_first_open}
            </div>
        </form>
    }
}

/// Why nothing was submitted.
fn not_submitted(t: Language, submission: Submission) -> impl IntoView {
    let words = match submission {
        Submission::No | Submission::Asked => return None,
        Submission::Unsaved(answers) => view! {
            {t.review_waiting(count(answers))}
            <br/>
            {t.review_waiting_then()}
        }
        .into_any(),
        Submission::Unreachable => t.review_not_reached().into_any(),
    };
    Some(notice(Tone::Problem, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_between_characters() {
        assert_eq!(excerpt("short", 5), "short");
        assert_eq!(excerpt("one two", 4), "one…");
        assert_eq!(excerpt("一二三四", 3), "一二三…");
    }
}
