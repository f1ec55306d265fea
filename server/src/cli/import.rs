//! `perennial import`: the catalogue and question banks, from folders into the database.

use std::{
    error::Error,
    path::{Path, PathBuf},
};

use clap::Subcommand;
use service::import::{Report, SourceFile};

use super::{open, say};
use crate::config::Config;

/// What can be taken in.
#[derive(Subcommand)]
pub enum What {
    /// The certification catalogue: YAML of the kinds Certification, `CertificationRenewal` and
    /// Examination, one folder per language, merged by uid. Running it twice changes nothing
    Catalogue {
        /// The folder with a folder per language
        dir: PathBuf,
    },
    /// A question bank: bank.toml and one GIFT file per language (en.gift, zh-CN.gift). Taken whole
    /// or, with every fault listed, not at all
    Questions {
        /// The certification it renews, by its name in addresses, like azure-administrator
        #[arg(long, value_name = "SLUG")]
        certification: String,
        /// The folder with bank.toml and the GIFT files
        dir: PathBuf,
    },
}

/// Takes it in and says what came of it, a line for each record that was not taken as it stands.
pub async fn run(config: &Config, what: What) -> Result<(), Box<dyn Error>> {
    let (What::Catalogue { dir } | What::Questions { dir, .. }) = &what;
    let files = read(dir)?;
    let service = open(config).await?;
    let report: Result<Report, service::Error> = match &what {
        What::Catalogue { .. } => service.import_catalogue(&files).await,
        What::Questions { certification, .. } => {
            service.import_questions(certification, &files).await
        }
    };
    service.close().await;
    let report = report?;
    say(&report);
    if report.taken == 0 && report.unchanged == 0 {
        return Err("nothing was taken, for the reasons above".into());
    }
    Ok(())
}

fn read(dir: &Path) -> Result<Vec<SourceFile>, String> {
    SourceFile::read_dir(dir).map_err(|error| format!("{} can't be read: {error}", dir.display()))
}
