//! One message of a Fluent file: text, arguments, and choices between plural forms.

use std::collections::BTreeMap;

use fluent_syntax::{
    ast::{self, Expression, InlineExpression, PatternElement, VariantKey},
    unicode::unescape_unicode_to_string,
};

use crate::catalogue::Locale;

/// A message in one language.
#[derive(Debug)]
pub struct Message {
    /// The file's name, e.g. `common.ftl`; the same in every language.
    pub file: String,
    /// Counted from one.
    pub line: usize,
    /// What it says.
    pub parts: Vec<Part>,
}

/// A piece of what a message says.
#[derive(Debug)]
pub enum Part {
    /// As it stands.
    Text(String),
    /// The value of an argument.
    Argument(String),
    /// One of several forms, chosen by a number.
    Choice {
        /// The argument that is the number.
        argument: String,
        /// Looked at in their order.
        forms: Vec<(When, Vec<Part>)>,
        /// Taken where no other fits.
        other: Vec<Part>,
    },
}

/// When a form is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// For this very number.
    Is(i64),
    /// For a plural category of CLDR.
    Category(String),
}

/// What may be passed for an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Anything that can be displayed.
    Display,
    /// A number that chooses a form.
    Number,
}

/// The parts of a pattern, or a sentence on why it is not usable.
pub fn parts(pattern: &ast::Pattern<&str>, locale: &Locale) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    for element in &pattern.elements {
        let part = match element {
            PatternElement::TextElement { value } => Part::Text((*value).to_owned()),
            PatternElement::Placeable { expression } => placeable(expression, locale)?,
        };
        match (parts.last_mut(), part) {
            (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
            (_, part) => parts.push(part),
        }
    }
    Ok(parts)
}

fn placeable(expression: &Expression<&str>, locale: &Locale) -> Result<Part, String> {
    match expression {
        Expression::Inline(InlineExpression::VariableReference { id }) => {
            Ok(Part::Argument(snake_case(id.name)))
        }
        Expression::Inline(InlineExpression::StringLiteral { value }) => {
            Ok(Part::Text(unescape_unicode_to_string(value).into_owned()))
        }
        Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
            choice(snake_case(id.name), variants, locale)
        }
        _ => Err("only { $argument }, { \"text\" } and { $argument -> … } are known here".into()),
    }
}

fn choice(
    argument: String,
    variants: &[ast::Variant<&str>],
    locale: &Locale,
) -> Result<Part, String> {
    let mut forms: Vec<(When, Vec<Part>)> = Vec::new();
    let mut other = None;
    for variant in variants {
        let when = match &variant.key {
            VariantKey::Identifier { name: "other" } => {
                other = Some(parts(&variant.value, locale)?);
                continue;
            }
            VariantKey::Identifier { name } if locale.categories.contains(name) => {
                When::Category((*name).to_owned())
            }
            VariantKey::NumberLiteral { value } => {
                When::Is(value.parse().map_err(|_| format!("[{value}] is not a whole number"))?)
            }
            VariantKey::Identifier { name } => {
                let known = [locale.categories, &["other"]].concat().join(", ");
                return Err(format!("[{name}] is no plural form of {}: {known}", locale.tag));
            }
        };
        if forms.iter().any(|(before, _)| *before == when) {
            return Err(format!("a form of ${argument} is given twice"));
        }
        forms.push((when, parts(&variant.value, locale)?));
    }
    // Exact numbers are looked at first, whatever their place in the file.
    forms.sort_by_key(|(when, _)| matches!(when, When::Category(_)));
    let other = other.ok_or_else(|| format!("the plural over ${argument} lacks *[other]"))?;
    for category in locale.categories {
        let said = |when: &When| match when {
            When::Category(name) => name == category,
            When::Is(number) => *category == "one" && *number == 1,
        };
        if !forms.iter().any(|(when, _)| said(when)) {
            return Err(format!("the plural over ${argument} lacks [{category}]"));
        }
    }
    Ok(Part::Choice { argument, forms, other })
}

/// All arguments of a message by name, with what may be passed for each.
pub fn arguments(parts: &[Part]) -> BTreeMap<String, Kind> {
    let mut found = BTreeMap::new();
    collect(parts, &mut found);
    found
}

fn collect(parts: &[Part], found: &mut BTreeMap<String, Kind>) {
    for part in parts {
        match part {
            Part::Text(_) => {}
            Part::Argument(name) => {
                found.entry(name.clone()).or_insert(Kind::Display);
            }
            Part::Choice { argument, forms, other } => {
                found.insert(argument.clone(), Kind::Number);
                for parts in forms.iter().map(|(_, parts)| parts).chain([other]) {
                    collect(parts, found);
                }
            }
        }
    }
}

/// `sign-in-title` as Rust writes it.
pub fn snake_case(name: &str) -> String {
    name.replace('-', "_").to_lowercase()
}
