//! A small page of plain HTML, made by nothing that could have gone wrong before.

use words::Language;

/// A title, a sentence, and one way on: its address, and what stands on it.
pub fn page(
    language: Language,
    styles: &str,
    title: &str,
    text: &str,
    (address, lead_on): (&str, &str),
) -> String {
    let (tag, brand) = (language.tag(), language.brand_name());
    let [title, text, address, lead_on] = [title, text, address, lead_on].map(escaped);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\n\
         <link rel=\"stylesheet\" href=\"{styles}\">\n<title>{title} · {brand}</title>\n</head>\n\
         <body>\n<main class=\"page\">\n<section class=\"error-page\">\n\
         <h1 class=\"page-title\">{title}</h1>\n<p class=\"lede\">{text}</p>\n\
         <p class=\"form-actions\"><a class=\"button button--primary\" href=\"{address}\">{lead_on}</a></p>\n\
         </section>\n</main>\n</body>\n</html>\n"
    )
}

/// As text or as the value of an attribute in double quotes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}
