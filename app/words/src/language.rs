//! The languages of the pages and mails, and which of them somebody wishes.

use std::{error::Error, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A language of the pages and mails. That of an assessment is a separate choice (L2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English; also for those who wish for nothing we have.
    #[default]
    #[serde(rename = "en")]
    En,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    ZhCn,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::En, Self::ZhCn];

    /// The tag of BCP 47, as in `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
        }
    }

    /// The one to change to.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::ZhCn,
            Self::ZhCn => Self::En,
        }
    }

    /// The language that the header `Accept-Language` wishes for most, English if none.
    ///
    /// Every kind of Chinese gets simplified Chinese, which its readers prefer to English. What
    /// can't be read is passed over; of equal wishes the first counts.
    pub fn wished(accept_language: &str) -> Self {
        let mut best = (0, Self::default());
        for range in accept_language.split(',') {
            let (tag, quality) = range.split_once(';').unwrap_or((range, "q=1"));
            let language = Self::of_primary_subtag(tag.trim());
            if let (Some(language), Some(quality)) = (language, thousandths(quality))
                && quality > best.0
            {
                best = (quality, language);
            }
        }
        best.1
    }

    fn of_primary_subtag(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next()?;
        Self::ALL.into_iter().find(|language| {
            let own = language.tag().split('-').next();
            own.is_some_and(|own| own.eq_ignore_ascii_case(primary))
        })
    }
}

/// The weight `q=0.8` of RFC 9110 in thousandths.
fn thousandths(parameter: &str) -> Option<u16> {
    let (name, value) = parameter.split_once('=')?;
    let (whole, fraction) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !name.trim().eq_ignore_ascii_case("q")
        || !matches!(whole, "0" | "1")
        || fraction.len() > 3
        || !digits(fraction)
    {
        return None;
    }
    let thousandths: u16 = format!("{whole}{fraction:0<3}").parse().ok()?;
    (thousandths <= 1000).then_some(thousandths)
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// No language of the pages has this tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLanguage;

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the languages are en and zh-CN")
    }
}

impl Error for UnknownLanguage {}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let is = |language: &Self| language.tag().eq_ignore_ascii_case(tag);
        Self::ALL.into_iter().find(is).ok_or(UnknownLanguage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_wish() {
        let table = [
            ("", Language::En),
            ("zh-CN,zh;q=0.9,en;q=0.8", Language::ZhCn),
            ("en-US,en;q=0.9,zh-CN;q=0.8", Language::En),
            ("zh", Language::ZhCn),
            ("zh-Hans", Language::ZhCn),
            ("zh-Hant-TW", Language::ZhCn),
            ("ZH-hk", Language::ZhCn),
            ("de-DE, fr;q=0.9", Language::En),
            ("de-DE, zh;q=0.1", Language::ZhCn),
            ("en;q=0.5 , zh ; q=0.501", Language::ZhCn),
            ("en;q=0.8,zh;q=0.8", Language::En),
            ("zh;q=0.8,en;q=0.8", Language::ZhCn),
            ("zh;q=0", Language::En),
            ("en;q=0,zh;q=0.001", Language::ZhCn),
            ("zh;q=2, en;q=0.1", Language::En),
            ("zh;q=1.001", Language::En),
            ("zh;q=0.1234, zh;q=, zh;level=1, zh;q=+1", Language::En),
            ("zhx, *;q=0.5, ;;, =,-", Language::En),
            ("*", Language::En),
        ];
        for (header, language) in table {
            assert_eq!(Language::wished(header), language, "{header:?}");
        }
    }

    #[test]
    fn a_language_travels_as_its_tag() {
        for language in Language::ALL {
            assert_eq!(language.tag().parse(), Ok(language));
            assert_eq!(serde_json::to_value(language).unwrap(), language.tag());
            assert_eq!(
                serde_json::from_value::<Language>(language.tag().into()).unwrap(),
                language
            );
            assert_eq!(language.other().other(), language);
        }
        assert_eq!("zh-cn".parse(), Ok(Language::ZhCn));
        assert_eq!("de".parse::<Language>(), Err(UnknownLanguage));
    }
}
