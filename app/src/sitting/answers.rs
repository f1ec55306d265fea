//! The answers of an attempt as the learner has them now, and what can be said about them. A13

use domain::view::{Question, QuestionKind};

/// The answer to one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The ids of the options chosen.
    pub choice: Vec<String>,
    /// Marked for review.
    pub flagged: bool,
}

impl Answer {
    /// As the server holds it.
    pub fn of(question: &Question) -> Self {
        Self { choice: question.choice.clone(), flagged: question.flagged }
    }

    /// Nothing is chosen.
    pub fn is_open(&self) -> bool {
        self.choice.is_empty()
    }

    /// Whether this option is chosen.
    pub fn has(&self, option: &str) -> bool {
        self.choice.iter().any(|chosen| chosen == option)
    }

    /// Chooses an option; of a question with several right ones, or leaves it again.
    pub fn choose(&mut self, kind: QuestionKind, option: &str) {
        match kind {
            QuestionKind::SingleChoice | QuestionKind::TrueFalse => {
                self.choice = vec![option.to_owned()];
            }
            QuestionKind::MultipleResponse if self.has(option) => {
                self.choice.retain(|chosen| chosen != option);
            }
            QuestionKind::MultipleResponse => self.choice.push(option.to_owned()),
        }
    }
}

/// How many are open.
pub fn open(answers: &[Answer]) -> usize {
    answers.iter().filter(|answer| answer.is_open()).count()
}

/// How many are marked for review.
pub fn marked(answers: &[Answer]) -> usize {
    answers.iter().filter(|answer| answer.flagged).count()
}

/// The index of the question to go on with: the first open one, else the first.
pub fn first_open(answers: &[Answer]) -> usize {
    answers.iter().position(Answer::is_open).unwrap_or_default()
}

/// The classes of a question in the navigator.
pub fn item_class(answer: &Answer, current: bool) -> String {
    let mut class = "navigator__item".to_owned();
    for (holds, name) in [
        (current, " navigator__item--current"),
        (!answer.is_open(), " navigator__item--answered"),
        (answer.flagged, " navigator__item--marked"),
    ] {
        if holds {
            class.push_str(name);
        }
    }
    class
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(choice: &[&str], flagged: bool) -> Answer {
        Answer { choice: choice.iter().map(|&id| id.to_owned()).collect(), flagged }
    }

    #[test]
    fn one_option_replaces_the_other() {
        for kind in [QuestionKind::SingleChoice, QuestionKind::TrueFalse] {
            let mut it = answer(&["a"], true);
            it.choose(kind, "b");
            it.choose(kind, "b");
            assert_eq!(it, answer(&["b"], true));
        }
    }

    #[test]
    fn several_options_are_taken_and_left() {
        let mut it = answer(&[], false);
        for option in ["a", "b", "a", "c"] {
            it.choose(QuestionKind::MultipleResponse, option);
        }
        assert_eq!(it, answer(&["b", "c"], false));
        assert!(it.has("c") && !it.has("a"));
    }

    #[test]
    fn a13_what_is_open_and_marked() {
        let answers = [answer(&["a"], true), answer(&[], true), answer(&[], false)];
        assert_eq!((open(&answers), marked(&answers), first_open(&answers)), (2, 2, 1));
        assert_eq!(first_open(&answers[..1]), 0);
        assert_eq!(first_open(&[]), 0);
    }

    #[test]
    fn the_navigator_shows_each_state() {
        assert_eq!(item_class(&answer(&[], false), false), "navigator__item");
        assert_eq!(
            item_class(&answer(&["a"], true), true),
            "navigator__item navigator__item--current navigator__item--answered \
             navigator__item--marked"
        );
    }
}
