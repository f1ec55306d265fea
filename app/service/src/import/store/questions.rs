//! A bank as a version of an assessment, with its questions, their texts and, apart, their keys.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::certification::Kind;
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use crate::{
    import::{
        Report,
        bank::{Bank, PerLanguage, Question},
    },
    store::{
        Connection, StoreError, Stored,
        catalogue::{StoredModule, StoredSkill},
        execute, query,
    },
};

/// The certification that a bank renews.
pub(super) struct Renewed {
    pub(super) id: Uuid,
    /// L1: those of its required exams that are not retired.
    pub(super) languages: BTreeSet<String>,
}

#[derive(FromRow)]
struct CertificationRow {
    id: Uuid,
    kind: String,
    superseded: bool,
    exams: Json<Vec<Vec<String>>>,
}

#[derive(FromRow)]
struct ExamRow {
    code: String,
    languages: Json<Vec<String>>,
    retires_at: Option<DateTime<Utc>>,
}

/// The certification, or why no bank can renew it.
pub(super) async fn renewed(
    on: &mut Connection<'_>,
    slug: &str,
    now: DateTime<Utc>,
) -> Result<Result<Renewed, &'static str>, StoreError> {
    const CERTIFICATION: &str =
        "SELECT id, kind, superseded, exams FROM certification WHERE slug = $1";
    const EXAMS: &str = "SELECT code, languages, retires_at FROM exam";
    let row = query!(on, fetch_optional::<CertificationRow>, CERTIFICATION, slug)?;
    let Some(row) = row else {
        return Ok(Err("there is no such certification; the catalogue is imported first"));
    };
    if row.kind == Kind::Fundamentals.text() {
        return Ok(Err("never expires, so nothing renews it")); // K2
    }
    if row.superseded {
        return Ok(Err("is superseded; the newer certification is renewed")); // K5
    }
    let required: BTreeSet<_> = row.exams.iter().flatten().collect();
    let current = |exam: &ExamRow| {
        required.contains(&exam.code) && exam.retires_at.is_none_or(|retires_at| now < retires_at)
    };
    let exams = query!(on, fetch_all::<ExamRow>, EXAMS)?;
    let languages = exams.into_iter().filter(current).flat_map(|exam| exam.languages.0).collect();
    Ok(Ok(Renewed { id: row.id, languages }))
}

#[derive(FromRow)]
struct VersionRow {
    version: String,
    effective_from: DateTime<Utc>,
    digest: String,
}

/// Writes a version that is new, or says why it can't be one.
pub(super) async fn keep(
    on: &mut Connection<'_>,
    certification: Uuid,
    bank: &Bank,
) -> Result<Result<Report, String>, StoreError> {
    const VERSIONS: &str = "SELECT version, effective_from, digest FROM assessment_version
        WHERE certification_id = $1";
    for stored in query!(on, fetch_all::<VersionRow>, VERSIONS, certification)? {
        if stored.version == bank.version && stored.digest == bank.digest {
            let unchanged = bank.questions.len();
            return Ok(Ok(Report {
                unchanged,
                problems: bank.left_out.clone(),
                ..Report::default()
            }));
        } else if stored.version == bank.version {
            return Ok(Err(format!(
                "version `{}` is stored with other content; attempts rely on it, so what changed \
                 needs a new `version` and `effective_from`",
                bank.version
            )));
        } else if stored.effective_from == bank.effective_from {
            let version = stored.version;
            return Ok(Err(format!("version `{version}` takes effect on the same day already")));
        }
    }
    let version = insert_version(on, certification, bank).await?;
    for question in &bank.questions {
        insert_question(on, version, question).await?;
    }
    let taken = bank.questions.len();
    Ok(Ok(Report { taken, problems: bank.left_out.clone(), ..Report::default() }))
}

async fn insert_version(
    on: &mut Connection<'_>,
    certification: Uuid,
    bank: &Bank,
) -> Result<Uuid, StoreError> {
    const SQL: &str = "INSERT INTO assessment_version (id, certification_id, version,
            effective_from, mark, questions, time_limit_minutes, languages, skills, digest)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let id = Uuid::now_v7();
    let skills = bank.skills.iter().map(|skill| StoredSkill {
        id: skill.id.clone(),
        share: skill.share,
        titles: skill.titles.clone(),
        modules: skill.modules.iter().map(module).collect(),
    });
    execute!(
        on,
        SQL,
        id,
        certification,
        &bank.version,
        bank.effective_from,
        bank.mark.cast_signed(),
        bank.drawn.cast_signed(),
        bank.time_limit_minutes.map(u32::cast_signed),
        Json(&bank.languages),
        Json(skills.collect::<Vec<_>>()),
        &bank.digest,
    )?;
    Ok(id)
}

fn module(module: &crate::import::bank::Module) -> StoredModule {
    let (titles, url) = (module.titles.clone(), module.url.clone());
    StoredModule { titles, url, minutes: module.minutes }
}

async fn insert_question(
    on: &mut Connection<'_>,
    version: Uuid,
    question: &Question,
) -> Result<(), StoreError> {
    const QUESTION: &str = "INSERT INTO question (version_id, id, skill, kind, options)
        VALUES ($1, $2, $3, $4, $5)";
    const TEXT: &str =
        "INSERT INTO question_text (version_id, language, question_id, stem, options)
        VALUES ($1, $2, $3, $4, $5)";
    const KEY: &str = "INSERT INTO question_key (version_id, question_id, correct, explanations)
        VALUES ($1, $2, $3, $4)";
    let ids: Vec<_> = question.options.iter().map(|option| &option.id).collect();
    let (id, skill, kind) = (&question.id, &question.skill, question.kind.text());
    execute!(on, QUESTION, version, id, skill, kind, Json(&ids))?;
    for (language, text) in &question.texts {
        let options: PerLanguage<&str> = question
            .options
            .iter()
            .zip(&text.options)
            .map(|(option, text)| (option.id.clone(), text.as_str()))
            .collect();
        execute!(on, TEXT, version, language, id, &text.stem, Json(&options))?;
    }
    // A11: apart from all that a page reads.
    let right = question.options.iter().filter(|option| option.right);
    let right: Vec<_> = right.map(|option| &option.id).collect();
    execute!(on, KEY, version, id, Json(&right), Json(&question.explanations))?;
    Ok(())
}
