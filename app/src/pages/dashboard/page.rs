//! The dashboard: one sentence first, then one button, then everything else.

use chrono::{DateTime, Utc};
use domain::view::{Credential, Dashboard};
use leptos::{prelude::*, tachys::html::InertElement};
use leptos_router::hooks::use_query_map;
use words::Language;

use super::{
    arrange::{Group, Wish, arrange},
    groups::{group, newer},
    need::need,
    timeline::timeline,
    toolbar::toolbar,
};
use crate::{
    Visitor,
    api::renewals,
    components::{
        answer::answer,
        notice::{Tone, notice},
        page::{Width, heading, page},
        sentence::{FIRST, SECOND, sentence},
        time::{countdown_markup, instant, instant_markup},
    },
};

/// What a learner holds.
#[component]
pub fn DashboardPage() -> impl IntoView {
    answer(renewals::dashboard(), show)
}

fn show(t: Language, dashboard: Dashboard) -> AnyView {
    let wish = use_query_map()
        .with_untracked(|query| Wish::read(query.get_str("show"), query.get_str("order")));
    let Dashboard { now, credentials } = dashboard;
    let content = if credentials.is_empty() {
        empty(t)
    } else {
        let figure = timeline(t, now, &credentials);
        let first = headline(t, now, &credentials);
        let newer = newer(&credentials);
        let mut groups = arrange(credentials, wish, now).into_iter().peekable();
        let needs = groups.next_if(|(group, _)| *group == Group::Act);
        let nothing = needs.is_none() && groups.peek().is_none();
        view! {
            {first}
            {needs.map(|(_, members)| {
                members.iter().map(|credential| need(t, now, credential)).collect_view()
            })}
            {toolbar(t, wish)}
            {nothing.then(|| view! { <p class="muted">{t.filter_nothing()}</p> })}
            {InertElement::new(groups.map(|(kind, members)| group(t, now, kind, &members, &newer)).collect::<String>())}
            {figure}
        }
        .into_any()
    };
    let content = view! { {undelivered(t)}{content} };
    page(t, t.dashboard_title(), Width::Usual, content.into_any())
}

/// N5: that mails don't arrive, which nobody learns by mail.
fn undelivered(t: Language) -> Option<AnyView> {
    let learner = with_context::<Visitor, _>(|visitor| visitor.learner.clone()).flatten()?;
    let said = match learner.undelivered_to {
        _ if learner.no_address => t.dashboard_no_address().to_owned(),
        to => t.dashboard_undelivered(to?),
    };
    let text = view! {
        {said}{t.gap()}
        <a href="/account">{t.dashboard_undelivered_link()}</a>
    };
    Some(notice(Tone::Problem, text.into_any()))
}

/// What to do next, and by when, in one sentence.
fn headline(t: Language, now: DateTime<Utc>, credentials: &[Credential]) -> AnyView {
    let in_group = |group| credentials.iter().filter(move |it| Group::of(it) == group);
    let needs = in_group(Group::Act).count();
    let text = match i64::try_from(needs) {
        Ok(count) if count > 0 => t.dashboard_needs_you(count),
        _ => t.dashboard_nothing_now().to_owned(),
    };
    let next = in_group(Group::Next)
        .filter_map(|credential| Some((credential.turning_point()?, credential)))
        .min_by_key(|(at, _)| *at)
        .filter(|_| needs == 0);
    let lede = match next {
        Some((at, credential)) => {
            let text = t.dashboard_comes_next(FIRST, SECOND, &credential.certification.title);
            let parts = [instant_markup(t, at), countdown_markup(t, now, at)];
            Some(sentence(&text, &parts).into_any())
        }
        None if needs == 0 => Some(t.dashboard_all_settled().into_any()),
        None => None,
    };
    view! {
        {heading(text)}
        {lede.map(|lede| view! { <p class="lede">{lede}</p> })}
        <p class="muted small">{instant(t, now)}</p>
    }
    .into_any()
}

fn empty(t: Language) -> AnyView {
    view! {
        {heading(t.dashboard_empty_title())}
        <div class="empty">
            <p>{t.dashboard_empty()}</p>
            <div class="form-actions">
                <a class="button button--primary" href="/certifications">
                    {t.dashboard_empty_action()}
                </a>
                <a class="button" href=crate::places::PROFILES>{t.profiles_link()}</a>
            </div>
        </div>
    }
    .into_any()
}
