//! The address under which people reach the program.

use axum::http::{Uri, uri::Scheme};

use super::Fault;

/// The address people use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    /// Whether it is https.
    pub secure: bool,
    /// Scheme, host and port as a browser sends them in `Origin`.
    pub origin: String,
}

impl PublicUrl {
    /// Takes `http://HOST[:PORT]` or `https://HOST[:PORT]`, with or without a slash at the end.
    pub fn parse(url: &str) -> Result<Self, Fault> {
        let fault = || Fault::PublicUrl(url.to_owned());
        let uri: Uri = url.parse().map_err(|_| fault())?;
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return Err(fault());
        };
        let secure = scheme == &Scheme::HTTPS;
        if !(secure || scheme == &Scheme::HTTP)
            || uri.path_and_query().is_some_and(|rest| rest != "/")
            || authority.as_str().contains('@')
        {
            return Err(fault());
        }
        let usual_port = if secure { ":443" } else { ":80" };
        let authority = authority.as_str().to_lowercase();
        let authority = authority.strip_suffix(usual_port).unwrap_or(&authority);
        Ok(Self { secure, origin: format!("{scheme}://{authority}") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_an_origin() {
        let table = [
            ("https://Renew.example.org/", Some("https://renew.example.org")),
            ("https://renew.example.org:443", Some("https://renew.example.org")),
            ("http://127.0.0.1:3000", Some("http://127.0.0.1:3000")),
            ("https://renew.example.org/path", None),
            ("ftp://renew.example.org", None),
            ("renew.example.org", None),
            ("https://me@renew.example.org", None),
        ];
        for (url, expected) in table {
            let origin = PublicUrl::parse(url).ok().map(|url| url.origin);
            assert_eq!(origin.as_deref(), expected, "{url}");
        }
    }
}
