//! Every sentence of ours is in its final form: blanks, punctuation, tone.

use std::path::Path;

use crate::{catalogue, message::Part};

/// What an argument may look like in a sentence, by its name. Of others nothing is known: they may
/// begin and end with anything.
fn sample(argument: &str, chinese: bool) -> &'static str {
    match (argument.rsplit('_').next().unwrap_or(argument), chinese) {
        ("date", true) => "2025 年 11 月 10 日",
        ("date", false) => "10 Nov 2025",
        ("instant", true) => "2025 年 11 月 10 日 00:00 UTC",
        ("instant", false) => "10 Nov 2025, 00:00 UTC",
        _ if argument == "in_time" => {
            if chinese {
                "12 天后"
            } else {
                "in 12 days"
            }
        }
        _ if argument == "time_left" => {
            if chinese {
                "18 天 03 小时"
            } else {
                "18 d 03 h"
            }
        }
        ("percent", _) => "70%",
        ("time", _) => "08:00",
        (
            "count" | "days" | "hours" | "minutes" | "seconds" | "points" | "maximum" | "number",
            _,
        ) => "2",
        _ => "\u{FFFC}",
    }
}

/// All texts a message can become: one for each form of its plurals.
fn texts(parts: &[Part], chinese: bool) -> Vec<String> {
    let mut texts = vec![String::new()];
    for part in parts {
        let ends = match part {
            Part::Text(text) => vec![text.clone()],
            Part::Argument(name) => vec![sample(name, chinese).to_owned()],
            Part::Choice { forms, other, .. } => {
                let all = forms.iter().map(|(_, parts)| parts).chain([other]);
                all.flat_map(|parts| self::texts(parts, chinese)).collect()
            }
        };
        texts =
            texts.iter().flat_map(|text| ends.iter().map(move |end| text.clone() + end)).collect();
    }
    texts
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_full_width(c: char) -> bool {
    "，。；：？！、（）《》“”‘’「」…—".contains(c)
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '%'
}

/// Where text is not in its final form; `None` where it is.
fn fault(text: &str, chinese: bool) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let pair = |test: &dyn Fn(char, char) -> bool| {
        let found = chars.windows(2).find(|two| test(two[0], two[1]) || test(two[1], two[0]));
        found.map(|two| format!("“{}{}”", two[0], two[1]))
    };
    let before =
        |a: &str, b: &str| chars.windows(2).any(|two| a.contains(two[0]) && b.contains(two[1]));
    if text.trim().is_empty() {
        return Some("it says nothing".into());
    }
    if text.contains("  ") || text.contains('\t') {
        return Some("two blanks in a row".into());
    }
    if text.contains("...") {
        return Some("three dots, where … is meant".into());
    }
    if text.contains(['!', '！']) {
        return Some("we don't exclaim".into());
    }
    if !chinese {
        let lower = text.to_lowercase();
        if before(" ", ",.;:?)") || before("(", " ") {
            return Some("a blank before punctuation".into());
        }
        if ["please note", "not eligible", "successfully"].iter().any(|no| lower.contains(no)) {
            return Some("not our tone".into());
        }
        return None;
    }
    if let Some(word) = ["续订", "续期", "测评", "请注意"].iter().find(|no| text.contains(**no))
    {
        return Some(format!("{word}: we say 更新, 认证, 评估, and without 请注意"));
    }
    if let Some(two) = pair(&|a, b| is_han(a) && is_latin(b)) {
        return Some(format!("no blank between Chinese and Latin or digits in {two}"));
    }
    if let Some(two) = pair(&|a, b| is_full_width(a) && !"…—".contains(a) && b == ' ') {
        return Some(format!("a blank beside full-width punctuation in {two}"));
    }
    let three = chars.windows(3).find(|c| is_han(c[0]) && c[1] == ' ' && is_han(c[2]));
    if let Some(three) = three {
        return Some(format!("a blank within Chinese in “{}”", String::from_iter(three)));
    }
    let solid: Vec<char> = chars.iter().copied().filter(|c| *c != ' ').collect();
    let half = solid.windows(2).find(|two| {
        let punctuation = |c: char| ",.;:?()\"'".contains(c);
        (is_han(two[0]) && punctuation(two[1])) || (punctuation(two[0]) && is_han(two[1]))
    });
    half.map(|two| format!("punctuation of half width beside Chinese in “{}{}”", two[0], two[1]))
}

#[test]
fn every_sentence_is_in_its_final_form() {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
    let catalogue = catalogue::read(&locales).unwrap();
    let mut faults = Vec::new();
    for (locale, messages) in catalogue::LOCALES.iter().zip(&catalogue) {
        let chinese = locale.tag.starts_with("zh");
        for (key, message) in messages {
            let place = format!("locales/{}/{}:{}: {key}", locale.tag, message.file, message.line);
            let texts = texts(&message.parts, chinese);
            faults.extend(texts.iter().filter_map(|text| {
                fault(text, chinese).map(|what| format!("{place}: {what}: {text}"))
            }));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_style_check_sees_what_it_should() {
    let table = [
        ("Opens on 10 Nov 2025, 00:00 UTC (08:00 your time).", false, true),
        ("Two  blanks", false, false),
        ("A blank , before", false, false),
        ("Renewed!", false, false),
        ("Saving...", false, false),
        ("Please note that", false, false),
        (" ", false, false),
        ("开放至 2025 年 11 月 10 日 00:00 UTC，还剩 18 天 03 小时。", true, true),
        ("“Azure Administrator Associate”已更新", true, true),
        ("得分为 70%，合格线为 65%（共 20 题）", true, true),
        ("还剩18 天", true, false),
        ("还剩 18天", true, false),
        ("使用UTC 时间", true, false),
        ("已保存,稍后再试", true, false),
        ("截至 00:00 UTC, 还剩一天", true, false),
        ("已保存 。", true, false),
        ("已 保存", true, false),
        ("续订认证", true, false),
        ("恭喜！", true, false),
    ];
    for (text, chinese, fine) in table {
        assert_eq!(fault(text, chinese).is_none(), fine, "{text}: {:?}", fault(text, chinese));
    }
}
