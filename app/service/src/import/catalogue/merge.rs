//! The records of all languages made one catalogue, in which every reference leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::{
    Catalogue, CatalogueCertification, CatalogueExam, PerLanguage,
    facts::{agreed, by_uid},
    read::{At, Certification, Exam, Record, Records, Renewal},
};
use crate::import::Problem;

type ByUid<T> = BTreeMap<String, Vec<Record<T>>>;

pub(super) fn all(records: Records, problems: &mut Vec<Problem>) -> Catalogue {
    let exams = exams(&by_uid(records.exams, problems), problems);
    let known: BTreeSet<_> = exams.iter().map(|exam| exam.uid.clone()).collect();

    let written = by_uid(records.certifications, problems);
    let renewals = by_uid(records.renewals, problems);
    let current = current(&renewals, &written, problems);
    let mut certifications: BTreeMap<_, _> = written
        .iter()
        .map(|(uid, records)| (uid.clone(), certification(uid, records, &current, problems)))
        .filter(|(uid, certification)| has_exams(certification, &written[uid], &known, problems))
        .collect();
    while let Some(uid) = lost_prerequisites(&mut certifications, &written, problems) {
        certifications.remove(&uid);
    }
    for (renewal, certification) in &current {
        add_skills(&renewals[renewal], certifications.get_mut(certification), problems);
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
            problems.extend(records.iter().map(|r| Problem::new(&r.file, r.said.code.line, &reason)));
            continue;
        }
        let languages =
            agreed("locales", records, |exam| Some(exam.languages.clone()), listed, problems);
        let retires_at =
            agreed("retirementDate", records, |exam| exam.retires_at.clone(), instant, problems);
        let title = |record: &Record<Exam>| (record.language.clone(), record.said.title.clone());
        exams.push(CatalogueExam {
            uid: uid.clone(),
            code,
            languages: languages.unwrap_or_default(),
            retires_at: retires_at.flatten(),
            titles: records.iter().map(title).collect(),
        });
    }
    exams
}

/// K5: which certification each renewal names. A renewal of something that is not in the catalogue
/// is reported.
fn current(
    renewals: &ByUid<Renewal>,
    certifications: &ByUid<Certification>,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, String> {
    let mut current = BTreeMap::new();
    for (uid, records) in renewals {
        let names = |renewal: &Renewal| Some(renewal.certification.clone());
        let Some(named) = agreed("certificationUid", records, names, quoted, problems) else {
            continue;
        };
        if certifications.contains_key(&named) {
            current.insert(uid.clone(), named);
        } else {
            let reason = format!("renews `{named}`, which is not in the catalogue or was not taken");
            let line = |record: &Record<Renewal>| record.said.certification.line;
            problems.extend(records.iter().map(|r| Problem::new(&r.file, line(r), &reason)));
        }
    }
    current
}

fn certification(
    uid: &str,
    records: &[Record<Certification>],
    current: &BTreeMap<String, String>,
    problems: &mut Vec<Problem>,
) -> CatalogueCertification {
    let kinds = |said: &Certification| Some(said.kind.clone());
    let kind = agreed("type", records, kinds, |kind| format!("{:?}", kind.0), problems);
    let (kind, level) = kind.map_or((records[0].said.kind.value), |kind| kind);
    unreachable!()
}
