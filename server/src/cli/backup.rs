//! `perennial backup`: a consistent copy of the SQLite database, taken while it is in use.

use std::{error::Error, path::Path};

use super::{open, say};
use crate::config::Config;

/// Writes the copy; says so for PostgreSQL, which has its own program for that.
pub async fn run(config: &Config, file: &Path) -> Result<(), Box<dyn Error>> {
    if !config.database.starts_with("sqlite:") {
        return Err(service::StoreError::BackupElsewhere.into());
    }
    if file.exists() {
        return Err(format!("{} exists already; name a new file", file.display()).into());
    }
    let service = open(config).await?;
    let copied = service.backup(file).await;
    service.close().await;
    copied?;
    say(format!("Copied to {}.", file.display()));
    Ok(())
}
