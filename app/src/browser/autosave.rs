//! Saves every answer as it is given, through a queue that outlives a lost line and a reload. A13

use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::{attempt::State, view::Saved};
use gloo_timers::future::sleep;
use leptos::{prelude::*, task::spawn_local};
use web_sys::UrlSearchParams;

use super::{
    clock::{Clock, counted},
    local_time::local,
    queue::{Queue, Settled, Waiting, next_revision, pause_after},
    storage::LocalStorage,
};
use crate::{
    api::{ApiError, attempts},
    pages::attempt::{Answer, Notice, Place, Saving, Sitting, Submission},
};

/// Submitting looks so often, after each such moment, whether all is saved.
const LOOKS: u32 = 100;
const MOMENT: Duration = Duration::from_millis(100);

/// What saves the answers of a sitting.
#[derive(Clone, Copy)]
pub struct Autosave {
    sitting: Sitting,
    state: StoredValue<Inner>,
}

struct Inner {
    queue: Queue<LocalStorage>,
    /// The answers as last looked at, each with the newest revision known of it.
    seen: Vec<(Answer, i64)>,
    clock: Clock,
    sending: bool,
    failures: u32,
    /// Which try is the next; one that was planned before is not made.
    planned: u32,
}

impl Autosave {
    /// Takes up what an earlier page of this attempt left. `asked` is where the monotonic clock
    /// stood when the server was asked for the page.
    pub fn new(sitting: Sitting, asked: f64) -> Self {
        let state = sitting.page.with_untracked(|page| {
            let questions = &page.attempt.questions;
            let held = questions.iter().map(|it| (it.id.as_str(), it.revision));
            Inner {
                queue: Queue::restore(page.attempt.id, LocalStorage, held),
                seen: questions.iter().map(|it| (Answer::of(it), it.revision)).collect(),
                clock: Clock::set(page.now, asked),
                sending: false,
                failures: 0,
                planned: 0,
            }
        });
        Self { sitting, state: StoredValue::new(state) }
    }

    /// Uses the state; `None` once the page is gone.
    fn with<T>(self, use_it: impl FnOnce(&mut Inner) -> T) -> Option<T> {
        self.state.try_update_value(use_it)
    }

    /// The server's clock now; `None` once the page is gone.
    pub fn now(self) -> Option<DateTime<Utc>> {
        self.with(|it| it.clock.at(counted()))
    }

    /// Shows what an earlier page left unsaved, and sends it.
    pub fn begin(self) {
        self.sitting.saving.set(Saving::AtOnce);
        let left: Vec<Waiting> =
            self.with(|it| it.queue.waiting().cloned().collect()).unwrap_or_default();
        if left.is_empty() {
            return;
        }
        let left: Vec<_> = left
            .into_iter()
            .filter_map(|answer| {
                let Waiting { question_id, choice, flagged, revision } = answer;
                Some((self.index_of(&question_id)?, Answer { choice, flagged }, revision))
            })
            .collect();
        self.take_over(left);
        self.send();
    }

    fn index_of(self, question: &str) -> Option<usize> {
        self.sitting.page.with_untracked(|page| {
            page.attempt.questions.iter().position(|it| it.id == question)
        })
    }

    /// Shows answers that are known already, by index and with their revision.
    fn take_over(self, answers: Vec<(usize, Answer, i64)>) {
        self.with(|it| {
            for (index, answer, revision) in &answers {
                if let Some(seen) = it.seen.get_mut(*index) {
                    *seen = (answer.clone(), *revision);
                }
            }
        });
        self.sitting.answers.update(|all| {
            for (index, answer, _) in answers {
                if let Some(shown) = all.get_mut(index) {
                    *shown = answer;
                }
            }
        });
    }

    /// Looks for what the learner has changed, and sends it.
    pub fn note(self) {
        let questions: Vec<String> = self.sitting.page.with_untracked(|page| {
            page.attempt.questions.iter().map(|it| it.id.clone()).collect()
        });
        let started = self.sitting.page.with_untracked(|page| page.attempt.started_at);
        let changed = self.sitting.answers.with_untracked(|all| {
            self.with(|it| {
                let since_start = it.clock.at(counted()) - started;
                let mut changed = false;
                for ((answer, seen), question_id) in all.iter().zip(&mut it.seen).zip(questions) {
                    if *answer == seen.0 {
                        continue;
                    }
                    let revision = next_revision(seen.1, since_start);
                    *seen = (answer.clone(), revision);
                    let Answer { choice, flagged } = answer.clone();
                    it.queue.put(Waiting { question_id, choice, flagged, revision });
                    changed = true;
                }
                changed
            })
        });
        if changed == Some(true) {
            self.send();
        }
    }

    /// Sends what waits.
    pub fn send(self) {
        spawn_local(self.send_all());
    }

    async fn send_all(self) {
        if self.with(|it| std::mem::replace(&mut it.sending, true)) != Some(false) {
            return;
        }
        while let Some(next) = self.with(|it| it.queue.next().cloned()).flatten() {
            self.sitting.saving.set(Saving::Now);
            let Waiting { question_id, choice, flagged, revision } = next.clone();
            let id = self.sitting.id();
            let asked = counted();
            let reply =
                attempts::save(id, question_id, choice, revision, Some(flagged), false, Vec::new());
            let reply = reply.await;
            if self.now().is_none() || !self.settle(&next, &reply, asked) {
                break;
            }
        }
        self.with(|it| it.sending = false);
    }

    /// Deals with the server's reply; whether to go on with what else waits.
    fn settle(self, sent: &Waiting, reply: &Result<Saved, ApiError>, asked: f64) -> bool {
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
                        self.sitting.notice.set(Some(Notice::Overtaken));
                        spawn_local(self.refresh());
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

    /// The attempt has ended: nothing more can be saved.
    fn is_over(self) {
        self.with(|it| it.queue.clear());
        if self.sitting.ended.get_untracked().is_none() {
            self.sitting.go(Place::Result);
        }
    }

    /// Asks how things stand: the server's clock, answers given on another device, the end.
    pub async fn refresh(self) {
        let asked = counted();
        let Ok(page) = attempts::attempt_page(self.sitting.id()).await else { return };
        if page.attempt.state != State::Open {
            if self.now().is_some() {
                self.is_over();
            }
            return;
        }
        let newer = self.with(|it| {
            it.clock = Clock::set(page.now, asked);
            let mut newer = Vec::new();
            for (index, question) in page.attempt.questions.iter().enumerate() {
                if it.seen.get(index).is_some_and(|(_, known)| question.revision > *known) {
                    it.queue.drop(&question.id);
                    newer.push((index, Answer::of(question), question.revision));
                }
            }
            newer
        });
        let Some(newer) = newer else { return };
        if !newer.is_empty() {
            self.take_over(newer);
        }
        let language = &page.attempt.language;
        if self.sitting.page.with_untracked(|shown| shown.attempt.language != *language) {
            self.sitting.page.set(page);
        }
    }

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
        // The answer leads on by itself.
        let reply = attempts::submit(self.sitting.id()).await;
        if self.now().is_none() {
            return;
        }
        match reply {
            Ok(_) => {}
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
