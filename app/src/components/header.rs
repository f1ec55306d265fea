//! The top of a page: brand, ways, language.

use domain::role::{Action, Roles};
use leptos::prelude::*;
use words::Language;

/// `here` is the address that a change of language comes back to.
pub fn header(t: Language, signed_in: bool, roles: Roles, here: &str) -> AnyView {
    let current =
        |path: &str| here.split('?').next().is_some_and(|at| at == path).then_some("page");
    view! {
        <header class="site-header">
            <a class="brand" href=if signed_in { "/dashboard" } else { "/" }>
                <svg class="brand__mark" viewBox="0 0 32 32" aria-hidden="true">
                    <path
                        fill="none"
                        stroke="currentColor"
                        stroke-width="2.5"
                        stroke-linecap="round"
                        d="M27.7 9.25A13.5 13.5 0 1 1 22.75 4.3"
                    />
                    <path fill="currentColor" d="M23.8 8.2C13.6 7.8 8 12.6 9.8 20.6L23.8 8.2Z"/>
                    <path fill="currentColor" d="M23.8 8.2C24.2 18.4 19.4 24 11.4 22.2L23.8 8.2Z"/>
                    <path
                        fill="none"
                        stroke="currentColor"
                        stroke-width="1.75"
                        stroke-linecap="round"
                        d="M8.4 23.6L10.4 21.6"
                    />
                </svg>
                <span>{t.brand_name()}</span>
            </a>
            <nav class="site-nav" aria-label=t.nav_label()>
                <ul>
                    {signed_in.then(|| view! {
                        <li>
                            <a href="/dashboard" aria-current=current("/dashboard")>{t.nav_dashboard()}</a>
                        </li>
                    })}
                    <li>
                        <a href="/certifications" aria-current=current("/certifications")>
                            {t.nav_certifications()}
                        </a>
                    </li>
                    {signed_in.then(|| view! {
                        <li>
                            <a href="/account" aria-current=current("/account")>{t.nav_account()}</a>
                        </li>
                    })}
                    {roles.may(Action::Enter).then(|| view! {
                        <li>
                            <a href="/admin" aria-current=current("/admin")>
                                {t.nav_admin()}
                            </a>
                        </li>
                    })}
                    <li>{language_switch(t, here)}</li>
                    <li>
                        {if signed_in {
                            sign_out(t).into_any()
                        } else {
                            view! {
                                <a href="/sign-in" aria-current=current("/sign-in")>{t.nav_sign_in()}</a>
                            }
                            .into_any()
                        }}
                    </li>
                </ul>
            </nav>
        </header>
    }
    .into_any()
}

/// Changes the language of the pages and comes back. The answer is a page of its own, so that the
/// document says which language it is in.
pub fn language_switch(t: Language, back: &str) -> impl IntoView + use<> {
    let other = t.other().tag();
    view! {
        <form method="post" action="/language">
            <input type="hidden" name="language" value=other/>
            <input type="hidden" name="back" value=back.to_owned()/>
            <button class="link-button" lang=other>{t.other_language()}</button>
        </form>
    }
}

/// Ends the session.
pub fn sign_out(t: Language) -> impl IntoView {
    view! {
        <form method="post" action="/api/sign-out">
            <button class="link-button">{t.nav_sign_out()}</button>
        </form>
    }
}
