//! Answers that the server has not acknowledged yet. Each question keeps its latest choice here and
//! in the browser's storage, so that neither a lost line nor a reload loses one. A13

use std::{collections::BTreeMap, time::Duration};

use chrono::TimeDelta;
use domain::attempt::is_overtaken;
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
    /// The revisions that the server may have held when this was given, where it builds on what was
    /// shown then: a mark, one more of several options. Empty where it says all by itself.
    #[serde(default)]
    pub base: Vec<i64>,
}

impl Waiting {
    /// Whether the server keeps an answer from elsewhere, of the revision `held`, instead.
    fn gives_way_to(&self, held: i64) -> bool {
        is_overtaken(self.revision, &self.base, held)
    }
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
    /// A newer choice waits, whatever became of what was sent.
    NewerWaits,
    /// The server holds an answer from elsewhere that wins. Ours waits until that one is shown.
    Overtaken,
    /// The server holds an older one still: send again.
    NotTaken,
}

/// The answers of one attempt that wait.
pub struct Queue<K> {
    attempt: Uuid,
    keep: K,
    questions: BTreeMap<String, Entry>,
}

/// What is known of the answer to a question.
struct Entry {
    waiting: Option<Waiting>,
    /// The revisions that the server may hold for all this browser knows: the last that it named,
    /// and those sent since.
    known: Vec<i64>,
}

impl<K: Keep> Queue<K> {
    /// Takes up what an earlier page left, beside `held`, the revisions that the server holds now:
    /// what is not newer than those is forgotten.
    pub fn restore<'a>(
        attempt: Uuid,
        keep: K,
        held: impl IntoIterator<Item = (&'a str, i64)>,
    ) -> Self {
        let mut queue = Self { attempt, keep, questions: BTreeMap::new() };
        for (question, revision) in held {
            let waiting = queue.left(question, revision);
            let known = match &waiting {
                // It may have been sent as the earlier page went.
                Some(left) if left.base.is_empty() => vec![revision, left.revision],
                Some(left) => left.base.iter().copied().chain([left.revision]).collect(),
                None => vec![revision],
            };
            queue.questions.insert(question.to_owned(), Entry { waiting, known });
        }
        queue
    }

    /// What an earlier page left of a question, if it is newer than what the server holds.
    fn left(&self, question: &str, held: i64) -> Option<Waiting> {
        let key = self.key(question);
        let kept = self.keep.read(&key)?;
        match serde_json::from_str::<Waiting>(&kept) {
            Ok(kept) if kept.revision > held && kept.question_id == question => Some(kept),
            _ => {
                self.keep.remove(&key);
                None
            }
        }
    }

    /// What an answer given now builds on, if it does not say all by itself: see [`Waiting::base`].
    pub fn base(&self, question: &str) -> Vec<i64> {
        match self.questions.get(question) {
            // That stands on its own, so with this change it still does.
            Some(Entry { waiting: Some(waiting), .. }) if waiting.base.is_empty() => Vec::new(),
            Some(entry) => entry.known.clone(),
            None => Vec::new(),
        }
    }

    /// Sets the latest choice of a question.
    pub fn put(&mut self, answer: Waiting) {
        if let Ok(text) = serde_json::to_string(&answer) {
            self.keep.write(&self.key(&answer.question_id), &text);
        }
        if let Some(entry) = self.questions.get_mut(&answer.question_id) {
            entry.waiting = Some(answer);
        }
    }

    /// The one to send next: the oldest choice.
    pub fn next(&self) -> Option<&Waiting> {
        self.waiting().min_by_key(|answer| answer.revision)
    }

    /// An answer is on its way: from now on the server may hold it.
    pub fn sent(&mut self, answer: &Waiting) {
        if let Some(Entry { known, .. }) = self.questions.get_mut(&answer.question_id)
            && !known.contains(&answer.revision)
        {
            known.push(answer.revision);
        }
    }

    /// All that waits.
    pub fn waiting(&self) -> impl Iterator<Item = &Waiting> {
        self.questions.values().filter_map(|entry| entry.waiting.as_ref())
    }

    /// How many answers wait.
    pub fn len(&self) -> usize {
        self.waiting().count()
    }

    /// Whether the server holds everything.
    pub fn is_empty(&self) -> bool {
        self.waiting().next().is_none()
    }

    /// The server has replied to `sent` that it holds the revision `held`.
    pub fn settle(&mut self, sent: &Waiting, held: i64) -> Settled {
        let Some(entry) = self.questions.get_mut(&sent.question_id) else { return Settled::Saved };
        if sent.gives_way_to(held) {
            return match &entry.waiting {
                Some(newer) if !newer.gives_way_to(held) => Settled::NewerWaits,
                _ => Settled::Overtaken,
            };
        }
        if held < sent.revision {
            return Settled::NotTaken;
        }
        entry.known.retain(|revision| *revision > held);
        entry.known.push(held);
        if entry.waiting.as_ref().is_some_and(|newest| newest.revision > held) {
            return Settled::NewerWaits;
        }
        self.drop(&sent.question_id);
        Settled::Saved
    }

    /// Whether an answer that the server holds has to be shown instead of the one shown here, which
    /// has the revision `shown`.
    pub fn is_news(&self, question: &str, shown: i64, held: i64) -> bool {
        match self.questions.get(question).and_then(|entry| entry.waiting.as_ref()) {
            Some(waiting) => waiting.gives_way_to(held),
            None => held > shown,
        }
    }

    /// The answer that the server holds is shown: gives up what waits for the question, and says
    /// whether something did.
    pub fn give_way(&mut self, question: &str, held: i64) -> bool {
        let Some(entry) = self.questions.get_mut(question) else { return false };
        entry.known = vec![held];
        let waited = entry.waiting.is_some();
        self.drop(question);
        waited
    }

    /// Forgets the answer to a question that can't be saved.
    pub fn drop(&mut self, question: &str) {
        if let Some(entry) = self.questions.get_mut(question) {
            entry.waiting = None;
        }
        self.keep.remove(&self.key(question));
    }

    /// Forgets all: the attempt has ended.
    pub fn clear(&mut self) {
        for entry in self.questions.values_mut() {
            if let Some(waiting) = entry.waiting.take() {
                self.keep.remove(&key(self.attempt, &waiting.question_id));
            }
        }
    }

    fn key(&self, question: &str) -> String {
        key(self.attempt, question)
    }
}

fn key(attempt: Uuid, question: &str) -> String {
    format!("perennial.answer.{attempt}.{question}")
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

    /// Nothing is answered yet.
    const HELD: [(&str, i64); 3] = [("q1", 0), ("q2", 0), ("q3", 0)];

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
            base: Vec::new(),
        }
    }

    /// One that builds on what was shown.
    fn change(choice: &str, revision: i64, base: &[i64]) -> Waiting {
        Waiting { base: base.to_vec(), ..answer("q1", choice, revision) }
    }

    fn queue(keep: &Map, held: &[(&str, i64)]) -> Queue<Map> {
        Queue::restore(Uuid::nil(), keep.clone(), held.iter().copied())
    }

    #[test]
    fn a_reload_restores_what_is_newer_than_the_servers() {
        let keep = Map::default();
        let mut first = queue(&keep, &HELD);
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
        let mut queue = queue(&keep, &HELD);
        queue.put(answer("q2", "a", 4));
        queue.put(answer("q1", "a", 5));
        queue.put(answer("q2", "b", 6));
        assert_eq!(queue.len(), 2);
        assert_eq!(queue.next(), Some(&answer("q1", "a", 5)), "the oldest first");
    }

    #[test]
    fn replies_settle_only_what_they_are_about() {
        let keep = Map::default();
        let mut queue = queue(&keep, &HELD);
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
        let mut queue = queue(&keep, &HELD);
        let ours = answer("q1", "a", 5);
        queue.put(ours.clone());
        assert_eq!(queue.settle(&ours, 7), Settled::Overtaken);
        assert_eq!(queue.len(), 1, "until the newer one can be shown");
        assert!(queue.is_news("q1", 5, 7));
        assert!(queue.give_way("q1", 7));
        assert!(queue.is_empty() && keep.0.borrow().is_empty());
        assert!(!queue.is_news("q1", 7, 7) && !queue.give_way("q1", 7));
    }

    #[test]
    fn a_change_gives_way_to_what_it_did_not_see_and_takes_what_came_of_it_along() {
        let keep = Map::default();
        let mut queue = queue(&keep, &HELD);
        let first = change("a", 10, &queue.base("q1"));
        assert_eq!(first.base, [0]);
        queue.put(first.clone());
        queue.sent(&first);
        let second = change("b", 20, &queue.base("q1"));
        assert_eq!(second.base, [0, 10], "whether the first has arrived is not known");
        queue.put(second);
        assert_eq!(queue.settle(&first, 7), Settled::Overtaken, "7 is from elsewhere");
        assert!(queue.is_news("q1", 20, 7));
        assert!(!queue.is_news("q1", 20, 0) && !queue.is_news("q1", 20, 10));
        queue.give_way("q1", 7);
        assert_eq!(queue.base("q1"), [7]);
    }

    #[test]
    fn an_answer_that_says_all_stays_the_newer_one() {
        let keep = Map::default();
        let mut queue = queue(&keep, &HELD);
        let mark = change("", 10, &queue.base("q1"));
        queue.put(mark.clone());
        queue.put(answer("q1", "a", 20));
        assert_eq!(queue.settle(&mark, 7), Settled::NewerWaits);
        assert!(queue.base("q1").is_empty(), "with a mark it still says all");
    }

    #[test]
    fn what_was_saved_is_what_the_next_change_builds_on() {
        let keep = Map::default();
        let mut queue = queue(&keep, &HELD);
        let (first, second) = (change("a", 10, &[0]), change("b", 20, &[0, 10]));
        queue.put(first.clone());
        queue.sent(&first);
        queue.put(second.clone());
        queue.sent(&second); // as the page seemed to go
        assert_eq!(queue.settle(&first, 10), Settled::NewerWaits);
        assert_eq!(queue.base("q1"), [20, 10]);
        assert_eq!(queue.settle(&second, 20), Settled::Saved);
        assert_eq!(queue.base("q1"), [20]);
    }

    #[test]
    fn a_reload_keeps_what_a_change_builds_on() {
        let keep = Map::default();
        queue(&keep, &HELD).put(change("a", 10, &[0, 4]));
        queue(&keep, &HELD).put(answer("q2", "a", 10));
        let second = queue(&keep, &[("q1", 7), ("q2", 7)]);
        assert_eq!(second.len(), 2);
        assert!(second.is_news("q1", 10, 7) && !second.is_news("q2", 10, 7));
        assert_eq!(second.base("q1"), [0, 4, 10]);
        assert!(second.base("q2").is_empty());
    }

    #[test]
    fn what_an_older_program_kept_is_read() {
        let keep = Map::default();
        let kept = r#"{"question_id":"q1","choice":["a"],"flagged":false,"revision":5}"#;
        keep.write(&key(Uuid::nil(), "q1"), kept);
        assert_eq!(queue(&keep, &HELD).next(), Some(&answer("q1", "a", 5)));
    }

    #[test]
    fn what_cannot_be_read_is_forgotten() {
        let keep = Map::default();
        keep.write(&key(Uuid::nil(), "q1"), "{");
        assert!(queue(&keep, &[("q1", 0)]).is_empty());
        assert!(keep.0.borrow().is_empty());
    }

    #[test]
    fn the_end_leaves_nothing_behind() {
        let keep = Map::default();
        let mut queue = queue(&keep, &HELD);
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
