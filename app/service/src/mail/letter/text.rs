//! The text of a letter, in lines that a narrow window shows whole.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use words::Language;

use super::draft::{Draft, NO_BREAK};

/// So wide a line is at most; a Chinese character takes two columns.
const COLUMNS: usize = 72;

/// Paragraphs with empty lines between them. Addresses stand on lines of their own and are never
/// broken. What is after `-- ` is a signature, which programs show aside.
pub fn render(draft: &Draft<'_>, language: Language) -> String {
    let mut blocks = vec![wrap(&draft.heading), wrap(&draft.greeting)];
    blocks.extend(draft.paragraphs.iter().map(|paragraph| wrap(paragraph)));
    let facts: Vec<_> = draft
        .facts
        .iter()
        .map(|(name, value)| wrap(&language.mail_labelled(name, value)))
        .collect();
    if !facts.is_empty() {
        blocks.push(facts.join("\n"));
    }
    blocks.push(link(&draft.button, draft.go, language));
    blocks.extend(draft.after.iter().map(|paragraph| wrap(paragraph)));
    let mut end: Vec<_> = draft.end.iter().map(|paragraph| wrap(paragraph)).collect();
    end.extend(draft.unsubscribe.map(|to| link(language.mail_mute(), to, language)));
    format!("{}\n\n-- \n{}\n", blocks.join("\n\n"), end.join("\n"))
}

fn link(name: &str, to: &str, language: Language) -> String {
    format!("{}\n{to}", wrap(language.mail_labelled(name, "").trim_end()))
}

/// Breaks a paragraph into lines: at blanks, and between Chinese characters.
fn wrap(paragraph: &str) -> String {
    let mut text = String::new();
    let mut column = 0;
    for word in paragraph.split(' ') {
        for (index, piece) in pieces(word).into_iter().enumerate() {
            let blank = usize::from(index == 0 && column > 0);
            if column > 0 && column + blank + piece.width() > COLUMNS {
                text.push('\n');
                column = 0;
            } else if blank == 1 {
                text.push(' ');
                column += 1;
            }
            text.push_str(piece);
            column += piece.width();
        }
    }
    text.replace(NO_BREAK, " ")
}

/// What begins no line, and what ends none.
const NOT_FIRST: &str = "，。；：？！、）》”’…";
const NOT_LAST: &str = "（《“‘";

/// A word in the pieces between which a line can end.
fn pieces(word: &str) -> Vec<&str> {
    let wide = |c: char| c.width() == Some(2);
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    let ends = chars.windows(2).filter_map(|pair| {
        let [(_, a), (at, b)] = pair else { return None };
        let kept = NOT_FIRST.contains(*b) || NOT_LAST.contains(*a) || [*a, *b].contains(&NO_BREAK);
        ((wide(*a) || wide(*b)) && !kept).then_some(*at)
    });
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in ends.chain([word.len()]) {
        pieces.push(&word[start..end]);
        start = end;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_at_most_so_wide_and_hold_every_word() {
        let english = "The renewal assessment is free and open book, needs no appointment, and can \
            be repeated. Passing early costs you nothing.";
        let chinese = "更新评估免费、开卷、无需预约，没通过可以再来。早通过也不吃亏：新的有效期从现有的到期\
            日算起。你的 Azure Administrator Associate 将于 2026 年 12 月 11 日 08:00（你的时间，即 \
            2026 年 12 月 11 日 00:00 UTC）过期。";
        for text in [english, chinese] {
            let wrapped = wrap(text);
            let lines: Vec<_> = wrapped.lines().collect();
            assert!(lines.len() > 1);
            for line in &lines {
                assert!(line.width() <= COLUMNS, "{line}");
                assert_eq!(line.trim(), *line);
                assert!(!line.starts_with(|c| NOT_FIRST.contains(c)), "{line}");
            }
            let bare = |text: &str| text.replace([' ', '\n'], "");
            assert_eq!(bare(&wrapped), bare(text));
        }
        let long = "x".repeat(100);
        assert_eq!(wrap(&format!("a {long} b")), format!("a\n{long}\nb"));
        assert_eq!(wrap(""), "");
    }
}
