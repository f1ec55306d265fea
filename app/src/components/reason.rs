//! Why a credential can or can't be renewed now, and when it can.

use chrono::{DateTime, Utc};
use domain::{
    decision::Decision,
    view::{AssessmentFacts, Credential, LastFailure},
};
use leptos::{prelude::AnyView, tachys::html::InertElement};
use words::{Language, Sentence};

use super::{
    notice::{Tone, notice},
    sentence::{FIRST, SECOND, escaped, sentence_markup, with_instant, with_instant_markup},
    time::{countdown_markup, instant_markup, last_day_markup},
};

/// The reason in a sentence; where time alone decides, the time left is counted.
pub fn reason(t: Language, credential: &Credential, now: DateTime<Utc>) -> InertElement {
    InertElement::new(reason_markup(t, credential, now))
}

/// [`reason`] as HTML.
pub fn reason_markup(t: Language, credential: &Credential, now: DateTime<Utc>) -> String {
    let standing = &credential.standing;
    let live = match standing.decision {
        Decision::Renewable => {
            standing.expires_at.map(|at| (at, t.reason_renewable(FIRST, SECOND)))
        }
        Decision::NotOpen => standing.opens_at.map(|at| (at, t.reason_not_open(FIRST, SECOND))),
        Decision::TooNew => {
            credential.too_new_until.map(|at| (at, t.reason_too_new(FIRST, SECOND)))
        }
        Decision::CoolingDown => {
            standing.next_start_at.map(|at| (at, t.reason_cooling_down(FIRST, SECOND)))
        }
        Decision::Retired => {
            // E1: both with the local time beside them.
            let (day, at) = (standing.valid_through, credential.retires_at);
            let parts =
                [day.map(|day| last_day_markup(t, day)), at.map(|at| instant_markup(t, at))];
            let text = t.decision_retired_reason(FIRST, SECOND);
            return sentence_markup(&text, &parts.map(Option::unwrap_or_default));
        }
        _ => None,
    };
    match live {
        Some((at, text)) => {
            sentence_markup(&text, &[instant_markup(t, at), countdown_markup(t, now, at)])
        }
        None => with_instant_markup(t, &t.decision_reason(credential, now)),
    }
}

/// A1: that an open attempt goes on, where the reason says that none could be started.
pub fn goes_on(t: Language, credential: &Credential) -> Option<&'static str> {
    let is_said = credential.standing.decision == Decision::AttemptOpen;
    credential.open_attempt_id.filter(|_| !is_said).map(|_| t.reason_goes_on())
}

/// A7: until when the open attempt can be finished, as HTML.
pub fn attempt_until_markup(
    t: Language,
    credential: &Credential,
    now: DateTime<Utc>,
) -> Option<String> {
    credential.open_deadline.map(|at| {
        let parts = [instant_markup(t, at), countdown_markup(t, now, at)];
        sentence_markup(&t.reason_attempt_until(FIRST, SECOND), &parts)
    })
}

/// N5: how the last attempt went, while that still matters, with the way to its result, as HTML.
pub fn last_failure_markup(t: Language, credential: &Credential) -> Option<String> {
    let matters = credential.standing.decision >= Decision::NotConnected;
    let LastFailure { attempt_id, points, maximum, mark } =
        credential.last_failure.filter(|_| matters)?;
    let text = t.reason_last_failure(mark, t.percent(points, maximum));
    let link = t.reason_last_result();
    let gap = t.gap();
    Some(format!(r#"{}{gap}<a href="/attempts/{attempt_id}/result">{link}</a>"#, escaped(&text)))
}

/// A6: said before an attempt is spent whose failure leaves none before the expiry, at any rate or
/// from an instant on.
pub fn last_chance(t: Language, credential: &Credential, now: DateTime<Utc>) -> Option<AnyView> {
    let (from, expires_at) = credential.final_from.zip(credential.standing.expires_at)?;
    let text = if from <= now {
        Sentence::with(expires_at, |gap| t.decision_last_chance(gap))
    } else {
        Sentence::with(from, |gap| t.decision_last_chance_from(gap))
    };
    Some(notice(Tone::Act, with_instant(t, &text)))
}

/// "25 questions, 45 minutes" of an assessment.
pub fn extent(t: Language, facts: &AssessmentFacts) -> String {
    let time = match facts.time_limit_minutes {
        Some(minutes) => t.need_minutes(minutes.into()),
        None => t.need_no_limit().to_owned(),
    };
    t.list(&[t.need_questions(facts.questions.into()), time])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::dashboard::samples::{credential, instant};

    #[test]
    fn e1_the_last_valid_day_is_said_with_its_last_minute() {
        let now = instant("2026-11-22T00:00:00Z");
        for decision in [Decision::Retired, Decision::NoAssessment] {
            let mut held = credential("Any", decision, Some("2026-12-31"));
            held.retires_at = Some(instant("2026-10-01T00:00:00Z"));
            let html = reason_markup(Language::En, &held, now);
            let last = r#"valid through <time datetime="2026-12-31T23:59:00Z" data-local>31 Dec 2026, 23:59 UTC</time>"#;
            assert!(html.contains(last), "{html}");
            let text = Language::ZhCn.decision_reason(&held, now).text(Language::ZhCn);
            assert!(text.contains("2026 年 12 月 31 日 23:59 UTC"), "{text}");
        }
    }
}
