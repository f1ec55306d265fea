//! One file, one record in one language: its fields made sense of, or the reason why not.

use chrono::{DateTime, NaiveDate, Utc};
use domain::certification::{Kind, Level};
use serde::{Deserialize, de::DeserializeOwned};
use serde_saphyr::Spanned;

use super::{
    CertificationText,
    sense::{
        at, certification_title, end_of_day, iso_day, kind, line, line_of_text, list, references,
        uid,
    },
};
use crate::import::{Problem, SourceFile, language, markup};

/// All records that could be read.
#[derive(Default)]
pub(super) struct Records {
    pub(super) certifications: Vec<Record<Certification>>,
    pub(super) renewals: Vec<Record<Renewal>>,
    pub(super) exams: Vec<Record<Exam>>,
}

/// A record in one language.
pub(super) struct Record<T> {
    pub(super) file: String,
    pub(super) language: String,
    pub(super) uid: String,
    pub(super) said: T,
}

/// A value and the line on which it stands.
#[derive(Clone)]
pub(super) struct At<T> {
    pub(super) line: usize,
    pub(super) value: T,
}

pub(super) struct Certification {
    pub(super) kind: At<(Kind, Option<Level>)>,
    pub(super) hidden: bool,
    pub(super) renewal: Option<At<String>>,
    pub(super) available_since: Option<At<NaiveDate>>,
    pub(super) retires_at: Option<At<Option<DateTime<Utc>>>>,
    pub(super) exams: Option<At<Vec<String>>>,
    pub(super) prerequisites: Option<At<Vec<String>>>,
    pub(super) text: CertificationText,
}

pub(super) struct Renewal {
    pub(super) certification: At<String>,
    pub(super) skills: Vec<String>,
}

pub(super) struct Exam {
    pub(super) code: At<String>,
    pub(super) languages: At<Vec<String>>,
    pub(super) retires_at: Option<At<Option<DateTime<Utc>>>>,
    pub(super) title: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WrittenCertification {
    uid: Spanned<String>,
    title: Spanned<String>,
    #[serde(rename = "type")]
    kind: Spanned<String>,
    icon_url: Option<Spanned<String>>,
    summary: Option<String>,
    sub_title: Option<String>,
    #[serde(default)]
    hidden: bool,
    certification_renewal_uid: Option<Spanned<String>>,
    available_since: Option<Spanned<String>>,
    retirement_date: Option<Spanned<String>>,
    skills: Option<Vec<String>>,
    exams: Option<Spanned<Vec<Reference>>>,
    prerequisites: Option<Spanned<Vec<Reference>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WrittenRenewal {
    uid: Spanned<String>,
    certification_uid: Spanned<String>,
    skills: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WrittenExam {
    uid: Spanned<String>,
    title: Spanned<String>,
    display_name: Spanned<String>,
    retirement_date: Option<Spanned<String>>,
    locales: Spanned<Vec<String>>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Reference {
    pub(super) uid: String,
    #[serde(default)]
    pub(super) is_optional: bool,
}

/// Why a record is not taken, and where.
pub(super) type Refused = (Option<usize>, String);

/// Sorts the files by the kind that their first line names, and reads them.
pub(super) fn all(files: &[SourceFile], problems: &mut Vec<Problem>) -> Records {
    let mut records = Records::default();
    let extension = |file: &SourceFile| file.name().rsplit('.').next().map(str::to_ascii_lowercase);
    let yaml = |file: &&SourceFile| matches!(extension(file).as_deref(), Some("yml" | "yaml"));
    for file in files.iter().filter(yaml) {
        if let Err(problem) = one(file, &mut records) {
            problems.push(problem);
        }
    }
    records
}

fn one(file: &SourceFile, records: &mut Records) -> Result<(), Problem> {
    let text = file.text()?;
    let refused = |(line, reason): Refused| Problem::new(&file.path, line, reason);
    let kind = text.lines().next().and_then(|line| line.trim().strip_prefix("### YamlMime:"));
    let kind = kind.map(str::trim).ok_or_else(|| {
        refused((Some(1), "the first line is not `### YamlMime:` and a kind".to_owned()))
    })?;
    let language = language::of_path(&file.path)
        .ok_or_else(|| refused((None, "no folder names the language, like `zh-cn`".to_owned())))?;
    match kind {
        "Certification" => {
            let read = certification(text).map_err(refused)?;
            records.certifications.push(record(file, language, read));
        }
        "CertificationRenewal" => {
            let read = renewal(text).map_err(refused)?;
            records.renewals.push(record(file, language, read));
        }
        "Examination" => {
            let read = exam(text).map_err(refused)?;
            records.exams.push(record(file, language, read));
        }
        other => {
            let reason = format!("a record of kind `{other}` is not part of the catalogue");
            return Err(refused((Some(1), reason)));
        }
    }
    Ok(())
}

fn record<T>(file: &SourceFile, language: String, (uid, said): (String, T)) -> Record<T> {
    Record { file: file.path.clone(), language, uid, said }
}

fn certification(text: &str) -> Result<(String, Certification), Refused> {
    let written: WrittenCertification = parse(text)?;
    let uid = uid(written.uid, "certification.")?;
    let line_of_kind = line(&written.kind).unwrap_or(1);
    let kind = kind(&written.kind, written.icon_url.as_ref())?;
    let kind = At { line: line_of_kind, value: kind };
    let available_since =
        written.available_since.map(|date| at(date, |date| iso_day(&date))).transpose()?;
    let summary = written.summary.or(written.sub_title).unwrap_or_default();
    let said = Certification {
        kind,
        hidden: written.hidden,
        renewal: written.certification_renewal_uid.map(|uid| at(uid, Ok)).transpose()?,
        available_since,
        retires_at: written
            .retirement_date
            .map(|date| at(date, |date| end_of_day(&date)))
            .transpose()?,
        exams: references(written.exams, false)?,
        prerequisites: references(written.prerequisites, true)?,
        text: CertificationText {
            title: certification_title(&line_of_text(written.title)?),
            summary: markup::plain(&summary),
            measured: list(written.skills),
        },
    };
    Ok((uid, said))
}

fn renewal(text: &str) -> Result<(String, Renewal), Refused> {
    let written: WrittenRenewal = parse(text)?;
    let uid = uid(written.uid, "renewal.")?;
    let certification = at(written.certification_uid, Ok)?;
    Ok((uid, Renewal { certification, skills: list(written.skills) }))
}

fn exam(text: &str) -> Result<(String, Exam), Refused> {
    let written: WrittenExam = parse(text)?;
    let uid = uid(written.uid, "exam.")?;
    let tag = |tag: String| {
        language::normalised(tag.trim()).ok_or_else(|| format!("`{tag}` is no language"))
    };
    let tags = |tags: Vec<String>| {
        let mut tags: Vec<_> = tags.into_iter().map(tag).collect::<Result<_, _>>()?;
        tags.sort();
        tags.dedup();
        Ok(tags)
    };
    let code = |code: String| match code.trim() {
        "" => Err("`displayName`, the code of the exam, is empty".to_owned()),
        code => Ok(code.to_owned()),
    };
    let said = Exam {
        code: at(written.display_name, code)?,
        languages: at(written.locales, tags)?,
        retires_at: written
            .retirement_date
            .map(|date| at(date, |date| end_of_day(&date)))
            .transpose()?,
        title: line_of_text(written.title)?,
    };
    Ok((uid, said))
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Refused> {
    serde_saphyr::from_str(text).map_err(|error| {
        let line = error.location().and_then(|at| usize::try_from(at.line()).ok());
        let reason = markup::plain_line(&error.without_snippet().to_string());
        // The line is said before it.
        let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
        (line, format!("can't be read: {reason}"))
    })
}
