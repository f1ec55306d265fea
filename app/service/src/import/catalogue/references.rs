//! References between records: each leads somewhere, or it is reported and what it means for the
//! record that has it is said.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    CatalogueCertification,
    merge::ByUid,
    read::{At, Certification, Record, Renewal},
};
use crate::import::Problem;

/// A certification that names a renewal which is nowhere: it is taken, as one without.
pub(super) fn report_lost_renewals(
    records: &[Record<Certification>],
    renewals: &ByUid<Renewal>,
    problems: &mut Vec<Problem>,
) {
    for record in records {
        let Some(renewal) = &record.said.renewal else {
            continue;
        };
        if !renewals.contains_key(&renewal.value) {
            let reason = format!("the renewal `{}` is not in the catalogue", renewal.value);
            problems.push(Problem::new(&record.file, renewal.line, reason));
        }
    }
}

/// X3: without one of its exams a certification would be earned too easily, so it is not taken.
pub(super) fn has_its_exams(
    certification: &CatalogueCertification,
    records: &[Record<Certification>],
    known: &BTreeSet<String>,
    problems: &mut Vec<Problem>,
) -> bool {
    let missing: Vec<_> =
        certification.exams.iter().flatten().filter(|exam| !known.contains(*exam)).collect();
    for exam in &missing {
        let reason =
            format!("is not taken: the exam `{exam}` is not in the catalogue or not taken");
        report(exam, records, exams_of, &reason, problems);
    }
    missing.is_empty()
}

/// X3: a prerequisite that can't be held here is left out of its group. Where none is left, the
/// certification can't be earned as it should: it is not taken. That may leave others without
/// theirs, so it is asked again until nothing changes.
pub(super) fn drop_lost_prerequisites(
    certifications: &mut BTreeMap<String, CatalogueCertification>,
    written: &ByUid<Certification>,
    problems: &mut Vec<Problem>,
) {
    loop {
        let known: BTreeSet<_> = certifications.keys().cloned().collect();
        let before = certifications.len();
        certifications.retain(|uid, certification| {
            let mut complete = true;
            for group in &mut certification.prerequisites {
                let (kept, lost): (Vec<_>, Vec<_>) =
                    group.drain(..).partition(|prerequisite| known.contains(prerequisite));
                complete &= !kept.is_empty();
                let what = if kept.is_empty() { "is not taken: " } else { "" };
                for prerequisite in &lost {
                    let reason = format!(
                        "{what}the prerequisite `{prerequisite}` is not in the catalogue or not \
                         taken"
                    );
                    report(prerequisite, &written[uid], prerequisites, &reason, problems);
                }
                *group = kept;
            }
            complete
        });
        if certifications.len() == before {
            break;
        }
    }
}

/// Reports a reference in every language that has it.
fn report(
    reference: &String,
    records: &[Record<Certification>],
    of: fn(&Certification) -> Option<&At<Vec<String>>>,
    reason: &str,
    problems: &mut Vec<Problem>,
) {
    for record in records {
        if let Some(at) = of(&record.said).filter(|at| at.value.contains(reference)) {
            problems.push(Problem::new(&record.file, at.line, reason));
        }
    }
}

fn exams_of(said: &Certification) -> Option<&At<Vec<String>>> {
    said.exams.as_ref()
}

fn prerequisites(said: &Certification) -> Option<&At<Vec<String>>> {
    said.prerequisites.as_ref()
}
