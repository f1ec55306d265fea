//! Keys for the HTTP API.

use domain::{api_key::Scope, view::ApiKey};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use words::Language;

use super::{frame, tables::table};
use crate::{
    api::admin::keys,
    components::{
        answer::answer,
        notice::{Tone, notice},
        page::heading,
        time::instant,
    },
    session,
};

/// `/admin/keys`
#[component]
pub fn KeysPage() -> impl IntoView {
    answer(keys::list(), show)
}

fn show(t: Language, keys: Vec<ApiKey>) -> AnyView {
    let failed = use_query_map().with_untracked(|query| query.get_str("error").is_some());
    let made = session::shown_once("/admin/keys").map(|key| {
        let text = view! { {t.keys_made()}<br/><code class="secret">{key}</code> };
        notice(Tone::Act, text.into_any())
    });
    let scopes = Scope::ALL.iter().map(|scope| {
        view! {
            <li>
                <label>
                    <input type="checkbox" name="scope[]" value=scope.name() checked=Scope::ALL.len() == 1/>
                    <span>{scope_name(t, *scope)}</span>
                </label>
            </li>
        }
    });
    let scopes = scopes.collect_view();
    let columns = [
        t.keys_name(),
        t.keys_scope(),
        t.keys_created(),
        t.keys_used(),
        t.people_number(),
        t.keys_revoke(),
    ];
    let rows = keys.into_iter().map(|key| {
        let scopes: Vec<_> =
            key.scopes.iter().map(|scope| scope_name(t, *scope).to_owned()).collect();
        let used = match key.last_used_at {
            Some(at) => instant(t, at).into_any(),
            None => t.keys_never_used().into_any(),
        };
        let revoke = match key.revoked_at {
            Some(at) => view! { {t.keys_revoked()}" "{instant(t, at)} }.into_any(),
            None => view! {
                <form method="post" action="/api/admin/keys/revoke">
                    <input type="hidden" name="id" value=key.id.to_string()/>
                    <button class="link-button" aria-label=t.keys_revoke_name(&key.name)>
                        {t.keys_revoke()}
                    </button>
                </form>
            }
            .into_any(),
        };
        view! {
            <tr>
                <th scope="row">{key.name.clone()}</th>
                <td>{t.list(&scopes)}</td>
                <td>{instant(t, key.created_at)}</td>
                <td>{used}</td>
                <td><code>{key.id.to_string()}</code></td>
                <td>{revoke}</td>
            </tr>
        }
        .into_any()
    });
    let all = table(t, "keys", t.admin_keys(), &columns, rows.collect());
    let content = view! {
        {heading(t.admin_keys())}
        <p class="lede">{t.keys_lede()}</p>
        {made}
        {failed.then(|| notice(Tone::Problem, t.keys_invalid().into_any()))}
        <form class="form" method="post" action="/api/admin/keys/create">
            <div class="field">
                <label for="name">{t.keys_name()}</label>
                <input id="name" name="name" required maxlength="100" autocomplete="off"/>
            </div>
            <fieldset>
                <legend>{t.keys_scope()}</legend>
                <ul class="choice-list">{scopes}</ul>
            </fieldset>
            <div class="form-actions">
                <button class="button button--primary">{t.keys_create()}</button>
            </div>
        </form>
        {all}
    };
    frame::page(t, t.admin_keys(), content.into_any())
}

fn scope_name(t: Language, scope: Scope) -> &'static str {
    match scope {
        Scope::ExamResults => t.keys_scope_exam_results(),
    }
}
