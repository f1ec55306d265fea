//! `perennial import`: the catalogue, question banks and exam results, from files into the database.

use std::{
    error::Error,
    fs,
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
    /// or, with every fault listed, not at all; kinds of questions that no assessment asks are listed
    /// and left out
    Questions {
        /// The certification it renews, by its name in addresses, like azure-administrator
        #[arg(long, value_name = "SLUG")]
        certification: String,
        /// The folder with bank.toml and the GIFT files
        dir: PathBuf,
    },
    /// Exam results: CSV with the columns `result_id`, `certification_profile` or `login` (or both),
    /// exam, passed, `taken_at`, beta, named in its first line. Running it twice changes nothing
    Results {
        /// The file
        file: PathBuf,
    },
}

/// Takes it in and says what came of it, a line for each record that was not taken as it stands.
pub async fn run(config: &Config, what: What) -> Result<(), Box<dyn Error>> {
    let files = match &what {
        What::Catalogue { dir } | What::Questions { dir, .. } => read(dir)?,
        What::Results { file } => vec![read_one(file)?],
    };
    let service = open(config).await?;
    let report: Result<Report, service::Error> = match &what {
        What::Catalogue { .. } => service.import_catalogue(&files).await,
        What::Questions { certification, .. } => {
            service.import_questions(certification, &files).await
        }
        What::Results { .. } => service.import_results(&files[0]).await,
    };
    service.close().await;
    let report = report?;
    say(&report);
    if report.taken + report.unchanged + report.kept == 0 {
        return Err("nothing was taken, for the reasons above".into());
    }
    Ok(())
}

fn read(dir: &Path) -> Result<Vec<SourceFile>, String> {
    SourceFile::read_dir(dir).map_err(|error| format!("{} can't be read: {error}", dir.display()))
}

fn read_one(file: &Path) -> Result<SourceFile, String> {
    let bytes =
        fs::read(file).map_err(|error| format!("{} can't be read: {error}", file.display()))?;
    Ok(SourceFile::new(file.display().to_string(), bytes))
}
