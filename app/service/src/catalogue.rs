//! The catalogue as everybody sees it: certifications, their exams, what a renewal measures.

use std::collections::HashMap;

use domain::view::{CertificationName, CertificationPage, Exam, Module, Prerequisite, Skill};
use uuid::Uuid;
use words::Language;

use crate::{
    Error, Service,
    store::{
        Connection, StoreError,
        catalogue::{self, StoredSkill, in_language},
        credentials::PerLanguage,
    },
};

impl Service {
    /// Every certification that is not superseded (K5), by title.
    pub async fn certifications(
        &self,
        language: Language,
    ) -> Result<Vec<CertificationName>, Error> {
        let rows = catalogue::names(&mut self.store.read().await?.on()).await?;
        let names = rows.iter().map(|row| row.name(language));
        let mut names: Vec<_> = names.collect::<Result<_, _>>().map_err(StoreError::from)?;
        names.sort_by(|a, b| a.title.cmp(&b.title));
        Ok(names)
    }

    /// One certification.
    pub async fn certification_page(
        &self,
        slug: &str,
        language: Language,
    ) -> Result<CertificationPage, Error> {
        page(&mut self.store.read().await?.on(), self, slug, language).await
    }
}

/// The page of a certification.
pub(crate) async fn page(
    on: &mut Connection<'_>,
    service: &Service,
    slug: &str,
    language: Language,
) -> Result<CertificationPage, Error> {
    let row = catalogue::certification(on, slug, service.now()).await?.ok_or(Error::NotFound)?;
    let exams: HashMap<_, _> =
        catalogue::exams(on).await?.into_iter().map(|exam| (exam.code.clone(), exam)).collect();
    let titles: HashMap<_, _> = catalogue::titles(on).await?.into_iter().collect();

    let title = |titles: &PerLanguage<String>| {
        in_language(titles, language.tag()).cloned().unwrap_or_default()
    };
    let exam = |code: &String| match exams.get(code) {
        Some(exam) => Exam {
            code: code.clone(),
            title: title(&exam.titles),
            languages: exam.languages.0.clone(),
        },
        None => Exam { code: code.clone(), title: code.clone(), languages: Vec::new() },
    };
    let prerequisite = |slug: &String| Prerequisite {
        slug: slug.clone(),
        title: titles.get(slug).map_or_else(|| slug.clone(), |titles| title(titles)),
    };
    let successor = match &row.successor {
        Some(slug) => catalogue::certification(on, slug, service.now()).await?,
        None => None,
    };
    let successor = successor.map(|row| row.named.name(language));
    // A renewal may be there in fewer languages than the certification.
    let renewal = [language.tag(), "en"]
        .iter()
        .filter_map(|tag| row.texts.get(*tag))
        .map(|text| &text.renewal)
        .find(|skills| !skills.is_empty() && row.skills.is_none());
    let longer = in_language(&row.texts, language.tag()).cloned().unwrap_or_default();
    Ok(CertificationPage {
        name: row.named.name(language).map_err(StoreError::from)?,
        summary: longer.summary,
        available_since: row.available_since,
        retires_at: row.retires_at,
        superseded: row.superseded,
        successor: successor.transpose().map_err(StoreError::from)?,
        measured: longer.measured,
        exams: each(&row.exams, exam),
        prerequisites: each(&row.prerequisites, prerequisite),
        assessment: row.in_effect.facts(),
        skills: row.skills.iter().flat_map(|skills| skills_in(&skills.0, language.tag())).collect(),
        renewal: renewal.cloned().unwrap_or_default(),
    })
}

/// The skills of a version in a language.
pub(crate) async fn version_skills(
    on: &mut Connection<'_>,
    version: Uuid,
    language: &str,
) -> Result<Vec<Skill>, StoreError> {
    Ok(skills_in(&catalogue::skills(on, version).await?, language))
}

fn skills_in(skills: &[StoredSkill], language: &str) -> Vec<Skill> {
    let module = |module: &catalogue::StoredModule| Module {
        title: in_language(&module.titles, language).cloned().unwrap_or_default(),
        url: module.url.clone(),
        minutes: module.minutes,
    };
    skills
        .iter()
        .map(|skill| Skill {
            id: skill.id.clone(),
            title: in_language(&skill.titles, language).cloned().unwrap_or_default(),
            share: skill.share,
            modules: skill.modules.iter().map(module).collect(),
        })
        .collect()
}

fn each<A, B>(groups: &[Vec<A>], make: impl Fn(&A) -> B) -> Vec<Vec<B>> {
    groups.iter().map(|group| group.iter().map(&make).collect()).collect()
}
