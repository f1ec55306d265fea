//! The catalogue, open to everyone.

use domain::view;
use leptos::{prelude::*, server_fn::codec::GetUrl};

use super::{ApiError, json::Json};

/// All certifications, by title.
#[server(prefix = "/api", endpoint = "certifications", input = GetUrl, output = Json)]
pub async fn certifications() -> Result<Vec<view::CertificationName>, ApiError> {
    use super::request;

    request::shown_on("/certifications");
    Ok(request::service().certifications(request::language()).await?)
}

/// One certification.
#[server(prefix = "/api", endpoint = "certification", input = GetUrl, output = Json)]
pub async fn certification_page(
    /// Its name in addresses.
    slug: String,
) -> Result<view::CertificationPage, ApiError> {
    use super::request;

    request::shown_on("/certifications");
    Ok(request::service().certification_page(&slug, request::language()).await?)
}
