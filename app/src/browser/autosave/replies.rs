//! What the server's replies to saved answers lead to.

use domain::view::Saved;
use gloo_timers::future::sleep;
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::{
        local_time::local,
        queue::{Settled, Waiting, pause_after},
    },
    Autosave,
};
use crate::{
    api::ApiError,
    sitting::{Answer, Saving},
};

/// An answer sent within so many milliseconds was sent in the moment it was given.
const AT_ONCE: f64 = 1000.0;

impl Autosave {
    /// Deals with the server's reply; whether to go on with what else waits.
    pub(super) async fn settle(
        self,
        sent: &Waiting,
        reply: &Result<Saved, ApiError>,
        asked: f64,
    ) -> bool {
        let saving = self.sitting.saving;
        match reply {
            Ok(saved) => {
                let settled = self.with(|it| {
                    it.failures = 0;
                    it.clock = it.clock.not_behind(saved.saved_at, asked);
                    it.queue.settle(sent, saved.revision)
                });
                match settled {
                    None => return false,
                    Some(Settled::NotTaken) => return self.try_later(),
                    Some(Settled::Overtaken) => {
                        // Ours is given up once the newer one is here to be shown.
                        if !self.insist(sent, saved.revision, asked) && !self.refreshed().await {
                            return self.try_later();
                        }
                    }
                    Some(Settled::Saved | Settled::NewerWaits) => {}
                }
                if self.with(|it| it.queue.is_empty()) == Some(true) {
                    saving.set(Saving::Saved(local(saved.saved_at).time()));
                }
                true
            }
            Err(ApiError::Unreachable | ApiError::Internal | ApiError::SlowDown { .. }) => {
                self.try_later()
            }
            // The attempt of somebody else looks like none: another learner has signed in here.
            Err(ApiError::NotSignedIn | ApiError::NotFound) => {
                saving.set(Saving::SignedOut);
                false
            }
            Err(ApiError::NoOpenAttempt { .. }) => {
                self.is_over();
                false
            }
            Err(_) => {
                self.with(|it| it.queue.drop(&sent.question_id));
                saving.set(Saving::Refused);
                false
            }
        }
    }

    /// The server holds a revision from elsewhere that is larger than ours. Where ours was sent in
    /// the moment it was given it is the later one all the same, only the clocks differ a little:
    /// it is sent again above what the server holds, unless it builds on what it has not seen.
    fn insist(self, sent: &Waiting, held: i64, asked: f64) -> bool {
        let Some(index) = self.index_of(&sent.question_id) else { return false };
        let insist = self.with(|it| {
            let Some(seen) = it.seen.get_mut(index) else { return false };
            let in_the_moment = seen.given.is_some_and(|given| asked - given < AT_ONCE);
            if !in_the_moment || !sent.base.is_empty() {
                return false;
            }
            seen.revision = held.saturating_add(1);
            let Answer { choice, flagged } = seen.answer.clone();
            let question_id = sent.question_id.clone();
            let (revision, base) = (seen.revision, Vec::new());
            it.queue.put(Waiting { question_id, choice, flagged, revision, base });
            true
        });
        insist == Some(true)
    }

    fn try_later(self) -> bool {
        let plan = self.with(|it| {
            it.failures += 1;
            it.planned += 1;
            (it.queue.len(), it.planned, pause_after(it.failures))
        });
        if let Some((waiting, planned, pause)) = plan {
            self.sitting.saving.set(Saving::Waiting(waiting));
            spawn_local(async move {
                sleep(pause).await;
                if self.with(|it| it.planned == planned) == Some(true) {
                    self.send_all().await;
                }
            });
        }
        false
    }
}
