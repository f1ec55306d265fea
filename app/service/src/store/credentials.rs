//! Credentials with all that the decision about them depends on, and what moves their dates.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    attempt::Counted,
    certification::Certification,
    credential,
    decision::Situation,
    profile::Profiles,
    view::{LastFailure, Reminders},
};
use sqlx::{FromRow, types::Json};
use uuid::Uuid;

use super::{
    Connection, StoreError,
    catalogue::{InEffect, Named},
    execute, query, query_rows,
    rows::{Senseless, unsigned},
};

/// Texts per language tag.
pub type PerLanguage<T> = BTreeMap<String, T>;

/// One credential as stored, joined with everything that [`Situation`] and its view need.
#[derive(FromRow)]
pub struct CredentialRow {
    /// Its id.
    pub id: Uuid,
    /// A5: the number of its present cycle, from 1.
    pub cycle: i32,
    /// When it was (last) earned.
    pub earned_on: NaiveDate,
    /// The first day of the present cycle.
    pub cycle_since: NaiveDate,
    /// E1.
    pub valid_through: Option<NaiveDate>,
    /// What is held.
    #[sqlx(flatten)]
    pub named: Named,
    available_since: Option<NaiveDate>,
    /// K6.
    pub retires_at: Option<DateTime<Utc>>,
    superseded: bool,
    /// K5: the slug of the one that is renewed instead.
    pub successor: Option<String>,
    /// X3: groups of exam codes.
    pub exams: Json<Vec<Vec<String>>>,
    personal_login_id: Uuid,
    profiles: i64,
    learning_login_id: Option<Uuid>,
    connected: i64,
    /// L3.
    #[sqlx(flatten)]
    pub in_effect: InEffect,
    counted: i64,
    last_id: Option<Uuid>,
    last_ended_at: Option<DateTime<Utc>>,
    last_points: Option<i32>,
    last_mark: Option<i32>,
    last_questions: Option<i32>,
    /// A2.
    pub open_attempt_id: Option<Uuid>,
    /// A7: of the open attempt.
    pub open_deadline: Option<DateTime<Utc>>,
    /// N6: since when no reminders about it alone are sent.
    pub muted_at: Option<DateTime<Utc>>,
    all_muted_at: Option<DateTime<Utc>>,
}

// Of whom ($learner) and when ($now), and from where ($from binds p, k and what else it needs). Where
// all are of one learner, what is the same for all of them depends on $1 alone, so it is looked up once.
macro_rules! select_credentials {
    ($learner:literal, $now:literal, $also:literal, $from:literal) => {
        concat!(
            "SELECT k.id, k.cycle, k.earned_on, k.cycle_since, k.valid_through, c.slug, c.kind,
                c.level, c.available_since, c.retires_at, c.superseded, c.successor, c.titles, c.exams,
                p.personal_login_id,
                (SELECT COUNT(*) FROM certification_profile q WHERE q.learner_id = ",
            $learner,
            ")
                    AS profiles,
                (SELECT l.id FROM login l WHERE l.learner_id = ",
            $learner,
            "
                    AND l.kind = 'personal' AND l.learning_profile_id IS NOT NULL)
                    AS learning_login_id,
                (SELECT COUNT(*) FROM connection x WHERE x.certification_profile_id = p.id)
                    AS connected,
                v.id AS version_id, v.version, v.mark, v.questions, v.time_limit_minutes,
                v.languages,
                (SELECT COUNT(*) FROM attempt a WHERE a.credential_id = k.id
                    AND a.cycle = k.cycle AND a.state = 'failed') AS counted,
                f.id AS last_id, f.ended_at AS last_ended_at, f.points AS last_points,
                fv.mark AS last_mark, fv.questions AS last_questions,
                o.id AS open_attempt_id, o.deadline AS open_deadline, k.muted_at,
                (SELECT h.reminders_muted_at FROM learner h WHERE h.id = ",
            $learner,
            ") AS all_muted_at",
            $also,
            " FROM ",
            $from,
            "
            JOIN certification c ON c.id = k.certification_id
            LEFT JOIN attempt o ON o.credential_id = k.id AND o.state = 'open'
            LEFT JOIN attempt f ON f.id = (SELECT a.id FROM attempt a WHERE a.credential_id = k.id
                AND a.cycle = k.cycle AND a.state = 'failed' ORDER BY a.ended_at DESC LIMIT 1)
            LEFT JOIN assessment_version fv ON fv.id = f.version_id
            LEFT JOIN assessment_version v ON v.id = (SELECT w.id FROM assessment_version w
                WHERE w.certification_id = c.id AND w.effective_from <= ",
            $now,
            "
                ORDER BY w.effective_from DESC LIMIT 1)"
        )
    };
}

macro_rules! of_learner {
    () => {
        concat!(
            select_credentials!(
                "$1",
                "$2",
                "",
                "certification_profile p JOIN credential k ON k.certification_profile_id = p.id"
            ),
            " WHERE p.learner_id = $1"
        )
    };
}

/// All credentials of a learner, with the assessment versions in effect at `now`.
pub async fn of_learner(
    on: &mut Connection<'_>,
    learner: Uuid,
    now: DateTime<Utc>,
) -> Result<Vec<CredentialRow>, StoreError> {
    const SQL: &str = concat!(of_learner!(), " ORDER BY k.id");
    Ok(query!(on, fetch_all::<CredentialRow>, SQL, learner, now)?)
}

/// One credential, if it is the learner's.
pub async fn one(
    on: &mut Connection<'_>,
    learner: Uuid,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<CredentialRow>, StoreError> {
    const SQL: &str = concat!(of_learner!(), " AND k.id = $3");
    Ok(query!(on, fetch_optional::<CredentialRow>, SQL, learner, now, id)?)
}

/// A credential that a mail is about.
#[derive(FromRow)]
pub struct MailedRow {
    /// The credential.
    #[sqlx(flatten)]
    pub credential: CredentialRow,
    /// Whose it is.
    pub learner_id: Uuid,
    /// Where its holder is written to: the address of the profile's personal login, empty where it is
    /// not known.
    pub email: String,
}

/// Credentials that mails are about, with the assessment versions in effect at `now`.
pub async fn mailed(
    on: &mut Connection<'_>,
    ids: &[Uuid],
    now: DateTime<Utc>,
) -> Result<Vec<MailedRow>, StoreError> {
    const SQL: &str = select_credentials!(
        "p.learner_id",
        "asked.column2",
        ", p.learner_id, e.email",
        "(VALUES {rows}) AS asked
            JOIN credential k ON k.id = asked.column1
            JOIN certification_profile p ON p.id = k.certification_profile_id
            JOIN login e ON e.id = p.personal_login_id"
    );
    Ok(query_rows!(on, MailedRow, SQL, ids, |id| *id, now))
}

impl CredentialRow {
    /// What the rules need to know of the certification.
    pub fn certification(&self) -> Result<Certification, Senseless> {
        Ok(Certification {
            kind: self.named.kind()?,
            available_since: self.available_since,
            retires_at: self.retires_at,
            assessment: self.in_effect.version_id.is_some(),
            superseded: self.superseded,
        })
    }

    /// What the decision depends on.
    pub fn situation(&self) -> Result<Situation, Senseless> {
        let several = usize::try_from(self.profiles).unwrap_or(1).max(1);
        let profiles = Profiles {
            certification: vec![self.personal_login_id; several],
            learning_personal: self.learning_login_id,
            connected: self.connected > 0,
        };
        Ok(Situation {
            certification: self.certification()?,
            valid_through: self.valid_through,
            connection: profiles.connection(),
            attempt_open: self.open_attempt_id.is_some(),
            counted: Counted {
                number: unsigned(self.counted, "attempt", "count", self.id)?,
                last_ended_at: self.last_ended_at,
            },
        })
    }

    /// How the last counted attempt of the present cycle went.
    pub fn last_failure(&self) -> Result<Option<LastFailure>, Senseless> {
        let Some(attempt_id) = self.last_id else { return Ok(None) };
        let number = |value: Option<i32>, column| {
            unsigned(value.unwrap_or(-1).into(), "attempt", column, attempt_id)
        };
        Ok(Some(LastFailure {
            attempt_id,
            points: number(self.last_points, "points")?,
            maximum: number(self.last_questions, "version_id")?, // A9
            mark: number(self.last_mark, "version_id")?,
        }))
    }

    /// N6: whether reminders about it are sent, where there can be any.
    pub fn reminders(&self) -> Option<Reminders> {
        let reminded = self.valid_through.is_some() && !self.superseded; // K2, K5
        reminded.then_some(match (self.all_muted_at, self.muted_at) {
            (Some(_), _) => Reminders::AllMuted,
            (None, Some(_)) => Reminders::Muted,
            (None, None) => Reminders::On,
        })
    }

    /// P4: whether the learner has more certification profiles than its own.
    pub fn beside_others(&self) -> bool {
        self.profiles > 1
    }

    /// The open attempt whose deadline has been reached, if there is one.
    pub fn overdue_attempt(&self, now: DateTime<Utc>) -> Option<Uuid> {
        self.open_attempt_id.filter(|_| self.open_deadline.is_some_and(|deadline| deadline <= now))
    }
}

/// The credential of another certification in the same profile.
pub async fn beside(
    on: &mut Connection<'_>,
    credential: Uuid,
    slug: &str,
) -> Result<Option<Uuid>, StoreError> {
    const SQL: &str = "SELECT k.id FROM credential k
    JOIN certification c ON c.id = k.certification_id
    JOIN credential o ON o.certification_profile_id = k.certification_profile_id
    WHERE o.id = $1 AND c.slug = $2";
    Ok(query!(on, fetch_optional::<(Uuid,)>, SQL, credential, slug)?.map(|(id,)| id))
}

/// E3: begins the next cycle. The cycle it is in guards against doing so twice.
pub async fn begin_next_cycle(
    on: &mut Connection<'_>,
    id: Uuid,
    present_cycle: i32,
    since: NaiveDate,
    valid_through: NaiveDate,
) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE credential SET cycle = cycle + 1, cycle_since = $3, valid_through = $4
        WHERE id = $1 AND cycle = $2";
    match execute!(on, SQL, id, present_cycle, since, valid_through)? {
        1 => Ok(()),
        rows => Err(StoreError::NotOneRow { statement: "begin_next_cycle", rows }),
    }
}

/// E3: begins the next cycle after a pass and says the last valid day before and from now on.
/// Whoever extends a credential (E5) does not wait for an attempt, so the day is taken as it is at
/// the moment of writing; the cycle guards against doing it twice.
pub async fn renew(
    on: &mut Connection<'_>,
    id: Uuid,
    present_cycle: i32,
    mut before: NaiveDate,
) -> Result<(NaiveDate, NaiveDate), StoreError> {
    const SQL: &str =
        "UPDATE credential SET cycle = cycle + 1, cycle_since = $4, valid_through = $5
        WHERE id = $1 AND cycle = $2 AND valid_through = $3";
    const READ: &str = "SELECT valid_through FROM credential WHERE id = $1 AND cycle = $2
        AND valid_through IS NOT NULL";
    loop {
        let renewed = credential::renewed(before);
        let since = before.succ_opt().unwrap_or(before);
        if execute!(&mut *on, SQL, id, present_cycle, before, since, renewed)? == 1 {
            return Ok((before, renewed));
        }
        let present = query!(&mut *on, fetch_optional::<(NaiveDate,)>, READ, id, present_cycle)?;
        match present {
            Some((present,)) if present != before => before = present,
            _ => return Err(StoreError::NotOneRow { statement: "renew", rows: 0 }),
        }
    }
}

/// A credential to be stored in its first cycle.
pub struct NewCredential {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub certification_profile_id: Uuid,
    /// Of what.
    pub certification_id: Uuid,
    /// When it was earned.
    pub earned_on: NaiveDate,
    /// E2.
    pub valid_through: Option<NaiveDate>,
}

/// Stores a newly earned credential.
pub async fn insert(on: &mut Connection<'_>, new: &NewCredential) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO credential (id, certification_profile_id, certification_id,
        cycle, earned_on, cycle_since, valid_through) VALUES ($1, $2, $3, 1, $4, $4, $5)";
    let NewCredential { id, certification_profile_id, certification_id, .. } = *new;
    execute!(
        on,
        SQL,
        id,
        certification_profile_id,
        certification_id,
        new.earned_on,
        new.valid_through
    )?;
    Ok(())
}
