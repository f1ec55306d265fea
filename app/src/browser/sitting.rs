//! What runs in the browser while an attempt is open: saving, the clock, the keys, and what comes
//! and goes with the page and the line.

use domain::attempt::EndsBy;
use gloo_timers::callback::Interval;
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, js_sys::Date};

use super::{address, autosave::Autosave, clock::counted, queue::Keep, storage::LocalStorage};
use crate::sitting::{
    Saving, Sitting, Submission,
    keys::{Wish, wish},
    time_left::announced,
};

/// After so many milliseconds out of sight, or asleep, the page asks how things stand.
const AWAY: f64 = 30_000.0;
/// Where it is kept that the keys are switched off.
const KEYS: &str = "perennial.keys";

/// Begins. Called before the page is taken over, while it still shows what its reader did with it
/// before the program came.
pub fn begin(sitting: Sitting) {
    let autosave = Autosave::new(sitting);
    let touched = touched(sitting);
    Effect::new(move |_| {
        sitting.keys.set(LocalStorage.read(KEYS).as_deref() != Some("off"));
        sitting.running.set(true);
        autosave.begin();
        if let Some((index, choice)) = touched.clone() {
            sitting.restore(index, choice);
        }
    });
    Effect::new(move |_| {
        sitting.answers.track();
        autosave.note();
    });
    Effect::new(move |_| {
        if sitting.submission.get() == Submission::Asked {
            spawn_local(autosave.submit());
        }
    });
    Effect::new(move |before: Option<bool>| {
        let on = sitting.keys.get();
        if before.is_some() {
            LocalStorage.write(KEYS, if on { "on" } else { "off" });
        }
        on
    });
    address::follow(sitting);
    say_trouble(sitting);
    count_down(sitting, autosave);
    listen(autosave);
    let keys = window_event_listener(ev::keydown, move |event| {
        if sitting.keys.get_untracked()
            && !sitting.review.get_untracked()
            && sitting.ended.get_untracked().is_none()
        {
            press(sitting, &event);
        }
    });
    on_cleanup(move || keys.remove());
}

/// What was chosen before the program came, if it is not what the server knows: the index of the
/// question and the ids of the options.
fn touched(sitting: Sitting) -> Option<(usize, Vec<String>)> {
    let index = sitting.current.get_untracked();
    let form = document().get_element_by_id("question")?;
    let shown = form.query_selector("[name=question_id]").ok()??.get_attribute("value")?;
    let (id, options, known) = sitting.with_question(|it| {
        let options: Vec<_> = it.options.iter().map(|option| option.id.clone()).collect();
        (it.id.clone(), options, it.choice.clone())
    })?;
    let is_checked = |option: &String| {
        let input = form.query_selector(&format!("input:checked[value=\"{option}\"]"));
        input.is_ok_and(|input| input.is_some())
    };
    let choice: Vec<String> = options.into_iter().filter(is_checked).collect();
    let is_same = choice.len() == known.len() && choice.iter().all(|id| known.contains(id));
    (shown == id && !is_same).then_some((index, choice))
}

/// Says aloud when answers wait, and when they no longer do.
fn say_trouble(sitting: Sitting) {
    let t = crate::language();
    Effect::new(move |before: Option<bool>| {
        let (trouble, words) = match sitting.saving.get() {
            Saving::Waiting(answers) => {
                (true, t.attempt_not_saved(i64::try_from(answers).unwrap_or(i64::MAX)))
            }
            Saving::SignedOut => (true, t.attempt_signed_out().to_owned()),
            Saving::Refused => (true, t.attempt_answer_refused().to_owned()),
            Saving::Saved(time) => (false, t.attempt_saved(t.clock(time))),
            Saving::OnMoving | Saving::AtOnce | Saving::Now => return before.unwrap_or_default(),
        };
        if trouble != before.unwrap_or_default() {
            sitting.said.set(words);
        }
        trouble
    });
}

/// Counts the time that is left and says it sparingly. A7
fn count_down(sitting: Sitting, autosave: Autosave) {
    let t = crate::language();
    let (started, deadline, by) = sitting.page.with_untracked(|page| {
        let by = if page.limited { EndsBy::Limit } else { EndsBy::Expiry };
        (page.attempt.started_at, page.attempt.deadline, by)
    });
    let offset = StoredValue::new(Date::now() - counted());
    let tick = Interval::new(1000, move || {
        // A computer asleep may have stopped the monotonic clock: ask the server.
        let jump = offset.try_with_value(|before| Date::now() - counted() - before);
        if jump.is_some_and(|jump| jump.abs() > AWAY / 10.0) {
            offset.set_value(Date::now() - counted());
            autosave.refresh();
        }
        let Some(now) = autosave.now() else { return };
        let (before, left) = (sitting.left.get_untracked(), deadline - now);
        sitting.left.set(left);
        if let Some(minutes) = announced(deadline - started, before, left) {
            sitting.said.set(t.attempt_minutes_left(minutes));
        }
        if now >= deadline && sitting.ended.get_untracked().is_none() {
            sitting.ended.set(Some(by));
        }
    });
    // Stops with the page.
    StoredValue::new_local(tick);
}

/// What the browser tells: the line is back, the page is seen again, the page goes.
fn listen(autosave: Autosave) {
    let hidden_since = StoredValue::new(None::<f64>);
    let handles = [
        window_event_listener_untyped("online", move |_| {
            autosave.send();
            autosave.refresh();
        }),
        window_event_listener_untyped("visibilitychange", move |_| {
            if document().hidden() {
                hidden_since.set_value(Some(counted()));
                return;
            }
            autosave.send();
            let since = hidden_since.try_update_value(Option::take).flatten();
            if since.is_some_and(|since| counted() - since > AWAY) {
                autosave.refresh();
            }
        }),
        window_event_listener_untyped("pagehide", move |_| autosave.last_call()),
    ];
    on_cleanup(move || {
        for handle in handles {
            handle.remove();
        }
    });
}

fn press(sitting: Sitting, event: &KeyboardEvent) {
    let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
    if modified || event.default_prevented() || is_field(event) {
        return;
    }
    match wish(&event.key()) {
        None => return,
        Some(Wish::Choose(option)) => sitting.choose(option),
        Some(Wish::Clear) => sitting.clear(),
        Some(Wish::Back) => sitting.back(),
        Some(Wish::Next) => sitting.next(),
        Some(Wish::Mark) => sitting.mark(),
        Some(Wish::Help) => sitting.help.update(|open| *open = !*open),
    }
    event.prevent_default();
}

/// Whether the key belongs to a field: text, a date, a list to choose from.
fn is_field(event: &KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return false;
    };
    match element.tag_name().as_str() {
        "SELECT" | "TEXTAREA" => true,
        "INPUT" => !matches!(element.get_attribute("type").as_deref(), Some("radio" | "checkbox")),
        _ => false,
    }
}
