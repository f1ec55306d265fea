//! `--demo`: sample data, ready-made learners and a clock that can be moved. On loopback only.

pub mod clock;
mod fill;
pub mod learners;
pub mod mailbox;

use std::{
    error::Error,
    path::{Path, PathBuf},
    sync::Arc,
};

use app::SampleLearner;
use chrono::{DateTime, Utc};
use service::Service;

/// Every sample learner's.
pub const PASSWORD: &str = "perennial-demo";

/// The page that names the learners.
const SIGN_IN: &str = "/sign-in";

/// What the demo shows on pages.
#[derive(Clone, Debug)]
pub struct Demo {
    learners: Arc<[SampleLearner]>,
    mails: Option<Arc<Path>>,
}

impl Demo {
    /// Fills an empty database, and goes on where the program died while it did; one that has
    /// anything else in it is left as it is.
    pub async fn start(service: &Service) -> Result<Self, Box<dyn Error>> {
        let samples = learners::read()?;
        if let Some(done) = service.begin_samples().await? {
            fill::fill(service, &samples, done).await?;
        }
        let shown = samples.learner.iter().filter(|learner| learner.joins.is_none());
        let learners = shown.map(|learner| SampleLearner {
            name: learner.name.clone(),
            email: learner.email.clone(),
            password: PASSWORD.to_owned(),
            shows: learner.shows.clone(),
            roles: learner.roles.iter().copied().collect(),
        });
        Ok(Self { learners: learners.collect(), mails: None })
    }

    /// The same with a mailbox: the folder in which mails are put as files.
    #[must_use]
    pub fn with_mails(self, folder: PathBuf) -> Self {
        Self { mails: Some(folder.into()), ..self }
    }

    /// The folder of the mailbox, if there is one.
    pub fn mails(&self) -> Option<&Path> {
        self.mails.as_deref()
    }

    /// The ready-made learners.
    pub fn learners(&self) -> &[SampleLearner] {
        &self.learners
    }

    /// What a page needs of it.
    pub async fn seen_on(&self, path: &str, now: DateTime<Utc>) -> app::Demo {
        let learners = if path == SIGN_IN { self.learners.to_vec() } else { Vec::new() };
        let mailbox = mailbox::seen_on(self.mails(), path).await.map(Arc::new);
        app::Demo { now, learners, mailbox }
    }
}
