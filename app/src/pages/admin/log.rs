//! Lines of the audit log as a table.

use domain::view::{AuditActor, AuditLine, PersonName};
use leptos::prelude::*;
use words::Language;

use super::tables::table;
use crate::components::time::instant;

/// The lines under a heading.
pub fn lines(t: Language, title: &'static str, lines: Vec<AuditLine>) -> AnyView {
    let columns = [t.person_when(), t.log_by(), t.log_what(), t.log_about(), t.log_detail()];
    let rows = lines.into_iter().map(|line| {
        let by = match line.by {
            AuditActor::Person(name) => person(name),
            AuditActor::Key { id } => t.log_key(id).into_any(),
            AuditActor::Program => t.log_program().into_any(),
        };
        let detail: Vec<_> =
            line.detail.iter().map(|(name, text)| format!("{name}: {text}")).collect();
        view! {
            <tr>
                <td>{instant(t, line.at)}</td>
                <td>{by}</td>
                <th scope="row">{t.audit_action(line.action)}</th>
                <td>{line.about.map(person)}</td>
                <td class="small">{detail.join(" · ")}</td>
            </tr>
        }
        .into_any()
    });
    table(t, "log", title, &columns, rows.collect())
}

/// A name that leads to the person.
pub fn person(person: PersonName) -> AnyView {
    let page = format!("/admin/people/{}", person.id);
    let name = if person.name.is_empty() { person.id.to_string() } else { person.name };
    view! { <a href=page>{name}</a> }.into_any()
}
