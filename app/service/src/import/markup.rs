//! Texts with HTML and Markdown links in them, made plain. What comes from outside is shown as text
//! only, so nothing of its markup is kept.

/// The text without tags, with entities decoded and links reduced to their words. Line breaks and
/// blocks become new lines; a blank line is all that stays between two paragraphs.
pub fn plain(text: &str) -> String {
    let text = without_links(&without_tags(text));
    let mut lines: Vec<String> = Vec::new();
    for line in html_escape::decode_html_entities(&text).lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().to_owned()
}

/// The text in one line.
pub fn plain_line(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `<` opens a tag only where a name, `/` or `!` follows and a `>` comes; else it is a character.
fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        plain.push_str(before);
        let opens = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        if let Some(end) = tag.find('>').filter(|_| opens) {
            if breaks_line(&tag[1..end]) {
                plain.push('\n');
            }
            rest = &tag[end + 1..];
        } else {
            plain.push('<');
            rest = &tag[1..];
        }
    }
    plain + rest
}

fn breaks_line(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
    let name = name.unwrap_or_default().to_ascii_lowercase();
    ["br", "div", "p", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4"]
        .contains(&name.as_str())
}

/// `[words](address)` → `words`.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(middle) = rest.find("](") {
        let link = rest[..middle].rfind('[').zip(rest[middle..].find(')'));
        let Some((start, length)) = link else {
            plain.push_str(&rest[..middle + 2]);
            rest = &rest[middle + 2..];
            continue;
        };
        plain.push_str(&rest[..start]);
        plain.push_str(&rest[start + 1..middle]);
        rest = &rest[middle + length + 1..];
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_markup_is_left() {
        let table = [
            (
                "<div><font color='red'><strong>New</strong></font><br/><br/></div>\n\n Text ",
                "New\n\nText",
            ),
            ("a &amp; b &#58; &lt;b&gt;", "a & b : <b>"),
            ("less < more > less", "less < more > less"),
            ("see [the page](/learn/a) and [x]", "see the page and [x]"),
            ("[a](no end", "[a](no end"),
            ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
            ("<a href=\"/x\">word</a>", "word"),
            ("<script>alert(1)", "alert(1)"),
            ("cut <div", "cut <div"),
            ("第一行</br>第二行", "第一行\n第二行"),
        ];
        for (text, expected) in table {
            assert_eq!(plain(text), expected, "{text}");
        }
        assert_eq!(plain_line("a <br/>\n b"), "a b");
    }
}
