//! E5: extending many credentials at once.

use chrono::NaiveDate;
use domain::{extension::Extension, role::Action, view};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use service::Confirmation;
use uuid::Uuid;

use super::{ApiError, Json, allowed, request};
use crate::places;

/// So many batches are done before the confirmation is answered; the rest goes on by itself.
const BATCHES: u32 = 10;

/// The latest extensions, the newest first.
#[server(prefix = "/api", endpoint = "admin/extensions", input = GetUrl, output = Json)]
pub async fn list() -> Result<Vec<view::ExtensionDone>, ApiError> {
    request::shown_on("/admin/extensions");
    allowed(Action::Extend)?;
    Ok(request::service().extensions().await?)
}

/// One extension, done or under way.
#[server(prefix = "/api", endpoint = "admin/extension", input = GetUrl, output = Json)]
pub async fn one(
    /// Which.
    id: Uuid,
) -> Result<view::ExtensionDone, ApiError> {
    request::shown_on(&format!("/admin/extensions/{id}"));
    allowed(Action::Extend)?;
    Ok(request::service().extension(id).await?)
}

/// What an extension would do; it changes nothing.
#[server(prefix = "/api", endpoint = "admin/extensions/preview", input = GetUrl, output = Json)]
pub async fn preview(
    /// The names of certifications in addresses.
    #[server(default)]
    certification: Vec<String>,
    /// Those valid through this day,
    first_day: NaiveDate,
    /// up to this.
    last_day: NaiveDate,
    /// The new last valid day.
    until: NaiveDate,
) -> Result<view::ExtensionPreview, ApiError> {
    let extension = Extension { certifications: certification, first_day, last_day, until };
    request::shown_on(&place(&extension));
    allowed(Action::Extend)?;
    Ok(request::service().preview_extension(extension, request::language()).await?)
}

/// Does what was shown: once, however often it is sent, and only if it is still the same.
#[server(prefix = "/api", endpoint = "admin/extensions/confirm", output = Json)]
pub async fn confirm(
    /// Of the preview.
    id: Uuid,
    /// Of the preview.
    digest: String,
    /// As in the preview.
    #[server(default)]
    certification: Vec<String>,
    /// As in the preview.
    first_day: NaiveDate,
    /// As in the preview.
    last_day: NaiveDate,
    /// As in the preview.
    until: NaiveDate,
    /// Why; the learners can read it.
    #[server(default)]
    reason: String,
) -> Result<view::ExtensionDone, ApiError> {
    let extension = Extension { certifications: certification, first_day, last_day, until };
    let page = place(&extension);
    let done = async {
        let by = allowed(Action::Extend)?;
        let service = request::service();
        let confirmation = Confirmation { id, extension, digest, reason };
        service.confirm_extension(by, confirmation).await?;
        service.continue_extension(id, BATCHES).await?;
        Ok(service.extension(id).await?)
    };
    let done = request::back_to(&page, done.await)?;
    request::lead_to(&format!("/admin/extensions/{id}"));
    Ok(done)
}

/// The page that shows what an extension would do.
fn place(extension: &Extension) -> String {
    let Extension { certifications, first_day, last_day, until } = extension;
    let mut address =
        format!("/admin/extensions?first_day={first_day}&last_day={last_day}&until={until}");
    for slug in certifications {
        address.push_str("&certification=");
        address.push_str(&places::encoded(slug));
    }
    address
}
