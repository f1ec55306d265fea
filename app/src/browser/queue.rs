//! Answers that the server has not acknowledged yet. Each question keeps its latest choice here and
//! in the browser's storage, so that neither a lost line nor a reload loses one. A13

use std::{collections::BTreeMap, time::Duration};

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The latest answer to a question, waiting for the server to take it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The question.
    pub question_id: String,
    /// The ids of the chosen options; empty where the answer was cleared.
    pub choice: Vec<String>,
    /// A13: marked for review.
    pub flagged: bool,
    /// See [`next_revision`].
    pub revision: i64,
}

/// Where copies are kept that outlive the page: the browser's storage, a map in tests.
pub trait Keep {
    /// The value under a key.
    fn read(&self, key: &str) -> Option<String>;
    /// Sets the value under a key; a full or forbidden storage is passed over in silence, the
    /// answer still waits in memory.
    fn write(&self, key: &str, value: &str);
    /// Forgets a key.
    fn remove(&self, key: &str);
}

/// What the server's reply did to the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The server holds what was sent, and nothing newer waits for this question.
    Saved,
    /// The server holds what was sent; a newer choice waits.
    NewerWaits,
    /// The server holds a newer answer, given elsewhere: it wins, ours is dropped.
    Overtaken,
    /// The server holds an older one still: send again.
    NotTaken,
}

/// The answers of one attempt that wait.
pub struct Queue<K> {
    attempt: Uuid,
    keep: K,
    waiting: BTreeMap<String, Waiting>,
}

impl<K: Keep> Queue<K> {
    /// Takes up what an earlier page left, beside `held`, the revisions that the server holds now:
    /// what is not newer than those is forgotten.
    pub fn restore<'a>(
        attempt: Uuid,
        keep: K,
        held: impl IntoIterator<Item = (&'a str, i64)>,
    ) -> Self {
        let mut queue = Self { attempt, keep, waiting: BTreeMap::new() };
        for (question, revision) in held {
            let key = queue.key(question);
            let Some(kept) = queue.keep.read(&key) else { continue };
            match serde_json::from_str::<Waiting>(&kept) {
                Ok(kept) if kept.revision > revision && kept.question_id == question => {
                    queue.waiting.insert(question.to_owned(), kept);
                }
                _ => queue.keep.remove(&key),
            }
        }
        queue
    }

    /// Sets the latest choice of a question.
    pub fn put(&mut self, answer: Waiting) {
        if let Ok(text) = serde_json::to_string(&answer) {
            self.keep.write(&self.key(&answer.question_id), &text);
        }
        self.waiting.insert(answer.question_id.clone(), answer);
    }

    /// The one to send next: the oldest choice.
    pub fn next(&self) -> Option<&Waiting> {
        self.waiting.values().min_by_key(|answer| answer.revision)
    }

    /// All that waits.
    pub fn waiting(&self) -> impl Iterator<Item = &Waiting> {
        self.waiting.values()
    }

    /// How many answers wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether the server holds everything.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// The server has replied to `sent` that it holds the revision `held`.
    pub fn settle(&mut self, sent: &Waiting, held: i64) -> Settled {
        if held < sent.revision {
            return Settled::NotTaken;
        }
        let newest = self.waiting.get(&sent.question_id).map_or(sent.revision, |it| it.revision);
        if newest > held {
            return Settled::NewerWaits;
        }
        self.drop(&sent.question_id);
        if held > newest { Settled::Overtaken } else { Settled::Saved }
    }

    /// Forgets the answer to a question that can't be saved.
    pub fn drop(&mut self, question: &str) {
        self.waiting.remove(question);
        self.keep.remove(&self.key(question));
    }

    /// Forgets all: the attempt has ended.
    pub fn clear(&mut self) {
        for question in std::mem::take(&mut self.waiting).into_keys() {
            self.keep.remove(&self.key(&question));
        }
    }

    fn key(&self, question: &str) -> String {
        format!("perennial.answer.{}.{question}", self.attempt)
    }
}

/// The revision of a choice made now: the milliseconds since the attempt's start by the server's
/// clock, so that of two devices the later choice is the newer one; in any case above `known`, the
/// last one seen of this question.
pub fn next_revision(known: i64, since_start: TimeDelta) -> i64 {
    since_start.num_milliseconds().max(known.saturating_add(1))
}

/// How long to wait before the next try after so many failed ones: 1, 2, 4 … at most 30 s.
pub fn pause_after(failures: u32) -> Duration {
    Duration::from_secs(1_u64.checked_shl(failures.saturating_sub(1)).unwrap_or(30).clamp(1, 30))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{cell::RefCell, collections::HashMap, rc::Rc};

    #[derive(Clone, Default)]
    struct Map(Rc<RefCell<HashMap<String, String>>>);

    impl Keep for Map {
        fn read(&self, key: &str) -> Option<String> {
            self.0.borrow().get(key).cloned()
        }
        fn write(&self, key: &str, value: &str) {
            self.0.borrow_mut().insert(key.to_owned(), value.to_owned());
        }
        fn remove(&self, key: &str) {
            self.0.borrow_mut().remove(key);
        }
    }

    fn answer(question: &str, choice: &str, revision: i64) -> Waiting {
        Waiting {
            question_id: question.to_owned(),
            choice: vec![choice.to_owned()],
            flagged: false,
            revision,
        }
    }

    fn queue(keep: &Map, held: &[(&str, i64)]) -> Queue<Map> {
        Queue::restore(Uuid::nil(), keep.clone(), held.iter().copied())
    }

    #[test]
    fn a_reload_restores_what_is_newer_than_the_servers() {
        let keep = Map::default();
        let mut first = queue(&keep, &[]);
        first.put(answer("q1", "a", 10));
        first.put(answer("q2", "b", 10));
        first.put(answer("q3", "c", 10));
        let second = queue(&keep, &[("q1", 9), ("q2", 10), ("q3", 11)]);
        let kept: Vec<_> = second.waiting().cloned().collect();
        assert_eq!(kept, [answer("q1", "a", 10)]);
        assert_eq!(keep.0.borrow().len(), 1, "what the server holds is forgotten");
    }

    #[test]
    fn only_the_latest_choice_of_a_question_waits() {
        let keep = Map::default();
        let mut queue = queue(&keep, &[]);
        queue.put(answer("q2", "a", 4));
        queue.put(answer("q1", "a", 5));
        queue.put(answer("q2", "b", 6));
        assert_eq!(queue.len(), 2);
        assert_eq!(queue.next(), Some(&answer("q1", "a", 5)), "the oldest first");
    }

    #[test]
    fn replies_settle_only_what_they_are_about() {
        let keep = Map::default();
        let mut queue = queue(&keep, &[]);
        let (early, late) = (answer("q1", "a", 5), answer("q1", "b", 6));
        queue.put(early.clone());
        queue.put(late.clone());
        assert_eq!(queue.settle(&early, 5), Settled::NewerWaits);
        assert_eq!(queue.settle(&early, 4), Settled::NotTaken);
        assert_eq!(queue.next(), Some(&late));
        assert_eq!(queue.settle(&late, 6), Settled::Saved);
        assert_eq!(queue.settle(&late, 6), Settled::Saved, "a reply twice");
        assert!(queue.is_empty() && keep.0.borrow().is_empty());
    }

    #[test]
    fn a_newer_answer_on_the_server_wins() {
        let keep = Map::default();
        let mut queue = queue(&keep, &[]);
        let ours = answer("q1", "a", 5);
        queue.put(ours.clone());
        assert_eq!(queue.settle(&ours, 7), Settled::Overtaken);
        assert!(queue.is_empty() && keep.0.borrow().is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_forgotten() {
        let keep = Map::default();
        keep.write(&queue(&keep, &[]).key("q1"), "{");
        assert!(queue(&keep, &[("q1", 0)]).is_empty());
        assert!(keep.0.borrow().is_empty());
    }

    #[test]
    fn the_end_leaves_nothing_behind() {
        let keep = Map::default();
        let mut queue = queue(&keep, &[]);
        queue.put(answer("q1", "a", 5));
        queue.clear();
        assert!(queue.is_empty() && keep.0.borrow().is_empty());
    }

    #[test]
    fn a_revision_grows_with_time_and_in_any_case() {
        assert_eq!(next_revision(0, TimeDelta::seconds(3)), 3000);
        assert_eq!(next_revision(3000, TimeDelta::seconds(3)), 3001);
        assert_eq!(next_revision(9000, TimeDelta::seconds(-3)), 9001);
    }

    #[test]
    fn tries_grow_rarer() {
        let pauses: Vec<_> = (1..9).map(|failures| pause_after(failures).as_secs()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 30, 30, 30]);
        assert_eq!(pause_after(200).as_secs(), 30);
    }
}
