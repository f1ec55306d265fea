//! What the profiles are made of: numbers, logins, holdings. P3, P8

use domain::{
    profile::{LoginKind, Refusal},
    view::{CertificationProfile, LoginLine, ProfilesPage},
};
use leptos::prelude::*;
use words::Language;

/// Both profiles.
pub fn profiles(t: Language, page: &ProfilesPage) -> AnyView {
    let certification = if page.certification.is_empty() {
        view! { <p class="muted">{t.profile_none()}</p> }.into_any()
    } else {
        page.certification.iter().map(|it| certification(t, page, it)).collect_view().into_any()
    };
    let personal =
        page.logins.iter().find(|login| login.learning && login.kind == LoginKind::Personal);
    let personal =
        personal.map_or_else(|| t.profile_no_personal().to_owned(), |login| login.name.clone());
    view! {
        <section class="profile-part">
            <h2>{t.profile_certification()}</h2>
            {certification}
        </section>
        <section class="profile-part">
            <h2>{t.profile_learning()}</h2>
            <dl class="facts">
                <dt>{t.profile_login()}</dt>
                <dd>{personal}</dd>
            </dl>
        </section>
    }
    .into_any()
}

fn certification(t: Language, page: &ProfilesPage, profile: &CertificationProfile) -> AnyView {
    let login = page.logins.iter().find(|login| login.id == profile.login);
    let former = profile.former.iter().map(|id| view! { <div><code>{id.to_string()}</code></div> });
    let former = (!profile.former.is_empty()).then(|| {
        view! {
            <dt>{t.profile_former()}</dt>
            <dd>{former.collect_view()}</dd>
        }
    });
    view! {
        <dl class="facts">
            <dt>{t.profile_number()}</dt>
            <dd><code>{profile.id.to_string()}</code></dd>
            <dt>{t.profile_login()}</dt>
            <dd>{login.map(|login| login.name.clone())}</dd>
            <dt>{t.nav_certifications()}</dt>
            <dd>{t.profile_holds(profile.holds.into())}</dd>
            {former}
        </dl>
    }
    .into_any()
}

/// All logins, each with what it is for.
pub fn logins(t: Language, logins: Vec<LoginLine>) -> AnyView {
    let items = logins.into_iter().map(|login| item(t, &login)).collect_view();
    view! {
        <section class="profile-part" id="logins">
            <h2>{t.logins_title()}</h2>
            <ul class="history">{items}</ul>
            <p class="muted">{t.logins_add()}</p>
        </section>
    }
    .into_any()
}

fn item(t: Language, login: &LoginLine) -> AnyView {
    let kind = match login.kind {
        LoginKind::Personal => t.login_personal(),
        LoginKind::Work => t.login_work(),
    };
    let by = match login.provider.as_str() {
        "password" => t.login_built_in().to_owned(),
        _ => login.provider.clone(),
    };
    let mut facts = vec![kind.to_owned(), by];
    facts.extend(login.certification.then(|| t.login_of_certification().to_owned()));
    facts.extend(login.learning.then(|| t.login_of_learning().to_owned()));
    facts.extend(
        (!login.certification && !login.learning).then(|| t.login_only_signs_in().to_owned()),
    );
    facts.extend(login.of_session.then(|| t.login_of_session().to_owned()));
    facts.extend(login.proved.then(|| t.login_proved().to_owned()));
    let keep = login.keep.map(|keep| match keep {
        Refusal::OnlyOne => t.keep_only_one(),
        Refusal::OfSession => t.keep_of_session(),
        _ => t.keep_personal(),
    });
    let end = match keep {
        Some(why) => view! { <p class="muted small">{why}</p> }.into_any(),
        None => view! {
            <form method="post" action="/api/profiles/remove-login">
                <input type="hidden" name="login_id" value=login.id.to_string()/>
                <button class="button" aria-label=t.login_remove_named(&login.name)>
                    {t.login_remove()}
                </button>
            </form>
        }
        .into_any(),
    };
    view! {
        <li>
            <strong>{login.name.clone()}</strong>
            <div>
                <p class="muted">{facts.join(" · ")}</p>
                {end}
            </div>
        </li>
    }
    .into_any()
}
