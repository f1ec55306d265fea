//! What went wrong, in a sentence, and the way on.

use leptos::prelude::*;
use words::Language;

use super::page::{Width, heading, here, page};
use crate::{api::ApiError, places};

/// The page that stands where another could not be shown. Says so in the HTTP status too; who is
/// not signed in is led there and back again.
pub fn problem(t: Language, error: &ApiError) -> AnyView {
    let here = here();
    #[cfg(feature = "ssr")]
    if matches!(error, ApiError::NotSignedIn) {
        leptos_axum::redirect(&places::sign_in(&here));
    } else {
        crate::api::request::set_page_status(error.status());
    }
    let (title, text) = match error {
        ApiError::NotFound => (t.error_not_found_title(), t.error_not_found()),
        ApiError::NotSignedIn | ApiError::WrongSignIn => {
            (t.error_not_signed_in_title(), t.error_not_signed_in())
        }
        ApiError::AddressTaken
        | ApiError::Refused(_)
        | ApiError::NoOpenAttempt { .. }
        | ApiError::Profiles { .. }
        | ApiError::LastAdministrator
        | ApiError::NotAttested { .. }
        | ApiError::NotExtended { .. } => (t.error_conflict_title(), t.error_conflict()),
        ApiError::Unreachable => (t.error_unreachable_title(), t.error_unreachable()),
        ApiError::NotUnderstood
        | ApiError::TooLarge
        | ApiError::AgreementMissing
        | ApiError::Invalid
        | ApiError::UnusableAddress
        | ApiError::UnusableName
        | ApiError::UnusablePassword
        | ApiError::UnknownPerson
        | ApiError::SlowDown { .. } => (t.error_request_title(), t.error_request()),
        ApiError::Internal => (t.error_internal_title(), t.error_internal()),
    };
    let way_on = match error {
        ApiError::NotSignedIn => (places::sign_in(&here), t.nav_sign_in()),
        ApiError::Unreachable | ApiError::Internal => (here, t.error_try_again()),
        _ => (places::HOME.to_owned(), t.nav_dashboard()),
    };
    let content = view! {
        <section class="error-page">
            {heading(title)}
            <p class="lede">{text}</p>
            <div class="form-actions">
                <a class="button button--primary" href=way_on.0 rel="external">{way_on.1}</a>
                <a class="button" href="/certifications">{t.nav_certifications()}</a>
            </div>
        </section>
    };
    page(t, title, Width::Narrow, content.into_any())
}
