//! The account of somebody who is signed in: what is chosen for it, logins, sessions, data.

mod delete;
mod logins;
mod mail;
mod sessions;
mod settings;
mod trail;

use chrono::DateTime;
use domain::view::Account;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use words::{Language, Sentence};

pub use delete::{DeletePage, DeletedPage};
pub use mail::{Chosen, MailPage, mute};
pub use trail::TrailPage;

use self::{logins::logins, sessions::sessions, settings::settings};
use crate::{
    api::account,
    components::{
        answer::answer,
        notice::{Tone, notice},
        page::{Width, heading, page},
        sentence::with_instant,
    },
};

/// What a form of this page has done. It stands in the address of the page that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// The address was changed.
    Address,
    /// A mail went to the new address.
    AddressAsked,
    /// The language was kept.
    Language,
    /// The name was changed.
    Name,
    /// The password was changed.
    Password,
    /// A session was ended.
    Session,
    /// All other sessions were ended.
    Sessions,
    /// The time zone was kept.
    TimeZone,
}

impl Done {
    const ALL: [Self; 8] = [
        Self::Address,
        Self::AddressAsked,
        Self::Language,
        Self::Name,
        Self::Password,
        Self::Session,
        Self::Sessions,
        Self::TimeZone,
    ];

    /// As it stands in the address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::AddressAsked => "address-asked",
            Self::Language => "language",
            Self::Name => "name",
            Self::Password => "password",
            Self::Session => "session",
            Self::Sessions => "sessions",
            Self::TimeZone => "time-zone",
        }
    }

    const fn sentence(self, t: Language) -> &'static str {
        match self {
            Self::Address => t.account_done_address(),
            Self::AddressAsked => t.account_done_address_asked(),
            Self::Language => t.account_done_language(),
            Self::Name => t.account_done_name(),
            Self::Password => t.account_done_password(),
            Self::Session => t.account_done_session(),
            Self::Sessions => t.account_done_sessions(),
            Self::TimeZone => t.account_done_time_zone(),
        }
    }
}

/// Who one is here, and what can be done about it.
#[component]
pub fn AccountPage() -> impl IntoView {
    answer(account::account(), show)
}

fn show(t: Language, account: Account) -> AnyView {
    let content = view! {
        {heading(t.account_title())}
        <p class="lede">{account.name.clone()}</p>
        {outcome(t)}
        {settings(t, &account)}
        {logins(t, account.logins)}
        {sessions(t, account.sessions)}
        <section>
            <h2>{t.account_data()}</h2>
            <ul class="history">
                <li><a href=crate::places::MAIL>{t.mail_settings_link()}</a></li>
                <li><a href=crate::places::PROFILES>{t.profiles_link()}</a></li>
                <li><a href="/account/history">{t.trail_link()}</a></li>
                <li>
                    <a href="/account/data.json" rel="external" download>{t.account_download()}</a>
                </li>
                <li><a href="/account/delete">{t.account_delete_link()}</a></li>
            </ul>
        </section>
    };
    page(t, t.account_title(), Width::Narrow, content.into_any())
}

/// What the form that led here has done, or why not.
fn outcome(t: Language) -> Option<AnyView> {
    let done = use_query_map().with_untracked(|query| {
        let done = query.get_str("done")?;
        Done::ALL.into_iter().find(|it| it.name() == done)
    });
    match done {
        Some(done) => Some(notice(Tone::Fine, done.sentence(t).into_any())),
        None => failure(t),
    }
}

/// Why the form that led here did nothing.
fn failure(t: Language) -> Option<AnyView> {
    let (error, until) = use_query_map().with_untracked(|query| {
        let until = query.get_str("until").and_then(|until| until.parse().ok());
        Some((query.get_str("error")?.to_owned(), until))
    })?;
    let until = until.and_then(|until| DateTime::from_timestamp(until, 0));
    let sentence = match (error.as_str(), until) {
        ("slow_down", Some(until)) => {
            with_instant(t, &Sentence::with(until, |gap| t.sign_in_slow_down(gap)))
        }
        ("wrong_sign_in", _) => t.account_wrong_password().into_any(),
        ("unusable_address", _) => t.account_unusable_address().into_any(),
        ("unusable_name", _) => t.account_unusable_name().into_any(),
        ("unusable_password", _) => t.account_unusable_password().into_any(),
        ("not_proven", _) => t.account_not_proven().into_any(),
        ("last_administrator", _) => t.account_last_administrator().into_any(),
        ("not_found", _) => t.account_not_found().into_any(),
        _ => t.account_failed().into_any(),
    };
    Some(notice(Tone::Problem, sentence))
}
