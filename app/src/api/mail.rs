//! What people choose about mail, and the address of their calendar feed.

use domain::view;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use uuid::Uuid;

use super::{ApiError, json::Json, request};
use crate::{pages::account::Chosen, places};

/// What one has chosen about mail.
#[server(prefix = "/api", endpoint = "account/mail", input = GetUrl, output = Json)]
pub async fn settings() -> Result<view::MailSettings, ApiError> {
    request::shown_on(places::MAIL);
    Ok(request::service().mail_settings(request::learner()?, request::language()).await?)
}

/// N6: mutes all reminders, or sends them again.
#[server(prefix = "/api", endpoint = "account/mail/reminders", output = Json)]
pub async fn mute_reminders(
    /// Whether none are wanted.
    muted: bool,
) -> Result<(), ApiError> {
    let changed =
        async { Ok(request::service().mute_reminders(request::learner()?, muted).await?) };
    led_on(places::MAIL, Chosen::muting(muted), changed.await)
}

/// N6: mutes the reminders about one certification, or sends them again.
#[server(prefix = "/api", endpoint = "account/mail/certification", output = Json)]
pub async fn mute_credential(
    /// Of which credential.
    credential_id: Uuid,
    /// Whether none are wanted.
    muted: bool,
    /// The form stands on the page of the credential.
    #[server(default)]
    on_its_page: bool,
) -> Result<(), ApiError> {
    let changed = async {
        let learner = request::learner()?;
        Ok(request::service().mute_credential(learner, credential_id, muted).await?)
    };
    let page =
        if on_its_page { format!("/credentials/{credential_id}") } else { places::MAIL.to_owned() };
    led_on(&page, Chosen::muting(muted), changed.await)
}

/// Chooses the hours in which mails about credentials wait; without hours there are none.
#[server(prefix = "/api", endpoint = "account/mail/quiet-hours", output = Json)]
pub async fn set_quiet_hours(
    /// The full hour at which they begin, 0–23, in the time zone of the account.
    #[server(default)]
    from: Option<u8>,
    /// The full hour at which they end, another one.
    #[server(default)]
    until: Option<u8>,
) -> Result<(), ApiError> {
    let changed = async {
        let learner = request::learner()?;
        let hours = match (from, until) {
            (Some(from), Some(until)) => Some([from, until]),
            (None, None) => None,
            _ => return Err(ApiError::Invalid),
        };
        Ok(request::service().set_quiet_hours(learner, hours).await?)
    };
    led_on(places::MAIL, Chosen::QuietHours, changed.await)
}

/// Makes the address of the calendar feed, in the place of the one before. The answer is the only
/// place where it stands; for a plain form that is the page, once.
#[server(prefix = "/api", endpoint = "account/calendar/make", output = Json)]
pub async fn make_calendar() -> Result<String, ApiError> {
    let made = async { Ok(request::service().make_calendar(request::learner()?).await?) };
    let token = request::back_to(places::MAIL, made.await)?;
    if request::is_plain_form() {
        crate::session::show_once(places::MAIL, &token);
    }
    request::lead_to(&format!("{}#calendar", places::MAIL));
    Ok(places::calendar(&expect_context::<crate::PublicOrigin>(), &token))
}

/// Takes the address of the calendar feed back.
#[server(prefix = "/api", endpoint = "account/calendar/revoke", output = Json)]
pub async fn revoke_calendar() -> Result<(), ApiError> {
    let revoked = async { Ok(request::service().revoke_calendar(request::learner()?).await?) };
    led_on(places::MAIL, Chosen::CalendarRevoked, revoked.await)
}

/// Leads a form back to its page, which says what was done or why not.
fn led_on(page: &str, chosen: Chosen, result: Result<(), ApiError>) -> Result<(), ApiError> {
    request::back_to(page, result)?;
    request::lead_to(&format!("{page}?done={}", chosen.name()));
    Ok(())
}
