//! The next step, and what can be done with the logins that have been proven. P6, P7

use domain::{
    profile::{Connection, Offer},
    view::{CertificationProfile, LoginLine, ProfilesPage, ProvedLogin},
};
use leptos::prelude::*;
use uuid::Uuid;
use words::Language;

use crate::places::merge_with;

/// What to do in this state; `None` where nothing is to be done.
pub fn next_step(t: Language, page: &ProfilesPage) -> Option<AnyView> {
    let name = |login: Option<&LoginLine>| login.map(|it| it.name.clone()).unwrap_or_default();
    let of_certification = || name(page.logins.iter().find(|login| login.certification));
    let offered = |offer: Offer| page.proved.iter().any(|login| login.offers.contains(&offer));
    let step = match page.connection {
        Connection::Connected => return None,
        // The proofs are there: what follows is the step itself.
        _ if offered(Offer::ReplacePersonalLogin) => return None,
        Connection::Unconnected => {
            let why = t.profiles_connect_why(of_certification());
            view! {
                <p>{why}</p>
                <form class="form-actions" method="post" action="/api/profiles/connect">
                    <button class="button button--primary">{t.profiles_connect()}</button>
                </form>
            }
            .into_any()
        }
        Connection::NeedsPersonalLogin => {
            view! { <p>{t.profiles_needs_personal_why(of_certification())}</p> }.into_any()
        }
        Connection::Misaligned => {
            let personal = page.logins.iter().find(|it| it.learning && is_personal(it));
            let why = t.profiles_misaligned_why(of_certification(), name(personal));
            view! { <p>{why}</p> }.into_any()
        }
        Connection::NoCertificationProfile => view! {
            <p>{t.profiles_none_why()}</p>
            <p>{t.profiles_none_other()}</p>
        }
        .into_any(),
        Connection::NeedsMerge => {
            let links = page.certification.iter().filter(|it| !it.stays);
            let links = links.map(|profile| merge_link(t, page, profile)).collect_view();
            view! {
                <p>{t.profiles_merge_why()}</p>
                {links}
            }
            .into_any()
        }
    };
    Some(
        view! {
            <section class="profile-part">
                <h2>{t.profiles_next()}</h2>
                {step}
            </section>
        }
        .into_any(),
    )
}

fn is_personal(login: &LoginLine) -> bool {
    login.kind == domain::profile::LoginKind::Personal
}

fn merge_link(t: Language, page: &ProfilesPage, profile: &CertificationProfile) -> AnyView {
    let login = page.logins.iter().find(|login| login.id == profile.login);
    let login = login.map(|login| login.name.clone()).unwrap_or_default();
    view! {
        <div class="form-actions">
            <a class="button button--primary" href=merge_with(profile.id)>{t.profiles_merge_see()}</a>
            <span class="muted">{login}" · "{t.profile_holds(profile.holds.into())}</span>
        </div>
    }
    .into_any()
}

/// P7: merges that support stands for.
pub fn attested(t: Language, page: &ProfilesPage) -> Option<AnyView> {
    if page.attested.is_empty() {
        return None;
    }
    let each = page.attested.iter().map(|profile| {
        view! {
            <div class="profile-act">
                <p>{t.attested_merge_why(profile)}</p>
                <div class="form-actions">
                    <a class="button button--primary" href=merge_with(*profile)>
                        {t.profiles_merge_see()}
                    </a>
                </div>
            </div>
        }
    });
    Some(
        view! {
            <section class="profile-part" id="attested">
                <h2>{t.attested_title()}</h2>
                {each.collect_view()}
            </section>
        }
        .into_any(),
    )
}

/// Logins that were proven, each with what it can do.
pub fn proved(t: Language, page: &ProfilesPage) -> Option<AnyView> {
    if page.proved.is_empty() {
        return None;
    }
    let has_personal = page.logins.iter().any(|it| it.learning && is_personal(it));
    let each = page.proved.iter().map(|login| offers(t, login, has_personal)).collect_view();
    Some(
        view! {
            <section class="profile-part" id="proved">
                <h2>{t.proved_title()}</h2>
                <p class="muted">{t.proved_valid()}</p>
                {(!page.learning_proved).then(|| view! { <p>{t.proved_own_missing()}</p> })}
                {each}
            </section>
        }
        .into_any(),
    )
}

fn offers(t: Language, login: &ProvedLogin, has_personal: bool) -> AnyView {
    let ProvedLogin { id, name, offers, .. } = login;
    if offers.is_empty() {
        return view! { <p>{t.proved_nothing(name)}</p> }.into_any();
    }
    let each = offers.iter().map(|offer| match offer {
        Offer::ReplacePersonalLogin => {
            let why = if has_personal { t.proved_replace_why() } else { t.proved_first_why() };
            act("replace", *id, why, t.proved_replace(name))
        }
        Offer::StartLearningProfile => {
            act("start", *id, t.proved_start_why(), t.proved_start(name))
        }
        Offer::AddWorkLogin => act("add-login", *id, t.proved_add_why(), t.proved_add(name)),
        Offer::Merge { profile } => view! {
            <div class="profile-act">
                <p>{t.proved_merge_why(name)}</p>
                <div class="form-actions">
                    <a class="button button--primary" href=merge_with(*profile)>
                        {t.profiles_merge_see()}
                    </a>
                </div>
            </div>
        }
        .into_any(),
    });
    each.collect_view().into_any()
}

/// A button with what it does.
fn act(what: &str, login: Uuid, why: &'static str, button: String) -> AnyView {
    // Beginning anew is the way for those who want the old profile to stay as it is.
    let class = if what == "start" { "button" } else { "button button--primary" };
    view! {
        <div class="profile-act">
            <p>{why}</p>
            <form class="form-actions" method="post" action=format!("/api/profiles/{what}")>
                <input type="hidden" name="login_id" value=login.to_string()/>
                <button class=class>{button}</button>
            </form>
        </div>
    }
    .into_any()
}
