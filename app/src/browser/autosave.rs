//! Saves every answer as it is given, through a queue that outlives a lost line and a reload. A13

mod leaving;
mod replies;

use std::{future::poll_fn, pin::pin, task::Poll, time::Duration};

use chrono::{DateTime, Utc};
use domain::{attempt::State, view::QuestionKind};
use gloo_timers::future::sleep;
use leptos::{prelude::*, task::spawn_local};

use super::{
    clock::{Clock, counted},
    queue::{Queue, Waiting, next_revision},
    storage::LocalStorage,
};
use crate::{
    api::{ApiError, attempts},
    sitting::{Answer, Notice, Place, Saving, Sitting},
};

/// So long a reply is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// What saves the answers of a sitting.
#[derive(Clone, Copy)]
pub struct Autosave {
    sitting: Sitting,
    state: StoredValue<Inner>,
}

struct Inner {
    queue: Queue<LocalStorage>,
    /// By the index of the question.
    seen: Vec<Seen>,
    clock: Clock,
    sending: bool,
    failures: u32,
    /// Which try is the next; one that was planned before is not made.
    planned: u32,
}

/// An answer as last looked at.
#[derive(Clone)]
struct Seen {
    answer: Answer,
    /// The newest revision known of it.
    revision: i64,
    /// Where the monotonic clock stood when it was given here.
    given: Option<f64>,
}

impl Autosave {
    /// Takes up what an earlier page of this attempt left. The server's clock came with the
    /// document: it is as old as that.
    pub fn new(sitting: Sitting) -> Self {
        let state = sitting.page.with_untracked(|page| {
            let questions = &page.attempt.questions;
            let held = questions.iter().map(|it| (it.id.as_str(), it.revision));
            Inner {
                queue: Queue::restore(page.attempt.id, LocalStorage, held),
                seen: questions
                    .iter()
                    .map(|it| Seen { answer: Answer::of(it), revision: it.revision, given: None })
                    .collect(),
                clock: Clock::set(page.now, 0.0),
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
                let Waiting { question_id, choice, flagged, revision, .. } = answer;
                Some((self.index_of(&question_id)?, Answer { choice, flagged }, revision))
            })
            .collect();
        self.take_over(left);
        self.send();
    }

    fn index_of(self, question: &str) -> Option<usize> {
        self.sitting
            .page
            .with_untracked(|page| page.attempt.questions.iter().position(|it| it.id == question))
    }

    /// Shows answers that are known already, by index and with their revision.
    fn take_over(self, answers: Vec<(usize, Answer, i64)>) {
        self.with(|it| {
            for (index, answer, revision) in &answers {
                if let Some(seen) = it.seen.get_mut(*index) {
                    *seen = Seen { answer: answer.clone(), revision: *revision, given: None };
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
        let several = QuestionKind::MultipleResponse;
        let questions: Vec<(String, bool)> = self.sitting.page.with_untracked(|page| {
            page.attempt.questions.iter().map(|it| (it.id.clone(), it.kind == several)).collect()
        });
        let started = self.sitting.page.with_untracked(|page| page.attempt.started_at);
        let changed = self.sitting.answers.with_untracked(|all| {
            self.with(|it| {
                let given = counted();
                let since_start = it.clock.at(given) - started;
                let mut changed = false;
                for ((answer, seen), (question_id, several)) in
                    all.iter().zip(&mut it.seen).zip(questions)
                {
                    if *answer == seen.answer {
                        continue;
                    }
                    let revision = next_revision(seen.revision, since_start);
                    // A choice of one option says all. A mark, or one more of several, changes what
                    // is seen here, and must not replace what is not.
                    let says_all = !several && answer.choice != seen.answer.choice;
                    let base = if says_all { Vec::new() } else { it.queue.base(&question_id) };
                    *seen = Seen { answer: answer.clone(), revision, given: Some(given) };
                    let Answer { choice, flagged } = answer.clone();
                    it.queue.put(Waiting { question_id, choice, flagged, revision, base });
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
        while let Some((next, saving)) = self.with(Inner::take_next).flatten() {
            self.sitting.saving.set(saving);
            let Waiting { question_id, choice, flagged, revision, base } = next.clone();
            let id = self.sitting.id();
            let asked = counted();
            let [at, to, language] = [const { String::new() }; 3];
            let reply = attempts::save(
                id,
                question_id,
                choice,
                revision,
                base,
                Some(flagged),
                false,
                at,
                to,
                language,
            );
            let reply = in_time(reply).await;
            if self.now().is_none() || !self.settle(&next, &reply, asked).await {
                break;
            }
        }
        self.with(|it| it.sending = false);
    }

    /// The attempt has ended: nothing more can be saved.
    fn is_over(self) {
        self.with(|it| it.queue.clear());
        if self.sitting.ended.get_untracked().is_none() {
            self.sitting.go(Place::Result);
        }
    }

    /// Asks how things stand: the server's clock, answers given on another device, the end.
    pub fn refresh(self) {
        spawn_local(async move {
            self.refreshed().await;
        });
    }

    /// As [`Self::refresh`]; whether there was an answer.
    async fn refreshed(self) -> bool {
        let asked = counted();
        let Ok(page) = in_time(attempts::attempt_page(self.sitting.id())).await else {
            return false;
        };
        if self.now().is_none() {
            return false;
        }
        if page.attempt.state != State::Open {
            self.is_over();
            return true;
        }
        self.note(); // what was changed this very moment is newer than the answer
        let newer = self.with(|it| {
            it.clock = Clock::set(page.now, asked);
            let (mut newer, mut lost) = (Vec::new(), None);
            for (index, question) in page.attempt.questions.iter().enumerate() {
                let Some(seen) = it.seen.get(index) else { continue };
                if it.queue.is_news(&question.id, seen.revision, question.revision) {
                    if it.queue.give_way(&question.id, question.revision) {
                        lost = Some(Notice::Overtaken(index));
                    }
                    newer.push((index, Answer::of(question), question.revision));
                }
            }
            (newer, lost)
        });
        let Some((newer, lost)) = newer else { return false };
        if !newer.is_empty() {
            self.take_over(newer);
        }
        if lost.is_some() {
            self.sitting.notice.set(lost);
        }
        let language = &page.attempt.language;
        if self.sitting.page.with_untracked(|shown| shown.attempt.language != *language) {
            self.sitting.page.set(page);
        }
        true
    }
}

impl Inner {
    /// The answer to send next, and what is true of saving meanwhile: as long as no reply has come,
    /// a line that was lost is not there again.
    fn take_next(&mut self) -> Option<(Waiting, Saving)> {
        let next = self.queue.next()?.clone();
        self.queue.sent(&next);
        let lost = self.failures > 0;
        Some((next, if lost { Saving::Waiting(self.queue.len()) } else { Saving::Now }))
    }
}

/// The reply, or that none comes: on a dead line the browser itself would wait for minutes, and
/// nothing could be sent meanwhile.
async fn in_time<T>(reply: impl Future<Output = Result<T, ApiError>>) -> Result<T, ApiError> {
    let (mut reply, mut end) = (pin!(reply), pin!(sleep(PATIENCE)));
    poll_fn(|context| match reply.as_mut().poll(context) {
        Poll::Pending => end.as_mut().poll(context).map(|()| Err(ApiError::Unreachable)),
        ready @ Poll::Ready(_) => ready,
    })
    .await
}
