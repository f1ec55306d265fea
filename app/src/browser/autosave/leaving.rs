//! The end of a sitting: submitting when everything is saved, and the last call of a page that goes.

use std::time::Duration;

use gloo_timers::future::sleep;
use leptos::prelude::*;
use web_sys::UrlSearchParams;

use super::{super::queue::Waiting, Autosave};
use crate::{
    api::{ApiError, attempts},
    sitting::{Place, Saving, Submission},
};

/// Submitting looks so often, after each such moment, whether all is saved.
const LOOKS: u32 = 100;
const MOMENT: Duration = Duration::from_millis(100);

impl Autosave {
    /// Submits when everything is saved, and says so where that can't be done.
    pub async fn submit(self) {
        let submission = self.sitting.submission;
        for _ in 0..LOOKS {
            self.send_all().await;
            match self.with(|it| (it.sending, it.queue.len())) {
                None => return,
                Some((false, 0)) => break,
                Some((false, waiting)) => return submission.set(Submission::Unsaved(waiting)),
                Some((true, _)) => sleep(MOMENT).await,
            }
        }
        let reply = attempts::submit(self.sitting.id()).await;
        if self.now().is_none() {
            return;
        }
        match reply {
            Ok(_) => self.sitting.go(Place::Result),
            Err(ApiError::NoOpenAttempt { .. }) => self.is_over(),
            Err(ApiError::NotSignedIn | ApiError::NotFound) => {
                self.sitting.saving.set(Saving::SignedOut);
                submission.set(Submission::No);
            }
            Err(_) => submission.set(Submission::Unreachable),
        }
    }

    /// The page goes away: sends what waits in a way that outlives it. What the server has taken by
    /// then is forgotten when the attempt is opened again.
    pub fn last_call(self) {
        let id = self.sitting.id().to_string();
        let waiting: Vec<Waiting> =
            self.with(|it| it.queue.waiting().cloned().collect()).unwrap_or_default();
        for answer in waiting {
            let Ok(form) = UrlSearchParams::new() else { return };
            form.append("attempt_id", &id);
            form.append("question_id", &answer.question_id);
            form.append("revision", &answer.revision.to_string());
            form.append("flagged", &answer.flagged.to_string());
            for option in &answer.choice {
                form.append("choice[]", option);
            }
            let _ = window()
                .navigator()
                .send_beacon_with_opt_url_search_params("/api/attempts/save", Some(&form));
        }
    }
}
