//! Which plural form a whole number takes, as CLDR has it.

/// The categories that our languages have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// English "1 day".
    One,
    /// All else.
    Other,
}

/// English.
pub const fn en(number: i64) -> Category {
    if number.unsigned_abs() == 1 { Category::One } else { Category::Other }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
    use unic_langid::LanguageIdentifier;

    use super::*;

    fn cldr(tag: &str) -> Result<PluralRules, Box<dyn Error>> {
        let tag: LanguageIdentifier = tag.parse()?;
        Ok(PluralRules::create(tag, PluralRuleType::CARDINAL)?)
    }

    #[test]
    fn plurals_are_those_of_cldr() -> Result<(), Box<dyn Error>> {
        let (english, chinese) = (cldr("en")?, cldr("zh")?);
        for number in (-2_000..200_000).chain([1_000_000, 1_000_001, 1 << 40]) {
            let expected = match english.select(number)? {
                PluralCategory::ONE => Category::One,
                PluralCategory::OTHER => Category::Other,
                unknown => panic!("{number}: {unknown:?}"),
            };
            assert_eq!(en(number), expected, "{number}");
            // Chinese has one form: nothing to choose, so no function here.
            assert_eq!(chinese.select(number)?, PluralCategory::OTHER, "{number}");
        }
        Ok(())
    }
}
