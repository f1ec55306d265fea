//! The ways to sign in, and their passwords.

use domain::view::Login;
use leptos::prelude::*;
use uuid::Uuid;
use words::Language;

/// All logins of the account.
pub fn logins(t: Language, logins: Vec<Login>) -> AnyView {
    let items = logins.into_iter().map(|login| login_item(t, login)).collect_view();
    view! {
        <section>
            <h2>{t.account_logins()}</h2>
            <ul class="history">{items}</ul>
        </section>
    }
    .into_any()
}

fn login_item(t: Language, login: Login) -> AnyView {
    let kind = if login.personal { t.account_login_personal() } else { t.account_login_work() };
    let by = if login.provider == "password" {
        t.account_login_password().to_owned()
    } else {
        login.provider
    };
    let id = login.id;
    view! {
        <li>
            <strong>{login.email.clone()}</strong>
            <div>
                <p class="muted">{kind}" · "{by}</p>
                {login.has_password.then(|| password(t, id, login.email))}
                {login.has_password.then(|| address(t, id))}
            </div>
        </li>
    }
    .into_any()
}

/// The old password and the new one.
fn password(t: Language, login: Uuid, email: String) -> AnyView {
    let [old, new, hint] = ["old", "new", "hint"].map(|part| format!("{part}-{login}"));
    view! {
        <details>
            <summary>{t.account_password_change()}</summary>
            <form class="form" method="post" action="/api/account/password">
                <div class="field">
                    <input type="hidden" name="login_id" value=login.to_string()/>
                    // For the browser's keeper of passwords.
                    <input type="hidden" autocomplete="username" value=email/>
                    <label for=old.clone()>{t.account_password_old()}</label>
                    <input
                        type="password"
                        id=old
                        name="old"
                        autocomplete="current-password"
                        required
                        maxlength="256"
                    />
                </div>
                <div class="field">
                    <label for=new.clone()>{t.account_password_new()}</label>
                    <input
                        type="password"
                        id=new
                        name="new"
                        autocomplete="new-password"
                        required
                        minlength="10"
                        maxlength="256"
                        aria-describedby=hint.clone()
                    />
                    <p class="field__hint" id=hint>{t.account_password_hint()}</p>
                </div>
                <div class="form-actions">
                    <button class="button">{t.account_password_change()}</button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

/// Another address, with the present password.
fn address(t: Language, login: Uuid) -> AnyView {
    let [password, new, hint] =
        ["address-password", "address", "address-hint"].map(|part| format!("{part}-{login}"));
    view! {
        <details>
            <summary>{t.account_address_change()}</summary>
            <form class="form" method="post" action="/api/account/address">
                <input type="hidden" name="login_id" value=login.to_string()/>
                <div class="field">
                    <label for=new.clone()>{t.account_address_new()}</label>
                    <input
                        type="email"
                        id=new
                        name="address"
                        autocomplete="email"
                        required
                        maxlength="254"
                        aria-describedby=hint.clone()
                    />
                    <p class="field__hint" id=hint>{t.account_address_hint()}</p>
                </div>
                <div class="field">
                    <label for=password.clone()>{t.account_password_old()}</label>
                    <input
                        type="password"
                        id=password
                        name="password"
                        autocomplete="current-password"
                        required
                        maxlength="256"
                    />
                </div>
                <div class="form-actions">
                    <button class="button">{t.account_address_change()}</button>
                </div>
            </form>
        </details>
    }
    .into_any()
}
