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

/// While answers are being sent, submitting looks so often whether that is done.
const LOOKS: u32 = 100;
const MOMENT: Duration = Duration::from_millis(100);

impl Autosave {
    /// Submits when everything is saved, and says so where that can't be done.
    pub async fn submit(self) {
        let submission = self.sitting.submission;
        self.send_all().await;
        for _ in 0..LOOKS {
            if self.with(|it| it.sending) != Some(true) {
                break;
            }
            sleep(MOMENT).await;
        }
        match self.with(|it| (it.sending, it.queue.len())) {
            None => return,
            Some((false, 0)) => {}
            // Nothing is submitted as long as an answer waits or is on its way.
            Some((_, waiting)) => return submission.set(Submission::Unsaved(waiting.max(1))),
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
        let waiting: Option<Vec<Waiting>> = self.with(|it| {
            let waiting: Vec<_> = it.queue.waiting().cloned().collect();
            for answer in &waiting {
                it.queue.sent(answer);
            }
            waiting
        });
        for answer in waiting.unwrap_or_default() {
            let Ok(form) = UrlSearchParams::new() else { return };
            form.append("attempt_id", &id);
            form.append("question_id", &answer.question_id);
            form.append("revision", &answer.revision.to_string());
            form.append("flagged", &answer.flagged.to_string());
            for revision in &answer.base {
                form.append("base[]", &revision.to_string());
            }
            for option in &answer.choice {
                form.append("choice[]", option);
            }
            let _ = window()
                .navigator()
                .send_beacon_with_opt_url_search_params("/api/attempts/save", Some(&form));
        }
    }
}
