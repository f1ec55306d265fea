//! What support and administration see of people, extensions and the audit log: the least that
//! helps. Logins are masked; of attempts there are state and score, never answers.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{CertificationName, CycleStart};
use crate::{
    attempt::State,
    audit,
    decision::Standing,
    extension::{Counts, Extension},
    profile::{Connection, LoginKind},
    role::{Role, Roles},
};

/// A person, as far as it takes to know which one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    /// Their number.
    pub id: Uuid,
    /// What they are called.
    pub name: String,
}

/// A person that was looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonFound {
    /// Who.
    pub person: PersonName,
    /// One of their logins, masked.
    pub login: Option<String>,
    /// Since when they have an account.
    pub since: DateTime<Utc>,
}

/// Who was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleFound {
    /// At most a few.
    pub people: Vec<PersonFound>,
    /// There are others: the question is to be narrower.
    pub more: bool,
}

/// A person with their history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the person's own name stands among the rest")]
pub struct Person {
    /// When it was looked at.
    pub now: DateTime<Utc>,
    /// Who.
    pub person: PersonName,
    /// Since when they have an account.
    pub since: DateTime<Utc>,
    /// Their roles.
    pub roles: Roles,
    /// What they sign in with.
    pub logins: Vec<PersonLogin>,
    /// P5.
    pub connection: Connection,
    /// Their certification profiles.
    pub profiles: Vec<PersonProfile>,
    /// What they hold.
    pub credentials: Vec<PersonCredential>,
    /// The newest first.
    pub attempts: Vec<PersonAttempt>,
    /// The newest first.
    pub history: Vec<PersonLedger>,
    /// The newest first.
    pub results: Vec<PersonResult>,
    /// The newest first.
    pub audit: Vec<AuditLine>,
}

/// P6: somebody asks support.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpRequest {
    /// What both sides call it.
    pub reference: String,
    /// Who asks.
    pub person: PersonName,
    /// P5: how their profiles stood when they asked.
    pub then: Option<Connection>,
    /// P5: how they stand now.
    pub connection: Connection,
    /// What they write, perhaps nothing.
    pub message: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A login of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLogin {
    /// Its id.
    pub id: Uuid,
    /// P3.
    pub kind: LoginKind,
    /// `password`, or the id of the provider that vouches for it.
    pub provider: String,
    /// Masked.
    pub login: String,
    /// P3: the learning profile signs in with it.
    pub learning: bool,
}

/// A certification profile of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonProfile {
    /// Its number.
    pub id: Uuid,
    /// P3: its one personal login, masked.
    pub login: String,
    /// The id of that login.
    pub login_id: Uuid,
    /// P4: it takes in the others.
    pub stays: bool,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// A credential of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonCredential {
    /// Its id.
    pub id: Uuid,
    /// What is held.
    pub certification: CertificationName,
    /// When it was (last) earned.
    pub earned_on: NaiveDate,
    /// A5: the number of its cycle.
    pub cycle: i32,
    /// The decision and the dates.
    pub standing: Standing,
}

/// An attempt of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonAttempt {
    /// What it is about.
    pub certification: String,
    /// Where it stands.
    pub state: State,
    /// When it was started.
    pub started_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Points reached and points to be had, where it was graded.
    pub score: Option<(u32, u32)>,
}

/// A line of the history of a credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLedger {
    /// Of which credential.
    pub certification: String,
    /// What happened.
    pub entry: CycleStart,
    /// When.
    pub at: DateTime<Utc>,
    /// The last valid day before.
    pub before: Option<NaiveDate>,
    /// The last valid day from then on.
    pub valid_through: Option<NaiveDate>,
    /// E5.
    pub reason: Option<String>,
}

/// An exam result of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonResult {
    /// Under which it was sent.
    pub result_id: String,
    /// The code of the exam.
    pub exam: String,
    /// Whether it was passed.
    pub passed: bool,
    /// Whether it was a beta.
    pub beta: bool,
    /// When it was taken.
    pub taken_at: DateTime<Utc>,
    /// When it arrived.
    pub recorded_at: DateTime<Utc>,
}

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "actor")]
pub enum AuditActor {
    /// A person.
    Person(PersonName),
    /// Another program, with this key of the HTTP API.
    Key {
        /// Its id.
        id: Uuid,
    },
    /// This program itself.
    Program,
}

/// A line of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub by: AuditActor,
    /// Whom it concerns.
    pub about: Option<PersonName>,
    /// What was done.
    pub action: audit::Action,
    /// The rest: names and what stands for them, in order.
    pub detail: Vec<(String, String)>,
}

/// A page of the audit log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// The newest first.
    pub lines: Vec<AuditLine>,
    /// What to ask for to get the next, older page; `None` on the last one.
    pub older: Option<String>,
}

/// Somebody in a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleHolder {
    /// Who.
    pub person: PersonName,
    /// Which role.
    pub role: Role,
    /// Since when.
    pub given_at: DateTime<Utc>,
}

/// E5: what an extension would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionPreview {
    /// Under which it is confirmed: once, however often that is sent.
    pub id: Uuid,
    /// In its one form.
    pub extension: Extension,
    /// How many credentials fare how.
    pub counts: Counts,
    /// Some of those that would be extended.
    pub samples: Vec<ExtensionSample>,
    /// Of all that was counted: sent along with the confirmation, so that what is done is what was
    /// shown.
    pub digest: String,
}

/// A credential that would be extended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionSample {
    /// Whose.
    pub person: PersonName,
    /// Of what.
    pub certification: String,
    /// The last valid day at present.
    pub valid_through: NaiveDate,
}

/// E5: an extension that was confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionDone {
    /// Its id.
    pub id: Uuid,
    /// What was confirmed.
    pub extension: Extension,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: PersonName,
    /// When.
    pub at: DateTime<Utc>,
    /// What was shown then.
    pub shown: Counts,
    /// What has been done so far.
    pub done: Counts,
    /// When it was done; `None` while it is under way.
    pub finished_at: Option<DateTime<Utc>>,
}
