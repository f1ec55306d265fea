//! Name, language and time zone: a form each.

use domain::view::Account;
use leptos::prelude::*;
use words::Language;

use super::Done;

/// What is chosen for an account.
pub fn settings(t: Language, account: &Account) -> AnyView {
    view! {
        <section>
            <h2>{t.account_settings()}</h2>
            {name(t, account)}
            {language(t, account)}
            {time_zone(t, account)}
        </section>
    }
    .into_any()
}

fn name(t: Language, account: &Account) -> AnyView {
    view! {
        <form class="form" method="post" action="/api/account/name">
            <div class="field">
                <label for="name">{t.account_name()}</label>
                <input
                    id="name"
                    name="name"
                    autocomplete="name"
                    required
                    maxlength="100"
                    value=account.name.clone()
                />
            </div>
            {save(t, t.account_name())}
        </form>
    }
    .into_any()
}

/// The one form that is not a server function's: it sets the cookie too.
fn language(t: Language, account: &Account) -> AnyView {
    let options = Language::ALL.map(|language| {
        let tag = language.tag();
        let chosen = account.language.as_deref().map_or(language == t, |chosen| chosen == tag);
        view! { <option value=tag lang=tag selected=chosen>{t.language_name(tag).to_owned()}</option> }
    });
    let back = format!("/account?done={}", Done::Language.name());
    view! {
        <form class="form" method="post" action="/language">
            <div class="field">
                <input type="hidden" name="back" value=back/>
                <input type="hidden" name="keep" value="true"/>
                <label for="language">{t.account_language()}</label>
                <select id="language" name="language" aria-describedby="language-hint">{options}</select>
                <p class="field__hint" id="language-hint">{t.account_language_hint()}</p>
            </div>
            {save(t, t.account_language())}
        </form>
    }
    .into_any()
}

fn time_zone(t: Language, account: &Account) -> AnyView {
    let options = account.time_zones.iter().map(|zone| {
        let chosen = account.time_zone.as_ref() == Some(zone);
        view! { <option value=zone.clone() selected=chosen>{zone.replace('_', " ")}</option> }
    });
    let now = account.local_now.map(|now| t.account_time_zone_now(t.date_and_time(now)));
    view! {
        <form class="form" method="post" action="/api/account/time-zone">
            <div class="field">
                <label for="time-zone">{t.account_time_zone()}</label>
                <select id="time-zone" name="time_zone" aria-describedby="time-zone-hint">
                    <option value="">{t.account_time_zone_none()}</option>
                    {options.collect_view()}
                </select>
                <p class="field__hint" id="time-zone-hint">
                    {t.account_time_zone_hint()}
                    {now.map(|now| format!(" {now}"))}
                </p>
            </div>
            {save(t, t.account_time_zone())}
        </form>
    }
    .into_any()
}

/// The button of a form; `what` is for those who hear it without the form.
fn save(t: Language, what: &'static str) -> AnyView {
    view! {
        <div class="form-actions">
            <button class="button" aria-label=format!("{}: {what}", t.account_save())>
                {t.account_save()}
            </button>
        </div>
    }
    .into_any()
}
