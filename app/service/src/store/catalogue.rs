//! Certifications, exams and assessment versions, for reading.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    certification::{Kind, Level},
    view::{AssessmentFacts, CertificationName},
};
use serde::{Deserialize, Serialize};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;
use words::Language;

use super::{
    Connection, StoreError,
    credentials::PerLanguage,
    query,
    rows::{Senseless, Stored},
};

/// The longer texts of a certification in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificationText {
    /// What it is.
    pub summary: String,
    /// What its exams measure.
    pub measured: Vec<String>,
    /// What its renewal measures.
    #[serde(default)]
    pub renewal: Vec<String>,
}

/// A skill of an assessment version, with the modules to prepare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredSkill {
    /// Its id in blueprint and scores.
    pub id: String,
    /// How many questions of an attempt are about it.
    pub share: u32,
    /// Its names.
    pub titles: PerLanguage<String>,
    /// In the order in which they are best read.
    pub modules: Vec<StoredModule>,
}

/// A training module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredModule {
    /// Its names.
    pub titles: PerLanguage<String>,
    /// Where it is.
    pub url: String,
    /// How long it takes.
    pub minutes: u32,
}

/// A certification's name, as part of many rows.
#[derive(FromRow)]
pub struct Named {
    /// Its name in addresses.
    pub slug: String,
    kind: String,
    level: Option<String>,
    /// Its names.
    pub titles: Json<PerLanguage<String>>,
}

impl Named {
    /// The name in a language.
    pub fn name(&self, language: Language) -> Result<CertificationName, Senseless> {
        Ok(CertificationName {
            slug: self.slug.clone(),
            title: in_language(&self.titles, language.tag()).cloned().unwrap_or_default(),
            kind: self.kind()?,
            level: self.level()?,
        })
    }

    /// K1.
    pub fn kind(&self) -> Result<Kind, Senseless> {
        Kind::read(&self.kind, "certification", "kind", &self.slug)
    }

    fn level(&self) -> Result<Option<Level>, Senseless> {
        let read = |level: &String| Level::read(level, "certification", "level", &self.slug);
        self.level.as_ref().map(read).transpose()
    }
}

/// The text in a language, else in English, else in any.
pub fn in_language<'a, T>(texts: &'a PerLanguage<T>, tag: &str) -> Option<&'a T> {
    texts.get(tag).or_else(|| texts.get("en")).or_else(|| texts.values().next())
}

/// L3: the assessment version in effect, as part of rows; all `None` where there is none.
#[derive(FromRow)]
pub struct InEffect {
    /// Its id.
    pub version_id: Option<Uuid>,
    version: Option<String>,
    mark: Option<i32>,
    questions: Option<i32>,
    /// A7.
    pub time_limit_minutes: Option<i32>,
    languages: Option<Json<Vec<String>>>,
}

impl InEffect {
    /// What it is like.
    pub fn facts(&self) -> Option<AssessmentFacts> {
        Some(AssessmentFacts {
            version: self.version.clone()?,
            questions: u32::try_from(self.questions?).ok()?,
            mark: u32::try_from(self.mark?).ok()?,
            time_limit_minutes: self.time_limit_minutes.and_then(|m| u32::try_from(m).ok()),
            languages: self.languages.as_ref()?.0.clone(),
        })
    }
}

/// A certification as stored, with the version in effect.
#[derive(FromRow)]
pub struct CertificationRow {
    /// Which one.
    #[sqlx(flatten)]
    pub named: Named,
    /// K3.
    pub available_since: Option<NaiveDate>,
    /// K6.
    pub retires_at: Option<DateTime<Utc>>,
    /// K5.
    pub superseded: bool,
    /// K5: the slug of the one that is renewed instead, where it is known.
    pub successor: Option<String>,
    /// Its longer texts.
    pub texts: Json<PerLanguage<CertificationText>>,
    /// X3: groups of exam codes.
    pub exams: Json<Vec<Vec<String>>>,
    /// X3: groups of slugs.
    pub prerequisites: Json<Vec<Vec<String>>>,
    /// L3.
    #[sqlx(flatten)]
    pub in_effect: InEffect,
    /// Skills of the version in effect.
    pub skills: Option<Json<Vec<StoredSkill>>>,
}

/// One certification with the version in effect at `now`.
pub async fn certification(
    on: &mut Connection<'_>,
    slug: &str,
    now: DateTime<Utc>,
) -> Result<Option<CertificationRow>, StoreError> {
    const SQL: &str = "SELECT c.slug, c.kind, c.level, c.available_since, c.retires_at,
            c.superseded, c.successor, c.titles, c.texts, c.exams, c.prerequisites, v.id AS version_id,
            v.version, v.mark, v.questions, v.time_limit_minutes, v.languages, v.skills
        FROM certification c
        LEFT JOIN assessment_version v ON v.id = (SELECT w.id FROM assessment_version w
            WHERE w.certification_id = c.id AND w.effective_from <= $2
            ORDER BY w.effective_from DESC LIMIT 1)
        WHERE c.slug = $1";
    Ok(query!(on, fetch_optional::<CertificationRow>, SQL, slug, now)?)
}

/// The names of all certifications that are not superseded.
pub async fn names(on: &mut Connection<'_>) -> Result<Vec<Named>, StoreError> {
    const SQL: &str = "SELECT slug, kind, level, titles FROM certification
        WHERE superseded = $1 ORDER BY slug";
    Ok(query!(on, fetch_all::<Named>, SQL, false)?)
}

/// The id of a certification.
pub async fn certification_id(
    on: &mut Connection<'_>,
    slug: &str,
) -> Result<Option<Uuid>, StoreError> {
    const SQL: &str = "SELECT id FROM certification WHERE slug = $1";
    Ok(query!(on, fetch_optional::<(Uuid,)>, SQL, slug)?.map(|(id,)| id))
}

/// The names of all certifications by slug, also of superseded ones, for prerequisites.
pub async fn titles(
    on: &mut Connection<'_>,
) -> Result<Vec<(String, Json<PerLanguage<String>>)>, StoreError> {
    const SQL: &str = "SELECT slug, titles FROM certification";
    Ok(query!(on, fetch_all::<(String, Json<PerLanguage<String>>)>, SQL)?)
}

/// An exam as stored.
#[derive(FromRow)]
pub struct ExamRow {
    /// E.g. AZ-104.
    pub code: String,
    /// Its names.
    pub titles: Json<PerLanguage<String>>,
    /// Language tags.
    pub languages: Json<Vec<String>>,
}

/// All exams.
pub async fn exams(on: &mut Connection<'_>) -> Result<Vec<ExamRow>, StoreError> {
    const SQL: &str = "SELECT code, titles, languages FROM exam";
    Ok(query!(on, fetch_all::<ExamRow>, SQL)?)
}

/// The skills of an assessment version.
pub async fn skills(
    on: &mut Connection<'_>,
    version: Uuid,
) -> Result<Vec<StoredSkill>, StoreError> {
    const SQL: &str = "SELECT skills FROM assessment_version WHERE id = $1";
    let row = query!(on, fetch_one::<(Json<Vec<StoredSkill>>,)>, SQL, version)?;
    Ok(row.0.0)
}
