//! The values of a record made sense of, or the line and reason why they make none.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use domain::certification::{Kind, Level};
use serde_saphyr::Spanned;

use super::read::{At, Reference, Refused};
use crate::import::markup;

pub(super) fn line<T>(written: &Spanned<T>) -> Option<usize> {
    usize::try_from(written.referenced.line()).ok()
}

/// A value made sense of, with its line.
pub(super) fn at<T, U>(
    written: Spanned<T>,
    sense: impl FnOnce(T) -> Result<U, String>,
) -> Result<At<U>, Refused> {
    let line = line(&written);
    let value = sense(written.value).map_err(|reason| (line, reason))?;
    Ok(At { line: line.unwrap_or(1), value })
}

/// A `uid` of this kind; what follows its kind becomes a name in addresses.
pub(super) fn uid(written: Spanned<String>, prefix: &str) -> Result<String, Refused> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let sense = |uid: String| match uid.strip_prefix(prefix) {
        Some(name) if !name.is_empty() && name.bytes().all(fits) => Ok(uid),
        _ => Err(format!("`{uid}` is no uid like `{prefix}name-1`")),
    };
    Ok(at(written, sense)?.value)
}

/// K1. The level is no field: the file name of the badge tells it.
pub(super) fn kind(
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
pub(super) fn end_of_day(date: &str) -> Result<Option<DateTime<Utc>>, String> {
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

pub(super) fn iso_day(date: &str) -> Result<NaiveDate, String> {
    date.trim().parse().map_err(|_| format!("`{date}` is no date like 2018-09-24"))
}

/// The `uid`s that are not optional. For prerequisites their order means nothing.
pub(super) fn references(
    written: Option<Spanned<Vec<Reference>>>,
    sorted: bool,
) -> Result<Option<At<Vec<String>>>, Refused> {
    let Some(written) = written else {
        return Ok(None);
    };
    let sense = |list: Vec<Reference>| {
        let required = list.into_iter().filter(|reference| !reference.is_optional);
        let mut uids: Vec<_> = required.map(|reference| reference.uid.trim().to_owned()).collect();
        if sorted {
            uids.sort();
        }
        Ok(uids)
    };
    at(written, sense).map(Some)
}

pub(super) fn line_of_text(written: Spanned<String>) -> Result<String, Refused> {
    let sense = |text: String| match markup::plain_line(&text) {
        text if text.is_empty() => Err("the title is empty".to_owned()),
        text => Ok(text),
    };
    Ok(at(written, sense)?.value)
}

/// "Microsoft Certified: Azure Fundamentals" is "Azure Fundamentals", "Microsoft 365 Certified:
/// Fundamentals" is "Microsoft 365 Fundamentals": what stands before every name in a list only
/// hides what tells them apart.
pub(super) fn certification_title(title: &str) -> String {
    let parts = title
        .split_once(':')
        .and_then(|(maker, name)| Some((maker.trim().strip_suffix(" Certified")?, name.trim())));
    match parts {
        Some((_, "")) | None => title.to_owned(),
        Some(("Microsoft", name)) => name.to_owned(),
        Some((maker, name)) => format!("{maker} {name}"),
    }
}

pub(super) fn list(written: Option<Vec<String>>) -> Vec<String> {
    let plain = written.unwrap_or_default().into_iter().map(|text| markup::plain_line(&text));
    plain.filter(|text| !text.is_empty()).collect()
}
