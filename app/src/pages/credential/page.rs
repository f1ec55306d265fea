//! The page of one credential.

use chrono::{DateTime, Utc};
use domain::{
    decision::Decision,
    profile::Connection,
    scoring::SkillScore,
    view::{
        CertificationPage as Certification, Credential, CredentialPage as Answer, PastAttempt,
        RemindedCredential, Reminders,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;
use words::Language;

use super::{
    dates::date_line,
    history::{attempts, cycles, exams_without_effect},
    start::start,
};
use crate::{
    api::{ApiError, renewals},
    components::{
        answer::answer,
        certification::{facts, kind, renewal, skills},
        notice::{Tone, notice},
        page::{Width, heading, id_in_address, page},
        reason::{attempt_until_markup, goes_on, reason},
        sentence::with_codes,
        state::state,
    },
    pages::account::{Chosen, mute},
};

/// What a learner can do about one credential, and when.
#[component]
pub fn CredentialPage() -> impl IntoView {
    let id = id_in_address();
    let page = async move { renewals::credential_page(id.ok_or(ApiError::NotFound)?).await };
    answer(page, show)
}

fn show(t: Language, answer: Answer) -> AnyView {
    let Answer {
        now,
        credential,
        certification,
        successor,
        cycles: past,
        attempts: ended,
        exams_without_effect: exams,
        reminders,
    } = answer;
    let standing = &credential.standing;
    let title = credential.certification.title.clone();
    let promise = standing
        .valid_through_after_pass
        .filter(|_| {
            credential.open_attempt_id.is_some() || standing.decision == Decision::Renewable
        })
        .map(|day| t.decision_after_pass(t.date(day)));
    let scores = latest_scores(&ended);
    let ended = attempts(t, ended, &certification.skills);
    let mark = credential.assessment.as_ref().map_or(0, |facts| facts.mark);
    let content = view! {
        {heading(title.clone())}
        <p class="muted">{state(t, standing)}" · "{kind(t, &credential.certification)}</p>
        <p class="lede">{reason(t, &credential, now)}</p>
        {goes_on(t, &credential).map(|text| view! { <p>{text}</p> })}
        {attempt_until_markup(t, &credential, now).map(|text| view! { <p inner_html=text></p> })}
        {Chosen::said(t)}
        {failure(t).map(|sentence| notice(Tone::Problem, sentence.into_any()))}
        {date_line(t, now, &credential)}
        <div class="columns">
            <div class="columns__main">
                {promise.map(|promise| view! { <p class="need-card__promise">{promise}</p> })}
                {open_attempt(t, &credential)}
                {next_step(t, now, &credential)}
                {newer(t, &certification, successor)}
                {(!certification.skills.is_empty()).then(|| view! {
                    <section id="prepare">
                        <h2>{t.prepare_title()}</h2>
                        <p class="muted">
                            {if scores.is_empty() { t.prepare_lede() } else { t.prepare_weak_first() }}
                        </p>
                        {skills(t, certification.skills, &scores, mark)}
                    </section>
                })}
                {renewal(t, certification.renewal)}
                {exams_without_effect(t, exams)}
                <section>
                    <h2>{t.history_title()}</h2>
                    {cycles(t, past)}
                </section>
            </div>
            <aside class="columns__side">
                <h2>{t.assessment_title()}</h2>
                {facts(t, credential.assessment.as_ref())}
                <h2>{t.attempts_title()}</h2>
                {ended}
                {reminders.map(|reminders| muting(t, &credential, reminders))}
                <p>
                    <a href=format!("/certifications/{}", certification.name.slug)>
                        {t.credential_to_certification()}
                    </a>
                </p>
            </aside>
        </div>
    };
    page(t, &title, Width::Usual, content.into_any())
}

/// Why the form of this page did not start an attempt.
fn failure(t: Language) -> Option<&'static str> {
    use_query_map().with_untracked(|query| {
        Some(match query.get_str("error")? {
            "agreement_missing" => t.start_agreement_missing(),
            _ => t.start_failed(),
        })
    })
}

/// N6: whether there are reminders about it by mail.
fn muting(t: Language, credential: &Credential, reminders: Reminders) -> AnyView {
    let muted = match reminders {
        Reminders::AllMuted => None,
        Reminders::Muted => Some(true),
        Reminders::On => Some(false),
    };
    let state = match muted {
        None => view! { <p>{t.reminders_all_muted()}</p> }.into_any(),
        Some(muted) => {
            let title = credential.certification.title.clone();
            mute(t, &RemindedCredential { id: credential.id, title, muted }, true)
        }
    };
    view! {
        <h2>{t.reminders_title()}</h2>
        {state}
        <p><a href=crate::places::MAIL>{t.mail_settings_link()}</a></p>
    }
    .into_any()
}

/// A11: the shares of the latest attempt that was graded.
fn latest_scores(attempts: &[PastAttempt]) -> Vec<SkillScore> {
    let graded = attempts.iter().find(|attempt| !attempt.skills.is_empty());
    graded.map(|attempt| attempt.skills.clone()).unwrap_or_default()
}

/// K5: where the newer one is, if that is known: the holder's own, or what it is.
fn newer(t: Language, certification: &Certification, held: Option<Uuid>) -> Option<AnyView> {
    let newer = certification.successor.as_ref()?;
    let address = match held {
        Some(id) => format!("/credentials/{id}"),
        None => format!("/certifications/{}", newer.slug),
    };
    Some(
        view! {
            <p>{t.credential_successor(&newer.title)}</p>
            <div class="form-actions">
                <a class="button button--primary" href=address>{t.decision_superseded_next()}</a>
            </div>
        }
        .into_any(),
    )
}

/// A1, A2: the way on in an open attempt, whatever else has changed.
fn open_attempt(t: Language, credential: &Credential) -> Option<AnyView> {
    credential.open_attempt_id.map(|attempt| {
        view! {
            <div class="form-actions">
                <a class="button button--primary" href=format!("/attempts/{attempt}")>
                    {t.start_continue()}
                </a>
            </div>
        }
        .into_any()
    })
}

/// What can be done now, or what will be possible instead.
fn next_step(t: Language, now: DateTime<Utc>, credential: &Credential) -> Option<AnyView> {
    match credential.standing.decision {
        Decision::Renewable => {
            let facts = credential.assessment.as_ref()?;
            Some(start(t, now, credential, facts).into_any())
        }
        Decision::NotConnected => {
            let text = connection(t, credential.connection);
            let step = t.decision_not_connected_next();
            let class = match credential.open_attempt_id {
                Some(_) => "button",
                None => "button button--primary",
            };
            Some(
                view! {
                    <p>{text}</p>
                    <div class="form-actions">
                        <a class=class href=crate::places::PROFILES>{step}</a>
                    </div>
                }
                .into_any(),
            )
        }
        Decision::Expired => Some(earn_again(t, now, credential, false)), // E4
        Decision::CoolingDown if credential.standing.next_start_at.is_none() => {
            Some(earn_again(t, now, credential, true)) // A6
        }
        _ => None,
    }
}

/// P5: what is missing between the two profiles.
fn connection(t: Language, connection: Connection) -> &'static str {
    match connection {
        Connection::NoCertificationProfile => t.connection_no_certification_profile(),
        Connection::Unconnected | Connection::Connected => t.connection_unconnected(),
        Connection::NeedsPersonalLogin => t.connection_needs_personal_login(),
        Connection::Misaligned => t.connection_misaligned(),
        Connection::NeedsMerge => t.connection_needs_merge(),
    }
}

/// X2: the exams that earn it again, now or `once` it has expired.
fn earn_again(t: Language, now: DateTime<Utc>, credential: &Credential, once: bool) -> AnyView {
    // What is retired is not earned again, as the reason says.
    if !credential.can_be_earned_again(now) {
        return view! {
            <div class="form-actions">
                <a class="button" href="/certifications">{t.decision_retired_next()}</a>
            </div>
        }
        .into_any();
    }
    if credential.exams.is_empty() {
        return view! { <p>{t.result_earn_again_unknown()}</p> }.into_any();
    }
    let exams = t.list(&credential.exams);
    let sentence =
        if once { t.credential_earn_again_then(exams) } else { t.credential_earn_again(exams) };
    let address = format!("/certifications/{}#exams", credential.certification.slug);
    view! {
        <p inner_html=with_codes(&sentence)></p>
        <div class="form-actions">
            <a class="button" href=address>{t.credential_exams_link()}</a>
        </div>
    }
    .into_any()
}
