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
    if number.unsigned_abs() == 1 {
        Category::One
    } else {
        Category::Other
    }
}
