//! What mails are about, as it stands when they are sent, and what becomes of each.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{
    attempt::State,
    decision::{Decision, Standing},
    notice::{self, Kind, Quiet, Untrue},
};
use uuid::Uuid;
use words::Language;

use super::{
    compose::{Composed, Reason, Taken, Verdict},
    content::{
        Asked, Change, Content, Expired, Failure, First, NextStart, Reader, Receipt, Renewable,
    },
};
use crate::{
    Policy,
    store::{
        Connection, StoreError,
        credentials::{self, MailedRow},
        letters::{self, EndedRow, PersonRow, RequestRow},
    },
};

/// What somebody asked for can be done for so long; a mail that comes later says nothing useful.
const REQUEST_VALID: TimeDelta = TimeDelta::hours(1);

/// An attempt whose time is up is ended by a job before long; until then nothing is said of it.
const UNTIL_ENDED: TimeDelta = TimeDelta::minutes(1);

/// All that the mails of a batch need.
pub struct Facts<'a> {
    policy: &'a Policy,
    now: DateTime<Utc>,
    people: HashMap<Uuid, PersonRow>,
    credentials: HashMap<Uuid, MailedRow>,
    attempts: HashMap<Uuid, EndedRow>,
    requests: HashMap<Uuid, RequestRow>,
}

/// Why a mail does not go out now.
enum No {
    Drop(Reason),
    Later(DateTime<Utc>),
    Failed(StoreError),
}

impl<E: Into<StoreError>> From<E> for No {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// A mail about a credential is not sent after all.
fn drop_for(reason: impl Into<Reason>) -> No {
    No::Drop(reason.into())
}

impl<'a> Facts<'a> {
    /// Looks them up.
    pub async fn load(
        on: &mut Connection<'_>,
        policy: &'a Policy,
        now: DateTime<Utc>,
        taken: &[Taken],
    ) -> Result<Self, StoreError> {
        let some = |id: fn(&Taken) -> Option<Uuid>| -> Vec<Uuid> {
            taken.iter().filter_map(id).collect::<BTreeSet<_>>().into_iter().collect()
        };
        let asked = some(|mail| asked_by(mail.kind).map(|_| mail.id));
        let credentials =
            credentials::mailed(&mut *on, &some(|mail| mail.credential_id), now).await?;
        let attempts = letters::ended(&mut *on, &some(|mail| mail.attempt_id)).await?;
        let requests = letters::requests(&mut *on, &asked).await?;
        let mut learners: BTreeSet<_> = some(|mail| mail.learner_id).into_iter().collect();
        learners.extend(credentials.iter().map(|row| row.learner_id));
        let learners: Vec<_> = learners.into_iter().collect();
        let people = letters::people(on, &learners).await?;
        Ok(Self {
            policy,
            now,
            people: people.into_iter().map(|row| (row.id, row)).collect(),
            credentials: credentials.into_iter().map(|row| (row.credential.id, row)).collect(),
            attempts: attempts.into_iter().map(|row| (row.id, row)).collect(),
            requests: requests.into_iter().map(|row| (row.mail_id, row)).collect(),
        })
    }

    /// What becomes of one of them. N3
    pub fn verdict(&self, mail: &Taken) -> Result<Verdict, StoreError> {
        let decided = match mail.credential_id {
            Some(id) => self.about_credential(mail, id),
            None => self.about_account(mail),
        };
        match decided {
            Ok(composed) => Ok(Verdict::Send(Box::new(composed))),
            Err(No::Drop(reason)) => Ok(Verdict::Drop(reason)),
            Err(No::Later(at)) => Ok(Verdict::Later(at)),
            Err(No::Failed(error)) => Err(error),
        }
    }

    fn about_credential(&self, mail: &Taken, id: Uuid) -> Result<Composed, No> {
        let row = self.credentials.get(&id).ok_or(No::Drop(Reason::Gone))?;
        let person = self.person(row.learner_id)?;
        let situation = row.credential.situation()?;
        let standing = situation.at(self.now, self.policy.renewal_window);
        let reader = reader(Some(person), mail);
        let title = row.credential.named.name(reader.language)?.title;

        let attempt = mail.attempt_id.and_then(|id| self.attempts.get(&id));
        // A receipt tells of the cycle that its attempt began. P7: numbers are those of after a merge.
        let cycle = match (mail.kind, attempt) {
            (Kind::Receipt, Some(attempt)) => attempt.renewed_cycle,
            (Kind::Failure, Some(attempt)) => Some(attempt.cycle),
            (Kind::Receipt | Kind::Failure, None) => return Err(drop_for(Reason::Gone)),
            _ => mail.cycle,
        };
        let same_cycle = cycle == Some(row.credential.cycle);
        let holds_until = notice::holds_until(mail.kind, &standing, row.credential.retires_at);
        notice::holds(mail.kind, same_cycle, &standing, &self.policy.reminder_days, self.now)
            .map_err(|untrue| self.not_yet(untrue, holds_until))?;

        let muted = row.credential.muted_at.is_some() || person.reminders_muted_at.is_some();
        if mail.kind.is_reminder() && muted {
            return Err(drop_for(Reason::Muted)); // N6
        }
        self.wait_for_the_morning(mail.kind, person, &reader, holds_until)?;

        let content = self.content(mail.kind, row, attempt, title, &standing)?;
        let held_at = Some(&row.email).filter(|address| !address.is_empty());
        let to = mail.address.as_ref().or(held_at).or(person.email.as_ref());
        composed(to, reader, content)
    }

    fn content(
        &self,
        kind: Kind,
        row: &MailedRow,
        attempt: Option<&EndedRow>,
        title: String,
        standing: &Standing,
    ) -> Result<Content, No> {
        let not_so = || drop_for(Reason::NoLongerTrue);
        let valid_through = standing.valid_through.ok_or_else(not_so)?;
        let expires_at = standing.expires_at.ok_or_else(not_so)?;
        let overdue = row.credential.overdue_attempt(self.now).is_some();
        if overdue && (kind.is_reminder() || kind == Kind::Failure) {
            return Err(No::Later(self.now + UNTIL_ENDED));
        }
        match (kind, attempt) {
            (Kind::WindowOpened | Kind::Reminder(_), _) => {
                let after_pass = standing.valid_through_after_pass.ok_or_else(not_so)?;
                let first = match standing.decision {
                    Decision::NotConnected => Some(First::Connect),
                    Decision::AttemptOpen => Some(First::GoOn),
                    _ => standing.next_start_at.map(First::Wait),
                };
                let it = Renewable { title, valid_through, expires_at, after_pass, first };
                Ok(match kind {
                    Kind::WindowOpened => Content::WindowOpened(it),
                    _ => Content::Reminder(it),
                })
            }
            (Kind::Receipt, Some(attempt)) => {
                let before = attempt.renewed_from.ok_or_else(not_so)?;
                let opens_at = self.policy.renewal_window.opens_at(valid_through);
                Ok(Content::Receipt(Receipt { title, before, valid_through, opens_at }))
            }
            (Kind::Failure, Some(attempt)) if attempt.state()? == State::Failed => {
                let (points, maximum, mark) = attempt.score()?;
                let next = match standing.decision {
                    Decision::Renewable => Some(NextStart::Now),
                    Decision::AttemptOpen => Some(NextStart::Open),
                    Decision::CoolingDown => {
                        Some(standing.next_start_at.map_or(NextStart::Never, NextStart::At))
                    }
                    _ => None,
                };
                Ok(Content::Failure(Failure { title, points, maximum, mark, expires_at, next }))
            }
            (Kind::Expired, _) => {
                let retired = row.credential.certification()?.is_retired(self.now);
                let exams = if retired { Vec::new() } else { row.credential.exams.0.clone() };
                Ok(Content::Expired(Expired { title, valid_through, since: expires_at, exams }))
            }
            _ => Err(not_so()),
        }
    }

    fn about_account(&self, mail: &Taken) -> Result<Composed, No> {
        let person = mail.learner_id.map(|id| self.person(id)).transpose()?;
        let mut reader = reader(person, mail);
        if let Some(what) = asked_by(mail.kind) {
            let request = self.requests.get(&mail.id);
            let asked_at = match (request, what) {
                (Some(request), _) => request.asked_at,
                (None, Asked::AlreadyRegistered) => mail.due_at,
                (None, _) => return Err(drop_for(Reason::Gone)),
            };
            if request.is_some_and(|request| request.used_at.is_some()) {
                return Err(drop_for(Reason::NoLongerTrue));
            }
            if self.now >= asked_at + REQUEST_VALID {
                return Err(drop_for(Reason::TooLate));
            }
            if what == Asked::ChangeAddress {
                // Whose address it is, is not known yet.
                (reader.name, reader.time_zone) = (None, None);
            }
            let to = mail.address.as_ref().or(request.map(|request| &request.address));
            return composed(to, reader, Content::Asked(what));
        }
        let detail = |name: &str| {
            mail.detail.get(name).and_then(|text| text.as_str()).unwrap_or_default().to_owned()
        };
        let what = match mail.kind {
            Kind::ProfilesConnected => Change::ProfilesConnected,
            Kind::ProfilesMerged => Change::ProfilesMerged,
            Kind::LoginReplaced => {
                Change::LoginReplaced { before: detail("before"), after: detail("after") }
            }
            Kind::PasswordChanged => Change::PasswordChanged,
            Kind::AddressChanged => Change::AddressChanged { after: detail("after") },
            // About a credential, but of none.
            _ => return Err(drop_for(Reason::Gone)),
        };
        let to = mail.address.as_ref().or(person.and_then(|person| person.email.as_ref()));
        let content = Content::Changed { what, at: mail.due_at };
        composed(to, reader, content)
    }

    /// Somebody who has not left.
    fn person(&self, id: Uuid) -> Result<&PersonRow, No> {
        let person = self.people.get(&id).filter(|person| person.deleted_at.is_none());
        person.ok_or(No::Drop(Reason::Gone))
    }

    /// N1: what can't be renewed yet may be tomorrow; whoever was to be reminded still is then, unless a
    /// later mail says it.
    fn not_yet(&self, untrue: Untrue, holds_until: Option<DateTime<Utc>>) -> No {
        let tomorrow = self.now + TimeDelta::days(1);
        match untrue {
            Untrue::Decision(Decision::NoAssessment | Decision::TooNew)
                if holds_until.is_some_and(|until| tomorrow < until) =>
            {
                No::Later(tomorrow)
            }
            untrue => drop_for(untrue),
        }
    }

    /// Postpones what can wait to the end of the quiet hours, unless it would not hold any more.
    fn wait_for_the_morning(
        &self,
        kind: Kind,
        person: &PersonRow,
        reader: &Reader,
        holds_until: Option<DateTime<Utc>>,
    ) -> Result<(), No> {
        let hour = |hour: Option<i32>| hour.and_then(|hour| u32::try_from(hour).ok());
        let chosen = (hour(person.quiet_from), hour(person.quiet_until));
        let (Some(from), Some(until)) = chosen else { return Ok(()) };
        let zone = reader.time_zone.unwrap_or(Tz::UTC);
        let end = Quiet { from, until }.end(self.now, &zone);
        match end.filter(|_| kind.can_wait()) {
            Some(end) if holds_until.is_none_or(|until| end < until) => Err(No::Later(end)),
            _ => Ok(()),
        }
    }
}

/// What somebody asked for, if it is that kind of mail.
fn asked_by(kind: Kind) -> Option<Asked> {
    match kind {
        Kind::ConfirmAddress => Some(Asked::ConfirmAddress),
        Kind::AlreadyRegistered => Some(Asked::AlreadyRegistered),
        Kind::ResetPassword => Some(Asked::ResetPassword),
        Kind::ChangeAddress => Some(Asked::ChangeAddress),
        _ => None,
    }
}

/// To whom it is said. Whoever has chosen no language is written to in that of the page on which the
/// mail was caused, if it was on one.
fn reader(person: Option<&PersonRow>, mail: &Taken) -> Reader {
    let of_cause = mail.detail.get("language").and_then(|tag| tag.as_str());
    let tag = person.and_then(|person| person.language.as_deref()).or(of_cause);
    let zone = person.and_then(|person| person.time_zone.as_deref());
    let name = person.map(|person| person.display_name.trim().to_owned());
    Reader {
        name: name.filter(|name| !name.is_empty()),
        language: tag.and_then(|tag| tag.parse().ok()).unwrap_or(Language::En),
        time_zone: zone.and_then(|zone| zone.parse().ok()),
    }
}

/// Nobody is reached at no address.
fn composed(to: Option<&String>, reader: Reader, content: Content) -> Result<Composed, No> {
    match to.filter(|to| !to.is_empty()) {
        Some(to) => Ok(Composed { to: to.clone(), reader, content }),
        None => Err(drop_for(Reason::Gone)),
    }
}
