//! What is said about credentials. N1, N2

use crate::mail::content::{Expired, Failure, First, NextStart, Receipt, Renewable};

use super::draft::{Said, Voice, line};

impl Voice<'_> {
    pub fn window_opened(&self, it: &Renewable) -> Said {
        let (language, title) = (self.language, &line(&it.title));
        let left = self.left(it.expires_at);
        self.reminding(
            it,
            Said {
                subject: language.mail_opened_subject(title),
                paragraphs: vec![
                    language.mail_opened(title, left),
                    language.mail_opened_how().to_owned(),
                ],
                ..Self::about(language.mail_why_reminder(title))
            },
        )
    }

    pub fn reminder(&self, it: &Renewable) -> Said {
        let (language, title) = (self.language, &line(&it.title));
        let left = self.left(it.expires_at);
        self.reminding(
            it,
            Said {
                subject: language.mail_reminder_subject(title, &left),
                paragraphs: vec![
                    language.mail_reminder(title, left),
                    language.mail_reminder_how().to_owned(),
                ],
                ..Self::about(language.mail_why_reminder(title))
            },
        )
    }

    /// What both have: the dates, and what comes before the start.
    fn reminding(&self, it: &Renewable, mut said: Said) -> Said {
        let (language, title) = (self.language, &line(&it.title));
        said.facts = vec![
            (language.mail_fact_expires(), self.moment(it.expires_at)),
            (language.mail_fact_after_pass(), language.date(it.after_pass)),
        ];
        let (first, button) = match it.first {
            None => (None, language.mail_button_renew(title)),
            Some(First::Connect) => (
                Some(language.mail_connect_first().to_owned()),
                language.mail_button_connect().to_owned(),
            ),
            Some(First::Wait(until)) => {
                said.facts.push((language.mail_fact_next_start(), self.moment(until)));
                let wait = language.mail_wait_first(language.in_time(until - self.now));
                (Some(wait), language.mail_button_wait(title))
            }
            Some(First::GoOn) => {
                (Some(language.mail_go_on().to_owned()), language.mail_button_go_on().to_owned())
            }
        };
        said.paragraphs.extend(first);
        said.button = button;
        said
    }

    pub fn receipt(&self, it: &Receipt) -> Said {
        let (language, title) = (self.language, &line(&it.title));
        Said {
            subject: language.mail_receipt_subject(title, language.date(it.valid_through)),
            heading: Some(language.mail_receipt_heading()),
            paragraphs: vec![language.mail_receipt(title)],
            facts: vec![
                (language.mail_fact_valid_through(), self.last_minute(it.valid_through)),
                (language.mail_fact_before(), language.date(it.before)),
                (language.mail_fact_opens(), self.moment(it.opens_at)),
            ],
            button: language.mail_receipt_button(title),
            ..Self::about(language.mail_why_result().to_owned())
        }
    }

    pub fn failure(&self, it: &Failure) -> Said {
        let (language, title) = (self.language, &line(&it.title));
        let percent = language.percent(it.points, it.maximum);
        let score = language.mail_failure_score(it.maximum, &percent, it.points);
        let mut facts = vec![
            (language.mail_fact_score(), score),
            (language.mail_fact_needed(), format!("{}%", it.mark)),
            (language.mail_fact_valid_until(), self.moment(it.expires_at)),
        ];
        let again = match it.next {
            Some(NextStart::Now) => language.mail_failure_now().to_owned(),
            Some(NextStart::At(at)) => {
                facts.push((language.mail_fact_next_start(), self.moment(at)));
                language.mail_failure_at(language.in_time(at - self.now))
            }
            Some(NextStart::Never) => language.mail_failure_never().to_owned(),
            Some(NextStart::Open) => language.mail_failure_go_on().to_owned(),
            None => language.mail_failure_unclear().to_owned(),
        };
        Said {
            subject: language.mail_failure_subject(title),
            heading: Some(language.mail_failure_heading()),
            paragraphs: vec![language.mail_failure(title, it.mark, percent), again],
            facts,
            button: language.mail_failure_button().to_owned(),
            ..Self::about(language.mail_why_result().to_owned())
        }
    }

    pub fn expired(&self, it: &Expired) -> Said {
        let (language, title) = (self.language, &line(&it.title));
        let again = match self.exams(&it.exams) {
            Some(exams) => language.mail_expired_exams(exams),
            None => language.mail_expired_never().to_owned(),
        };
        let expired = language.mail_expired(title, self.last_minute(it.valid_through));
        Said {
            subject: language.mail_expired_subject(title),
            paragraphs: vec![expired, again],
            facts: vec![(language.mail_fact_expired(), self.moment(it.since))],
            button: language.mail_expired_button(title),
            ..Self::about(language.mail_why_result().to_owned())
        }
    }

    /// X3: "AZ-104 and one of AZ-305, AZ-306".
    fn exams(&self, groups: &[Vec<String>]) -> Option<String> {
        let mut groups: Vec<_> = groups.iter().filter(|group| !group.is_empty()).collect();
        groups.sort_by_key(|group| group.len() > 1);
        let one_of = |group: &Vec<String>| match group.as_slice() {
            [exam] => exam.clone(),
            exams => self.language.mail_exams_one_of(self.language.list(exams)),
        };
        groups
            .into_iter()
            .map(one_of)
            .reduce(|before, after| self.language.mail_exams_and(after, before))
    }
}
