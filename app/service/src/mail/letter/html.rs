//! The HTML of a letter.

use askama::Template;
use words::Language;

use super::draft::Draft;

#[derive(Template)]
#[template(path = "letter.html")]
struct Page<'a> {
    draft: &'a Draft<'a>,
    language: Language,
}

/// A whole document that needs nothing from elsewhere.
pub fn render(draft: &Draft<'_>, language: Language) -> String {
    // Nothing in the template can fail: it writes texts into a text.
    Page { draft, language }.render().unwrap_or_default()
}
