//! Writes a Rust method per message: a `match` on the language with a literal or a `format!` in
//! each arm, so that nothing of Fluent reaches the program.

use std::fmt::Write;

use crate::{
    catalogue::{Catalogue, LOCALES},
    message::{Kind, Part, When, arguments, snake_case},
};

/// The body of an `impl Language`.
pub fn methods(catalogue: &Catalogue) -> String {
    let mut code = String::from("impl Language {\n");
    for (key, message) in &catalogue[0] {
        let all = catalogue.each_ref().map(|messages| messages[key].parts.as_slice());
        let mut kinds = arguments(all[0]);
        for (name, kind) in all.iter().flat_map(|parts| arguments(parts)) {
            let known = kinds.entry(name).or_insert(kind);
            *known = kind.max(*known);
        }
        let returns = if kinds.is_empty() { "&'static str" } else { "String" };
        let constant = if kinds.is_empty() { "const " } else { "" };
        let parameters = kinds.iter().fold(String::new(), |list, (name, kind)| match kind {
            Kind::Number => list + ", " + name + ": i64",
            Kind::Display => list + ", " + name + ": impl Display",
        });
        let _ = writeln!(code, "    /// `{}`", example(all[0]));
        let _ = writeln!(code, "    ///\n    /// `{key}` in `{}`.", message.file);
        let name = snake_case(key);
        let _ = writeln!(code, "    pub {constant}fn {name}(self{parameters}) -> {returns} {{");
        let _ = writeln!(code, "        match self {{");
        for (locale, parts) in LOCALES.iter().zip(all) {
            let said =
                if kinds.is_empty() { literal(&plain(parts)) } else { string(parts, locale.tag) };
            let _ = writeln!(code, "            Self::{} => {said},", locale.variant);
        }
        let _ = writeln!(code, "        }}\n    }}\n");
    }
    code + "}\n"
}

/// The text of parts that are nothing else.
fn plain(parts: &[Part]) -> String {
    parts.iter().fold(String::new(), |text, part| match part {
        Part::Text(more) => text + more,
        _ => text,
    })
}

/// An expression of type `String`.
fn string(parts: &[Part], tag: &str) -> String {
    match parts {
        [] => "String::new()".to_owned(),
        [Part::Text(text)] => format!("String::from({})", literal(text)),
        [Part::Choice { argument, forms, other }] => {
            let mut arms = String::new();
            for (when, parts) in forms {
                let pattern = match when {
                    When::Is(number) => number.to_string(),
                    When::Category(name) => format!(
                        "n if plural::{}(n) == plural::Category::{}",
                        snake_case(tag),
                        capitalised(name)
                    ),
                };
                let _ = write!(arms, "{pattern} => {}, ", string(parts, tag));
            }
            if arms.is_empty() {
                return string(other, tag);
            }
            format!("match {argument} {{ {arms}_ => {} }}", string(other, tag))
        }
        _ => {
            let mut template = String::new();
            let mut values = String::new();
            for part in parts {
                match part {
                    Part::Text(text) => {
                        template.push_str(&text.replace('{', "{{").replace('}', "}}"));
                    }
                    Part::Argument(name) => {
                        let _ = write!(template, "{{{name}}}");
                    }
                    Part::Choice { .. } => {
                        template.push_str("{}");
                        let _ = write!(values, ", {}", string(std::slice::from_ref(part), tag));
                    }
                }
            }
            format!("format!({}{values})", literal(&template))
        }
    }
}

/// What a message says, on one line of documentation.
fn example(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Text(more) => text.push_str(&more.replace(['\n', '`'], " ")),
            Part::Argument(name) => {
                let _ = write!(text, "{{{name}}}");
            }
            Part::Choice { argument, forms, other } => {
                let _ = write!(text, "{{{argument} →");
                for (when, parts) in forms {
                    let _ = match when {
                        When::Is(number) => write!(text, " [{number}] {}", example(parts)),
                        When::Category(name) => write!(text, " [{name}] {}", example(parts)),
                    };
                }
                let _ = write!(text, " [other] {}}}", example(other));
            }
        }
    }
    text
}

fn literal(text: &str) -> String {
    format!("{text:?}")
}

fn capitalised(name: &str) -> String {
    name[..1].to_uppercase() + &name[1..]
}
