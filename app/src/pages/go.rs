//! `/go/{token}`: where links of mails lead. N4
//!
//! Whole without JavaScript, and nothing on it makes the browser load the program. A GET changes
//! nothing: whatever does is a form.

mod credential;
mod mute;
mod waits;

use domain::{
    notice::Kind,
    view::{Followed, Follower, LinkSubject},
};
use leptos::{prelude::*, tachys::html::InertElement};
use leptos_router::hooks::{use_params_map, use_query_map};
use words::Language;

pub use mute::MutePage;

use crate::{
    api::{ApiError, addresses::FORGOT, request},
    components::{
        answer::answer,
        page::{Width, heading, page},
        time::machine,
    },
    places,
};

/// What the link of a mail leads to, as things stand now.
#[component]
pub fn GoPage() -> impl IntoView {
    let token = token();
    answer(follow(token.clone()), move |t, followed| match followed {
        None => nowhere(t),
        Some(followed) => show(t, &token, followed),
    })
}

/// The token in the address of the page.
fn token() -> String {
    use_params_map().with_untracked(|params| params.get_str("token").unwrap_or_default().to_owned())
}

/// What a link leads to; `None` where it leads nowhere.
async fn follow(token: String) -> Result<Option<Followed>, ApiError> {
    let learner = request::visitor().learner.map(|learner| learner.id);
    match request::service().follow(&token, learner, request::language()).await {
        Ok(followed) => Ok(Some(followed)),
        Err(service::Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn show(t: Language, token: &str, Followed { subject, follower, now }: Followed) -> AnyView {
    match (subject, follower) {
        (LinkSubject::Over(kind), _) => waits::over(t, kind),
        // These are for whoever reads the mail, whoever is signed in in the browser.
        (LinkSubject::Waits(Kind::ConfirmAddress, address), _) => {
            waits::register(t, token, &address)
        }
        (LinkSubject::Waits(Kind::ResetPassword, address), _) => waits::reset(t, token, &address),
        (LinkSubject::Account(Kind::AlreadyRegistered), Follower::Stranger | Follower::Other) => {
            registered(t)
        }
        (_, Follower::Other) => other(t),
        (LinkSubject::Waits(_, address), follower) => waits::change(t, token, &address, follower),
        (LinkSubject::Credential(about), follower) => {
            let sent_on = use_query_map().with_untracked(|query| query.get_str("on").is_some());
            if sent_on && follower == Follower::Addressee {
                leptos_axum::redirect(&credential::place(&about));
            }
            credential::show(t, token, &about, follower, now)
        }
        (LinkSubject::Account(kind), follower) => account(t, token, kind, follower),
    }
}

/// Something that was done to an account.
fn account(t: Language, token: &str, kind: Kind, follower: Follower) -> AnyView {
    let (title, place) = match kind {
        Kind::ProfilesConnected => (t.audit_connected(), places::PROFILES),
        Kind::ProfilesMerged => (t.audit_profiles_merged(), places::PROFILES),
        Kind::LoginReplaced => (t.audit_login_replaced(), "/account/history"),
        Kind::PasswordChanged => (t.audit_password_changed(), "/account/history"),
        Kind::AddressChanged => (t.audit_address_changed(), "/account/history"),
        _ => (t.account_title(), "/account"),
    };
    let (text, way_on, says) = match follower {
        Follower::Addressee => {
            let says = if place == places::PROFILES { t.profiles_link() } else { t.trail_link() };
            (t.go_account_yours(), place.to_owned(), says)
        }
        _ => (t.go_account(), sign_in_and_back(token), t.go_sign_in()),
    };
    let content = view! {
        {heading(title)}
        <p class="lede">{text}</p>
        <div class="form-actions">
            <a class="button button--primary" href=way_on>{says}</a>
            <a class="button button--quiet" href=FORGOT>{t.go_reset_title()}</a>
        </div>
        <p class="muted">{t.go_account_not_you()}</p>
    };
    page(t, title, Width::Narrow, content.into_any())
}

/// Somebody wanted to register with an address that has an account.
fn registered(t: Language) -> AnyView {
    let content = view! {
        {heading(t.go_registered_title())}
        <p class="lede">{t.go_registered()}</p>
        {sign_in_or_reset(t)}
    };
    page(t, t.go_registered_title(), Width::Narrow, content.into_any())
}

/// The two ways into an account that one has.
fn sign_in_or_reset(t: Language) -> impl IntoView {
    view! {
        <div class="form-actions">
            <a class="button button--primary" href="/sign-in">{t.nav_sign_in()}</a>
            <a class="button" href=FORGOT>{t.go_reset_title()}</a>
        </div>
    }
}

/// The link of somebody else.
fn other(t: Language) -> AnyView {
    let content = view! {
        {heading(t.go_other_title())}
        <p class="lede">{t.go_other()}</p>
        {to_the_dashboard(t)}
    };
    page(t, t.go_other_title(), Width::Narrow, content.into_any())
}

/// A token of no link.
fn nowhere(t: Language) -> AnyView {
    request::set_page_status(404);
    let content = view! {
        {heading(t.go_nowhere_title())}
        <p class="lede">{t.go_nowhere()}</p>
        {to_the_dashboard(t)}
    };
    page(t, t.go_nowhere_title(), Width::Narrow, content.into_any())
}

fn to_the_dashboard(t: Language) -> impl IntoView {
    view! {
        <div class="form-actions">
            <a class="button button--primary" href=places::HOME>{t.nav_dashboard()}</a>
        </div>
    }
}

/// The sign-in page that leads back to a link, which then leads on.
fn sign_in_and_back(token: &str) -> String {
    places::sign_in(&format!("{}?on=1", places::link(token)))
}

/// An instant in UTC that the browser adds nothing to: that would load the program.
fn instant(t: Language, at: chrono::DateTime<chrono::Utc>) -> InertElement {
    InertElement::new(format!(r#"<time datetime="{}">{}</time>"#, machine(at), t.instant_utc(at)))
}
