//! A learner's two profiles as they see them. Logins that have not been used or proven in this
//! session are masked (P5).

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::CertificationName;
use crate::profile::{Connection, LoginKind, Offer, Refusal};

/// The page of the profiles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfilesPage {
    /// P5.
    pub connection: Connection,
    /// The oldest first; several only before a merge (P4).
    pub certification: Vec<CertificationProfile>,
    /// All logins of the learner.
    pub logins: Vec<LoginLine>,
    /// Logins proven in this session that something can be done with.
    pub proved: Vec<ProvedLogin>,
    /// Whether one of the learning profile's logins has been proven freshly.
    pub learning_proved: bool,
    /// P7: profiles for whose merge into the present one support stands.
    pub attested: Vec<Uuid>,
    /// Support was asked, and has not answered yet.
    pub asked: Option<AskedSupport>,
}

/// A certification profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificationProfile {
    /// Its number.
    pub id: Uuid,
    /// Its personal login.
    pub login: Uuid,
    /// How many certifications it holds.
    pub holds: u32,
    /// P4: whether it takes in the others.
    pub stays: bool,
    /// P7: numbers of profiles that it has taken in.
    pub former: Vec<Uuid>,
}

/// A login in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "facts that the list says, each by itself")]
pub struct LoginLine {
    /// Its id.
    pub id: Uuid,
    /// P3.
    pub kind: LoginKind,
    /// Who vouches for it; `password` for the built-in one.
    pub provider: String,
    /// What it signs in with, masked unless used or proven in this session.
    pub name: String,
    /// P3: whether it is one of the learning profile's.
    pub learning: bool,
    /// P3: whether it is that of a certification profile.
    pub certification: bool,
    /// Whether the session was begun with it.
    pub of_session: bool,
    /// Whether it has been proven freshly.
    pub proved: bool,
    /// P8: why it can't be removed; `None` where it can.
    pub keep: Option<Refusal>,
}

/// A login that was proven, and what can be done with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvedLogin {
    /// Its id.
    pub id: Uuid,
    /// P3.
    pub kind: LoginKind,
    /// What it signs in with.
    pub name: String,
    /// Whether it is of another account.
    pub elsewhere: bool,
    /// What can be done; nothing says why in `elsewhere`.
    pub offers: Vec<Offer>,
}

/// A request to support.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedSupport {
    /// What support finds it by.
    pub reference: String,
    /// When it was asked.
    pub at: DateTime<Utc>,
}

/// P7: what a merge would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergePreview {
    /// The profile that stays; `None` where the other one is taken over as it is.
    pub into: Option<MergedProfile>,
    /// The profile that goes into it.
    pub from: MergedProfile,
    /// What the other has and this one has not.
    pub moved: Vec<Moved>,
    /// What both have.
    pub collisions: Vec<Collision>,
    /// How many exam results move.
    pub results: u32,
    /// How many of them are in both and count once.
    pub same_results: u32,
    /// Whether the other profile is that of another account, whose logins come along.
    pub other_account: bool,
    /// Whether support stands for it, so that no proof is needed.
    pub attested: bool,
}

/// One of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedProfile {
    /// Its number.
    pub id: Uuid,
    /// Its personal login, masked unless used or proven in this session.
    pub login: String,
    /// Whether that has been proven freshly.
    pub proved: bool,
}

/// A credential that moves as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Of what.
    pub certification: CertificationName,
    /// Its last valid day.
    pub valid_through: Option<NaiveDate>,
    /// Whether an open attempt of it is closed, uncounted.
    pub closes_attempt: bool,
}

/// A credential that both have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collision {
    /// Of what.
    pub certification: CertificationName,
    /// The last valid day in the profile that stays.
    pub here: Option<NaiveDate>,
    /// The last valid day in the other one.
    pub there: Option<NaiveDate>,
    /// The one that stays: the later.
    pub stays: Option<NaiveDate>,
    /// A5: how many attempts count afterwards.
    pub counted_attempts: u32,
    /// A4: when the next may start, if it has to wait.
    pub next_start_at: Option<DateTime<Utc>>,
    /// How many open attempts are closed, uncounted.
    pub closes_attempts: u32,
}
