//! What needs the learner now: a card with one button.

use chrono::{DateTime, Utc};
use domain::{decision::Decision, view::Credential};
use leptos::{prelude::*, tachys::html::InertElement};
use words::Language;

use crate::{
    components::{
        reason::{attempt_until_markup, extent, goes_on, last_chance, last_failure_markup, reason},
        sentence::{FIRST, sentence},
        state::state,
        time::{countdown_markup, last_day_markup},
    },
    places,
};

/// The card of a credential that something can be done about now.
pub fn need(t: Language, now: DateTime<Utc>, credential: &Credential) -> AnyView {
    let standing = credential.standing;
    let page = format!("/credentials/{}", credential.id);
    let step = match (credential.open_attempt_id, standing.decision) {
        (Some(attempt), _) => format!("/attempts/{attempt}"), // A1
        (None, Decision::Renewable) => format!("{page}#start"),
        (None, Decision::NotConnected) => places::PROFILES.to_owned(),
        _ => page.clone(),
    };
    let is_open = credential.open_attempt_id.is_some();
    let connect = (is_open && standing.decision == Decision::NotConnected).then(|| {
        view! { <a class="button" href=places::PROFILES>{t.decision_not_connected_next()}</a> }
    });
    let through = standing
        .valid_through
        .map(|day| sentence(&t.need_valid_through(FIRST), &[last_day_markup(t, day)]));
    // A7: the attempt may end long before the certification does.
    let left = attempt_until_markup(t, credential, now).map(InertElement::new).or_else(|| {
        let at = standing.expires_at?;
        Some(sentence(&t.need_time_left(FIRST), &[countdown_markup(t, now, at)]))
    });
    let effort = match (standing.decision, &credential.assessment) {
        (Decision::Renewable, Some(facts)) => Some(format!(
            " · {} · {}",
            t.need_attempt(standing.counted_attempts + 1),
            extent(t, facts)
        )),
        _ => None,
    };
    let why = (standing.decision != Decision::Renewable).then(|| reason(t, credential, now));
    let last = last_failure_markup(t, credential).map(InertElement::new);
    let promise = standing
        .valid_through_after_pass
        .filter(|_| is_open || standing.decision == Decision::Renewable)
        .map(|day| t.decision_after_pass(t.date(day)));
    view! {
        <article class="need-card">
            <header>
                <h2><a href=page.clone()>{credential.certification.title.clone()}</a></h2>
                {state(t, &standing)}
            </header>
            <p>{through}</p>
            <p>{left}{effort}</p>
            {why.map(|why| view! { <p>{why}</p> })}
            {goes_on(t, credential).map(|text| view! { <p>{text}</p> })}
            {last.map(|last| view! { <p>{last}</p> })}
            {promise.map(|promise| view! { <p class="need-card__promise">{promise}</p> })}
            {last_chance(t, credential, now)}
            <div class="form-actions">
                <a class="button button--primary" href=step>{t.decision_next(credential, now)}</a>
                {connect}
                <a class="button button--quiet" href=format!("{page}#prepare")>{t.step_prepare()}</a>
            </div>
        </article>
    }
    .into_any()
}
