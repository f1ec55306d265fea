//! What one chooses about mail, and the address of the calendar feed: a form each.

use domain::view::{MailSettings, QuietHours, RemindedCredential};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use words::Language;

use crate::{
    PublicOrigin,
    api::mail,
    components::{
        answer::answer,
        notice::{Tone, notice},
        page::{Width, heading, page},
    },
    places, session,
};

/// What a form about mail has done. It stands in the address of the page that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Reminders are muted.
    Muted,
    /// Reminders are sent again.
    Unmuted,
    /// The quiet hours were kept.
    QuietHours,
    /// The address of the feed was taken back.
    CalendarRevoked,
}

impl Chosen {
    const ALL: [Self; 4] = [Self::Muted, Self::Unmuted, Self::QuietHours, Self::CalendarRevoked];

    /// What muting has done, or its opposite.
    pub const fn muting(muted: bool) -> Self {
        if muted { Self::Muted } else { Self::Unmuted }
    }

    /// As it stands in the address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Muted => "muted",
            Self::Unmuted => "unmuted",
            Self::QuietHours => "quiet-hours",
            Self::CalendarRevoked => "calendar-revoked",
        }
    }

    /// What the address of the page says, as a notice.
    pub fn said(t: Language) -> Option<AnyView> {
        let done = use_query_map().with_untracked(|query| {
            let done = query.get_str("done")?;
            Self::ALL.into_iter().find(|it| it.name() == done)
        })?;
        let sentence = match done {
            Self::Muted => t.mail_settings_done_muted(),
            Self::Unmuted => t.mail_settings_done_unmuted(),
            Self::QuietHours => t.mail_settings_done_quiet(),
            Self::CalendarRevoked => t.mail_settings_done_calendar(),
        };
        Some(notice(Tone::Fine, sentence.into_any()))
    }
}

/// `/account/mail`
#[component]
pub fn MailPage() -> impl IntoView {
    answer(mail::settings(), |t, settings| show(t, &settings))
}

fn show(t: Language, settings: &MailSettings) -> AnyView {
    let to = match &settings.address {
        Some(address) => t.mail_settings_to(address),
        None => t.mail_settings_nowhere().to_owned(),
    };
    let content = view! {
        {heading(t.mail_settings_title())}
        <p class="lede">{to}</p>
        {Chosen::said(t).or_else(|| failure(t))}
        {reminders(t, settings)}
        {quiet_hours(t, settings)}
        {language_and_time_zone(t, settings)}
        {calendar(t, settings.calendar)}
        <p><a href="/account">{t.trail_back()}</a></p>
    };
    page(t, t.mail_settings_title(), Width::Narrow, content.into_any())
}

/// Why the form that led here did nothing.
fn failure(t: Language) -> Option<AnyView> {
    let sentence = use_query_map().with_untracked(|query| {
        Some(match query.get_str("error")? {
            "invalid" => t.quiet_hours_invalid(),
            "not_found" => t.account_not_found(),
            _ => t.account_failed(),
        })
    })?;
    Some(notice(Tone::Problem, sentence.into_any()))
}

fn reminders(t: Language, settings: &MailSettings) -> AnyView {
    let muted = settings.reminders_muted;
    let each = settings.credentials.iter().map(|credential| reminded(t, credential));
    let each = (!muted && !settings.credentials.is_empty())
        .then(|| view! { <ul class="history">{each.collect_view()}</ul> });
    view! {
        <section class="stack">
            <h2>{t.reminders_title()}</h2>
            <p>{if muted { t.reminders_all_muted() } else { t.reminders_on() }}</p>
            <form method="post" action="/api/account/mail/reminders">
                <input type="hidden" name="muted" value=(!muted).to_string()/>
                <button class="button">
                    {if muted { t.reminders_unmute_all() } else { t.reminders_mute_all() }}
                </button>
            </form>
            {each}
            <p class="muted">{t.reminders_always()}</p>
        </section>
    }
    .into_any()
}

fn reminded(t: Language, credential: &RemindedCredential) -> AnyView {
    let page = format!("/credentials/{}", credential.id);
    view! {
        <li>
            <a href=page>{credential.title.clone()}</a>
            <div>
                {mute(t, credential, false)}
            </div>
        </li>
    }
    .into_any()
}

/// N6: whether there are reminders about a credential, and the button that changes it.
pub fn mute(t: Language, credential: &RemindedCredential, on_its_page: bool) -> AnyView {
    let RemindedCredential { id, title, muted } = credential;
    let (state, button, label) = if *muted {
        (t.reminders_one_muted(), t.reminders_unmute(), t.reminders_unmute_label(title))
    } else {
        (t.reminders_one_on(), t.reminders_mute(), t.reminders_mute_label(title))
    };
    view! {
        <form method="post" action="/api/account/mail/certification">
            <input type="hidden" name="credential_id" value=id.to_string()/>
            <input type="hidden" name="muted" value=(!muted).to_string()/>
            <input type="hidden" name="on_its_page" value=on_its_page.to_string()/>
            {state}
            " "
            <button class="link-button" aria-label=label>{button}</button>
        </form>
    }
    .into_any()
}

fn quiet_hours(t: Language, settings: &MailSettings) -> AnyView {
    let form = if settings.time_zone.is_some() {
        let chosen = settings.quiet_hours;
        let QuietHours { from, until } = chosen.unwrap_or(QuietHours { from: 22, until: 7 });
        let off = chosen.map(|_| {
            view! {
                <form method="post" action="/api/account/mail/quiet-hours">
                    <button class="link-button">{t.quiet_hours_off()}</button>
                </form>
            }
        });
        view! {
            <p>
                {match chosen {
                    Some(QuietHours { from, until }) => t.quiet_hours_are(clock(from), clock(until)),
                    None => t.quiet_hours_none().to_owned(),
                }}
            </p>
            {off}
            <form class="form" method="post" action="/api/account/mail/quiet-hours">
                {hour("from", t.quiet_hours_from(), from)}
                {hour("until", t.quiet_hours_until(), until)}
                <div class="form-actions">
                    <button class="button">{t.quiet_hours_save()}</button>
                </div>
            </form>
        }
        .into_any()
    } else {
        view! {
            <p>
                {t.quiet_hours_zone_first()}{t.gap()}
                <a href="/account#time-zone">{t.mail_settings_zone_link()}</a>
            </p>
        }
        .into_any()
    };
    view! {
        <section class="stack">
            <h2>{t.quiet_hours_title()}</h2>
            <p class="muted">{t.quiet_hours_lede()}</p>
            {form}
        </section>
    }
    .into_any()
}

fn clock(hour: u8) -> String {
    format!("{hour:02}:00")
}

fn hour(name: &'static str, label: &'static str, chosen: u8) -> AnyView {
    let hours = (0..24).map(|hour| {
        view! { <option value=hour.to_string() selected=hour == chosen>{clock(hour)}</option> }
    });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>{hours.collect_view()}</select>
        </div>
    }
    .into_any()
}

fn language_and_time_zone(t: Language, settings: &MailSettings) -> AnyView {
    let zone = match &settings.time_zone {
        Some(zone) => t.mail_settings_zone(zone.replace('_', " ")),
        None => t.mail_settings_no_zone().to_owned(),
    };
    let now = settings.local_now.map(|now| t.account_time_zone_now(t.date_and_time(now)));
    view! {
        <section class="stack">
            <h2>{t.mail_settings_language_and_zone()}</h2>
            <p>
                {t.mail_settings_language()}{t.gap()}
                <a href="/account#language">{t.mail_settings_language_link()}</a>
            </p>
            <p>
                {zone}{t.gap()}{now.map(|now| now + t.gap())}
                <a href="/account#time-zone">{t.mail_settings_zone_link()}</a>
            </p>
        </section>
    }
    .into_any()
}

fn calendar(t: Language, there: bool) -> AnyView {
    let made = session::shown_once(places::MAIL).map(|token| {
        let address = places::calendar(&expect_context::<PublicOrigin>(), &token);
        let text = view! { {t.feed_made()}<br/><code class="secret">{address}</code> };
        notice(Tone::Act, text.into_any())
    });
    let revoke = there.then(|| {
        view! {
            <form method="post" action="/api/account/calendar/revoke">
                <button class="link-button">{t.feed_revoke()}</button>
            </form>
        }
    });
    view! {
        <section class="stack" id="calendar">
            <h2>{t.feed_title()}</h2>
            <p>{t.feed_lede()}</p>
            {made}
            <p class="muted">{if there { t.feed_there() } else { t.feed_none() }}</p>
            <form method="post" action="/api/account/calendar/make">
                <button class="button">
                    {if there { t.feed_renew() } else { t.feed_make() }}
                </button>
            </form>
            {revoke}
        </section>
    }
    .into_any()
}
