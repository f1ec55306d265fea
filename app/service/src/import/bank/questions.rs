//! The questions of all languages, each usable by itself and alike across languages.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::view::QuestionKind;

use super::{
    BankOption, PerLanguage, Question, QuestionText,
    asked::{Asked, asked, check_single, shown},
};
use crate::import::{Problem, SourceFile, gift};

/// What ids may look like: they travel in forms and addresses.
pub(super) const ID_RULE: &str = "ids are made of up to 64 letters, digits, `-`, `_` and `.`";

/// See [`ID_RULE`].
pub(super) fn is_id(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    (1..=64).contains(&text.len()) && text.bytes().all(fits)
}

/// A question as one language has it.
struct Read {
    line: usize,
    id: String,
    skill: String,
    kind: QuestionKind,
    stem: String,
    /// With the key.
    options: Vec<(String, bool)>,
    explanation: Option<String>,
}

/// All questions of the first language (English, where it is there), with the texts of all.
pub(super) fn read(
    files: &PerLanguage<&SourceFile>,
    skills: Option<&HashSet<&str>>,
    problems: &mut Vec<Problem>,
    left_out: &mut Vec<Problem>,
) -> Vec<Question> {
    let mut all: BTreeMap<&str, Vec<Read>> = files
        .iter()
        .map(|(language, file)| {
            (language.as_str(), of_file(file, language, skills, problems, left_out))
        })
        .collect();
    let Some(first) = all.keys().copied().find(|tag| *tag == "en").or(all.keys().next().copied())
    else {
        return Vec::new();
    };
    let base = all.remove(first).unwrap_or_default();
    for (language, others) in &all {
        compare(files[first], &base, files[*language], others, problems);
    }
    let mut questions: Vec<_> = base.into_iter().map(|read| new(first, read)).collect();
    for (language, others) in all {
        let mut others: HashMap<_, _> =
            others.into_iter().map(|read| (read.id.clone(), read)).collect();
        for question in &mut questions {
            if let Some(read) = others.remove(&question.id) {
                add(question, language, read);
            }
        }
    }
    questions
}

fn new(language: &str, read: Read) -> Question {
    let option = |(_, right): &(String, bool)| BankOption { id: String::new(), right: *right };
    let mut question = Question {
        id: read.id.clone(),
        skill: read.skill.clone(),
        kind: read.kind,
        options: read.options.iter().map(option).collect(),
        texts: PerLanguage::new(),
        explanations: PerLanguage::new(),
    };
    add(&mut question, language, read);
    question
}

fn add(question: &mut Question, language: &str, read: Read) {
    let options = read.options.into_iter().map(|(text, _)| text).collect();
    question.texts.insert(language.to_owned(), QuestionText { stem: read.stem, options });
    if let Some(explanation) = read.explanation {
        question.explanations.insert(language.to_owned(), explanation);
    }
}

fn of_file(
    file: &SourceFile,
    language: &str,
    skills: Option<&HashSet<&str>>,
    problems: &mut Vec<Problem>,
    left_out: &mut Vec<Problem>,
) -> Vec<Read> {
    let gift = match file.text() {
        Ok(text) => gift::parse(text),
        Err(problem) => {
            problems.push(problem);
            return Vec::new();
        }
    };
    let mut faults: Vec<_> =
        gift.faults.into_iter().map(|fault| (fault.line, fault.reason)).collect();
    let mut lines: HashMap<String, usize> = HashMap::new();
    let mut questions = Vec::new();
    for question in gift.questions {
        let mut report = |line, reason| faults.push((line, reason));
        let asked = match asked(&question.kind, language) {
            Ok(Some(asked)) => asked,
            Ok(None) => {
                let reason = format!(
                    "{} is of kind {}, which is not usable in an assessment",
                    name_of(&question),
                    question.kind.name()
                );
                left_out.push(Problem::new(&file.path, question.line, reason));
                continue;
            }
            Err(reason) => {
                report(question.line, format!("{} {reason}", name_of(&question)));
                continue;
            }
        };
        let Some(read) = usable(question, asked, skills, &mut report) else {
            continue;
        };
        if let Some(earlier) = lines.insert(read.id.clone(), read.line) {
            report(read.line, format!("`{}` is the id of line {earlier} too", read.id));
        }
        questions.push(read);
    }
    let problem = |(line, reason)| Problem::new(&file.path, line, reason);
    problems.extend(faults.into_iter().map(problem));
    questions
}

/// What a report calls it.
fn name_of(question: &gift::Question) -> String {
    match question.title.as_deref() {
        None | Some("") => "the question".to_owned(),
        Some(id) => format!("`{id}`"),
    }
}

/// A question that an assessment can ask; what is wrong with it is reported. `None` where it has
/// no id.
fn usable(
    question: gift::Question,
    (kind, options): Asked,
    skills: Option<&HashSet<&str>>,
    report: &mut impl FnMut(usize, String),
) -> Option<Read> {
    let line = question.line;
    let name = name_of(&question);
    let id = question.title.unwrap_or_default();
    if id.is_empty() {
        report(line, "the question has no id between `::` and `::`".to_owned());
    } else if !is_id(&id) {
        report(line, format!("{name}: {ID_RULE}"));
    }
    // Moodle writes the whole path of a category; its last part is ours.
    let skill = question.category.as_deref().map(|path| path.rsplit('/').next().unwrap_or(path));
    match (skill, skills) {
        (None, _) => report(line, format!("{name} stands before any `$CATEGORY:`, the skill")),
        (Some(skill), Some(known)) if !known.contains(skill) => {
            report(line, format!("{name} is about `{skill}`, a skill that bank.toml lacks"));
        }
        _ => {}
    }
    if kind == QuestionKind::SingleChoice {
        check_single(&question.kind, &name, line, report);
    }
    if !options.iter().any(|(_, right)| *right) {
        report(line, format!("{name} has no right answer"));
    }
    let different: HashSet<_> = options.iter().map(|(text, _)| text).collect();
    if options.len() < 2 {
        report(line, format!("{name} has fewer than two options"));
    } else if different.len() < options.len() {
        report(line, format!("{name} has the same option twice"));
    }
    let skill = skill.unwrap_or_default().to_owned();
    let stem = shown(&question.stem, question.format);
    let explanation = question.general_feedback;
    is_id(&id).then_some(Read { line, id, skill, kind, stem, options, explanation })
}

/// Everything but the words is the same in all languages.
fn compare(
    first: &SourceFile,
    base: &[Read],
    file: &SourceFile,
    others: &[Read],
    problems: &mut Vec<Problem>,
) {
    let by_id: HashMap<_, _> = base.iter().map(|read| (read.id.as_str(), read)).collect();
    for read in others {
        let id = &read.id;
        let Some(there) = by_id.get(id.as_str()) else {
            let reason = format!("`{id}` is not in {}", first.name());
            problems.push(Problem::new(&file.path, read.line, reason));
            continue;
        };
        let right = |read: &Read| read.options.iter().map(|(_, right)| *right).collect::<Vec<_>>();
        let differences = [
            (read.skill != there.skill, "another skill"),
            (read.kind != there.kind, "another kind"),
            (read.options.len() != there.options.len(), "another number of options"),
            (right(read) != right(there), "other right answers"),
        ];
        if let Some((_, what)) = differences.iter().find(|(differs, _)| *differs) {
            let reason = format!("`{id}` has {what} than in {}:{}", first.name(), there.line);
            problems.push(Problem::new(&file.path, read.line, reason));
        }
    }
    let here: HashSet<_> = others.iter().map(|read| read.id.as_str()).collect();
    for read in base.iter().filter(|read| !here.contains(read.id.as_str())) {
        let reason = format!("`{}` of {}:{} is missing", read.id, first.name(), read.line);
        problems.push(Problem::new(&file.path, None, reason));
    }
}
