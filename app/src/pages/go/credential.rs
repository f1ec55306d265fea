//! A link of a mail about a credential.

use chrono::{DateTime, Utc};
use domain::{
    decision::Decision,
    view::{AboutCredential, Credential, Follower},
};
use leptos::prelude::*;
use words::Language;

use super::{instant, sign_in_and_back};
use crate::{
    components::page::{Width, heading, page},
    places,
};

/// The certification and how things stand, with the way on. Strangers see nothing of the person: of
/// an attempt or of the profiles not even that they are there.
pub fn show(
    t: Language,
    token: &str,
    about: &AboutCredential,
    follower: Follower,
    now: DateTime<Utc>,
) -> AnyView {
    let title = about.credential.certification.title.clone();
    let own = follower == Follower::Addressee;
    let content = view! {
        {heading(title.clone())}
        <p class="lede">{standing(t, about, own, now)}</p>
        <div class="form-actions">
            {way_on(t, token, about, own, now)}
            {result(t, about, own)}
            {about.reminder.then(|| view! {
                <a class="button button--quiet" href=places::unsubscribe(token)>{t.go_mute()}</a>
            })}
        </div>
    };
    page(t, &title, Width::Narrow, content.into_any())
}

/// Where whom the mail concerns goes on.
pub fn place(about: &AboutCredential) -> String {
    let credential = &about.credential;
    match (credential.open_attempt_id, credential.standing.decision) {
        (Some(attempt), _) => format!("/attempts/{attempt}"), // A1
        (None, Decision::NotConnected) => places::PROFILES.to_owned(),
        _ => format!("/credentials/{}", credential.id),
    }
}

/// How things stand, in a sentence.
fn standing(t: Language, about: &AboutCredential, own: bool, now: DateTime<Utc>) -> AnyView {
    let mut credential = about.credential.clone();
    let decision = &mut credential.standing.decision;
    if let (true, Some(day)) = (is_renewed(about), credential.standing.valid_through) {
        return t.go_renewed(t.date(day)).into_any();
    }
    let of_person =
        matches!(decision, Decision::NotConnected | Decision::AttemptOpen | Decision::CoolingDown);
    if of_person && !own {
        *decision = Decision::Renewable;
    }
    let said = t.decision_reason(&credential, now);
    match said.at {
        None => said.before.into_any(),
        Some(at) => (said.before, instant(t, at), said.after).into_any(),
    }
}

/// Whether there is nothing to do until the next window.
fn is_renewed(about: &AboutCredential) -> bool {
    let credential = &about.credential;
    let is_open = credential.open_attempt_id.is_some();
    about.renewed && credential.standing.decision == Decision::NotOpen && !is_open
}

fn way_on(
    t: Language,
    token: &str,
    about: &AboutCredential,
    own: bool,
    now: DateTime<Utc>,
) -> AnyView {
    let credential = &about.credential;
    let (place, says) = if own && is_renewed(about) {
        (place(about), t.go_see().to_owned())
    } else if own {
        (place(about), t.decision_next(credential, now))
    } else if leads_to_all(credential) {
        let anybodys = Credential { open_attempt_id: None, ..credential.clone() };
        (
            format!("/certifications/{}", credential.certification.slug),
            t.decision_next(&anybodys, now),
        )
    } else {
        (sign_in_and_back(token), t.go_sign_in().to_owned())
    };
    view! { <a class="button button--primary" href=place>{says}</a> }.into_any()
}

/// Whether what is left to do is the same for everybody: to earn it again, or another one.
fn leads_to_all(credential: &Credential) -> bool {
    matches!(credential.standing.decision, Decision::Expired | Decision::Retired)
}

/// The result that the mail was about.
fn result(t: Language, about: &AboutCredential, own: bool) -> Option<AnyView> {
    let attempt = about.attempt_id.filter(|_| own)?;
    let place = format!("/attempts/{attempt}/result");
    Some(view! { <a class="button" href=place>{t.go_result()}</a> }.into_any())
}
