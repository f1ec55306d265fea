//! What several languages say about the same thing.

use std::collections::BTreeMap;

use super::read::{At, Record};
use crate::import::Problem;

/// The records of one `uid`, English first, then in the order of the language tags. A second
/// record for the same language is reported.
pub(super) fn by_uid<T>(
    mut records: Vec<Record<T>>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, Vec<Record<T>>> {
    records.sort_by(|a, b| {
        let order = |record: &Record<T>| (record.language != "en", record.language.clone());
        (order(a), &a.file).cmp(&(order(b), &b.file))
    });
    let mut merged: BTreeMap<String, Vec<Record<T>>> = BTreeMap::new();
    for record in records {
        let same = merged.entry(record.uid.clone()).or_default();
        match same.iter().find(|other| other.language == record.language) {
            Some(other) => {
                let reason = format!("`{}` is in {} too, which was taken", record.uid, other.file);
                problems.push(Problem::new(&record.file, None, reason));
            }
            None => same.push(record),
        }
    }
    merged
}

/// What most of those say who say something, the first of them where as many say something else.
/// The others are reported.
pub(super) fn agreed<T, V: Clone + PartialEq>(
    name: &str,
    records: &[Record<T>],
    of: impl Fn(&T) -> Option<At<V>>,
    shown: impl Fn(&V) -> String,
    problems: &mut Vec<Problem>,
) -> Option<V> {
    let said: Vec<_> =
        records.iter().filter_map(|record| Some((record, of(&record.said)?))).collect();
    let votes = |value: &V| said.iter().filter(|(_, other)| other.value == *value).count();
    let most = said.iter().map(|(_, at)| votes(&at.value)).max()?;
    let (_, chosen) = said.iter().find(|(_, at)| votes(&at.value) == most)?;
    for (record, at) in said.iter().filter(|(_, at)| at.value != chosen.value) {
        let others: Vec<_> = said
            .iter()
            .filter(|(_, other)| other.value == chosen.value)
            .map(|(record, _)| record.language.as_str())
            .collect();
        let reason = format!(
            "`{name}` is {} here and {} in {}, which was taken",
            shown(&at.value),
            shown(&chosen.value),
            others.join(", ")
        );
        problems.push(Problem::new(&record.file, at.line, reason));
    }
    Some(chosen.value.clone())
}
