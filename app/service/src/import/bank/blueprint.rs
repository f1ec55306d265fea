//! `bank.toml`: version, mark, shares, skills.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::Deserialize;
use toml::Spanned;

use super::{Module, PerLanguage, Skill, questions};
use crate::import::{Problem, SourceFile, language};

/// What `bank.toml` says, checked.
pub(super) struct Blueprint {
    pub(super) version: String,
    pub(super) effective_from: DateTime<Utc>,
    pub(super) mark: u32,
    pub(super) questions: u32,
    pub(super) time_limit_minutes: Option<u32>,
    pub(super) skills: Vec<Skill>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: Spanned<String>,
    effective_from: Spanned<String>,
    mark: Spanned<i64>,
    questions: Spanned<i64>,
    time_limit_minutes: Option<Spanned<i64>>,
    skills: Vec<WrittenSkill>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSkill {
    id: Spanned<String>,
    share: Spanned<i64>,
    title: Spanned<PerLanguage<String>>,
    #[serde(default)]
    modules: Vec<WrittenModule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenModule {
    title: Spanned<PerLanguage<String>>,
    url: Spanned<String>,
    minutes: Spanned<i64>,
}

/// Where problems go, with the lines of one file.
struct Checked<'a> {
    file: &'a SourceFile,
    text: &'a str,
    languages: &'a BTreeSet<String>,
    problems: &'a mut Vec<Problem>,
}

impl Checked<'_> {
    fn line(&self, offset: usize) -> usize {
        1 + self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
    }

    fn report<T>(&mut self, at: &Spanned<T>, reason: impl Into<String>) {
        let line = self.line(at.span().start);
        self.problems.push(Problem::new(&self.file.path, line, reason));
    }

    /// A number in a range; 0 where it was reported.
    fn number(&mut self, name: &str, value: &Spanned<i64>, highest: u32) -> u32 {
        let number = u32::try_from(*value.get_ref()).unwrap_or(0);
        if (1..=highest).contains(&number) {
            return number;
        }
        self.report(value, format!("`{name}` is not from 1 to {highest}"));
        0
    }

    /// Texts under the tags that the program uses, in every language of the bank.
    fn titles(&mut self, titles: &Spanned<PerLanguage<String>>) -> PerLanguage<String> {
        let mut known = PerLanguage::new();
        for (tag, title) in titles.get_ref() {
            match language::normalised(tag) {
                Some(tag) if !title.trim().is_empty() => {
                    known.insert(tag, title.trim().to_owned());
                }
                Some(_) => {}
                None => {
                    self.report(titles, format!("`{tag}` is no language, like `en` or `zh-CN`"));
                }
            }
        }
        for language in self.languages.iter().filter(|tag| !known.contains_key(*tag)) {
            self.report(titles, format!("the title in {language} is missing"));
        }
        known
    }
}

/// `None` where the file can't be read at all; what is wrong within it is reported besides.
pub(super) fn read(
    file: &SourceFile,
    languages: &BTreeSet<String>,
    problems: &mut Vec<Problem>,
) -> Option<Blueprint> {
    let text = file.text().map_err(|problem| problems.push(problem)).ok()?;
    let mut checked = Checked { file, text, languages, problems };
    let written: Written = match toml::from_str(text) {
        Ok(written) => written,
        Err(error) => {
            let line = error.span().map(|span| checked.line(span.start));
            checked.problems.push(Problem::new(&file.path, line, error.message()));
            return None;
        }
    };
    let version = written.version.get_ref().trim().to_owned();
    if version.is_empty() {
        checked.report(&written.version, "`version` is empty");
    }
    let effective_from = written.effective_from.get_ref().parse::<NaiveDate>().ok();
    if effective_from.is_none() {
        checked.report(&written.effective_from, "`effective_from` is no date like 2026-01-15");
    }
    let mark = checked.number("mark", &written.mark, 100); // A9
    let questions = checked.number("questions", &written.questions, 1000);
    let limit = written.time_limit_minutes.as_ref();
    let time_limit_minutes = limit.map(|limit| checked.number("time_limit_minutes", limit, 1440));

    let mut ids = HashSet::new();
    let mut skills = Vec::new();
    for skill in &written.skills {
        if !ids.insert(skill.id.get_ref().as_str()) {
            checked.report(&skill.id, format!("skill `{}` is there twice", skill.id.get_ref()));
        }
        skills.push(self::skill(skill, &mut checked));
    }
    let sum: u32 = skills.iter().map(|skill| skill.share).sum();
    if questions > 0 && sum != questions {
        let reason = format!("the shares make {sum}, `questions` says {questions}");
        checked.report(&written.questions, reason);
    }
    let effective_from = effective_from.unwrap_or_default().and_time(NaiveTime::MIN).and_utc();
    Some(Blueprint { version, effective_from, mark, questions, time_limit_minutes, skills })
}

fn skill(written: &WrittenSkill, checked: &mut Checked<'_>) -> Skill {
    let id = written.id.get_ref();
    if !questions::is_id(id) {
        checked.report(&written.id, format!("`{id}` is no id: {}", questions::ID_RULE));
    }
    let share = checked.number("share", &written.share, 1000);
    let titles = checked.titles(&written.title);
    let modules = written.modules.iter().map(|module| module_of(module, checked)).collect();
    Skill { id: id.clone(), share, titles, modules }
}

fn module_of(written: &WrittenModule, checked: &mut Checked<'_>) -> Module {
    let url = written.url.get_ref();
    // It becomes a link; nothing but the web is linked to.
    if !url.starts_with("https://") {
        checked.report(&written.url, format!("`{url}` does not begin with https://"));
    }
    Module {
        titles: checked.titles(&written.title),
        url: url.clone(),
        minutes: checked.number("minutes", &written.minutes, 10_000),
    }
}
