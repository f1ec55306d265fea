//! The addresses that a redirect may lead to.

use uuid::Uuid;

/// Where somebody goes who wants to nowhere in particular.
pub const HOME: &str = "/dashboard";
/// Where one chooses about mail.
pub const MAIL: &str = "/account/mail";
/// Where one's profiles are.
pub const PROFILES: &str = "/account/profiles";

/// The secret address of a calendar feed.
#[cfg(feature = "ssr")]
pub fn calendar(origin: &crate::PublicOrigin, token: &str) -> String {
    format!("{}/calendar/{token}.ics", origin.0)
}

/// P7: the preview of a merge with another certification profile.
pub fn merge_with(profile: Uuid) -> String {
    format!("{PROFILES}/merge/{profile}")
}

/// Where a link of a mail leads.
pub fn link(token: &str) -> String {
    format!("/go/{}", encoded(token))
}

/// The form that mutes the reminder of a link.
pub fn unsubscribe(token: &str) -> String {
    format!("{}/unsubscribe", link(token))
}

/// `wish` if it is one of our pages, else the dashboard: redirects lead to known targets only,
/// whatever stands in a form or an address.
pub fn known(wish: &str) -> &str {
    let path = wish.split('?').next().unwrap_or_default();
    let known = matches!(path, "/" | "/dashboard" | "/certifications" | "/account" | "/admin")
        || ["/account/", "/admin/", "/certifications/", "/credentials/", "/attempts/", "/go/"]
            .iter()
            .any(|folder| path.strip_prefix(folder).is_some_and(is_name));
    let harmless =
        wish.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_?=&%.:+".contains(&byte));
    if known && harmless { wish } else { HOME }
}

/// An id or a slug, perhaps with `/review` or `/result` behind it.
fn is_name(rest: &str) -> bool {
    !rest.is_empty()
        && rest.split('/').all(|part| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
}

/// The sign-in page that leads on to `next`.
pub fn sign_in(next: &str) -> String {
    match known(next) {
        HOME | "/" => "/sign-in".to_owned(),
        next => format!("/sign-in?next={}", encoded(next)),
    }
}

/// `text` as a value in the query of an address.
pub fn encoded(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::with_capacity(text.len()), |mut all, byte| {
        if byte.is_ascii_alphanumeric() || b"-_./".contains(&byte) {
            all.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _ = write!(all, "%{byte:02X}");
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_known() {
        for own in [
            "/",
            "/dashboard?show=next&order=title",
            "/account/history",
            "/certifications/azure-administrator",
            "/credentials/0190f3c4-0000-7000-8000-000000000000",
            "/attempts/0190f3c4-0000-7000-8000-000000000000/review?question=3",
            "/go/00112233445566778899aabbccddeeff?on=1",
        ] {
            assert_eq!(known(own), own);
        }
        for foreign in [
            "",
            "//evil.example",
            "https://evil.example/dashboard",
            "/\\evil.example",
            "/credentials/..//evil.example",
            "/credentials//evil.example",
            "/dashboard\r\nSet-Cookie: a=b",
            "/sign-in",
            "javascript:alert(1)",
        ] {
            assert_eq!(known(foreign), HOME, "{foreign:?}");
        }
    }

    #[test]
    fn signing_in_leads_on() {
        assert_eq!(sign_in("/dashboard"), "/sign-in");
        assert_eq!(sign_in("/account"), "/sign-in?next=/account");
        assert_eq!(
            sign_in("/dashboard?show=a&order=b"),
            "/sign-in?next=/dashboard%3Fshow%3Da%26order%3Db"
        );
        assert_eq!(sign_in("https://evil.example"), "/sign-in");
    }
}
