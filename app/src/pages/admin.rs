//! Support and administration: pages of forms and tables, rendered on the server.

mod attest;
mod audit;
mod extension;
mod extensions;
mod frame;
mod keys;
mod log;
mod mail;
mod people;
mod person;
mod requests;
mod roles;
mod tables;

pub use audit::AuditPage;
pub use extension::ExtensionPage;
pub use extensions::ExtensionsPage;
pub use keys::KeysPage;
pub use mail::MailPage;
pub use people::PeoplePage;
pub use person::PersonPage;
pub use requests::RequestsPage;
pub use roles::RolesPage;

use domain::role::Action;
use leptos::prelude::*;
use words::Language;

use crate::{
    api::admin,
    components::{answer::answer, page::heading},
};

/// `/admin`: the ways that one's roles open.
#[component]
pub fn AdminPage() -> impl IntoView {
    answer(admin::enter(), show)
}

fn show(t: Language, (): ()) -> AnyView {
    let roles = frame::roles();
    let names: Vec<_> = roles.each().map(|role| t.role(role).to_owned()).collect();
    let ways = frame::WAYS.iter().filter(|(_, action)| roles.may(*action)).map(|(way, _)| {
        let (name, text) = frame::way(t, way);
        view! {
            <li class="row">
                <div class="row__main">
                    <a class="row__title" href=*way>{name}</a>
                </div>
                <div class="row__detail">{text}</div>
            </li>
        }
    });
    let content = view! {
        {heading(t.admin_title())}
        <p class="lede">{t.admin_lede(t.list(&names))}</p>
        {(!roles.may(Action::SeePeople)).then(|| view! { <p>{t.admin_author_nothing()}</p> })}
        <ul class="rows">{ways.collect_view()}</ul>
    };
    frame::page(t, t.admin_title(), content.into_any())
}
