//! Reading the audit log.

use chrono::{Days, NaiveDate};
use domain::{audit, role::Action, view, window::start_of};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use service::store::audit::Search;
use uuid::Uuid;

use super::{ApiError, Json, allowed, request};

/// Lines of the audit log, the newest first.
#[server(prefix = "/api", endpoint = "admin/audit", input = GetUrl, output = Json)]
pub async fn lines(
    /// Who did it: the number of a person or a key.
    #[server(default)]
    by: Option<Uuid>,
    /// Whom it concerns.
    #[server(default)]
    about: Option<Uuid>,
    /// What was done.
    #[server(default)]
    action: Option<audit::Action>,
    /// On this day or later.
    #[server(default)]
    from: Option<NaiveDate>,
    /// On this day or earlier.
    #[server(default)]
    to: Option<NaiveDate>,
    /// `older` of the page before.
    #[server(default)]
    after: String,
) -> Result<view::AuditPage, ApiError> {
    request::shown_on("/admin/audit");
    allowed(Action::ReadAudit)?;
    let end = to.and_then(|day| day.checked_add_days(Days::new(1)));
    let search = Search {
        actor: by,
        learner: about,
        action,
        since: from.map(start_of),
        after: end.map(|day| (start_of(day), Uuid::nil())),
    };
    Ok(request::service().audit_page(search, &after).await?)
}
