//! The quieter groups: a line each, with its one next step. Written as text rather than as views:
//! they are most of the page.

use chrono::{DateTime, Utc};
use domain::{decision::Decision, view::Credential};
use words::Language;

use super::arrange::Group;
use crate::components::{
    reason::{last_failure_markup, reason_markup},
    sentence::{FIRST, escaped, sentence_markup, with_codes},
    state::state_markup,
    time::last_day_markup,
};

/// A group with its heading, as HTML.
pub fn group(t: Language, now: DateTime<Utc>, group: Group, members: &[Credential]) -> String {
    let rows: String = members.iter().map(|credential| row(t, now, credential)).collect();
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

fn row(t: Language, now: DateTime<Utc>, credential: &Credential) -> String {
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
        _ if waits => Some(format!("{page}#prepare")),
        Decision::Expired if credential.can_be_earned_again(now) => {
            Some(format!("/certifications/{}#exams", escaped(&credential.certification.slug)))
        }
        _ => None,
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

#[cfg(test)]
mod tests {
    use super::{super::samples::credential, *};

    #[test]
    fn a_title_can_t_write_markup() {
        let mut credential = credential("\"><script>&", Decision::NotOpen, Some("2028-01-31"));
        credential.certification.slug = "\"><script>".to_owned();
        for decision in [Decision::NotOpen, Decision::Expired, Decision::Superseded] {
            credential.standing.decision = decision;
            let html = row(Language::En, "2026-11-22T00:00:00Z".parse().unwrap(), &credential);
            assert!(html.contains("&lt;script&gt;&amp;"), "{html}");
            assert!(!html.contains("<script>"), "{html}");
        }
    }

    #[test]
    fn x2_what_is_retired_has_no_way_to_earn_it_again() {
        let now = "2026-11-22T00:00:00Z".parse().unwrap();
        let mut held = credential("Desktop", Decision::Expired, Some("2026-10-31"));
        held.exams = vec!["AZ-140".to_owned()];
        assert!(row(Language::En, now, &held).contains("/certifications/desktop#exams"));
        held.retires_at = Some("2026-09-30T00:00:00Z".parse().unwrap());
        let html = row(Language::En, now, &held);
        assert!(!html.contains("#exams") && !html.contains("AZ-140"), "{html}");
        assert!(html.contains("no longer offered"), "{html}");
    }
}
