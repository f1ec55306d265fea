//! Leaving: what goes and what stays, the form, and the page after it.

use domain::view::Account;
use leptos::prelude::*;
use words::Language;

use super::failure;
use crate::{
    api::account,
    components::{
        answer::answer,
        page::{Width, heading, page},
    },
};

/// What it means to delete the account, and the form that does it.
#[component]
pub fn DeletePage() -> impl IntoView {
    answer(account::account(), |t, account| show(t, &account))
}

fn show(t: Language, account: &Account) -> AnyView {
    let has_password = account.logins.iter().any(|login| login.has_password);
    let content = view! {
        {heading(t.deletion_title())}
        <p class="lede">{t.deletion_lede()}</p>
        {failure(t)}
        <div class="prose">
            <h2>{t.deletion_goes()}</h2>
            <ul>
                <li>{t.deletion_goes_person()}</li>
                <li>{t.deletion_goes_logins()}</li>
                <li>{t.deletion_goes_learning()}</li>
                <li>{t.deletion_goes_attempts()}</li>
            </ul>
            <h2>{t.deletion_stays()}</h2>
            <p>{t.deletion_stays_why()}</p>
            <ul>
                <li>{t.deletion_stays_history()}</li>
                <li>{t.deletion_stays_attempts()}</li>
                <li>{t.deletion_stays_exams()}</li>
                <li>{t.deletion_stays_audit()}</li>
            </ul>
            <p>
                <a href="/account/data.json" rel="external" download>{t.deletion_download_first()}</a>
            </p>
        </div>
        <form class="form" method="post" action="/api/account/delete">
            {has_password.then(|| view! {
                <div class="field">
                    <label for="password">{t.deletion_password()}</label>
                    <input
                        type="password"
                        id="password"
                        name="password"
                        autocomplete="current-password"
                        maxlength="256"
                        aria-describedby="password-hint"
                    />
                    <p class="field__hint" id="password-hint">{t.deletion_password_hint()}</p>
                </div>
            })}
            <div class="form-actions">
                <button class="button button--danger">{t.deletion_button()}</button>
                <a class="button button--quiet" href="/account">{t.deletion_stay()}</a>
            </div>
        </form>
    };
    page(t, t.deletion_title(), Width::Narrow, content.into_any())
}

/// After the account has been deleted.
#[component]
pub fn DeletedPage() -> impl IntoView {
    let t = crate::language();
    let content = view! {
        {heading(t.deleted_title())}
        <p class="lede">{t.deleted_lede()}</p>
        <div class="form-actions"><a class="button" href="/">{t.brand_name()}</a></div>
    };
    page(t, t.deleted_title(), Width::Narrow, content.into_any())
}
