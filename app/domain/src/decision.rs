//! Can this credential be renewed now? The one enum that page, mail and API read.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    attempt::Counted,
    certification::Certification,
    profile::Connection,
    window::{self, Length},
};

/// The answers, in the order in which they are given where several hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// K2.
    NeverExpires,
    /// K5.
    Superseded,
    /// E4.
    Expired,
    /// K6.
    Retired,
    /// K3.
    NoAssessment,
    /// K3.
    TooNew,
    /// W3.
    NotOpen,
    /// P1.
    NotConnected,
    /// A2: a resume, not a refusal.
    AttemptOpen,
    /// A4.
    CoolingDown,
    /// A1.
    Renewable,
}

impl Decision {
    /// All of them, in their order.
    pub const ALL: [Self; 11] = [
        Self::NeverExpires,
        Self::Superseded,
        Self::Expired,
        Self::Retired,
        Self::NoAssessment,
        Self::TooNew,
        Self::NotOpen,
        Self::NotConnected,
        Self::AttemptOpen,
        Self::CoolingDown,
        Self::Renewable,
    ];

    /// The name under which the outside knows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NeverExpires => "never_expires",
            Self::Superseded => "superseded",
            Self::Expired => "expired",
            Self::Retired => "retired",
            Self::NoAssessment => "no_assessment",
            Self::TooNew => "too_new",
            Self::NotOpen => "not_open",
            Self::NotConnected => "not_connected",
            Self::AttemptOpen => "attempt_open",
            Self::CoolingDown => "cooling_down",
            Self::Renewable => "renewable",
        }
    }
}

/// A credential with all that the decision depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    /// What is held.
    pub certification: Certification,
    /// The last valid day; `None` for what never expires (K2).
    pub valid_through: Option<NaiveDate>,
    /// P1.
    pub connection: Connection,
    /// A2: an attempt is open. What time itself ends has been ended before asking.
    pub attempt_open: bool,
    /// A5: attempts of the present cycle.
    pub counted: Counted,
}

/// The answer with everything that goes with it; what doesn't apply is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Standing {
    /// Whether it can be renewed, or the first reason why not.
    pub decision: Decision,
    /// E1: the last valid day.
    pub valid_through: Option<NaiveDate>,
    /// W1.
    pub opens_at: Option<DateTime<Utc>>,
    /// E1.
    pub expires_at: Option<DateTime<Utc>>,
    /// A5.
    pub counted_attempts: u32,
    /// A4: only while cooling down, and only if that is before the expiry (A6).
    pub next_start_at: Option<DateTime<Utc>>,
    /// E3: what a pass would make of `valid_through`.
    pub valid_through_after_pass: Option<NaiveDate>,
}

impl Situation {
    /// Looks at the credential at an instant.
    pub fn at(&self, now: DateTime<Utc>, window: Length) -> Standing {
        let valid_through = self.valid_through.filter(|_| self.certification.expires());
        let opens_at = valid_through.map(|day| window.opens_at(day));
        let expires_at = valid_through.map(window::expires_at);
        let next_start_at = self.counted.next_start_at();
        let decision = self.decide(now, opens_at, expires_at, next_start_at);
        Standing {
            decision,
            valid_through,
            opens_at,
            expires_at,
            counted_attempts: self.counted.number,
            next_start_at: next_start_at
                .filter(|at| decision == Decision::CoolingDown && Some(*at) < expires_at),
            valid_through_after_pass: valid_through
                .filter(|_| decision >= Decision::TooNew)
                .map(window::one_year_after),
        }
    }

    fn decide(
        &self,
        now: DateTime<Utc>,
        opens_at: Option<DateTime<Utc>>,
        expires_at: Option<DateTime<Utc>>,
        next_start_at: Option<DateTime<Utc>>,
    ) -> Decision {
        let certification = &self.certification;
        let (Some(opens_at), Some(expires_at)) = (opens_at, expires_at) else {
            return Decision::NeverExpires; // K2
        };
        if certification.superseded {
            Decision::Superseded // K5
        } else if now >= expires_at {
            Decision::Expired // E1, E4
        } else if certification.is_retired(now) {
            Decision::Retired // K6
        } else if !certification.assessment {
            Decision::NoAssessment // K3
        } else if certification.is_too_new(now) {
            Decision::TooNew // K3
        } else if now < opens_at {
            Decision::NotOpen // W1, W3
        } else if self.connection != Connection::Connected {
            Decision::NotConnected // P1
        } else if self.attempt_open {
            Decision::AttemptOpen // A2
        } else if next_start_at.is_some_and(|at| now < at) {
            Decision::CoolingDown // A4
        } else {
            Decision::Renewable
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        certification::Kind,
        window::tests::{day, instant},
    };

    /// Every reason at once; removing the first leaves the next.
    #[test]
    fn the_order_of_the_answers() {
        let now = instant("2026-06-01T00:00:00Z");
        let mut it = Situation {
            certification: Certification {
                kind: Kind::Fundamentals,
                available_since: Some(day("2026-05-01")),
                retires_at: Some(now),
                assessment: false,
                superseded: true,
            },
            valid_through: Some(day("2026-05-31")),
            connection: Connection::Unconnected,
            attempt_open: true,
            counted: Counted { number: 2, last_ended_at: Some(now) },
        };
        let remove: [fn(&mut Situation); 10] = [
            |it| it.certification.kind = Kind::Specialty,
            |it| it.certification.superseded = false,
            |it| it.valid_through = Some(day("2027-06-01")),
            |it| it.certification.retires_at = None,
            |it| it.certification.assessment = true,
            |it| it.certification.available_since = None,
            |it| it.valid_through = Some(day("2026-12-01")),
            |it| it.connection = Connection::Connected,
            |it| it.attempt_open = false,
            |it| it.counted.number = 1,
        ];
        for (index, decision) in Decision::ALL.into_iter().enumerate() {
            let standing = it.at(now, Length::default());
            assert_eq!(standing.decision, decision);
            // The date after a pass is told only where a pass can come.
            let after_pass = standing.valid_through.map(window::one_year_after);
            let told = after_pass.filter(|_| index >= 5);
            assert_eq!(standing.valid_through_after_pass, told, "{decision:?}");
            if let Some(remove) = remove.get(index) {
                remove(&mut it);
            }
        }
    }

    #[test]
    fn names_are_those_of_the_contract() {
        for decision in Decision::ALL {
            assert_eq!(serde_json::to_value(decision).unwrap(), decision.name());
        }
    }
}
