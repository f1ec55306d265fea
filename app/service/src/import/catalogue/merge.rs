//! The records of all languages made one catalogue, in which every reference leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::certification::{Kind, Level};

use super::{
    Catalogue, CatalogueCertification, CatalogueExam, PerLanguage,
    facts::{agreed, by_uid},
    read::{At, Certification, Exam, Record, Records, Renewal},
    references::{drop_lost_prerequisites, has_its_exams, report_lost_renewals},
};
use crate::import::Problem;

pub(super) type ByUid<T> = BTreeMap<String, Vec<Record<T>>>;

pub(super) fn all(records: Records, problems: &mut Vec<Problem>) -> Catalogue {
    let exams = exams(&by_uid(records.exams, problems), problems);
    let known: BTreeSet<_> = exams.iter().map(|exam| exam.uid.clone()).collect();

    let written = by_uid(records.certifications, problems);
    let renewals = by_uid(records.renewals, problems);
    let current = renewed_by(&renewals, &written, problems);
    let mut certifications = BTreeMap::new();
    for (uid, records) in &written {
        report_lost_renewals(records, &renewals, problems);
        let Some(merged) = certification(uid, records, &current, problems) else {
            continue;
        };
        if has_its_exams(&merged, records, &known, problems) {
            certifications.insert(uid.clone(), merged);
        }
    }
    drop_lost_prerequisites(&mut certifications, &written, problems);
    for (uid, records) in renewals {
        let renewed = current.get(&uid).and_then(|named| certifications.get_mut(named));
        add_skills(records, renewed, problems);
    }
    Catalogue { certifications: certifications.into_values().collect(), exams }
}

fn exams(written: &ByUid<Exam>, problems: &mut Vec<Problem>) -> Vec<CatalogueExam> {
    let mut exams: Vec<CatalogueExam> = Vec::new();
    for (uid, records) in written {
        let code = agreed("displayName", records, |exam| Some(exam.code.clone()), quoted, problems);
        let Some(code) = code else { continue };
        if let Some(other) = exams.iter().find(|exam| exam.code == code) {
            let reason = format!("`{code}` is the code of `{}` already", other.uid);
            problems
                .extend(records.iter().map(|r| Problem::new(&r.file, r.said.code.line, &reason)));
            continue;
        }
        let languages =
            agreed("locales", records, |exam| Some(exam.languages.clone()), listed, problems);
        let retires_at =
            agreed("retirementDate", records, |exam| exam.retires_at.clone(), instant, problems);
        let title = |record: &Record<Exam>| (record.language.clone(), record.said.title.clone());
        let place = records
            .iter()
            .find(|record| record.said.code.value == code)
            .map(|record| (record.file.clone(), record.said.code.line))
            .unwrap_or_default();
        exams.push(CatalogueExam {
            uid: uid.clone(),
            code,
            place,
            languages: languages.unwrap_or_default(),
            retires_at: retires_at.flatten(),
            titles: records.iter().map(title).collect(),
        });
    }
    exams
}

/// K5: the certification that each renewal names, as far as there is one.
fn renewed_by(
    renewals: &ByUid<Renewal>,
    certifications: &ByUid<Certification>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, String> {
    let said = |renewal: &Renewal| Some(renewal.certification.clone());
    let mut current = BTreeMap::new();
    for (uid, records) in renewals {
        let named = agreed("certificationUid", records, said, quoted, problems);
        if let Some(named) = named.filter(|named| certifications.contains_key(named)) {
            current.insert(uid.clone(), named);
        }
    }
    current
}

fn certification(
    uid: &str,
    records: &[Record<Certification>],
    renewals: &BTreeMap<String, String>,
    problems: &mut Vec<Problem>,
) -> Option<CatalogueCertification> {
    let kind = |kind: &(Kind, Option<Level>)| match kind {
        (kind, Some(level)) => format!("{kind:?} {level:?}"),
        (kind, None) => format!("{kind:?}"),
    };
    let (kind, level) = agreed("type", records, |said| Some(said.kind.clone()), kind, problems)?;
    let available_since =
        agreed("availableSince", records, |said| said.available_since.clone(), text, problems);
    let retires_at =
        agreed("retirementDate", records, |said| said.retires_at.clone(), instant, problems);
    let exams = agreed("exams", records, |said| said.exams.clone(), listed, problems);
    let prerequisites =
        agreed("prerequisites", records, |said| said.prerequisites.clone(), listed, problems);
    let renewal = |said: &Certification| said.renewal.clone();
    let renewal = agreed("certificationRenewalUid", records, renewal, quoted, problems);
    let successor = renewal.and_then(|renewal| renewals.get(&renewal)).filter(|it| *it != uid);
    let texts =
        |record: &Record<Certification>| (record.language.clone(), record.said.text.clone());
    Some(CatalogueCertification {
        uid: uid.to_owned(),
        slug: uid.trim_start_matches("certification.").to_owned(),
        kind,
        level,
        available_since,
        retires_at: retires_at.flatten(),
        // K5
        superseded: successor.is_some() || records.iter().any(|record| record.said.hidden),
        successor: successor.cloned(),
        exams: exams.unwrap_or_default().into_iter().map(|exam| vec![exam]).collect(),
        prerequisites: prerequisites.into_iter().filter(|group| !group.is_empty()).collect(),
        texts: records.iter().map(texts).collect(),
        renewal_skills: PerLanguage::new(),
    })
}

/// What a renewal measures, for the certification it names. A renewal of something that was not
/// taken is reported.
fn add_skills(
    records: Vec<Record<Renewal>>,
    mut renewed: Option<&mut CatalogueCertification>,
    problems: &mut Vec<Problem>,
) {
    for Record { file, language, said, .. } in records {
        let At { line, value } = said.certification;
        match &mut renewed {
            Some(certification) if certification.texts.contains_key(&language) => {
                certification.renewal_skills.insert(language, said.skills);
            }
            Some(_) => {
                let reason = format!("renews `{value}`, which was not taken in {language}");
                problems.push(Problem::new(file, line, reason));
            }
            None => {
                let reason =
                    format!("renews `{value}`, which is not in the catalogue or not taken");
                problems.push(Problem::new(file, line, reason));
            }
        }
    }
}

fn quoted(text: &String) -> String {
    format!("`{text}`")
}

fn text(value: &impl ToString) -> String {
    value.to_string()
}

#[expect(clippy::ptr_arg, reason = "shows a fact of this type")]
fn listed(list: &Vec<String>) -> String {
    if list.is_empty() { "empty".to_owned() } else { list.join(", ") }
}

#[expect(clippy::ref_option, reason = "shows a fact of this type")]
fn instant(at: &Option<DateTime<Utc>>) -> String {
    at.map_or_else(|| "none".to_owned(), |at| at.format("%Y-%m-%dT%H:%MZ").to_string())
}
