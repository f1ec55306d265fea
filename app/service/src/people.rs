//! Finding and looking at people, for support and administration. Every look is written to the
//! audit log, where the person can read it.

use std::collections::{HashMap, hash_map};

use domain::{
    audit::Action,
    profile::{Login, masked},
    view::{
        AuditActor, AuditLine, AuditPage, PeopleFound, Person, PersonAttempt, PersonCredential,
        PersonFound, PersonLedger, PersonLogin, PersonName, PersonProfile, PersonResult,
    },
};
use serde_json::{Value, json};
use uuid::Uuid;
use words::Language;

use crate::{
    Error, Service,
    store::{
        Connection, StoreError,
        audit::{self, Actor, Entry, Recorded, Search},
        catalogue::in_language,
        credentials::{self, PerLanguage},
        logins::LoginRow,
        people::{self, FoundRow},
        profiles::{self, Facts, ProfileRow},
        roles,
    },
};

/// At most so many people are found.
const FOUND: usize = 10;
/// Fewer characters than this find only what is the same.
const PREFIX: usize = 3;
/// So many lines of each part of a history are shown.
const LINES: i64 = 50;
/// So many lines of the audit log are on a page.
const PAGE: usize = 50;

impl Service {
    /// People by a number (theirs, or that of a certification profile or a credential, present or
    /// old), their name, or an address they sign in with: what begins with at least three
    /// characters, or is the same. Logins are masked, and there are never more than a few.
    pub async fn find_people(&self, question: &str) -> Result<PeopleFound, Error> {
        let question = question.trim();
        if question.is_empty() {
            return Ok(PeopleFound::default());
        }
        let mut reader = self.store.read().await?;
        let on = &mut reader.on();
        let rows = if let Ok(number) = question.parse() {
            people::by_number(on, number).await?.into_iter().collect()
        } else {
            let prefix = question.chars().count() >= PREFIX;
            let at_most = i64::try_from(FOUND + 1).unwrap_or(i64::MAX);
            let mut rows = people::by_email(on, question, prefix, at_most).await?;
            rows.extend(people::by_name(on, question, prefix, at_most).await?);
            rows
        };
        let mut people: Vec<PersonFound> = Vec::with_capacity(rows.len());
        for row in rows {
            if people.iter().all(|found| found.person.id != row.id) {
                people.push(found(row));
            }
        }
        let more = people.len() > FOUND;
        people.truncate(FOUND);
        Ok(PeopleFound { people, more })
    }

    /// A person with their history. The look is written down.
    ///
    /// # Errors
    /// [`Error::NotFound`]
    pub async fn person(&self, by: Uuid, id: Uuid, language: Language) -> Result<Person, Error> {
        let now = self.now();
        let mut transaction = self.store.begin().await?;
        let on = &mut transaction.on();
        let found = people::by_number(on, id).await?.ok_or(Error::NotFound)?;
        let detail = json!({});
        let (actor, action) = (Actor::Learner(by), Action::PersonViewed);
        let entry = Entry { actor, learner: Some(found.id), action, detail };
        audit::record(on, &entry, now).await?;
        transaction.commit().await?; // looked at, whatever becomes of the answer

        let id = found.id;
        let mut reader = self.store.read().await?;
        let on = &mut reader.on();
        let facts = profiles::facts(on, id).await?;
        let state = facts.profiles().map_err(StoreError::from)?;
        let roles = roles::of(on, id).await?;
        let title = |titles: &PerLanguage<String>| {
            in_language(titles, language.tag()).cloned().unwrap_or_default()
        };

        let mut held = Vec::new();
        for row in credentials::of_learner(on, id, now).await? {
            let situation = row.situation().map_err(StoreError::from)?;
            held.push(PersonCredential {
                id: row.id,
                certification: row.named.name(language).map_err(StoreError::from)?,
                earned_on: row.earned_on,
                cycle: row.cycle,
                standing: situation.at(now, self.policy.renewal_window),
            });
        }
        let mut attempts = Vec::new();
        for line in people::attempts(on, id, LINES).await? {
            attempts.push(PersonAttempt {
                certification: title(&line.titles),
                state: line.state()?,
                started_at: line.started_at,
                ended_at: line.ended_at,
                score: line.score()?,
            });
        }
        let mut history = Vec::new();
        for line in people::history(on, id, LINES).await? {
            history.push(PersonLedger {
                certification: title(&line.titles),
                entry: line.entry()?,
                at: line.at,
                before: line.valid_through_before,
                valid_through: line.valid_through,
                reason: line.reason,
            });
        }
        let results = people::results(on, id, LINES).await?;
        let of = Search { learner: Some(id), ..Search::default() };
        let lines = audit::search(on, &of, LINES).await?;
        Ok(Person {
            now,
            person: PersonName { id, name: found.display_name },
            since: found.created_at,
            roles,
            logins: logins(&facts)?,
            connection: state.connection(),
            profiles: certification_profiles(&facts, state.keeper()),
            credentials: held,
            attempts,
            history,
            results: results.into_iter().map(result).collect(),
            audit: named(on, lines).await?,
        })
    }

    /// A page of the audit log, the newest lines first. `after` is what the page before it gave as
    /// [`AuditPage::older`]; what can't be read is passed over.
    pub async fn audit_page(&self, search: Search, after: &str) -> Result<AuditPage, Error> {
        let mut search = search;
        if let Some((at, id)) = after.split_once('_') {
            let at = at.parse().ok().and_then(chrono::DateTime::from_timestamp_millis);
            // Not past the end that was asked for.
            let place = at.zip(id.parse().ok());
            search.after = [place, search.after].into_iter().flatten().min();
        }
        let mut reader = self.store.read().await?;
        let on = &mut reader.on();
        let at_most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let mut lines = audit::search(on, &search, at_most).await?;
        let more = lines.len() > PAGE;
        lines.truncate(PAGE);
        let older = lines
            .last()
            .filter(|_| more)
            .map(|last| format!("{}_{}", last.at.timestamp_millis(), last.id));
        Ok(AuditPage { lines: named(on, lines).await?, older })
    }
}

fn found(row: FoundRow) -> PersonFound {
    PersonFound {
        person: PersonName { id: row.id, name: row.display_name },
        login: row.email.map(|email| masked(&email)),
        since: row.created_at,
    }
}

fn logins(facts: &Facts) -> Result<Vec<PersonLogin>, StoreError> {
    let rules = facts.rules()?;
    let login = |(row, rule): (&LoginRow, &Login)| PersonLogin {
        id: row.id,
        kind: rule.kind,
        provider: row.provider.clone(),
        login: masked(&row.email),
        learning: rule.learning,
    };
    Ok(facts.logins.iter().zip(&rules).map(login).collect())
}

fn certification_profiles(facts: &Facts, keeper: usize) -> Vec<PersonProfile> {
    let address = |login: Uuid| facts.logins.iter().find(|row| row.id == login);
    let profile = |(index, row): (usize, &ProfileRow)| PersonProfile {
        id: row.id,
        login: address(row.personal_login_id).map(|row| masked(&row.email)).unwrap_or_default(),
        login_id: row.personal_login_id,
        stays: index == keeper,
        since: row.created_at,
    };
    facts.profiles.iter().enumerate().map(profile).collect()
}

fn result(row: people::ResultLine) -> PersonResult {
    let people::ResultLine { result_id, exam, passed, beta, taken_at, recorded_at } = row;
    PersonResult { result_id, exam, passed, beta, taken_at, recorded_at }
}

/// The lines with the names of the people in them, each looked up once.
async fn named(
    on: &mut Connection<'_>,
    lines: Vec<Recorded>,
) -> Result<Vec<AuditLine>, StoreError> {
    let mut names: HashMap<Uuid, String> = HashMap::new();
    for line in &lines {
        let actor = match line.actor {
            Actor::Learner(id) => Some(id),
            Actor::Key(_) | Actor::Program => None,
        };
        for id in [actor, line.learner].into_iter().flatten() {
            if let hash_map::Entry::Vacant(unknown) = names.entry(id) {
                unknown.insert(people::name(on, id).await?.unwrap_or_default());
            }
        }
    }
    let person = |id| PersonName { id, name: names.get(&id).cloned().unwrap_or_default() };
    let line = |line: Recorded| AuditLine {
        at: line.at,
        by: match line.actor {
            Actor::Learner(id) => AuditActor::Person(person(id)),
            Actor::Key(id) => AuditActor::Key { id },
            Actor::Program => AuditActor::Program,
        },
        about: line.learner.map(person),
        action: line.action,
        detail: detail(&line.detail),
    };
    Ok(lines.into_iter().map(line).collect())
}

/// A small object as names and texts.
fn detail(value: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let fields = value.as_object().into_iter().flatten();
    fields.map(|(name, value)| (name.clone(), text(value))).collect()
}
