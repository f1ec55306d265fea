//! `/account/profiles/merge/{id}`: what a merge moves and what collides, then its confirmation. P7

use chrono::NaiveDate;
use domain::view::{Collision, MergePreview, MergedProfile, Moved};
use leptos::prelude::*;
use uuid::Uuid;
use words::{Language, Sentence};

use super::{page::outcome, prove::prove};
use crate::{
    api::{ApiError, profiles as api},
    components::{
        answer::answer,
        page::{Width, heading, id_in_address, page},
        sentence::with_instant,
    },
    places::PROFILES,
};

/// The preview of a merge.
#[component]
pub fn MergePage() -> impl IntoView {
    let with = id_in_address();
    let preview = async move { api::merge_preview(with.ok_or(ApiError::NotFound)?).await };
    answer(preview, show)
}

fn show(t: Language, preview: MergePreview) -> AnyView {
    let both = || preview.into.iter().chain([&preview.from]);
    let ready = preview.attested || both().all(|profile| profile.proved);
    let source = preview.from.id;
    let end = if ready { confirm(t, source) } else { prove(t, Some(source)) };
    let results = i64::from(preview.results);
    let same = i64::from(preview.same_results);
    let content = view! {
        {heading(t.merge_title())}
        <p class="lede">{t.merge_lede()}</p>
        {outcome(t)}
        <dl class="facts">
            {preview.into.as_ref().map(|into| line(t.merge_into(), into))}
            {line(t.merge_from(), &preview.from)}
        </dl>
        {preview.into.is_none().then(|| view! { <p>{t.merge_as_it_is()}</p> })}
        {preview.other_account.then(|| view! { <p>{t.merge_account()}</p> })}
        <section class="profile-part">
            <h2>{t.merge_moves()}</h2>
            {moved(t, preview.moved)}
            {(results > 0).then(|| view! { <p>{t.merge_results(results)}</p> })}
            {(same > 0).then(|| view! { <p>{t.merge_results_same(same)}</p> })}
        </section>
        {collisions(t, preview.collisions)}
        {proofs(t, preview.into.as_ref(), &preview.from, preview.attested)}
        {end}
        <p><a href=PROFILES>{t.merge_back()}</a></p>
    };
    page(t, t.merge_title(), Width::Narrow, content.into_any())
}

fn line(what: &'static str, profile: &MergedProfile) -> AnyView {
    view! {
        <dt>{what}</dt>
        <dd>{profile.login.clone()}<br/><code>{profile.id.to_string()}</code></dd>
    }
    .into_any()
}

fn moved(t: Language, moved: Vec<Moved>) -> AnyView {
    if moved.is_empty() {
        return view! { <p class="muted">{t.merge_moves_none()}</p> }.into_any();
    }
    let items = moved.into_iter().map(|moved| {
        let until = match moved.valid_through {
            Some(day) => t.merge_moved_through(t.date(day)),
            None => t.merge_moved_forever().to_owned(),
        };
        view! {
            <li>
                <strong>{moved.certification.title}</strong>
                <div>
                    {until}
                    {moved.closes_attempt.then(|| view! { <p>{t.merge_closes()}</p> })}
                </div>
            </li>
        }
    });
    view! { <ul class="history">{items.collect_view()}</ul> }.into_any()
}

fn collisions(t: Language, collisions: Vec<Collision>) -> Option<AnyView> {
    if collisions.is_empty() {
        return None;
    }
    let items = collisions.into_iter().map(|it| collision(t, it)).collect_view();
    Some(
        view! {
            <section class="profile-part">
                <h2>{t.merge_both()}</h2>
                <p class="muted">{t.merge_both_lede()}</p>
                <ul class="history">{items}</ul>
            </section>
        }
        .into_any(),
    )
}

fn collision(t: Language, it: Collision) -> AnyView {
    let date = |day: Option<NaiveDate>| {
        day.map_or_else(|| t.merge_moved_forever().to_owned(), |day| t.date(day))
    };
    let wait = it.next_start_at.map(|at| {
        let sentence = Sentence::with(at, |gap| t.merge_wait(gap));
        view! { <p>{with_instant(t, &sentence)}</p> }
    });
    let closes = i64::from(it.closes_attempts);
    view! {
        <li>
            <strong>{it.certification.title}</strong>
            <dl class="facts">
                <dt>{t.merge_here()}</dt>
                <dd>{date(it.here)}</dd>
                <dt>{t.merge_there()}</dt>
                <dd>{date(it.there)}</dd>
                <dt>{t.merge_stays()}</dt>
                <dd><strong>{date(it.stays)}</strong></dd>
                <dt>{t.merge_afterwards()}</dt>
                <dd>
                    <p>{t.merge_counted(it.counted_attempts.into())}</p>
                    {wait}
                    {(closes > 0).then(|| view! { <p>{t.merge_closes_attempts(closes)}</p> })}
                </dd>
            </dl>
        </li>
    }
    .into_any()
}

/// What proves that both are the same person's.
fn proofs(
    t: Language,
    into: Option<&MergedProfile>,
    from: &MergedProfile,
    attested: bool,
) -> AnyView {
    if attested {
        return view! { <p>{t.merge_attested()}</p> }.into_any();
    }
    let item = |profile: &MergedProfile| {
        let (class, sign, word) = if profile.proved {
            ("state state--fine", "✓", t.merge_proved())
        } else {
            ("state state--act", "●", t.merge_not_proved())
        };
        view! {
            <li>
                <strong>{profile.login.clone()}</strong>
                <div>
                    <span class=class>
                        <span class="state__icon" aria-hidden="true">{sign}</span>
                        " "
                        {word}
                    </span>
                </div>
            </li>
        }
    };
    view! {
        <section class="profile-part">
            <h2>{t.merge_proof()}</h2>
            <p class="muted">{t.merge_proof_lede()}</p>
            <ul class="history">{into.map(item)}{item(from)}</ul>
        </section>
    }
    .into_any()
}

/// Once more, as it can't be undone.
fn confirm(t: Language, source: Uuid) -> AnyView {
    view! {
        <form class="form" method="post" action="/api/profiles/merge">
            <input type="hidden" name="profile_id" value=source.to_string()/>
            <ul class="choice-list">
                <li>
                    <label>
                        <input type="checkbox" name="understood" value="true" required/>
                        <span>{t.merge_understood()}</span>
                    </label>
                </li>
            </ul>
            <div class="form-actions">
                <button class="button button--primary">{t.merge_button()}</button>
            </div>
        </form>
    }
    .into_any()
}
