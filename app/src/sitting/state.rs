//! One sitting as its page has it in hand: what the server gave, the learner's answers since, and
//! how far they are saved. The page changes the answers; what runs in the browser saves them.

use chrono::{NaiveTime, TimeDelta};
use domain::{
    attempt::EndsBy,
    view::{AttemptPage, Question},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use words::Language;

use super::answers::{self, Answer};

/// How far the answers are saved. What it says is always true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Each move to another question saves: the program does not run in the browser (yet).
    OnMoving,
    /// Each answer will be saved at once.
    AtOnce,
    /// Being sent.
    Now,
    /// The server holds everything, since this time of the reader's clock.
    Saved(NaiveTime),
    /// No connection; so many answers wait.
    Waiting(usize),
    /// The session has ended; the answers wait.
    SignedOut,
    /// The server did not take an answer.
    Refused,
}

/// How far submitting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Submission {
    /// Not asked for.
    No,
    /// Asked for: first everything is saved, then it is submitted.
    Asked,
    /// So many answers could not be saved.
    Unsaved(usize),
    /// The server could not be reached.
    Unreachable,
}

/// What to know before going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    /// A newer answer from elsewhere has replaced the one given here, by the index of the question.
    Overtaken(usize),
    /// What was asked for could not be done.
    NotDone,
    /// The choice shown could not be saved before, and is not yet.
    Kept,
}

/// A page of the attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// By its index.
    Question(usize),
    /// The page before submitting.
    Review,
    /// What it came to.
    Result,
}

impl Place {
    /// What a form's button says of where it leads; `None` if there is no such place among `total`
    /// questions.
    pub fn of(wish: &str, total: usize) -> Option<Self> {
        match wish.parse::<usize>() {
            Ok(number) if (1..=total).contains(&number) => Some(Self::Question(number - 1)),
            Err(_) if wish == "review" => Some(Self::Review),
            _ => None,
        }
    }

    /// As a form's button says it.
    pub fn wish(self) -> String {
        match self {
            Self::Question(index) => (index + 1).to_string(),
            Self::Review | Self::Result => "review".to_owned(),
        }
    }

    /// Its address; `current` is the question to come back to.
    pub fn address(self, attempt: Uuid, current: usize) -> String {
        match self {
            Self::Question(index) => format!("/attempts/{attempt}?q={}", index + 1),
            Self::Review => format!("/attempts/{attempt}/review?q={}", current + 1),
            Self::Result => format!("/attempts/{attempt}/result"),
        }
    }
}

/// The signals of a sitting.
#[derive(Clone, Copy)]
pub struct Sitting {
    /// As the server gave it last; texts are read from here, answers only at the start.
    pub page: RwSignal<AttemptPage>,
    /// By the index of the question.
    pub answers: RwSignal<Vec<Answer>>,
    /// The index of the question shown.
    pub current: RwSignal<usize>,
    /// Whether the page before submitting is shown.
    pub review: RwSignal<bool>,
    /// How far the answers are saved.
    pub saving: RwSignal<Saving>,
    /// What is left until the deadline.
    pub left: RwSignal<TimeDelta>,
    /// What has ended the attempt while its page was open.
    pub ended: RwSignal<Option<EndsBy>>,
    /// How far submitting is.
    pub submission: RwSignal<Submission>,
    /// Where to go; the browser follows.
    pub wanted: RwSignal<Option<Place>>,
    /// What is said to those who hear the page.
    pub said: RwSignal<String>,
    /// What to know before going on.
    pub notice: RwSignal<Option<Notice>>,
    /// Whether the program runs in the browser: what only it can do is shown from then on.
    pub running: RwSignal<bool>,
    /// Whether keys choose, move and mark.
    pub keys: RwSignal<bool>,
    /// Whether the help with the keys is open.
    pub help: RwSignal<bool>,
}

impl Sitting {
    /// From the server's answer. `question` is the number of the question in the address; without
    /// one it is the first open question.
    pub fn new(
        page: AttemptPage,
        question: Option<usize>,
        review: bool,
        notice: Option<Notice>,
    ) -> Self {
        let answers: Vec<_> = page.attempt.questions.iter().map(Answer::of).collect();
        let current = match question {
            Some(number) => index(number, answers.len()),
            None => answers::first_open(&answers),
        };
        Self {
            left: RwSignal::new(page.attempt.deadline - page.now),
            page: RwSignal::new(page),
            answers: RwSignal::new(answers),
            current: RwSignal::new(current),
            review: RwSignal::new(review),
            saving: RwSignal::new(Saving::OnMoving),
            ended: RwSignal::new(None),
            submission: RwSignal::new(Submission::No),
            wanted: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            notice: RwSignal::new(notice),
            running: RwSignal::new(false),
            keys: RwSignal::new(true),
            help: RwSignal::new(false),
        }
    }

    /// Its attempt.
    pub fn id(self) -> Uuid {
        self.page.with_untracked(|page| page.attempt.id)
    }

    /// How many questions there are.
    pub fn total(self) -> usize {
        self.answers.with_untracked(Vec::len)
    }

    /// The number of the question shown, from 1.
    pub fn number(self) -> usize {
        self.current.get() + 1
    }

    /// What the browser's tab is called.
    pub fn title(self, t: Language) -> String {
        let title = self.page.with(|page| {
            let certification = &page.certification.title;
            if self.review.get() {
                t.review_document_title(certification)
            } else {
                t.attempt_document_title(certification, self.number(), self.total())
            }
        });
        format!("{title} · {}", t.brand_name())
    }

    /// The address of a place of this attempt.
    pub fn address(self, place: Place) -> String {
        place.address(self.id(), self.current.get_untracked())
    }

    /// Reads the question shown.
    pub fn with_question<T>(self, read: impl FnOnce(&Question) -> T) -> Option<T> {
        let index = self.current.get_untracked();
        self.page.with_untracked(|page| page.attempt.questions.get(index).map(read))
    }

    /// Changes the answer to the question shown.
    fn change(self, change: impl FnOnce(&mut Answer)) {
        let index = self.current.get_untracked();
        self.notice.set(None);
        self.answers.update(|answers| {
            if let Some(answer) = answers.get_mut(index) {
                change(answer);
            }
        });
    }

    /// Shows a choice again that this question had before.
    pub fn restore(self, index: usize, choice: Vec<String>) {
        self.answers.update(|answers| {
            if let Some(answer) = answers.get_mut(index) {
                answer.choice = choice;
            }
        });
    }

    /// Chooses the option at this index, or leaves it.
    pub fn choose(self, option: usize) {
        let chosen =
            self.with_question(|it| Some((it.kind, it.options.get(option)?.id.clone()))).flatten();
        if let Some((kind, id)) = chosen {
            self.change(|answer| answer.choose(kind, &id));
        }
    }

    /// Takes the answer back.
    pub fn clear(self) {
        self.change(|answer| answer.choice.clear());
    }

    /// Marks for review, or no longer. A13
    pub fn mark(self) {
        self.change(|answer| answer.flagged = !answer.flagged);
    }

    /// Shows what an address asks for.
    pub fn show(self, question: Option<usize>, review: bool) {
        if let Some(number) = question {
            let current = index(number, self.total());
            if self.current.get_untracked() != current {
                self.current.set(current);
            }
        }
        if self.review.get_untracked() != review {
            self.review.set(review);
        }
    }

    /// Goes somewhere.
    pub fn go(self, place: Place) {
        self.notice.set(None);
        self.wanted.set(Some(place));
    }

    /// Goes to the question before, if there is one.
    pub fn back(self) {
        if let Some(index) = self.current.get_untracked().checked_sub(1) {
            self.go(Place::Question(index));
        }
    }

    /// Goes on to the next question, after the last to the review.
    pub fn next(self) {
        self.go(self.after(self.current.get_untracked()));
    }

    /// What comes after a question.
    pub fn after(self, index: usize) -> Place {
        if index + 1 < self.total() { Place::Question(index + 1) } else { Place::Review }
    }
}

/// The index of a question by its number, among so many; one that does not exist is the nearest.
fn index(number: usize, total: usize) -> usize {
    number.clamp(1, total.max(1)) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_leads_where_it_says() {
        assert_eq!(Place::of("1", 3), Some(Place::Question(0)));
        assert_eq!(Place::of("3", 3), Some(Place::Question(2)));
        assert_eq!(Place::of("review", 3), Some(Place::Review));
        for nowhere in ["", "0", "4", "-1", "result"] {
            assert_eq!(Place::of(nowhere, 3), None, "{nowhere:?}");
        }
        for place in [Place::Question(0), Place::Question(2), Place::Review] {
            assert_eq!(Place::of(&place.wish(), 3), Some(place));
        }
    }
}
