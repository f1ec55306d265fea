//! The agreement before the first question. A14, A15

use chrono::{DateTime, Utc};
use domain::view::{AssessmentFacts, Credential};
use leptos::prelude::*;
use words::Language;

use crate::components::reason::last_chance;

/// The form that starts an attempt.
pub fn start(
    t: Language,
    now: DateTime<Utc>,
    credential: &Credential,
    facts: &AssessmentFacts,
) -> AnyView {
    // L2: a choice of its own; the language of the page is the likeliest.
    let likely = facts.languages.iter().find(|tag| tag.eq_ignore_ascii_case(t.tag()));
    let options = facts
        .languages
        .iter()
        .map(|tag| {
            view! {
                <option value=tag.clone() lang=tag.clone() selected=Some(tag) == likely>
                    {t.language_name(tag).to_owned()}
                </option>
            }
        })
        .collect_view();
    let limit = match facts.time_limit_minutes {
        Some(minutes) => t.start_limit(minutes.into()),
        None => t.start_no_limit().to_owned(),
    };
    view! {
        <section id="start">
            <h2>{t.start_title()}</h2>
            {last_chance(t, credential, now)}
            <form class="form agreement" method="post" action="/api/attempts/start">
                <input type="hidden" name="credential_id" value=credential.id.to_string()/>
                <div class="prose">
                    <p>{t.start_agreement()}</p>
                    <p>{t.start_attempts()}</p>
                    <p>{limit}</p>
                </div>
                <div class="field">
                    <label for="language">{t.start_language()}</label>
                    <select id="language" name="language">{options}</select>
                </div>
                <ul class="choice-list">
                    <li>
                        <label>
                            <input type="checkbox" name="agreement" value="true" required/>
                            <span>{t.start_agree()}</span>
                        </label>
                    </li>
                </ul>
                <div class="form-actions">
                    <button class="button button--primary">{t.start_button()}</button>
                </div>
            </form>
        </section>
    }
    .into_any()
}
