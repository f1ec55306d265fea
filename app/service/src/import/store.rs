//! Puts what was checked into the database, each import in one transaction: all of it or nothing.

mod catalogue;
mod questions;

use uuid::Uuid;

use super::{Problem, Report, SourceFile};
use crate::{Error, Service, results::RESULTS};

/// One import of the catalogue at a time, see [`crate::store::Transaction::lock`].
const CATALOGUE: Uuid = Uuid::from_u128(0xca7a_1094);

impl Service {
    /// Takes in the catalogue. Texts in other languages than these files have stay as they are, and
    /// so does what they don't mention. Doing it again changes nothing.
    ///
    /// # Errors
    /// Only those of the database; what was not taken is in the report.
    pub async fn import_catalogue(&self, files: &[SourceFile]) -> Result<Report, Error> {
        let (catalogue, problems) = super::catalogue::check(files);
        let mut report = Report { problems, ..Report::default() };
        let mut transaction = self.store.begin().await?;
        transaction.lock(RESULTS).await?; // nothing is earned while the terms change
        transaction.lock(CATALOGUE).await?;
        catalogue::keep(&mut transaction.on(), &catalogue, &mut report).await?;
        transaction.commit().await?;
        report.problems.sort();
        Ok(report)
    }

    /// Takes in a question bank as a new version of the assessment that renews a certification,
    /// whole; with any fault it is refused whole, see [`Report::is_refused`]. Questions of a kind
    /// that no assessment asks are reported and left out, which is no fault. A version that is
    /// stored already is never changed, since attempts rely on it (L3).
    ///
    /// # Errors
    /// Only those of the database; every fault of the bank and what was left out is in the report.
    pub async fn import_questions(
        &self,
        certification: &str,
        files: &[SourceFile],
    ) -> Result<Report, Error> {
        let mut transaction = self.store.begin().await?;
        let renewed =
            match questions::renewed(&mut transaction.on(), certification, self.now()).await? {
                Ok(renewed) => renewed,
                Err(reason) => return Ok(refused(certification, reason)),
            };
        transaction.lock(renewed.id).await?;
        let bank = match super::bank::check(files, &renewed.languages) {
            Ok(bank) => bank,
            Err(problems) => {
                return Ok(Report { problems, ..Report::default() });
            }
        };
        match questions::keep(&mut transaction.on(), renewed.id, &bank).await? {
            Ok(report) => {
                transaction.commit().await?;
                Ok(report)
            }
            Err(reason) => {
                let place = files.iter().find(|file| file.name() == "bank.toml");
                Ok(refused(place.map_or("bank.toml", |file| &file.path), reason))
            }
        }
    }
}

fn refused(place: &str, reason: impl Into<String>) -> Report {
    Report { problems: vec![Problem::new(place, None, reason)], ..Report::default() }
}
