//! Something to know before reading on.

use leptos::prelude::*;

/// Which meaning a notice has.
#[derive(Clone, Copy)]
pub enum Tone {
    /// Something to do or to think of.
    Act,
    /// Something has been done.
    Fine,
    /// Something went wrong.
    Problem,
}

/// A notice with its sentence.
pub fn notice(tone: Tone, sentence: AnyView) -> AnyView {
    let (class, sign, role) = match tone {
        Tone::Act => ("notice notice--act", "●", "status"),
        Tone::Fine => ("notice notice--fine", "✓", "status"),
        Tone::Problem => ("notice notice--problem", "!", "alert"),
    };
    view! {
        <div class=class role=role>
            <span class="notice__icon" aria-hidden="true">{sign}</span>
            <div><p>{sentence}</p></div>
        </div>
    }
    .into_any()
}
