//! N3: whether a mail still says what is so, asked once more at the moment of sending.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Kind, schedule};
use crate::decision::{Decision, Standing};

/// A notice of expiry that comes later than this is no news any more.
pub const EXPIRY_IS_NEWS_FOR: TimeDelta = TimeDelta::days(30);

/// Why a mail about a credential is not sent after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untrue {
    /// Another cycle has begun: it was renewed, or earned again.
    Renewed,
    /// A later mail of the cycle is due too, and says it.
    Overtaken,
    /// It is too long ago.
    TooLate,
    /// Its dates have moved so that it is not so (any more).
    NotSo,
    /// It can't be renewed, for this reason. N1
    Decision(Decision),
}

/// N1–N3: whether a mail holds of a credential that stands so at `now`. `same_cycle` says whether
/// the credential is still in the cycle that the mail is about.
pub fn holds(
    kind: Kind,
    same_cycle: bool,
    standing: &Standing,
    reminder_days: &[u16],
    now: DateTime<Utc>,
) -> Result<(), Untrue> {
    if !same_cycle {
        return Err(Untrue::Renewed);
    }
    match kind {
        Kind::WindowOpened | Kind::Reminder(_) => reminds(kind, standing, reminder_days, now),
        Kind::Expired => has_expired(standing, now),
        // The date that it names has passed.
        Kind::Receipt if standing.decision == Decision::Expired => Err(Untrue::TooLate),
        // The notice of the expiry says what can be done now.
        Kind::Failure if standing.decision == Decision::Expired => {
            Err(Untrue::Decision(Decision::Expired))
        }
        _ => Ok(()),
    }
}

/// N1: only while the learner can do something before it expires.
fn reminds(
    kind: Kind,
    standing: &Standing,
    reminder_days: &[u16],
    now: DateTime<Utc>,
) -> Result<(), Untrue> {
    let passing = match standing.decision {
        Decision::Renewable | Decision::AttemptOpen | Decision::NotConnected => None,
        Decision::CoolingDown if standing.next_start_at.is_some() => None,
        Decision::NotOpen => return Err(Untrue::NotSo), // E5
        // Said last: whoever waits for its end waits no longer than until the next mail.
        it @ (Decision::NoAssessment | Decision::TooNew) => Some(it),
        other => return Err(Untrue::Decision(other)),
    };
    let (Some(opens_at), Some(expires_at)) = (standing.opens_at, standing.expires_at) else {
        return Err(Untrue::Decision(standing.decision));
    };
    let due = schedule(opens_at, expires_at, reminder_days);
    let present = due.iter().rev().find(|(_, at)| *at <= now).map(|(kind, _)| *kind);
    let own = due.iter().find(|(it, _)| *it == kind).map(|(_, at)| *at);
    match own {
        _ if present == Some(kind) => passing.map_or(Ok(()), |it| Err(Untrue::Decision(it))),
        Some(at) if at <= now => Err(Untrue::Overtaken),
        _ => Err(Untrue::NotSo), // E5: more days are left, or policy has no such day any more
    }
}

fn has_expired(standing: &Standing, now: DateTime<Utc>) -> Result<(), Untrue> {
    match (standing.decision, standing.expires_at) {
        (Decision::Expired, Some(at)) if now - at > EXPIRY_IS_NEWS_FOR => Err(Untrue::TooLate),
        (Decision::Expired, Some(_)) => Ok(()),
        (Decision::Superseded, _) => Err(Untrue::Decision(Decision::Superseded)), // K5
        _ => Err(Untrue::NotSo),
    }
}

/// Until when a mail can wait, as things stand: from then on it would say what is not so, or
/// nothing that helps. K6: what is retired can't be renewed from `retires_at` on.
pub fn holds_until(
    kind: Kind,
    standing: &Standing,
    retires_at: Option<DateTime<Utc>>,
) -> Option<DateTime<Utc>> {
    let expires_at = standing.expires_at;
    match kind {
        Kind::WindowOpened | Kind::Reminder(_) => expires_at.into_iter().chain(retires_at).min(),
        Kind::Receipt | Kind::Failure => expires_at,
        Kind::Expired => expires_at.map(|at| at + EXPIRY_IS_NEWS_FOR),
        _ => None,
    }
}
