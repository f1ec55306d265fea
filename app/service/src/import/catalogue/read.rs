//! One file, one record in one language: its fields made sense of, or the reason why not.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use domain::certification::{Kind, Level};
use serde::{Deserialize, de::DeserializeOwned};
use serde_saphyr::Spanned;

use super::CertificationText;
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
struct Reference {
    uid: String,
    #[serde(default)]
    is_optional: bool,
}

/// Why a record is not taken, and where.
type Refused = (Option<usize>, String);

/// Sorts the files by the kind that their first line names, and reads them.
pub(super) fn all(files: &[SourceFile], problems: &mut Vec<Problem>) -> Records {
    let mut records = Records::default();
    let yaml = |file: &&SourceFile| file.name().ends_with(".yml") || file.name().ends_with(".yaml");
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
    let kind = text
        .lines()
        .next()
        .and_then(|line| line.trim().strip_prefix("### YamlMime:"));
    let kind = kind.map(str::trim).ok_or_else(|| {
        refused((
            Some(1),
            "the first line is not `### YamlMime:` and a kind".to_owned(),
        ))
    })?;
    let language = language::of_path(&file.path).ok_or_else(|| {
        refused((
            None,
            "no folder names the language, like `zh-cn`".to_owned(),
        ))
    })?;
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
    Record {
        file: file.path.clone(),
        language,
        uid,
        said,
    }
}

fn certification(text: &str) -> Result<(String, Certification), Refused> {
    let written: WrittenCertification = parse(text)?;
    let uid = uid(written.uid, "certification.")?;
    let line_of_kind = line(&written.kind).unwrap_or(1);
    let kind = kind(&written.kind, written.icon_url.as_ref())?;
    let kind = At {
        line: line_of_kind,
        value: kind,
    };
    let available_since = written
        .available_since
        .map(|date| at(date, iso_day))
        .transpose()?;
    let summary = written.summary.or(written.sub_title).unwrap_or_default();
    let said = Certification {
        kind,
        hidden: written.hidden,
        renewal: written
            .certification_renewal_uid
            .map(|uid| at(uid, Ok))
            .transpose()?,
        available_since,
        retires_at: written
            .retirement_date
            .map(|date| at(date, end_of_day))
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
    Ok((
        uid,
        Renewal {
            certification,
            skills: list(written.skills),
        },
    ))
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
            .map(|date| at(date, end_of_day))
            .transpose()?,
        title: line_of_text(written.title)?,
    };
    Ok((uid, said))
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Refused> {
    serde_saphyr::from_str(text).map_err(|error| {
        let line = error
            .location()
            .and_then(|at| usize::try_from(at.line()).ok());
        let reason = error.without_snippet().to_string();
        (
            line,
            format!("can't be read: {}", markup::plain_line(&reason)),
        )
    })
}

fn line<T>(written: &Spanned<T>) -> Option<usize> {
    usize::try_from(written.referenced.line()).ok()
}

/// A value made sense of, with its line.
fn at<T, U>(
    written: Spanned<T>,
    sense: impl FnOnce(T) -> Result<U, String>,
) -> Result<At<U>, Refused> {
    let line = line(&written);
    let value = sense(written.value).map_err(|reason| (line, reason))?;
    Ok(At {
        line: line.unwrap_or(1),
        value,
    })
}

/// A `uid` of this kind; what follows its kind becomes a name in addresses.
fn uid(written: Spanned<String>, prefix: &str) -> Result<String, Refused> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let sense = |uid: String| match uid.strip_prefix(prefix) {
        Some(name) if !name.is_empty() && name.bytes().all(fits) => Ok(uid),
        _ => Err(format!("`{uid}` is no uid like `{prefix}name-1`")),
    };
    Ok(at(written, sense)?.value)
}

/// K1. The level is no field: the file name of the badge tells it.
fn kind(
    written: &Spanned<String>,
    badge: Option<&Spanned<String>>,
) -> Result<(Kind, Option<Level>), Refused> {
    match written.value.trim() {
        "fundamentals" => Ok((Kind::Fundamentals, None)),
        "specialty" => Ok((Kind::Specialty, None)),
        "role-based" => {
            let name = badge.map_or("", |badge| badge.value.rsplit('/').next().unwrap_or(""));
            let level = match (name.contains("associate"), name.contains("expert")) {
                (true, false) => Level::Associate,
                (false, true) => Level::Expert,
                _ => {
                    let reason = "is role-based, but its badge (`iconUrl`) tells no level";
                    return Err((badge.map_or(line(written), line), reason.to_owned()));
                }
            };
            Ok((Kind::RoleBased, Some(level)))
        }
        other => {
            let reason = format!(
                "certifications of type `{other}` are not taken, only fundamentals, role-based \
                 and specialty"
            );
            Err((line(written), reason))
        }
    }
}

/// The day after, 00:00 UTC: the end of a retirement date, written as month, day, year. `none`
/// says that there is none.
fn end_of_day(date: String) -> Result<Option<DateTime<Utc>>, String> {
    let date = date.trim();
    if date.eq_ignore_ascii_case("none") || date.is_empty() {
        return Ok(None);
    }
    NaiveDate::parse_from_str(date, "%m/%d/%Y")
        .ok()
        .and_then(|day| day.checked_add_days(Days::new(1)))
        .map(|day| Some(day.and_time(NaiveTime::MIN).and_utc()))
        .ok_or_else(|| format!("`{date}` is no date like 12/31/2025"))
}

fn iso_day(date: String) -> Result<NaiveDate, String> {
    date.trim()
        .parse()
        .map_err(|_| format!("`{date}` is no date like 2018-09-24"))
}

/// The `uid`s that are not optional. For prerequisites their order means nothing.
fn references(
    written: Option<Spanned<Vec<Reference>>>,
    sorted: bool,
) -> Result<Option<At<Vec<String>>>, Refused> {
    let Some(written) = written else {
        return Ok(None);
    };
    let sense = |list: Vec<Reference>| {
        let required = list.into_iter().filter(|reference| !reference.is_optional);
        let mut uids: Vec<_> = required
            .map(|reference| reference.uid.trim().to_owned())
            .collect();
        if sorted {
            uids.sort();
        }
        Ok(uids)
    };
    at(written, sense).map(Some)
}

fn line_of_text(written: Spanned<String>) -> Result<String, Refused> {
    let sense = |text: String| match markup::plain_line(&text) {
        text if text.is_empty() => Err("the title is empty".to_owned()),
        text => Ok(text),
    };
    Ok(at(written, sense)?.value)
}

/// "Microsoft Certified: Azure Fundamentals" is "Azure Fundamentals", "Microsoft 365 Certified:
/// Fundamentals" is "Microsoft 365 Fundamentals": what stands before every name in a list only
/// hides what tells them apart.
fn certification_title(title: &str) -> String {
    let parts = title
        .split_once(':')
        .and_then(|(maker, name)| Some((maker.trim().strip_suffix(" Certified")?, name.trim())));
    match parts {
        Some((_, "")) | None => title.to_owned(),
        Some(("Microsoft", name)) => name.to_owned(),
        Some((maker, name)) => format!("{maker} {name}"),
    }
}

fn list(written: Option<Vec<String>>) -> Vec<String> {
    let plain = written
        .unwrap_or_default()
        .into_iter()
        .map(|text| markup::plain_line(&text));
    plain.filter(|text| !text.is_empty()).collect()
}
