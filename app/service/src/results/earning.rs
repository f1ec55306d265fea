//! What the results of many people earn: `domain::earning` decides, this reads and writes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::{
    audit::Action,
    certification::{Certification, Requirements},
    earning::{self, Line, Offer},
    view::CycleStart,
};
use serde_json::json;
use uuid::Uuid;

use super::{Profile, by_profile};
use crate::{
    Error,
    attempts::end_if_overdue,
    store::{
        Connection, StoreError, Transaction,
        audit::{self, Actor, Entry},
        earnings::{self, Earned, LineRow, NewLine, Standing},
        results,
    },
};

type Offers = BTreeMap<String, Offer<String, String>>;

/// Earns, and earns again, what all results of these profiles come to. To be called after results or
/// credentials of a profile have changed, with the lock [`super::RESULTS`] held.
pub(crate) async fn earn(
    transaction: &mut Transaction,
    by: Actor,
    profiles: Vec<Profile>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let persons = by_profile(profiles);
    let profiles: Vec<_> = persons.keys().copied().collect();
    if profiles.is_empty() {
        return Ok(());
    }
    // What time has ended comes first: it may have renewed one that looks expired (A3). One by one:
    // a job ends what is overdue every few seconds, so there are few.
    let overdue = earnings::overdue(&mut transaction.on(), &profiles, now).await?;
    let credentials: Vec<_> = overdue.iter().map(|attempt| attempt.credential_id).collect();
    if !credentials.is_empty() {
        transaction.lock_all(&credentials).await?;
    }
    for attempt in overdue {
        end_if_overdue(transaction, attempt.learner_id, attempt.id, now).await?;
    }

    let (offers, ids) = load_offers(&mut transaction.on()).await?;
    let mut locked: BTreeSet<Uuid> = BTreeSet::new();
    let changes = loop {
        let changes = changes(&mut transaction.on(), &profiles, &offers).await?;
        // An attempt may be starting on what is about to move.
        let existing: Vec<_> = changes.iter().filter_map(Change::credential).collect();
        let more = existing.iter().any(|credential| !locked.contains(credential));
        locked.extend(&existing);
        if !more || !transaction.lock_all(&existing).await? {
            break changes;
        }
    };
    if changes.is_empty() {
        return Ok(());
    }
    write(&mut transaction.on(), &changes, &ids).await?;
    let entries: Vec<_> = changes
        .iter()
        .flat_map(|change| change.entries(by, persons.get(&change.profile).copied()))
        .collect();
    audit::record_all(&mut transaction.on(), &entries, now).await?;
    Ok(())
}

async fn load_offers(on: &mut Connection<'_>) -> Result<(Offers, HashMap<String, Uuid>), Error> {
    let mut offers = Offers::new();
    let mut ids = HashMap::new();
    for row in earnings::offers(on).await? {
        let certification = Certification {
            kind: row.kind().map_err(StoreError::from)?,
            available_since: row.available_since,
            retires_at: row.retires_at,
            assessment: false, // K3 is about renewing
            superseded: row.superseded,
        };
        let requirements = Requirements { exams: row.exams.0, prerequisites: row.prerequisites.0 };
        ids.insert(row.slug.clone(), row.id);
        offers.insert(row.slug, Offer { certification, requirements });
    }
    Ok((offers, ids))
}

/// A credential as it is stored.
struct Stored {
    id: Uuid,
    rows: Vec<Uuid>,
    history: Vec<Line>,
    settled: usize,
    stood: (i32, Option<chrono::NaiveDate>),
}

/// A credential that comes to stand otherwise.
struct Change {
    profile: Uuid,
    slug: String,
    /// As it is; `None` where it is earned for the first time.
    stored: Option<Stored>,
    /// Its id, old or new.
    id: Uuid,
    /// What stays of its history.
    settled: Vec<Line>,
    /// What follows now.
    follows: Vec<Line>,
}

/// What differs from what is stored.
async fn changes(
    on: &mut Connection<'_>,
    profiles: &[Uuid],
    offers: &Offers,
) -> Result<Vec<Change>, Error> {
    let mut passes: HashMap<Uuid, Vec<(String, DateTime<Utc>)>> = HashMap::new();
    for row in results::passes(on, profiles).await? {
        passes.entry(row.certification_profile_id).or_default().push((row.exam, row.taken_at));
    }
    let rows = earnings::histories(on, profiles).await?;
    let mut stored = stored(&rows)?;
    let mut changes = Vec::new();
    for profile in profiles {
        let held = stored.remove(profile).unwrap_or_default();
        let settled: BTreeMap<_, _> = held
            .iter()
            .filter(|(_, stored)| stored.settled > 0)
            .map(|(slug, stored)| (slug.clone(), stored.history[..stored.settled].to_vec()))
            .collect();
        let passes = passes.get(profile).map_or(&[][..], Vec::as_slice);
        let mut follows = earning::follow(offers, &settled, passes);
        let mut held = held;
        let slugs: BTreeSet<_> = held.keys().chain(follows.keys()).cloned().collect();
        for slug in slugs {
            let (stored, follows) = (held.remove(&slug), follows.remove(&slug).unwrap_or_default());
            let same = stored
                .as_ref()
                .is_some_and(|stored| stored.history[stored.settled..] == follows[..]);
            if same {
                continue;
            }
            let settled = stored
                .as_ref()
                .map_or_else(Vec::new, |stored| stored.history[..stored.settled].to_vec());
            let id = stored.as_ref().map_or_else(Uuid::now_v7, |stored| stored.id);
            changes.push(Change { profile: *profile, slug, stored, id, settled, follows });
        }
    }
    Ok(changes)
}

/// Histories by profile and certification.
fn stored(rows: &[LineRow]) -> Result<HashMap<Uuid, BTreeMap<String, Stored>>, StoreError> {
    let mut found: HashMap<Uuid, BTreeMap<String, Stored>> = HashMap::new();
    for lines in rows.chunk_by(|a, b| a.credential_id == b.credential_id) {
        let history = lines.iter().map(LineRow::line).collect::<Result<Vec<_>, _>>()?;
        let first = &lines[0];
        let attempted = first.attempted.and_then(|cycle| u32::try_from(cycle).ok());
        let stored = Stored {
            id: first.credential_id,
            rows: lines.iter().map(|line| line.id).collect(),
            settled: earning::settled(&history, attempted),
            history,
            stood: (first.present_cycle, first.present_day),
        };
        found.entry(first.certification_profile_id).or_default().insert(first.slug.clone(), stored);
    }
    Ok(found)
}

impl Change {
    /// The credential, where it is stored already.
    fn credential(&self) -> Option<Uuid> {
        self.stored.as_ref().map(|stored| stored.id)
    }

    /// The lines that were stored and follow no more, if there are any.
    fn taken_back(&self) -> &[Uuid] {
        self.stored.as_ref().map_or(&[], |stored| {
            let before = &stored.history[stored.settled..];
            if self.follows.starts_with(before) { &[] } else { &stored.rows[stored.settled..] }
        })
    }

    /// The lines that are not stored yet.
    fn added(&self) -> &[Line] {
        let kept = match &self.stored {
            Some(stored) if self.taken_back().is_empty() => stored.history.len() - stored.settled,
            _ => 0,
        };
        &self.follows[kept..]
    }

    fn history(&self) -> impl DoubleEndedIterator<Item = &Line> {
        self.settled.iter().chain(&self.follows)
    }

    /// How it stands after all of its history; `None` where there is none.
    fn standing(&self) -> Option<Standing> {
        let start = self.history().rev().find(|line| line.start != CycleStart::Extended)?;
        let earned = self
            .history()
            .rev()
            .find(|line| matches!(line.start, CycleStart::Earned | CycleStart::EarnedAgain))?;
        let all: Vec<_> = self.history().copied().collect();
        // A renewed cycle begins where the one before would have ended.
        let since = match start.start {
            CycleStart::Renewed => {
                let before: Vec<_> =
                    all.iter().take_while(|line| *line != start).copied().collect();
                earning::last_day(&before).and_then(|day| day.succ_opt())
            }
            _ => None,
        };
        Some(Standing {
            id: self.id,
            cycle: start.cycle,
            earned_on: earned.at.date_naive(),
            cycle_since: since.unwrap_or(start.at.date_naive()),
            valid_through: earning::last_day(&all),
        })
    }

    fn lines(&self) -> impl Iterator<Item = NewLine> {
        let added = self.added();
        let first = self.follows.len() - added.len();
        added.iter().enumerate().map(move |(index, line)| NewLine {
            credential_id: self.id,
            line: *line,
            before: (self.settled.iter().chain(&self.follows[..first + index]).last())
                .and_then(|line| line.valid_through),
        })
    }

    /// What is said in the audit log.
    fn entries(&self, by: Actor, learner: Option<Uuid>) -> Vec<Entry> {
        let entry = |action, line: Option<&Line>| Entry {
            actor: by,
            learner,
            action,
            detail: json!({
                "credential": self.id,
                "certification": self.slug,
                "at": line.map(|line| line.at),
                "valid_through": line.and_then(|line| line.valid_through),
            }),
        };
        if !self.taken_back().is_empty() {
            return vec![entry(Action::CredentialCorrected, self.history().last())];
        }
        let earned = |line: &Line| match line.start {
            CycleStart::Earned => entry(Action::CredentialEarned, Some(line)),
            _ => entry(Action::CredentialEarnedAgain, Some(line)),
        };
        self.added().iter().map(earned).collect()
    }
}

async fn write(
    on: &mut Connection<'_>,
    changes: &[Change],
    ids: &HashMap<String, Uuid>,
) -> Result<(), StoreError> {
    let (mut earned, mut moved, mut deleted) = (Vec::new(), Vec::new(), Vec::new());
    for change in changes {
        match (change.standing(), &change.stored) {
            (Some(standing), Some(stored)) => moved.push((standing, stored.stood)),
            (Some(standing), None) => {
                let Some(certification_id) = ids.get(&change.slug) else { continue };
                let (certification_profile_id, certification_id) =
                    (change.profile, *certification_id);
                earned.push(Earned { certification_profile_id, certification_id, standing });
            }
            (None, _) => deleted.push(change.id),
        }
    }
    let taken_back: Vec<_> = changes.iter().flat_map(Change::taken_back).copied().collect();
    let mails: Vec<_> = changes
        .iter()
        .filter(|change| !change.taken_back().is_empty())
        .map(|change| (change.id, change.history().map(|line| line.cycle).max().unwrap_or(0)))
        .collect();
    let lines: Vec<_> = changes.iter().flat_map(Change::lines).collect();
    earnings::delete_lines(on, &taken_back).await?;
    earnings::delete_mails(on, &mails).await?;
    earnings::delete(on, &deleted).await?;
    earnings::insert(on, &earned).await?;
    earnings::update(on, &moved).await?;
    earnings::insert_lines(on, &lines).await
}
