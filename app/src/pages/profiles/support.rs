//! Asking support. P6

use domain::view::AskedSupport;
use leptos::prelude::*;
use words::Language;

use crate::components::sentence::with_instant;

/// The form, and what was asked already.
pub fn support(t: Language, asked: Option<AskedSupport>) -> AnyView {
    let button = if asked.is_some() { t.support_change() } else { t.support_button() };
    let reference = asked.map(|asked| {
        let sentence =
            words::Sentence::with(asked.at, |gap| t.support_reference(gap, &asked.reference));
        view! { <p>{with_instant(t, &sentence)}</p> }
    });
    view! {
        <section class="profile-part" id="support">
            <h2>{t.support_title()}</h2>
            <p class="muted">{t.support_lede()}</p>
            {reference}
            <form class="form" method="post" action="/api/profiles/ask-support">
                <div class="field">
                    <label for="message">{t.support_message()}</label>
                    // Always empty: what stands in a text area is not escaped.
                    <textarea
                        id="message"
                        name="message"
                        rows="4"
                        maxlength="1000"
                        aria-describedby="message-hint"
                    ></textarea>
                    <p class="field__hint" id="message-hint">{t.support_message_hint()}</p>
                </div>
                <div class="form-actions">
                    <button class="button">{button}</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}
