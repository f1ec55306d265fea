//! E5: extending many credentials at once: shown before, confirmed once, done a batch at a time.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    audit::Action,
    extension::{Counts, Extension, Fault, LONGEST_REASON, Stays, outcome},
    view::{ExtensionDone, ExtensionPreview, ExtensionSample, PersonName},
};
use serde_json::json;
use uuid::Uuid;
use words::Language;

use crate::{
    Error, Service,
    results::{RESULTS, TRIES},
    secrets::{hash_of, hex},
    store::{
        Connection, Transaction,
        audit::{self, Actor, Entry},
        catalogue::in_language,
        extensions::{self, Candidate, ExtensionRow, NewExtension},
    },
};

/// So many credentials are extended in one transaction.
const AT_A_TIME: i64 = 100;
/// So many are shown before.
const SAMPLES: usize = 10;
/// So many extensions are listed.
const LISTED: i64 = 50;

/// What an administrator sends to have it done.
#[derive(Clone, Debug)]
pub struct Confirmation {
    /// As the preview was shown under.
    pub id: Uuid,
    /// As it was shown.
    pub extension: Extension,
    /// Of the preview.
    pub digest: String,
    /// Why; the learners can read it.
    pub reason: String,
}

impl Service {
    /// What an extension would do at this moment.
    ///
    /// # Errors
    /// [`Error::NotExtended`]
    pub async fn preview_extension(
        &self,
        extension: Extension,
        language: Language,
    ) -> Result<ExtensionPreview, Error> {
        let now = self.now();
        let extension = extension.checked(now).map_err(Error::NotExtended)?;
        let mut reader = self.store.read().await?;
        let on = &mut reader.on();
        let (counts, digest) = count(on, &extension, now).await?;
        Ok(ExtensionPreview {
            id: Uuid::now_v7(),
            samples: samples(on, &extension, now, language).await?,
            extension,
            counts,
            digest,
        })
    }

    /// Takes on to do what was shown; it is done by [`Self::continue_extension`]. The same preview
    /// can be confirmed once; again, it is there already.
    ///
    /// # Errors
    /// [`Error::NotExtended`]; with [`Fault::Changed`] where other credentials would be extended
    /// than were shown.
    pub async fn confirm_extension(
        &self,
        by: Uuid,
        confirmation: Confirmation,
    ) -> Result<(), Error> {
        let now = self.now();
        let Confirmation { id, extension, digest, reason } = confirmation;
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
            return Err(Error::NotExtended(Fault::NoReason));
        }
        let mut transaction = self.store.begin().await?;
        let on = &mut transaction.on();
        if extensions::one(on, id).await?.is_some() {
            return Ok(());
        }
        let extension = extension.checked(now).map_err(Error::NotExtended)?;
        let (shown, found) = count(on, &extension, now).await?;
        // What never expires is not even looked at.
        let done = Counts { never_expires: shown.never_expires, ..Counts::default() };
        let new = NewExtension { id, by, reason, extension: &extension, shown, done };
        if !extensions::insert(on, &new, now).await? {
            return Ok(()); // the same confirmation, at the same moment
        }
        if found != digest {
            return Err(Error::NotExtended(Fault::Changed)); // and nothing is committed
        }
        let detail = json!({
            "extension": id,
            "certifications": extension.certifications,
            "from": extension.first_day,
            "to": extension.last_day,
            "until": extension.until,
            "count": shown.extended,
            "reason": reason,
        });
        let action = Action::ExtensionConfirmed;
        let entry = Entry { actor: Actor::Learner(by), learner: None, action, detail };
        audit::record(on, &entry, now).await?;
        Ok(transaction.commit().await?)
    }

    /// Goes on with an extension for at most so many batches, each a transaction of its own; says
    /// whether it is finished. Safe to call from several places at once.
    pub async fn continue_extension(&self, id: Uuid, batches: u32) -> Result<bool, Error> {
        for _ in 0..batches {
            if self.extend_batch(id).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Goes on with what was confirmed and is not finished: the program may have died meanwhile.
    pub async fn continue_extensions(&self) -> Result<(), Error> {
        let under_way = extensions::under_way(&mut self.store.read().await?.on()).await?;
        for id in under_way {
            self.continue_extension(id, 50).await?;
        }
        Ok(())
    }

    /// One extension.
    ///
    /// # Errors
    /// [`Error::NotFound`]
    pub async fn extension(&self, id: Uuid) -> Result<ExtensionDone, Error> {
        let row = extensions::one(&mut self.store.read().await?.on(), id).await?;
        Ok(done(&row.ok_or(Error::NotFound)?))
    }

    /// The latest extensions, the newest first.
    pub async fn extensions(&self) -> Result<Vec<ExtensionDone>, Error> {
        let rows = extensions::latest(&mut self.store.read().await?.on(), LISTED).await?;
        Ok(rows.iter().map(done).collect())
    }

    /// Extends the next credentials; says whether none is left.
    async fn extend_batch(&self, id: Uuid) -> Result<bool, Error> {
        let mut tries = 1;
        loop {
            match self.try_to_extend(id).await {
                Err(Error::Store(error)) if tries < TRIES && error.is_somebody_faster() => {
                    tries += 1;
                }
                finished => return finished,
            }
        }
    }

    async fn try_to_extend(&self, id: Uuid) -> Result<bool, Error> {
        let mut transaction = self.store.begin().await?;
        // Results, merges and deletions move many credentials too, each in an order of its own.
        transaction.lock(RESULTS).await?;
        transaction.lock(id).await?;
        let now = self.now();
        let row = extensions::one(&mut transaction.on(), id).await?.ok_or(Error::NotFound)?;
        if row.finished_at.is_some() {
            return Ok(true);
        }
        let extension = row.extension();
        let at = usize::try_from(row.at_certification).unwrap_or_default();
        let finished = match extension.certifications.get(at) {
            None => {
                let on = &mut transaction.on();
                extensions::advance(on, id, row.done.0, row.at_certification, None, Some(now))
                    .await?;
                true
            }
            Some(slug) => {
                batch(&mut transaction, &row, &extension, slug, now).await?;
                false
            }
        };
        transaction.commit().await?;
        Ok(finished)
    }
}

/// Extends the next credentials of one certification and notes how far it has come.
async fn batch(
    transaction: &mut Transaction,
    row: &ExtensionRow,
    extension: &Extension,
    slug: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let on = &mut transaction.on();
    let mut done = row.done.0;
    // A certification is never removed; were it gone, there would be nothing to extend.
    let chosen = extensions::chosen(on, slug).await?;
    let held = match &chosen {
        None => Vec::new(),
        Some(chosen) => {
            let first = extension.first_day;
            extensions::next(on, chosen.id, first, row.place(), row.id, AT_A_TIME).await?
        }
    };
    for candidate in &held {
        let certification = match &chosen {
            None => continue,
            Some(chosen) => chosen.certification()?,
        };
        let outcome = if candidate.changed {
            Err(Stays::ChangedSince)
        } else {
            outcome(&certification, Some(candidate.valid_through), extension.until, now)
        };
        let outcome = match outcome {
            Ok(until) if !extensions::extend(on, candidate, until).await? => {
                Err(Stays::ChangedSince)
            }
            outcome => outcome,
        };
        if let Ok(until) = outcome {
            extensions::record(on, candidate, until, row, now).await?;
            audit::record(on, &audited(candidate, until, slug, row), now).await?;
        }
        done.add(&outcome, 1);
    }
    match held.last() {
        Some(last) => {
            let place = Some((last.valid_through, last.id));
            extensions::advance(on, row.id, done, row.at_certification, place, None).await?;
        }
        None => {
            extensions::advance(on, row.id, done, row.at_certification + 1, None, None).await?;
        }
    }
    Ok(())
}

/// What the learner reads of it.
fn audited(held: &Candidate, until: NaiveDate, slug: &str, row: &ExtensionRow) -> Entry {
    Entry {
        actor: Actor::Learner(row.confirmed_by),
        learner: Some(held.learner_id),
        action: Action::CredentialExtended,
        detail: json!({
            "extension": row.id,
            "credential": held.id,
            "certification": slug,
            "from": held.valid_through,
            "to": until,
            "reason": row.reason,
        }),
    }
}

/// What would become of the credentials that are chosen, and a digest of all that was looked at:
/// how many of which certification are valid through which day, and how they fare. What is kept in
/// memory grows with the days, not with the credentials.
async fn count(
    on: &mut Connection<'_>,
    extension: &Extension,
    now: DateTime<Utc>,
) -> Result<(Counts, String), Error> {
    use std::fmt::Write;

    let mut counts = Counts::default();
    let mut all = serde_json::to_string(extension).unwrap_or_default();
    for slug in &extension.certifications {
        let chosen = extensions::chosen(on, slug).await?;
        let chosen = chosen.ok_or(Error::NotExtended(Fault::NoCertification))?;
        let certification = chosen.certification()?;
        for (day, number) in
            extensions::days(on, chosen.id, extension.first_day, extension.last_day).await?
        {
            let outcome = outcome(&certification, day, extension.until, now);
            counts.add(&outcome, number);
            // Writing to a string can't fail.
            let _ = write!(all, "\n{slug} {day:?} {number} {outcome:?}");
        }
    }
    Ok((counts, hex(&hash_of(&all))))
}

/// Some of those that would be extended, of each certification the same number.
async fn samples(
    on: &mut Connection<'_>,
    extension: &Extension,
    now: DateTime<Utc>,
    language: Language,
) -> Result<Vec<ExtensionSample>, Error> {
    // Of a credential that ends today the day has not ended.
    let first = extension.first_day.max(now.date_naive());
    let last = extension.last_day.min(extension.until.pred_opt().unwrap_or(NaiveDate::MIN));
    let each = SAMPLES.div_ceil(extension.certifications.len().max(1));
    let mut samples = Vec::with_capacity(SAMPLES);
    for slug in &extension.certifications {
        let Some(chosen) = extensions::chosen(on, slug).await? else { continue };
        if !chosen.certification()?.expires() || samples.len() >= SAMPLES {
            continue;
        }
        let at_most = i64::try_from(each).unwrap_or_default();
        for row in extensions::samples(on, chosen.id, first, last, at_most).await? {
            samples.push(ExtensionSample {
                person: PersonName { id: row.learner_id, name: row.display_name },
                certification: in_language(&chosen.named.titles, language.tag())
                    .cloned()
                    .unwrap_or_default(),
                valid_through: row.valid_through,
            });
        }
    }
    samples.truncate(SAMPLES);
    Ok(samples)
}

fn done(row: &ExtensionRow) -> ExtensionDone {
    ExtensionDone {
        id: row.id,
        extension: row.extension(),
        reason: row.reason.clone(),
        by: PersonName { id: row.confirmed_by, name: row.display_name.clone() },
        at: row.confirmed_at,
        shown: row.shown.0,
        done: row.done.0,
        finished_at: row.finished_at,
    }
}
