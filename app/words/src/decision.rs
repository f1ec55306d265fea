//! What to say for each answer of the rules: a word, a reason, the next step.

use chrono::{DateTime, Utc};
use domain::{
    decision::{Decision, Standing},
    view::Credential,
    window,
};

use crate::{Language, Sentence};

impl Language {
    /// The word on the badge.
    pub fn decision_state(self, standing: &Standing) -> &'static str {
        if standing.decision == Decision::CoolingDown && none_left(standing) {
            self.decision_none_left_state()
        } else {
            self.decision_word(standing.decision)
        }
    }

    /// The word for an answer as such.
    pub fn decision_word(self, decision: Decision) -> &'static str {
        match decision {
            Decision::NeverExpires => self.decision_never_expires_state(),
            Decision::Superseded => self.decision_superseded_state(),
            Decision::Expired => self.decision_expired_state(),
            Decision::Retired => self.decision_retired_state(),
            Decision::NoAssessment => self.decision_no_assessment_state(),
            Decision::TooNew => self.decision_too_new_state(),
            Decision::NotOpen => self.decision_not_open_state(),
            Decision::NotConnected => self.decision_not_connected_state(),
            Decision::AttemptOpen => self.decision_attempt_open_state(),
            Decision::CoolingDown => self.decision_cooling_down_state(),
            Decision::Renewable => self.decision_renewable_state(),
        }
    }

    /// Why, in one sentence or two, with the instant that goes with it.
    pub fn decision_reason(self, credential: &Credential, now: DateTime<Utc>) -> Sentence {
        let standing = &credential.standing;
        let last = standing.valid_through.map(window::last_minute); // E1
        let with = |at: Option<DateTime<Utc>>,
                    say: &dyn Fn(crate::Gap, DateTime<Utc>) -> String| {
            at.map_or_else(|| "".into(), |at| Sentence::with(at, |gap| say(gap, at)))
        };
        match standing.decision {
            Decision::NeverExpires => self.decision_never_expires_reason().into(),
            Decision::Superseded => self.decision_superseded_reason().into(),
            Decision::Expired if !credential.can_be_earned_again(now) => {
                with(standing.expires_at, &|gap, _| self.decision_expired_for_good_reason(gap))
            }
            Decision::Expired => {
                with(standing.expires_at, &|gap, _| self.decision_expired_reason(gap))
            }
            Decision::Retired => {
                let last = last.map(|at| self.instant_utc(at)).unwrap_or_default();
                with(credential.retires_at, &|gap, _| self.decision_retired_reason(&last, gap))
            }
            Decision::NoAssessment => with(last, &|gap, _| self.decision_no_assessment_reason(gap)),
            Decision::TooNew => with(credential.too_new_until, &|gap, at| {
                self.decision_too_new_reason(self.in_time(at - now), gap)
            }),
            Decision::NotOpen => with(standing.opens_at, &|gap, at| {
                self.decision_not_open_reason(self.in_time(at - now), gap)
            }),
            Decision::NotConnected => {
                with(standing.expires_at, &|gap, _| self.decision_not_connected_reason(gap))
            }
            Decision::AttemptOpen => self.decision_attempt_open_reason().into(),
            Decision::CoolingDown if none_left(standing) => {
                let again = credential.can_be_earned_again(now);
                with(standing.expires_at, &|gap, _| {
                    if again {
                        self.decision_none_left_reason(gap)
                    } else {
                        self.decision_none_left_for_good_reason(gap)
                    }
                })
            }
            Decision::CoolingDown => with(standing.next_start_at, &|gap, at| {
                self.decision_cooling_down_reason(self.in_time(at - now), gap)
            }),
            Decision::Renewable => with(standing.expires_at, &|gap, at| {
                self.decision_renewable_reason(gap, self.time_left(at - now))
            }),
        }
    }

    /// What the button or link to the next step says. A1: an open attempt goes on, whatever else
    /// has changed.
    pub fn decision_next(self, credential: &Credential, now: DateTime<Utc>) -> String {
        let for_good = !credential.can_be_earned_again(now);
        let next = match credential.standing.decision {
            _ if credential.open_attempt_id.is_some() => self.decision_attempt_open_next(),
            Decision::NeverExpires => self.decision_never_expires_next(),
            Decision::Superseded => self.decision_superseded_next(),
            // X2: what retired can't be earned again, another one can.
            Decision::Expired if for_good => self.decision_retired_next(),
            Decision::Expired if !credential.exams.is_empty() => {
                return self.decision_expired_next_exams(self.list(&credential.exams));
            }
            Decision::Expired => self.decision_expired_next(),
            Decision::Retired => self.decision_retired_next(),
            Decision::NoAssessment => self.decision_no_assessment_next(),
            Decision::TooNew => self.decision_too_new_next(),
            Decision::NotOpen => self.decision_not_open_next(),
            Decision::NotConnected => self.decision_not_connected_next(),
            Decision::AttemptOpen => self.decision_attempt_open_next(),
            Decision::CoolingDown if none_left(&credential.standing) && for_good => {
                self.decision_retired_next()
            }
            Decision::CoolingDown if none_left(&credential.standing) => {
                self.decision_none_left_next()
            }
            Decision::CoolingDown => self.decision_cooling_down_next(),
            Decision::Renewable => self.decision_renewable_next(),
        };
        next.to_owned()
    }
}

/// A6: the wait ends when it is too late.
fn none_left(standing: &Standing) -> bool {
    standing.next_start_at.is_none()
}
