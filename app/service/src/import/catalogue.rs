//! The catalogue of certifications as Microsoft Learn publishes it: YAML files whose first line
//! names the kind, a folder per language. Records are merged by their `uid`.
//!
//! Every record of every file is taken or reported, never half of it:
//! - A record that is broken in one language is taken from the others.
//! - What is a fact rather than a text (exams, dates, prerequisites …) should be alike in all
//!   languages. Where it is not, most of them decide, then English, then the order of the tags; the
//!   others are reported. A language that says nothing about a fact agrees with all.
//! - Exams listed together are all required, each a group of its own (X3): the format has no way to
//!   say "any of". Certifications of old that list a newer exam beside two older ones ask for
//!   too much that way; those are superseded and not earned again (X2).
//! - Prerequisites listed together mean any one of them: one group (X3).
//! - Several certifications sharing a renewal: the one that the renewal names is current, the
//!   others are superseded by it, and so is every `hidden` one, by what is not said (K5).
//! - `availableSince` is a field of our own, a date like `2018-09-24`; without it a certification
//!   counts as old (K3).

mod facts;
mod merge;
mod read;
mod references;
mod sense;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::certification::{Kind, Level};

use super::{Problem, SourceFile};

/// Texts by language tag.
pub type PerLanguage<T> = BTreeMap<String, T>;

/// What was taken, by `uid`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// Whatever they refer to is here too.
    pub certifications: Vec<CatalogueCertification>,
    /// Also those that no certification requires any more.
    pub exams: Vec<CatalogueExam>,
}

/// A certification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueCertification {
    /// E.g. `certification.azure-administrator`.
    pub uid: String,
    /// Its name in addresses: the `uid` without `certification.`.
    pub slug: String,
    /// K1.
    pub kind: Kind,
    /// K1: what the file name of its badge tells.
    pub level: Option<Level>,
    /// K3.
    pub available_since: Option<NaiveDate>,
    /// K6: the end of the retirement date.
    pub retires_at: Option<DateTime<Utc>>,
    /// K5.
    pub superseded: bool,
    /// K5: the certification that is renewed instead, by `uid`, where a renewal names it.
    pub successor: Option<String>,
    /// X3: "all of" groups of "any of" exams, by `uid`.
    pub exams: Vec<Vec<String>>,
    /// X3: "all of" groups of "any of" certifications, by `uid`.
    pub prerequisites: Vec<Vec<String>>,
    /// At least one.
    pub texts: PerLanguage<CertificationText>,
    /// What its renewal measures, where it has one and is the one that the renewal names.
    pub renewal_skills: PerLanguage<Vec<String>>,
}

/// What a certification is in one language, in plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificationText {
    /// Its name, without "Microsoft Certified:" before it.
    pub title: String,
    /// Paragraphs are separated by a blank line.
    pub summary: String,
    /// What its exams measure.
    pub measured: Vec<String>,
}

/// An exam.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueExam {
    /// E.g. `exam.az-104`.
    pub uid: String,
    /// E.g. `AZ-104`.
    pub code: String,
    /// L1: language tags.
    pub languages: Vec<String>,
    /// The end of the retirement date.
    pub retires_at: Option<DateTime<Utc>>,
    /// Its names: at least one.
    pub titles: PerLanguage<String>,
    /// The file that names the code, and the line in it.
    pub place: (String, usize),
}

/// Reads all `.yml` files and gives what can be taken, and all that can't. Other files are left
/// alone: they are no records.
pub fn check(files: &[SourceFile]) -> (Catalogue, Vec<Problem>) {
    let mut problems = Vec::new();
    let records = read::all(files, &mut problems);
    let catalogue = merge::all(records, &mut problems);
    problems.sort();
    (catalogue, problems)
}
