//! What the keys do, and whether they do it: a single key must not surprise those who speak to
//! their computer, so they can be switched off. Shown only where the program runs.

use leptos::prelude::*;
use words::Language;

use super::Sitting;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The option at this index.
    Choose(usize),
    /// No answer.
    Clear,
    /// The question before.
    Back,
    /// The question after.
    Next,
    /// Mark for review.
    Mark,
    /// The help with the keys.
    Help,
}

/// What a key asks for that was pressed without a modifier and outside of fields, named as
/// browsers name it.
pub fn wish(key: &str) -> Option<Wish> {
    match key {
        "0" => Some(Wish::Clear),
        "ArrowLeft" => Some(Wish::Back),
        "ArrowRight" => Some(Wish::Next),
        "f" | "F" => Some(Wish::Mark),
        "?" | "？" => Some(Wish::Help),
        _ => match key.as_bytes() {
            [digit @ b'1'..=b'9'] => Some(Wish::Choose(usize::from(digit - b'1'))),
            _ => None,
        },
    }
}

/// The list behind `?`.
pub fn view(t: Language, sitting: Sitting) -> impl IntoView {
    let rows = [
        (&["1", "2", "3", "…"][..], t.attempt_keys_choose()),
        (&["0"], t.attempt_keys_clear()),
        (&["←", "→"], t.attempt_keys_move()),
        (&["f"], t.attempt_keys_mark()),
        (&["?"], t.attempt_keys_help()),
    ];
    let list = move || {
        sitting.running.get().then(|| {
            let rows = rows.map(|(keys, words)| {
                let keys = keys.iter().map(|key| view! { <kbd>{*key}</kbd>" " }).collect_view();
                view! { <dt>{keys}</dt><dd>{words}</dd> }
            });
            view! {
                <details class="keys" prop:open=move || sitting.help.get()>
                    <summary on:click=move |event| {
                        event.prevent_default();
                        sitting.help.update(|open| *open = !*open);
                    }>"? "{t.attempt_keys()}</summary>
                    <dl>{rows.collect_view()}</dl>
                    <ul class="choice-list">
                        <li>
                            <label>
                                <input
                                    type="checkbox"
                                    prop:checked=move || sitting.keys.get()
                                    on:change=move |event| {
                                        sitting.keys.set(event_target_checked(&event));
                                    }
                                />
                                <span>{t.attempt_keys_on()}</span>
                            </label>
                        </li>
                    </ul>
                </details>
            }
        })
    };
    view! { {move || list().into_any()} }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_what_they_ask_for() {
        let table = [
            ("1", Some(Wish::Choose(0))),
            ("9", Some(Wish::Choose(8))),
            ("0", Some(Wish::Clear)),
            ("ArrowLeft", Some(Wish::Back)),
            ("ArrowRight", Some(Wish::Next)),
            ("f", Some(Wish::Mark)),
            ("?", Some(Wish::Help)),
            ("ArrowUp", None),
            ("Enter", None),
            ("F5", None),
            ("12", None),
            ("", None),
        ];
        for (key, expected) in table {
            assert_eq!(wish(key), expected, "{key:?}");
        }
    }
}
