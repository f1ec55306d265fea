//! A link of a mail that was asked for: to register, to choose a password, to change an address.
//! Whatever these forms do is done once.

use domain::{notice::Kind, view::Follower};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use words::Language;

use super::{sign_in_and_back, sign_in_or_reset};
use crate::{
    api::addresses::{FORGOT, REGISTER},
    components::{
        notice::{Tone, notice},
        page::{Width, heading, page},
    },
};

/// The form that makes the account.
pub fn register(t: Language, token: &str, address: &str) -> AnyView {
    let content = view! {
        {heading(t.go_register_title())}
        <p class="lede">{t.go_register(address)}</p>
        {failure(t)}
        <form class="form" method="post" action="/api/go/register">
            <input type="hidden" name="token" value=token.to_owned()/>
            <div class="field">
                <label for="name">{t.go_register_name()}</label>
                <input id="name" name="name" autocomplete="name" required maxlength="100"/>
            </div>
            {password(t, t.go_register_password())}
            <div class="form-actions">
                <button class="button button--primary">{t.go_register_button()}</button>
            </div>
        </form>
    };
    page(t, t.go_register_title(), Width::Narrow, content.into_any())
}

/// The form that sets the password.
pub fn reset(t: Language, token: &str, address: &str) -> AnyView {
    let content = view! {
        {heading(t.go_reset_title())}
        <p class="lede">{t.go_reset(address)}</p>
        {failure(t)}
        <form class="form" method="post" action="/api/go/password">
            <input type="hidden" name="token" value=token.to_owned()/>
            {password(t, t.account_password_new())}
            <div class="form-actions">
                <button class="button button--primary">{t.go_reset_button()}</button>
            </div>
        </form>
    };
    page(t, t.go_reset_title(), Width::Narrow, content.into_any())
}

/// The form that changes the address, for whose it is.
pub fn change(t: Language, token: &str, address: &str, follower: Follower) -> AnyView {
    let way_on = match follower {
        Follower::Addressee => view! {
            <form class="form" method="post" action="/api/go/address">
                <input type="hidden" name="token" value=token.to_owned()/>
                <div class="form-actions">
                    <button class="button button--primary">{t.go_change_button()}</button>
                </div>
            </form>
        }
        .into_any(),
        _ => view! {
            <div class="form-actions">
                <a class="button button--primary" href=sign_in_and_back(token)>{t.go_sign_in()}</a>
            </div>
        }
        .into_any(),
    };
    let content = view! {
        {heading(t.go_change_title())}
        <p class="lede">{t.go_change(address)}</p>
        {failure(t)}
        {way_on}
    };
    page(t, t.go_change_title(), Width::Narrow, content.into_any())
}

/// It was used, or is too old.
pub fn over(t: Language, kind: Kind) -> AnyView {
    crate::api::request::set_page_status(404);
    let again = match kind {
        Kind::ConfirmAddress => REGISTER,
        Kind::ResetPassword => FORGOT,
        _ => "/account",
    };
    let content = view! {
        {heading(t.go_over_title())}
        <p class="lede">{t.go_over()}</p>
        <div class="form-actions">
            <a class="button button--primary" href=again>{t.go_over_again()}</a>
            <a class="button" href=crate::places::HOME>{t.nav_dashboard()}</a>
        </div>
    };
    page(t, t.go_over_title(), Width::Narrow, content.into_any())
}

fn password(t: Language, label: &'static str) -> impl IntoView {
    view! {
        <div class="field">
            <label for="password">{label}</label>
            <input
                type="password"
                id="password"
                name="password"
                autocomplete="new-password"
                required
                minlength="10"
                maxlength="256"
                aria-describedby="password-hint"
            />
            <p class="field__hint" id="password-hint">{t.go_register_password_hint()}</p>
        </div>
    }
}

/// Why the form did nothing.
fn failure(t: Language) -> Option<AnyView> {
    let error = use_query_map().with_untracked(|query| Some(query.get_str("error")?.to_owned()))?;
    let sentence = match error.as_str() {
        "address_taken" => {
            let taken = notice(Tone::Problem, t.go_taken().into_any());
            return Some((taken, sign_in_or_reset(t)).into_any());
        }
        "unusable_name" => t.account_unusable_name(),
        "unusable_password" => t.account_unusable_password(),
        _ => t.ask_failed(),
    };
    Some(notice(Tone::Problem, sentence.into_any()))
}
