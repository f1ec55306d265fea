//! What stands around every page of administration.

use domain::role::{Action, Roles};
use leptos::prelude::*;
use words::Language;

use crate::{
    Visitor,
    components::page::{self, Width, here},
};

/// The pages, and what it takes to see them.
pub const WAYS: [(&str, Action); 7] = [
    ("/admin/people", Action::SeePeople),
    ("/admin/requests", Action::Attest),
    ("/admin/extensions", Action::Extend),
    ("/admin/mail", Action::SeeMail),
    ("/admin/audit", Action::ReadAudit),
    ("/admin/keys", Action::ManageKeys),
    ("/admin/roles", Action::ManageRoles),
];

/// The name of a page, and what it is for.
pub fn way(t: Language, way: &str) -> (&'static str, &'static str) {
    match way {
        "/admin/people" => (t.admin_people(), t.admin_people_text()),
        "/admin/requests" => (t.admin_requests(), t.admin_requests_text()),
        "/admin/extensions" => (t.admin_extensions(), t.admin_extensions_text()),
        "/admin/audit" => (t.admin_audit(), t.admin_audit_text()),
        "/admin/mail" => (t.admin_mail(), t.admin_mail_text()),
        "/admin/keys" => (t.admin_keys(), t.admin_keys_text()),
        _ => (t.admin_roles(), t.admin_roles_text()),
    }
}

/// The roles of who looks.
pub fn roles() -> Roles {
    let roles = with_context::<Visitor, _>(|visitor| visitor.learner.as_ref().map(|it| it.roles));
    roles.flatten().unwrap_or_default()
}

/// A page with the ways to the others.
pub fn page(t: Language, title: &str, content: AnyView) -> AnyView {
    let (here, roles) = (here(), roles());
    let here = here.split('?').next().unwrap_or_default().to_owned();
    let ways = WAYS.iter().filter(|(_, action)| roles.may(*action)).map(|(path, _)| {
        let current = (here == *path).then_some("page");
        view! { <li><a href=*path aria-current=current>{way(t, path).0}</a></li> }
    });
    let content = view! {
        <nav class="admin-nav" aria-label=t.admin_nav_label()><ul>{ways.collect_view()}</ul></nav>
        {content}
    };
    page::page(t, title, Width::Usual, content.into_any())
}
