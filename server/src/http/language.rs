//! The language of the pages: the cookie `language` if there is one, else the one kept with the
//! account, else what the browser wishes.

use app::Visitor;
use axum::{
    Extension, Form,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use service::Service;
use words::Language;

use super::targets::Targets;

/// Kept a year.
const COOKIE: &str = "language";

/// The language in which to answer; `kept` is that of the account.
pub fn of(headers: &HeaderMap, kept: Option<Language>) -> Language {
    let chosen = app::session::cookie(headers, COOKIE).and_then(|tag| tag.parse().ok());
    chosen.or(kept).unwrap_or_else(|| {
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
    /// Keeps it with the account too, where somebody is signed in.
    #[serde(default)]
    keep: bool,
}

/// What `POST /language` needs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Keeps it with the account.
    pub service: Service,
    /// Where it may lead back to.
    pub targets: Targets,
    /// The public address is https.
    pub secure: bool,
}

/// `POST /language`: keeps the choice and leads back.
pub async fn choose(
    State(settings): State<Settings>,
    Extension(visitor): Extension<Visitor>,
    Form(choice): Form<Choice>,
) -> Response {
    let Ok(language) = choice.language.parse::<Language>() else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    if let Some(learner) = visitor.learner.filter(|_| choice.keep)
        && let Err(error) = settings.service.set_language(learner.id, language).await
    {
        tracing::error!(%error, "the language could not be kept");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
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
        assert_eq!(of(&headers, None), Language::En);
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("zh-CN,zh;q=0.9"));
        assert_eq!(of(&headers, None), Language::ZhCn);
        assert_eq!(of(&headers, Some(Language::En)), Language::En);
        headers.insert(header::COOKIE, HeaderValue::from_static("a=b; language=en"));
        assert_eq!(of(&headers, Some(Language::ZhCn)), Language::En);
        headers.insert(header::COOKIE, HeaderValue::from_static("language=tlh"));
        assert_eq!(of(&headers, None), Language::ZhCn);
    }
}
