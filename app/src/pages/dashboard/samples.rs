//! Credentials to test with.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    certification::{Kind, Level},
    decision::{Decision, Standing},
    profile::Connection,
    view::{CertificationName, Credential},
    window::{self, Length},
};
use uuid::Uuid;

pub(crate) fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A credential of this title, valid through this day.
pub(crate) fn credential(
    title: &str,
    decision: Decision,
    valid_through: Option<&str>,
) -> Credential {
    let valid_through: Option<NaiveDate> = valid_through.map(|day| day.parse().unwrap());
    Credential {
        id: Uuid::nil(),
        certification: CertificationName {
            slug: title.to_lowercase(),
            title: title.to_owned(),
            kind: Kind::RoleBased,
            level: Some(Level::Associate),
        },
        standing: Standing {
            decision,
            valid_through,
            opens_at: valid_through.map(|day| Length::default().opens_at(day)),
            expires_at: valid_through.map(window::expires_at),
            counted_attempts: 0,
            next_start_at: None,
            valid_through_after_pass: valid_through.map(window::one_year_after),
        },
        open_attempt_id: None,
        open_deadline: None,
        earned_on: "2025-01-01".parse().unwrap(),
        cycle_since: "2025-01-01".parse().unwrap(),
        connection: Connection::Connected,
        retires_at: None,
        successor: None,
        too_new_until: None,
        final_from: None,
        exams: Vec::new(),
        assessment: None,
        last_failure: None,
    }
}
