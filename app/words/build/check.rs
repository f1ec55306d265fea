//! Compares the languages with each other, and the keys with what Rust can call.

use crate::{
    catalogue::{Catalogue, Fault, LOCALES, Locale},
    message::{Kind, Message, arguments, snake_case},
};

/// Words of Rust that a key or an argument might be, and must not.
const KEYWORDS: [&str; 20] = [
    "abstract", "as", "box", "break", "continue", "do", "else", "final", "for", "if", "in", "let",
    "loop", "match", "move", "return", "self", "type", "use", "where",
];

/// Adds a fault for every difference and every name that can't be called.
pub fn compare(catalogue: &Catalogue, faults: &mut Vec<Fault>) {
    let reference = &catalogue[0];
    for (locale, messages) in LOCALES.iter().zip(catalogue).skip(1) {
        for (key, message) in reference {
            match messages.get(key) {
                None => faults.push(fault(
                    &LOCALES[0],
                    message,
                    key,
                    format!("{} lacks it", locale.tag),
                )),
                Some(other) => compare_one(key, message, locale, other, faults),
            }
        }
        for (key, message) in messages.iter().filter(|(key, _)| !reference.contains_key(*key)) {
            faults.push(fault(locale, message, key, format!("{} lacks it", LOCALES[0].tag)));
        }
    }
    let mut before: Option<&String> = None;
    for (key, message) in reference {
        let names = arguments(&message.parts).into_keys().chain([snake_case(key)]);
        for name in names.filter(|name| KEYWORDS.contains(&name.as_str())) {
            let what = format!("{name:?} is a word of Rust, take another");
            faults.push(fault(&LOCALES[0], message, key, what));
        }
        if let Some(before) = before.filter(|before| snake_case(before) == snake_case(key)) {
            let what = format!("it would be called as {before:?} is");
            faults.push(fault(&LOCALES[0], message, key, what));
        }
        before = Some(key);
    }
}

fn compare_one(
    key: &str,
    message: &Message,
    locale: &Locale,
    other: &Message,
    faults: &mut Vec<Fault>,
) {
    if message.file != other.file {
        let what = format!("in {} it is in {}", LOCALES[0].tag, message.file);
        faults.push(fault(locale, other, key, what));
    }
    let (expected, found) = (arguments(&message.parts), arguments(&other.parts));
    if !expected.keys().eq(found.keys()) {
        let names = |all: &std::collections::BTreeMap<String, Kind>| {
            all.keys().map(|name| format!("${name}")).collect::<Vec<_>>().join(" ")
        };
        let what = format!(
            "its arguments are [{}], in {} they are [{}]",
            names(&found),
            LOCALES[0].tag,
            names(&expected)
        );
        faults.push(fault(locale, other, key, what));
    }
}

fn fault(locale: &Locale, message: &Message, key: &str, what: String) -> Fault {
    Fault {
        file: format!("locales/{}/{}", locale.tag, message.file),
        line: message.line,
        key: key.to_owned(),
        what,
    }
}
