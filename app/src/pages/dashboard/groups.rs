//! The quieter groups: a line each, with its one next step. Written as text rather than as views:
//! they are most of the page.

use chrono::{DateTime, Utc};
use domain::{decision::Decision, view::Credential};
use uuid::Uuid;
use words::Language;

use super::arrange::Group;
use crate::components::{
    reason::{last_failure_markup, reason_markup},
    sentence::{FIRST, escaped, sentence_markup, with_codes},
    state::state_markup,
    time::last_day_markup,
};

/// K5: what the learner holds in place of replaced certifications: slugs and ids.
pub fn newer(credentials: &[Credential]) -> Vec<(String, Uuid)> {
    let wanted: Vec<_> = credentials.iter().filter_map(|it| it.successor.as_deref()).collect();
    let named = |it: &&Credential| wanted.contains(&it.certification.slug.as_str());
    credentials.iter().filter(named).map(|it| (it.certification.slug.clone(), it.id)).collect()
}

/// A group with its heading, as HTML; `newer` is what [`newer`] found among all.
pub fn group(
    t: Language,
    now: DateTime<Utc>,
    group: Group,
    members: &[Credential],
    newer: &[(String, Uuid)],
) -> String {
    let rows: String = members.iter().map(|credential| row(t, now, credential, newer)).collect();
    format!(
        r#"<section class="group"><h2 class="group__title">{}</h2><ul class="rows">{rows}</ul></section>"#,
        title(t, group)
    )
}

/// What a group is called.
pub fn title(t: Language, group: Group) -> &'static str {
    match group {
        Group::Act => t.group_act(),
        Group::Next => t.group_next(),
        Group::Fine => t.group_fine(),
        Group::Over => t.group_over(),
    }
}

fn row(
    t: Language,
    now: DateTime<Utc>,
    credential: &Credential,
    newer: &[(String, Uuid)],
) -> String {
    let page = format!("/credentials/{}", credential.id);
    let waits = matches!(
        credential.standing.decision,
        Decision::NotOpen | Decision::TooNew | Decision::CoolingDown
    );
    let remind = if waits {
        format!(r#"<a href="{page}/calendar.ics" download>{}</a>"#, t.calendar_remind())
    } else {
        String::new()
    };
    // N5: as the mail about a pass or a failure says it.
    let valid = credential.standing.valid_through.filter(|_| waits).map(|day| {
        let text = sentence_markup(&t.need_valid_through(FIRST), &[last_day_markup(t, day)]);
        format!("<p>{text}</p>")
    });
    let valid = valid.unwrap_or_default();
    let last = last_failure_markup(t, credential).map(|last| format!("<p>{last}</p>"));
    let last = last.unwrap_or_default();
    // Every row leads to its credential; a step is named only where there is one to take.
    let step = match credential.standing.decision {
        Decision::Superseded => credential.successor.as_ref().map(|slug| {
            match newer.iter().find(|(held, _)| held == slug) {
                Some((_, id)) => format!("/credentials/{id}"),
                None => format!("/certifications/{}", escaped(slug)),
            }
        }),
        // A6: no attempt is left.
        Decision::CoolingDown if credential.standing.next_start_at.is_none() => {
            exams(credential, now)
        }
        Decision::Expired => exams(credential, now),
        _ => waits.then(|| format!("{page}#prepare")),
    };
    let step = step.map(|step| {
        format!(r#"<a href="{step}">{}</a>"#, with_codes(&t.decision_next(credential, now)))
    });
    format!(
        r#"<li class="row"><div class="row__main">{}<a class="row__title" href="{page}">{}</a></div><div class="row__detail">{}{valid}{last}</div><div class="row__action">{remind}{}</div></li>"#,
        state_markup(t, &credential.standing),
        escaped(&credential.certification.title),
        reason_markup(t, credential, now),
        step.unwrap_or_default(),
    )
}

/// X2: where it is said how to earn it again, if that is possible.
fn exams(credential: &Credential, now: DateTime<Utc>) -> Option<String> {
    let slug = escaped(&credential.certification.slug);
    credential.can_be_earned_again(now).then(|| format!("/certifications/{slug}#exams"))
}

#[cfg(test)]
mod tests {
    use super::{super::samples::credential, *};

    #[test]
    fn every_step_leads_where_it_says() {
        let now = "2026-11-22T00:00:00Z".parse().unwrap();
        let step = |held: &Credential, newer: &[(String, Uuid)], label: &str| {
            let html = row(Language::En, now, held, newer);
            let (before, _) = html.split_once(&format!(">{label}</a>"))?;
            Some(before.rsplit_once("href=")?.1.trim_matches('"').to_owned())
        };
        // A6: what is left to do is not to prepare.
        let mut held = credential("Waiting", Decision::CoolingDown, Some("2026-11-22"));
        let label = "See how to earn it again";
        assert_eq!(step(&held, &[], label).as_deref(), Some("/certifications/waiting#exams"));
        held.retires_at = Some(now);
        let label = "See other certifications";
        assert_eq!(step(&held, &[], label), None);
        // K5: to the newer one that is held, else to what it is, if it is known at all.
        let mut held = credential("Legacy", Decision::Superseded, Some("2027-01-01"));
        let label = "Go to the newer one";
        assert_eq!(step(&held, &[], label), None);
        held.successor = Some("modern".to_owned());
        assert_eq!(step(&held, &[], label).as_deref(), Some("/certifications/modern"));
        let mut modern = credential("Modern", Decision::NotOpen, Some("2027-06-01"));
        modern.id = Uuid::from_u128(7);
        let all = [held.clone(), modern];
        let place = format!("/credentials/{}", Uuid::from_u128(7));
        assert_eq!(step(&held, &newer(&all), label), Some(place));
    }

    #[test]
    fn a_title_can_t_write_markup() {
        let mut credential = credential("\"><script>&", Decision::NotOpen, Some("2028-01-31"));
        credential.certification.slug = "\"><script>".to_owned();
        for decision in [Decision::NotOpen, Decision::Expired, Decision::Superseded] {
            credential.standing.decision = decision;
            let html = row(Language::En, "2026-11-22T00:00:00Z".parse().unwrap(), &credential, &[]);
            assert!(html.contains("&lt;script&gt;&amp;"), "{html}");
            assert!(!html.contains("<script>"), "{html}");
        }
    }

    #[test]
    fn x2_what_is_retired_has_no_way_to_earn_it_again() {
        let now = "2026-11-22T00:00:00Z".parse().unwrap();
        let mut held = credential("Desktop", Decision::Expired, Some("2026-10-31"));
        held.exams = vec!["AZ-140".to_owned()];
        assert!(row(Language::En, now, &held, &[]).contains("/certifications/desktop#exams"));
        held.retires_at = Some("2026-09-30T00:00:00Z".parse().unwrap());
        let html = row(Language::En, now, &held, &[]);
        assert!(!html.contains("#exams") && !html.contains("AZ-140"), "{html}");
        assert!(html.contains("no longer offered"), "{html}");
    }
}
