//! Mail: what each says.

pub mod content;
