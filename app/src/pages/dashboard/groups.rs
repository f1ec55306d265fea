//! The quieter groups: a line each, with its one next step.

use chrono::{DateTime, Utc};
use domain::{decision::Decision, view::Credential};
use leptos::prelude::*;
use words::Language;

use super::arrange::Group;
use crate::components::{reason::reason, state::state};

/// A group with its heading.
pub fn group(t: Language, now: DateTime<Utc>, group: Group, members: Vec<Credential>) -> AnyView {
    let rows = members.into_iter().map(|credential| row(t, now, &credential)).collect_view();
    view! {
        <section class="group">
            <h2 class="group__title">{title(t, group)}</h2>
            <ul class="rows">{rows}</ul>
        </section>
    }
    .into_any()
}

/// What a group is called.
pub fn title(t: Language, group: Group) -> &'static str {
    match group {
        Group::Act => t.group_act(),
        Group::Next => t.group_next(),
        Group::Fine => t.group_fine(),
        Group::Over => t.group_over(),
    }
}

fn row(t: Language, now: DateTime<Utc>, credential: &Credential) -> AnyView {
    let page = format!("/credentials/{}", credential.id);
    let remind = matches!(
        credential.standing.decision,
        Decision::NotOpen | Decision::TooNew | Decision::CoolingDown
    )
    .then(|| format!("{page}/calendar.ics"));
    let slug = &credential.certification.slug;
    // Every row leads to its credential; a step is named only where there is one to take.
    let step = match credential.standing.decision {
        Decision::NotOpen | Decision::TooNew | Decision::CoolingDown => {
            Some(format!("{page}#prepare"))
        }
        Decision::Expired => Some(format!("/certifications/{slug}#exams")),
        _ => None,
    };
    view! {
        <li class="row">
            <div class="row__main">
                {state(t, &credential.standing)}
                <a class="row__title" href=page>{credential.certification.title.clone()}</a>
            </div>
            <div class="row__detail">{reason(t, credential, now)}</div>
            <div class="row__action">
                {remind.map(|entry| view! { <a href=entry download>{t.calendar_remind()}</a> })}
                {step.map(|step| view! { <a href=step>{t.decision_next(credential)}</a> })}
            </div>
        </li>
    }
    .into_any()
}
