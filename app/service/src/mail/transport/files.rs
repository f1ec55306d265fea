//! Mails as files: what becomes of them where no server is configured.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{Failure, Outgoing};

/// A folder for mails, made with the first one.
#[derive(Clone, Debug)]
pub struct Files {
    folder: PathBuf,
}

impl Files {
    /// Mails go into this folder.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Writes a mail. Its name tells when it was due and which one it is, so that names sort by time
    /// and a second try takes the place of the first.
    pub(super) async fn write(&self, mail: &Outgoing) -> Result<(), Failure> {
        let due_at = mail.due_at.format("%Y%m%dT%H%M%S%3fZ");
        let name = format!("{due_at}-{}.eml", mail.id);
        let (folder, bytes) = (self.folder.clone(), mail.message.formatted());
        let written = tokio::task::spawn_blocking(move || write(&folder, &name, &bytes)).await;
        let written = written.map_err(io::Error::other).and_then(|written| written);
        written.map_err(|error| {
            Failure::ForNow(format!("{} can't be written: {error}", self.folder.display()))
        })
    }
}

/// Whoever reads the folder sees whole mails only, and what is there survives a loss of power. Where
/// the system knows such a thing, nobody else reads them: their links open accounts.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let (mut folders, mut files) = (DirBuilder::new(), OpenOptions::new());
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        folders.mode(0o700);
        files.mode(0o600);
    }
    folders.recursive(true).create(folder)?;
    let unfinished = folder.join(format!(".{name}.part"));
    let mut file = files.write(true).create(true).truncate(true).open(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(unfinished, folder.join(name))
}
