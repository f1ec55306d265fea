//! Language tags as folders, files and exam records write them, made one.

/// The regions that say nothing beside their language. Where region and language are spelled alike
/// (`de-de`) none needs to be listed.
const USUAL_REGION: [(&str, &str); 14] = [
    ("ar", "SA"),
    ("cs", "CZ"),
    ("da", "DK"),
    ("el", "GR"),
    ("en", "US"),
    ("he", "IL"),
    ("hi", "IN"),
    ("ja", "JP"),
    ("ko", "KR"),
    ("nb", "NO"),
    ("sl", "SI"),
    ("sv", "SE"),
    ("uk", "UA"),
    ("vi", "VN"),
];

/// A tag of language and perhaps region in the shape of BCP 47 (`zh-cn` → `zh-CN`), without a
/// region that says nothing (`de-de` → `de`, `en-us` → `en`). `None` for anything else.
pub fn normalised(tag: &str) -> Option<String> {
    let (language, region) = match tag.split_once('-') {
        Some((language, region)) => (language.to_ascii_lowercase(), region.to_ascii_uppercase()),
        None => (tag.to_ascii_lowercase(), String::new()),
    };
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    if language.len() != 2 || !letters(&language) || !letters(&region) {
        return None;
    }
    let usual = USUAL_REGION.contains(&(language.as_str(), region.as_str()));
    match region.len() {
        0 if !tag.contains('-') => Some(language),
        2 if usual || region == language.to_ascii_uppercase() => Some(language),
        2 => Some(format!("{language}-{region}")),
        _ => None,
    }
}

/// The language that the folders of a path name: the first part that is a tag.
pub fn of_path(path: &str) -> Option<String> {
    let (folders, _) = path.rsplit_once('/')?;
    folders.split('/').find_map(normalised)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_made_one() {
        let table = [
            ("zh-cn", "zh-CN"),
            ("zh-CN", "zh-CN"),
            ("zh-tw", "zh-TW"),
            ("pt-br", "pt-BR"),
            ("es-mx", "es-MX"),
            ("de-de", "de"),
            ("fr-fr", "fr"),
            ("id-id", "id"),
            ("en", "en"),
            ("en-US", "en"),
            ("ja", "ja"),
            ("ko-kr", "ko"),
        ];
        for (tag, expected) in table {
            assert_eq!(normalised(tag).as_deref(), Some(expected), "{tag}");
        }
        for tag in ["", "exams", "x1", "zh-", "zh-c", "az-104", "english", "learn-certs"] {
            assert_eq!(normalised(tag), None, "{tag}");
        }
    }

    #[test]
    fn the_folder_names_the_language() {
        assert_eq!(of_path("learn-certs/zh-cn/exams/az-104.yml").as_deref(), Some("zh-CN"));
        assert_eq!(of_path("en/azure-administrator/index.yml").as_deref(), Some("en"));
        assert_eq!(of_path("exams/en.yml"), None);
        assert_eq!(of_path("en"), None);
    }
}
