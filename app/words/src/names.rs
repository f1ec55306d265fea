//! The names of the languages that assessments and exams are offered in (L1).

use crate::Language;

/// Tags in lower case with each language's name for itself; a region only where it matters.
const NAMES: [(&str, &str); 22] = [
    ("ar", "العربية"),
    ("cs", "Čeština"),
    ("de", "Deutsch"),
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("id", "Bahasa Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("pt-br", "Português (Brasil)"),
    ("ru", "Русский"),
    ("sv", "Svenska"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("zh", "简体中文"),
    ("zh-tw", "繁體中文"),
];

impl Language {
    /// "简体中文" for `zh-CN`, "한국어" for `ko`: what its own readers call a language, so the same
    /// on every page; the tag itself where it has no name here. Mark it up with `lang`.
    #[expect(clippy::unused_self, reason = "what both languages write alike is called alike")]
    pub fn language_name(self, tag: &str) -> &str {
        let named = |wanted: &str| {
            let found = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(wanted));
            found.map(|(_, name)| *name)
        };
        let primary = tag.split('-').next().unwrap_or(tag);
        let taiwan = ["zh-hant", "zh-hk", "zh-mo"];
        if taiwan.iter().any(|tags| tag.to_ascii_lowercase().starts_with(tags)) {
            return named("zh-tw").unwrap_or(tag);
        }
        named(tag).or_else(|| named(primary)).unwrap_or(tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l1_a_language_is_called_what_its_readers_call_it() {
        let table = [
            ("en", "English"),
            ("en-US", "English"),
            ("zh-CN", "简体中文"),
            ("zh-cn", "简体中文"),
            ("zh-Hans", "简体中文"),
            ("zh-TW", "繁體中文"),
            ("zh-Hant-HK", "繁體中文"),
            ("ko", "한국어"),
            ("ja-JP", "日本語"),
            ("pt-BR", "Português (Brasil)"),
            ("pt-PT", "Português"),
            ("tlh", "tlh"),
            ("", ""),
        ];
        for (tag, name) in table {
            assert_eq!(Language::En.language_name(tag), name, "{tag}");
            assert_eq!(Language::ZhCn.language_name(tag), name, "{tag}");
        }
    }
}
