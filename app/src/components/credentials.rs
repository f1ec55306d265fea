//! The two fields of whoever signs in with an e-mail address and a password.

use leptos::prelude::*;
use words::Language;

/// What stands in the fields at first, and what the browser may fill in.
#[derive(Default)]
pub struct Filled {
    /// The address.
    pub email: String,
    /// The password.
    pub password: String,
    /// Somebody else's account is meant as likely as one's own: the browser does not fill it in.
    pub anybody: bool,
}

/// E-mail address and password.
pub fn email_and_password(t: Language, filled: Filled) -> AnyView {
    let Filled { email, password, anybody } = filled;
    view! {
        <div class="field">
            <label for="email">{t.sign_in_email()}</label>
            <input
                type="email"
                id="email"
                name="email"
                autocomplete=if anybody { "off" } else { "username" }
                required
                maxlength="254"
                value=email
            />
        </div>
        <div class="field">
            <label for="password">{t.sign_in_password()}</label>
            <input
                type="password"
                id="password"
                name="password"
                autocomplete="current-password"
                required
                maxlength="256"
                value=password
            />
        </div>
    }
    .into_any()
}
