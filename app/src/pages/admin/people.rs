//! Finding a person.

use domain::view::PeopleFound;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use words::Language;

use super::{frame, tables::table};
use crate::{
    api::admin::people,
    components::{answer::answer, page::heading, time::instant},
};

/// `/admin/people?q=`
#[component]
pub fn PeoplePage() -> impl IntoView {
    answer(people::find(question()), show)
}

fn question() -> String {
    use_query_map().with_untracked(|query| query.get_str("q").unwrap_or_default().to_owned())
}

fn show(t: Language, found: PeopleFound) -> AnyView {
    let question = question();
    let asked = !question.trim().is_empty();
    let none = found.people.is_empty();
    let rows = found.people.into_iter().map(|found| {
        let person = found.person;
        view! {
            <tr>
                <th scope="row">
                    <a href=format!("/admin/people/{}", person.id)>{person.name}</a>
                </th>
                <td>{found.login}</td>
                <td>{instant(t, found.since)}</td>
                <td><code>{person.id.to_string()}</code></td>
            </tr>
        }
        .into_any()
    });
    let columns = [t.people_name(), t.people_login(), t.people_since(), t.people_number()];
    let result = match (asked, none) {
        (false, _) => None,
        (true, true) => Some(view! { <p role="status">{t.people_none()}</p> }.into_any()),
        (true, false) => Some(table(t, "found", t.admin_people(), &columns, rows.collect())),
    };
    let content = view! {
        {heading(t.admin_people())}
        <p class="lede">{t.admin_people_text()}</p>
        <form class="form" method="get" action="/admin/people">
            <div class="field">
                <label for="q">{t.people_question()}</label>
                <input
                    type="search"
                    id="q"
                    name="q"
                    value=question
                    maxlength="254"
                    required
                    aria-describedby="q-hint"
                />
                <p class="field__hint" id="q-hint">{t.people_hint()}</p>
            </div>
            <div class="form-actions">
                <button class="button button--primary">{t.people_find()}</button>
            </div>
        </form>
        {result}
        {found.more.then(|| view! { <p role="status">{t.people_more()}</p> })}
    };
    frame::page(t, t.admin_people(), content.into_any())
}
