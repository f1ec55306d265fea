//! Who has which role.

use domain::{role::Role, view::RoleHolder};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use words::Language;

use super::{frame, log, tables::table};
use crate::{
    api::admin::roles,
    components::{
        answer::answer,
        notice::{Tone, notice},
        page::heading,
        time::instant,
    },
};

/// `/admin/roles`
#[component]
pub fn RolesPage() -> impl IntoView {
    answer(roles::list(), show)
}

fn show(t: Language, holders: Vec<RoleHolder>) -> AnyView {
    let error = use_query_map().with_untracked(|query| {
        query.get_str("error").map(|error| match error {
            "unknown_person" => t.roles_unknown_person(),
            "last_administrator" => t.roles_last_administrator(),
            _ => t.roles_failed(),
        })
    });
    let options = Role::ALL
        .map(|role| view! { <option value=role.name()>{t.role(role)}</option> })
        .collect_view();
    let columns = [t.roles_role(), t.people_name(), t.roles_given(), t.roles_take()];
    let rows = holders.into_iter().map(|holder| {
        let RoleHolder { person, role, given_at } = holder;
        let label = t.roles_take_from(&person.name, t.role(role));
        let id = person.id.to_string();
        view! {
            <tr>
                <td>{t.role(role)}</td>
                <th scope="row">{log::person(person)}</th>
                <td>{instant(t, given_at)}</td>
                <td>
                    <form method="post" action="/api/admin/roles/take">
                        <input type="hidden" name="person" value=id/>
                        <input type="hidden" name="role" value=role.name()/>
                        <button class="link-button" aria-label=label>{t.roles_take()}</button>
                    </form>
                </td>
            </tr>
        }
        .into_any()
    });
    let holders = table(t, "holders", t.admin_roles(), &columns, rows.collect());
    let content = view! {
        {heading(t.admin_roles())}
        <p class="lede">{t.roles_lede()}</p>
        {error.map(|error| notice(Tone::Problem, error.into_any()))}
        <form class="form" method="post" action="/api/admin/roles/give">
            <div class="field">
                <label for="person">{t.roles_person()}</label>
                <input id="person" name="person" required maxlength="254" aria-describedby="person-hint"/>
                <p class="field__hint" id="person-hint">{t.roles_person_hint()}</p>
            </div>
            <div class="field">
                <label for="role">{t.roles_role()}</label>
                <select id="role" name="role">{options}</select>
            </div>
            <div class="form-actions">
                <button class="button button--primary">{t.roles_give()}</button>
            </div>
        </form>
        {holders}
    };
    frame::page(t, t.admin_roles(), content.into_any())
}
