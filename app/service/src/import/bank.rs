//! A question bank: `bank.toml` and one GIFT file per language, checked as a whole. A bank with a
//! fault is refused, with every fault named. Questions of a kind that no assessment asks are no
//! fault: they are left out, as long as the others fill the blueprint.

mod asked;
mod blueprint;
mod questions;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::{DateTime, Utc};
use domain::{
    assessment::{self, Candidate},
    view::QuestionKind,
};
use sha2::{Digest, Sha256};

use super::{Problem, SourceFile, language};
use crate::secrets::hex;

/// Texts by language tag.
pub type PerLanguage<T> = BTreeMap<String, T>;

/// A bank that can be published as a version of an assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bank {
    /// L3: what results name.
    pub version: String,
    /// L3: from when on new attempts use it.
    pub effective_from: DateTime<Utc>,
    /// A9: a percentage, 1 to 100.
    pub mark: u32,
    /// How many questions an attempt draws: the sum of the shares.
    pub drawn: u32,
    /// A7: `None` for no limit.
    pub time_limit_minutes: Option<u32>,
    /// L1: every question has all of these.
    pub languages: BTreeSet<String>,
    /// In the order of the file.
    pub skills: Vec<Skill>,
    /// In the order of the first language's file.
    pub questions: Vec<Question>,
    /// What an assessment can't ask, in the order of files and lines.
    pub left_out: Vec<Problem>,
    /// SHA-256 over all the files, in hex: whether a bank is the same.
    pub digest: String,
}

/// A12: a skill of the blueprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skill {
    /// What `$CATEGORY` names it.
    pub id: String,
    /// How many questions of an attempt are about it.
    pub share: u32,
    /// Its names.
    pub titles: PerLanguage<String>,
    /// In the order in which they are best read.
    pub modules: Vec<Module>,
}

/// A training module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// Its names.
    pub titles: PerLanguage<String>,
    /// Where it is.
    pub url: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
}

/// A question with its key: not for learners (A11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What stands between `::` and `::`, alike in all languages.
    pub id: String,
    /// The id of its skill.
    pub skill: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// In the order of the files.
    pub options: Vec<BankOption>,
    /// What is asked, in every language of the bank.
    pub texts: PerLanguage<QuestionText>,
    /// A11: why the right one is right, for authors only.
    pub explanations: PerLanguage<String>,
}

/// An option without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankOption {
    /// Says nothing about being right or about the order in the file.
    pub id: String,
    /// The key.
    pub right: bool,
}

/// What is asked in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionText {
    /// The question.
    pub stem: String,
    /// In the order of [`Question::options`].
    pub options: Vec<String>,
}

/// Reads and checks a bank: `bank.toml` and the files ending in `.gift`; others are left alone.
/// `required` are the languages that L1 asks for.
///
/// # Errors
/// Every fault of the bank, and what an assessment can't ask, in the order of files and lines.
pub fn check(files: &[SourceFile], required: &BTreeSet<String>) -> Result<Bank, Vec<Problem>> {
    let mut problems = Vec::new();
    let (toml, gifts) = sorted(files, &mut problems);
    let languages: BTreeSet<_> = gifts.keys().cloned().collect();
    let place = toml.map_or("bank.toml", |file| file.path.as_str());
    for language in assessment::missing_languages(&languages, required.iter().map(String::as_str)) {
        // L1
        let reason =
            format!("`{language}.gift` is missing: the required exams are offered in {language}");
        problems.push(Problem::new(place, None, reason));
    }
    let blueprint = toml.and_then(|file| blueprint::read(file, &languages, &mut problems));
    let skills = blueprint.as_ref().map(|blueprint| {
        blueprint.skills.iter().map(|skill| skill.id.as_str()).collect::<HashSet<_>>()
    });
    let mut left_out = Vec::new();
    let mut questions = questions::read(&gifts, skills.as_ref(), &mut problems, &mut left_out);
    if let Some(blueprint) = &blueprint {
        fill(blueprint, &questions, place, &mut problems);
    }
    match blueprint {
        Some(blueprint) if problems.is_empty() => {
            let digest = digest(toml.into_iter().chain(gifts.into_values()));
            name_options(&mut questions, &blueprint.version, &digest);
            Ok(Bank {
                version: blueprint.version,
                effective_from: blueprint.effective_from,
                mark: blueprint.mark,
                drawn: blueprint.questions,
                time_limit_minutes: blueprint.time_limit_minutes,
                languages,
                skills: blueprint.skills,
                questions,
                left_out,
                digest,
            })
        }
        _ => {
            problems.append(&mut left_out);
            problems.sort();
            problems.dedup();
            Err(problems)
        }
    }
}

/// `bank.toml`, and the GIFT files by the language they are named after.
fn sorted<'a>(
    files: &'a [SourceFile],
    problems: &mut Vec<Problem>,
) -> (Option<&'a SourceFile>, PerLanguage<&'a SourceFile>) {
    let toml = files.iter().find(|file| file.name() == "bank.toml");
    if toml.is_none() {
        problems.push(Problem::new("bank.toml", None, "is missing"));
    }
    let mut gifts = PerLanguage::new();
    for file in files {
        let Some(stem) = file.name().strip_suffix(".gift") else {
            continue;
        };
        let Some(tag) = language::normalised(stem) else {
            let reason = "is not named after a language, like `en.gift` or `zh-CN.gift`";
            problems.push(Problem::new(&file.path, None, reason));
            continue;
        };
        if let Some(other) = gifts.insert(tag, file) {
            let reason = format!("is for the same language as {}", other.path);
            problems.push(Problem::new(&file.path, None, reason));
        }
    }
    if gifts.is_empty() {
        problems.push(Problem::new("en.gift", None, "is missing: there are no questions"));
    }
    (toml, gifts)
}

/// A12: whether every share can be filled, asked of the function that draws attempts.
fn fill(
    blueprint: &blueprint::Blueprint,
    questions: &[Question],
    place: &str,
    problems: &mut Vec<Problem>,
) {
    let shares: Vec<_> =
        blueprint.skills.iter().map(|skill| (skill.id.clone(), skill.share)).collect();
    let candidate = |question: &Question| Candidate {
        id: question.id.clone(),
        skill: question.skill.clone(),
        options: Vec::new(),
    };
    let candidates: Vec<_> = questions.iter().map(candidate).collect();
    if let Err(missing) = assessment::draw(&shares, &candidates, &HashSet::new(), 0) {
        problems.extend(missing.iter().map(|few| Problem::new(place, None, few.to_string())));
    }
}

fn digest<'a>(files: impl Iterator<Item = &'a SourceFile>) -> String {
    let mut sha = Sha256::new();
    for file in files {
        for part in [file.name().as_bytes(), &file.bytes] {
            sha.update(part.len().to_be_bytes());
            sha.update(part);
        }
    }
    hex(&sha.finalize())
}

/// A11: the id of an option must not tell its place in the file, where authors may put the right
/// one first by habit. So it is a hash over something no learner has: the bank with its keys.
fn name_options(questions: &mut [Question], version: &str, digest: &str) {
    for question in questions {
        for (index, option) in question.options.iter_mut().enumerate() {
            let name = format!("{digest}/{version}/{}/{index}", question.id);
            option.id = hex(&Sha256::digest(name)[..4]);
        }
    }
}
