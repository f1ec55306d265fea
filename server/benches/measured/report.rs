//! Ratios, their spread and their bounds.

use std::fmt::Write;

/// What a ratio has to be.
#[derive(Clone, Copy)]
pub enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

/// A ratio, measured several times.
pub struct Row {
    pub name: &'static str,
    pub ratios: Vec<f64>,
    pub bound: Bound,
}

impl Row {
    /// Whether the median is within the bound.
    pub fn meets(&self) -> bool {
        let median = median(&self.ratios);
        match self.bound {
            Bound::AtLeast(bound) => median >= bound,
            Bound::AtMost(bound) => median <= bound,
        }
    }
}

/// The middle one, or the lower of the two in the middle.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len().saturating_sub(1) / 2).copied().unwrap_or(f64::NAN)
}

/// One line for each row.
pub fn table(rows: &[Row]) -> String {
    let mut table =
        format!("{:<58} {:>7} {:>15} {:>7}\n", "ratio", "median", "lowest–highest", "bound");
    for row in rows {
        let lowest = row.ratios.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = row.ratios.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let spread = format!("{lowest:.3}–{highest:.3}");
        let bound = match row.bound {
            Bound::AtLeast(bound) => format!("≥ {bound}"),
            Bound::AtMost(bound) => format!("≤ {bound}"),
        };
        let mark = if row.meets() { '✓' } else { '✗' };
        let _ = writeln!(
            table,
            "{:<58} {:>7.3} {spread:>15} {bound:>7} {mark}",
            row.name,
            median(&row.ratios)
        );
    }
    table
}
