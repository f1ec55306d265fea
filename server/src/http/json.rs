//! Pages for programs: who asks for JSON at the address of a page gets the answer behind it.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, Uri, header::ACCEPT},
};

/// Leads a request for JSON from the page to the server function that answers it.
pub fn behind_the_page(request: &mut Request) -> bool {
    if !matches!(*request.method(), Method::GET | Method::HEAD) || !asks_for_json(request.headers())
    {
        return false;
    }
    let Some(address) = address_behind(request.uri().path()) else {
        return false;
    };
    *request.uri_mut() = address;
    true
}

/// Whether a program asks, and no person.
pub fn asks_for_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    accept.contains("application/json") && !accept.contains("text/html")
}

fn address_behind(page: &str) -> Option<Uri> {
    let parts: Vec<_> = page.trim_start_matches('/').split('/').collect();
    let address = match parts.as_slice() {
        ["account"] => "/api/account".to_owned(),
        ["account", "history"] => "/api/account/history".to_owned(),
        ["account", "mail"] => "/api/account/mail".to_owned(),
        ["dashboard"] => "/api/dashboard".to_owned(),
        ["certifications"] => "/api/certifications".to_owned(),
        ["certifications", slug] => format!("/api/certification?slug={slug}"),
        ["credentials", id] => format!("/api/credential?id={id}"),
        ["attempts", id] | ["attempts", id, "review"] => format!("/api/attempt?id={id}"),
        ["attempts", id, "result"] => format!("/api/attempts/result?id={id}"),
        ["account", "profiles"] => "/api/profiles".to_owned(),
        ["account", "profiles", "merge", id] => {
            format!("/api/profiles/merge-preview?profile_id={id}")
        }
        _ => return None,
    };
    address.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_behind_a_page() {
        let table = [
            ("/dashboard", Some("/api/dashboard")),
            ("/credentials/7", Some("/api/credential?id=7")),
            (
                "/certifications/azure-administrator",
                Some("/api/certification?slug=azure-administrator"),
            ),
            ("/sign-in", None),
            ("/", None),
        ];
        for (page, expected) in table {
            let found = address_behind(page).map(|uri| uri.to_string());
            assert_eq!(found.as_deref(), expected, "{page}");
        }
    }
}
