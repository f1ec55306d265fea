//! The catalogue: records that differ from what is stored are written, languages are added.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use crate::{
    import::{
        Problem, Report,
        catalogue::{Catalogue, CatalogueCertification, CatalogueExam, PerLanguage},
    },
    store::{Connection, StoreError, Stored, earnings, execute, query},
};

#[derive(Clone, PartialEq, FromRow)]
struct ExamRow {
    uid: String,
    code: String,
    titles: Json<PerLanguage<String>>,
    languages: Json<Vec<String>>,
    retires_at: Option<DateTime<Utc>>,
}

#[derive(Clone, PartialEq, FromRow)]
struct CertificationRow {
    id: Uuid,
    uid: String,
    slug: String,
    kind: String,
    level: Option<String>,
    available_since: Option<NaiveDate>,
    retires_at: Option<DateTime<Utc>>,
    superseded: bool,
    successor: Option<String>,
    titles: Json<PerLanguage<String>>,
    texts: Json<PerLanguage<Text>>,
    exams: Json<Vec<Vec<String>>>,
    prerequisites: Json<Vec<Vec<String>>>,
}

impl CertificationRow {
    /// Whether earning it takes the same: see [`domain::earning`] for why that matters.
    fn asks_the_same(&self, other: &Self) -> bool {
        let terms = |row: &Self| {
            (
                row.kind.clone(),
                row.retires_at,
                row.superseded,
                row.exams.clone(),
                row.prerequisites.clone(),
            )
        };
        terms(self) == terms(other)
    }
}

/// The longer texts in one language.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
struct Text {
    summary: String,
    measured: Vec<String>,
    /// What the renewal measures, as the catalogue has it.
    #[serde(default)]
    renewal: Vec<String>,
}

/// Writes what is new or different and counts in the report.
pub(super) async fn keep(
    on: &mut Connection<'_>,
    catalogue: &Catalogue,
    report: &mut Report,
) -> Result<(), StoreError> {
    let codes = keep_exams(on, &catalogue.exams, report).await?;
    keep_certifications(on, &catalogue.certifications, &codes, report).await
}

/// Gives the code under which each exam is stored, by `uid`.
async fn keep_exams(
    on: &mut Connection<'_>,
    exams: &[CatalogueExam],
    report: &mut Report,
) -> Result<HashMap<String, String>, StoreError> {
    const ALL: &str = "SELECT uid, code, titles, languages, retires_at FROM exam";
    const KEEP: &str = "INSERT INTO exam (uid, code, titles, languages, retires_at)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (uid) DO UPDATE SET titles = excluded.titles,
            languages = excluded.languages, retires_at = excluded.retires_at";
    let stored = query!(on, fetch_all::<ExamRow>, ALL)?;
    let by_code: HashMap<_, _> =
        stored.iter().map(|row| (row.code.clone(), row.uid.clone())).collect();
    let by_uid: HashMap<_, _> = stored.into_iter().map(|row| (row.uid.clone(), row)).collect();
    let mut codes = HashMap::new();
    for exam in exams {
        let before = by_uid.get(&exam.uid);
        // Results refer to an exam by its code, so a code is never given to another exam, nor another
        // code to an exam.
        let code = before.map_or(&exam.code, |row| &row.code);
        let problem = |reason: String| {
            let (file, line) = &exam.place;
            Problem::new(file, *line, reason)
        };
        codes.insert(exam.uid.clone(), code.clone());
        if *code != exam.code {
            let reason = format!("the code is `{}` here and stays `{code}`, as stored", exam.code);
            report.problems.push(problem(reason));
        } else if let Some(other) = by_code.get(code).filter(|other| **other != exam.uid) {
            let reason = format!("is not taken: `{code}` is stored as the code of `{other}`");
            report.problems.push(problem(reason));
            continue;
        }
        let row = ExamRow {
            uid: exam.uid.clone(),
            code: code.clone(),
            titles: Json(with(before.map(|row| &row.titles.0), &exam.titles)),
            languages: Json(exam.languages.clone()),
            retires_at: exam.retires_at,
        };
        if before == Some(&row) {
            report.unchanged += 1;
            continue;
        }
        execute!(on, KEEP, row.uid, row.code, row.titles, row.languages, row.retires_at)?;
        report.taken += 1;
    }
    Ok(codes)
}

async fn keep_certifications(
    on: &mut Connection<'_>,
    certifications: &[CatalogueCertification],
    codes: &HashMap<String, String>,
    report: &mut Report,
) -> Result<(), StoreError> {
    const ALL: &str = "SELECT id, uid, slug, kind, level, available_since, retires_at, superseded,
        successor, titles, texts, exams, prerequisites FROM certification";
    const KEEP: &str = "INSERT INTO certification (id, uid, slug, kind, level, available_since,
            retires_at, superseded, successor, titles, texts, exams, prerequisites)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (uid) DO UPDATE SET kind = excluded.kind, level = excluded.level,
            available_since = excluded.available_since, retires_at = excluded.retires_at,
            superseded = excluded.superseded, successor = excluded.successor,
            titles = excluded.titles, texts = excluded.texts,
            exams = excluded.exams, prerequisites = excluded.prerequisites";
    let stored: HashMap<_, _> = query!(on, fetch_all::<CertificationRow>, ALL)?
        .into_iter()
        .map(|row| (row.uid.clone(), row))
        .collect();
    let slugs: HashMap<_, _> = certifications.iter().map(|c| (&c.uid, &c.slug)).collect();
    for certification in certifications {
        let before = stored.get(&certification.uid);
        let row = row(certification, before, codes, &slugs);
        if before == Some(&row) {
            report.unchanged += 1;
            continue;
        }
        if before.is_some_and(|before| !before.asks_the_same(&row)) {
            earnings::settle(on, row.id).await?;
        }
        execute!(
            on,
            KEEP,
            row.id,
            row.uid,
            row.slug,
            row.kind,
            row.level,
            row.available_since,
            row.retires_at,
            row.superseded,
            row.successor,
            row.titles,
            row.texts,
            row.exams,
            row.prerequisites
        )?;
        report.taken += 1;
    }
    Ok(())
}

fn row(
    new: &CatalogueCertification,
    before: Option<&CertificationRow>,
    codes: &HashMap<String, String>,
    slugs: &HashMap<&String, &String>,
) -> CertificationRow {
    let titles = new.texts.iter().map(|(tag, text)| (tag.clone(), text.title.clone())).collect();
    let text = |(tag, text): (&String, &crate::import::catalogue::CertificationText)| {
        let renewal = new.renewal_skills.get(tag).cloned().unwrap_or_default();
        let (summary, measured) = (text.summary.clone(), text.measured.clone());
        (tag.clone(), Text { summary, measured, renewal })
    };
    let texts = new.texts.iter().map(text).collect();
    let code = |uid: &String| codes.get(uid).unwrap_or(uid).clone();
    let slug = |uid: &String| (*slugs.get(uid).unwrap_or(&uid)).clone();
    CertificationRow {
        id: before.map_or_else(Uuid::now_v7, |row| row.id),
        uid: new.uid.clone(),
        slug: new.slug.clone(),
        kind: new.kind.text().to_owned(),
        level: new.level.map(|level| level.text().to_owned()),
        // K3: the published catalogue does not know it; what our own field once said stays.
        available_since: new.available_since.or(before.and_then(|row| row.available_since)),
        retires_at: new.retires_at,
        superseded: new.superseded,
        // One that was not taken is no use.
        successor: new
            .successor
            .as_ref()
            .and_then(|uid| slugs.get(uid))
            .map(|slug| (*slug).clone()),
        titles: Json(with(before.map(|row| &row.titles.0), &titles)),
        texts: Json(with(before.map(|row| &row.texts.0), &texts)),
        exams: Json(each(&new.exams, code)),
        prerequisites: Json(each(&new.prerequisites, slug)),
    }
}

fn each(groups: &[Vec<String>], make: impl Fn(&String) -> String) -> Vec<Vec<String>> {
    groups.iter().map(|group| group.iter().map(&make).collect()).collect()
}

/// The stored languages with the new ones over them.
fn with<T: Clone>(stored: Option<&PerLanguage<T>>, new: &PerLanguage<T>) -> PerLanguage<T> {
    let mut all = stored.cloned().unwrap_or_default();
    all.extend(new.clone());
    all
}
