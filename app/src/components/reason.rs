//! Why a credential can or can't be renewed now, and when it can.

use chrono::{DateTime, Utc};
use domain::{
    decision::Decision,
    view::{AssessmentFacts, Credential},
};
use leptos::prelude::*;
use words::Language;

use super::{
    sentence::{FIRST, SECOND, sentence, with_instant},
    time::{countdown, instant},
};

/// The reason in a sentence; where time alone decides, the time left is counted.
pub fn reason(t: Language, credential: &Credential, now: DateTime<Utc>) -> AnyView {
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
        _ => None,
    };
    match live {
        Some((at, text)) => {
            sentence(&text, [instant(t, at).into_any(), countdown(t, now, at).into_any()])
        }
        None => with_instant(t, t.decision_reason(credential, now)),
    }
}

/// "25 questions, 45 minutes" of an assessment.
pub fn extent(t: Language, facts: &AssessmentFacts) -> String {
    let time = match facts.time_limit_minutes {
        Some(minutes) => t.need_minutes(minutes.into()),
        None => t.need_no_limit().to_owned(),
    };
    t.list(&[t.need_questions(facts.questions.into()), time])
}
