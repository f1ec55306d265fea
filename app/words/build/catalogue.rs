//! Reads the Fluent files of all languages.

use std::{collections::BTreeMap, fmt, fs, path::Path};

use fluent_syntax::{ast::Entry, parser};

use crate::{
    check,
    message::{self, Message},
};

/// A language of the catalogue.
pub struct Locale {
    /// The name of its folder.
    pub tag: &'static str,
    /// The variant of `Language`.
    pub variant: &'static str,
    /// Its plural categories in CLDR besides `other`. `src/plural.rs` says which number is which.
    pub categories: &'static [&'static str],
}

/// The languages; the others are compared with the first.
pub const LOCALES: [Locale; 2] = [
    Locale { tag: "en", variant: "En", categories: &["one"] },
    Locale { tag: "zh-CN", variant: "ZhCn", categories: &[] },
];

/// The messages of one language by key.
pub type Messages = BTreeMap<String, Message>;

/// The messages of all languages, in the order of [`LOCALES`].
pub type Catalogue = [Messages; LOCALES.len()];

/// Something to mend before the catalogue can be used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// E.g. `locales/en/common.ftl`.
    pub file: String,
    /// Counted from one.
    pub line: usize,
    /// The message, where it is about one.
    pub key: String,
    /// A sentence.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, key, what } = self;
        write!(f, "{file}:{line}: {key}: {what}")
    }
}

/// Reads and checks `locales`, a folder with a folder per language; or says all that is wrong.
pub fn read(locales: &Path) -> Result<Catalogue, Vec<Fault>> {
    let mut faults = Vec::new();
    let catalogue = LOCALES.each_ref().map(|locale| read_locale(locales, locale, &mut faults));
    check::compare(&catalogue, &mut faults);
    faults.sort();
    if faults.is_empty() { Ok(catalogue) } else { Err(faults) }
}

fn read_locale(locales: &Path, locale: &Locale, faults: &mut Vec<Fault>) -> Messages {
    let mut messages = Messages::new();
    let folder = locales.join(locale.tag);
    let mut fault = |file: &str, what: String| {
        faults.push(Fault { file: file.to_owned(), line: 1, key: locale.tag.to_owned(), what });
    };
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries.filter_map(Result::ok),
        Err(error) => {
            fault(&folder.display().to_string(), error.to_string());
            return messages;
        }
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "ftl"));
    paths.sort();
    for path in paths {
        match fs::read_to_string(&path) {
            Ok(source) => read_file(&path, &source, locale, &mut messages, faults),
            Err(error) => faults.push(Fault {
                file: path.display().to_string(),
                line: 1,
                key: locale.tag.to_owned(),
                what: error.to_string(),
            }),
        }
    }
    messages
}

fn read_file(
    path: &Path,
    source: &str,
    locale: &Locale,
    messages: &mut Messages,
    faults: &mut Vec<Fault>,
) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let line_at = |offset: usize| 1 + source[..offset].matches('\n').count();
    let mut fault = |line: usize, key: &str, what: String| {
        let file = format!("locales/{}/{name}", locale.tag);
        faults.push(Fault { file, line, key: key.to_owned(), what });
    };
    let resource = parser::parse(source).unwrap_or_else(|(resource, errors)| {
        for error in errors {
            let entry = error.slice.clone().map_or("", |slice| source[slice].trim());
            let key = entry.split(['=', ' ', '\n']).next().unwrap_or_default();
            fault(line_at(error.pos.start.min(source.len())), key, error.to_string());
        }
        resource
    });
    for entry in resource.body {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Term(term) => {
                let line = line_at(offset(source, term.id.name));
                fault(line, term.id.name, "terms are not known here, write the word".into());
                continue;
            }
            _ => continue,
        };
        let key = message.id.name;
        let line = line_at(offset(source, key));
        if !message.attributes.is_empty() {
            fault(line, key, "attributes are not known here, give it a key of its own".into());
        }
        let parts = match message.value.as_ref().map(|value| message::parts(value, locale)) {
            Some(Ok(parts)) => parts,
            Some(Err(what)) => {
                fault(line, key, what);
                continue;
            }
            None => {
                fault(line, key, "it says nothing".into());
                continue;
            }
        };
        if let Some(first) = messages.get(key) {
            fault(line, key, format!("it is already in {}:{}", first.file, first.line));
            continue;
        }
        messages.insert(key.to_owned(), Message { file: name.clone(), line, parts });
    }
}

/// Where `part` stands in `whole`, of which it is a slice.
fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}
