//! The language of the pages: the cookie `language` if there is one, else what the browser wishes.

use axum::{
    Form,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use words::Language;

use super::targets::Targets;

/// Kept a year.
const COOKIE: &str = "language";

/// The language in which to answer.
pub fn of(headers: &HeaderMap) -> Language {
    let chosen = app::session::cookie(headers, COOKIE).and_then(|tag| tag.parse().ok());
    chosen.unwrap_or_else(|| {
        let wish = headers.get(header::ACCEPT_LANGUAGE).and_then(|wish| wish.to_str().ok());
        Language::wished(wish.unwrap_or_default())
    })
}

/// The form that changes it.
#[derive(Deserialize)]
pub struct Choice {
    language: String,
    /// The page to go back to.
    #[serde(default)]
    back: String,
}

/// What `POST /language` needs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where it may lead back to.
    pub targets: Targets,
    /// The public address is https.
    pub secure: bool,
}

/// `POST /language`: keeps the choice and leads back.
pub async fn choose(State(settings): State<Settings>, Form(choice): Form<Choice>) -> Response {
    let Ok(language) = choice.language.parse::<Language>() else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    let secure = if settings.secure { "; Secure" } else { "" };
    let cookie =
        format!("{COOKIE}={language}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{secure}");
    let back = settings.targets.known(&choice.back);
    (AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(back)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_choice_comes_before_the_browsers_wish() {
        let mut headers = HeaderMap::new();
        assert_eq!(of(&headers), Language::En);
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("zh-CN,zh;q=0.9"));
        assert_eq!(of(&headers), Language::ZhCn);
        headers.insert(header::COOKIE, HeaderValue::from_static("a=b; language=en"));
        assert_eq!(of(&headers), Language::En);
        headers.insert(header::COOKIE, HeaderValue::from_static("language=tlh"));
        assert_eq!(of(&headers), Language::ZhCn);
    }
}
