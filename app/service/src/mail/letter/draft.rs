//! What a letter is made of, in the reader's language. Each rendering shows all of it.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use words::Language;

use crate::mail::content::{
    Asked, Change, Content, Expired, Failure, First, Links, NextStart, Reader, Receipt, Renewable,
};

/// The parts of a letter, in their order. No part has a line break.
pub struct Draft<'a> {
    pub subject: String,
    pub heading: String,
    pub greeting: String,
    pub paragraphs: Vec<String>,
    /// Names with values.
    pub facts: Vec<(&'static str, String)>,
    /// What the link says that leads on.
    pub button: String,
    /// Where it leads.
    pub go: &'a str,
    /// Paragraphs after the link.
    pub after: Vec<String>,
    /// Why this was sent.
    pub end: Vec<String>,
    /// N6: where reminders are muted; only of reminders.
    pub unsubscribe: Option<&'a str>,
}

/// What differs from kind to kind.
struct Said {
    subject: String,
    /// Where it is not the subject.
    heading: Option<&'static str>,
    paragraphs: Vec<String>,
    facts: Vec<(&'static str, String)>,
    button: String,
    after: Vec<&'static str>,
    why: String,
}

/// Says it to the reader.
pub fn draft<'a>(
    content: &Content,
    reader: &Reader,
    links: &'a Links,
    now: DateTime<Utc>,
) -> Draft<'a> {
    let language = reader.language;
    let said = Voice { language, reader, now }.say(content);
    let greeting = match &reader.name {
        Some(name) => language.mail_hello(line(name)),
        None => language.mail_hello_stranger().to_owned(),
    };
    let zone = reader.time_zone.map(|zone| language.mail_zone(zone.name()));
    let reminds = matches!(content, Content::WindowOpened(_) | Content::Reminder(_));
    Draft {
        heading: said.heading.map_or_else(|| said.subject.clone(), str::to_owned),
        subject: said.subject,
        greeting,
        paragraphs: said.paragraphs,
        facts: said.facts,
        button: said.button,
        go: &links.go,
        after: said.after.into_iter().map(str::to_owned).collect(),
        end: std::iter::once(said.why).chain(zone).collect(),
        unsubscribe: links.unsubscribe.as_deref().filter(|_| reminds),
    }
}

/// A text that others have chosen, as part of a line.
fn line(text: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let words: Vec<_> =
        text.split(|c: char| breaks(c) || c == ' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Who speaks, to whom and when.
struct Voice<'a> {
    language: Language,
    reader: &'a Reader,
    now: DateTime<Utc>,
}

impl Voice<'_> {
    fn say(&self, content: &Content) -> Said {
        match content {
            Content::WindowOpened(it) => self.window_opened(it),
            Content::Reminder(it) => self.reminder(it),
            Content::Receipt(it) => self.receipt(it),
            Content::Failure(it) => self.failure(it),
            Content::Expired(it) => self.expired(it),
            Content::Changed { what, at } => self.changed(what, *at),
            Content::Asked(what) => self.asked(*what),
        }
    }

    fn window_opened(&self, it: &Renewable) -> Said {
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

    fn reminder(&self, it: &Renewable) -> Said {
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
            Some(First::Wait(until)) => (
                Some(language.mail_wait_first(self.moment(until))),
                language.mail_button_wait(title),
            ),
            Some(First::GoOn) => {
                (Some(language.mail_go_on().to_owned()), language.mail_button_go_on().to_owned())
            }
        };
        said.paragraphs.extend(first);
        said.button = button;
        said
    }

    fn receipt(&self, it: &Receipt) -> Said {
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

    fn failure(&self, it: &Failure) -> Said {
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

    fn expired(&self, it: &Expired) -> Said {
        let (language, title) = (self.language, &line(&it.title));
        let again = match self.exams(&it.exams) {
            Some(exams) => language.mail_expired_exams(exams, self.moment(it.expired_at)),
            None => language.mail_expired_never().to_owned(),
        };
        let expired = language.mail_expired(title, self.last_minute(it.valid_through));
        Said {
            subject: language.mail_expired_subject(title),
            paragraphs: vec![expired, again],
            button: language.mail_expired_button(title),
            ..Self::about(language.mail_why_result().to_owned())
        }
    }

    fn changed(&self, what: &Change, at: DateTime<Utc>) -> Said {
        let it = self.language;
        let mut facts = vec![(it.mail_fact_when(), self.moment(at))];
        let mut not_you = it.mail_not_you();
        let (subject, text, button) = match what {
            Change::ProfilesConnected => {
                (it.mail_connected_subject(), it.mail_connected(), it.mail_profiles_button())
            }
            Change::ProfilesMerged => {
                (it.mail_merged_subject(), it.mail_merged(), it.mail_profiles_button())
            }
            Change::LoginReplaced { before, after } => {
                facts.push((it.mail_fact_login_before(), line(before)));
                facts.push((it.mail_fact_login_after(), line(after)));
                let subject = it.mail_login_replaced_subject();
                (subject, it.mail_login_replaced(), it.mail_profiles_button())
            }
            Change::PasswordChanged => {
                (it.mail_password_subject(), it.mail_password(), it.mail_account_button())
            }
            Change::AddressChanged { after } => {
                facts.push((it.mail_fact_address_after(), line(after)));
                not_you = it.mail_not_you_address();
                (it.mail_address_subject(), it.mail_address(), it.mail_account_button())
            }
        };
        Said {
            subject: subject.to_owned(),
            paragraphs: vec![text.to_owned()],
            facts,
            button: button.to_owned(),
            after: vec![not_you],
            ..Self::about(it.mail_why_account().to_owned())
        }
    }

    fn asked(&self, what: Asked) -> Said {
        let it = self.language;
        let (subject, text, button) = match what {
            Asked::ConfirmAddress => {
                (it.mail_confirm_subject(), it.mail_confirm(), it.mail_confirm_button())
            }
            Asked::AlreadyRegistered => {
                (it.mail_already_subject(), it.mail_already(), it.mail_already_button())
            }
            Asked::ResetPassword => {
                (it.mail_reset_subject(), it.mail_reset(), it.mail_reset_button())
            }
            Asked::ChangeAddress => {
                (it.mail_change_subject(), it.mail_change(), it.mail_change_button())
            }
        };
        // What only leads to the sign-in is good for longer.
        let valid = (what != Asked::AlreadyRegistered).then(|| it.mail_link_valid());
        Said {
            subject: subject.to_owned(),
            paragraphs: vec![text.to_owned()],
            button: button.to_owned(),
            after: valid.into_iter().chain([it.mail_not_asked()]).collect(),
            ..Self::about(it.mail_why_request().to_owned())
        }
    }

    /// Nothing but why it is sent, to be filled.
    fn about(why: String) -> Said {
        Said {
            subject: String::new(),
            heading: None,
            paragraphs: Vec::new(),
            facts: Vec::new(),
            button: String::new(),
            after: Vec::new(),
            why,
        }
    }

    /// An instant on the reader's clock and in UTC.
    fn moment(&self, at: DateTime<Utc>) -> String {
        let utc = self.language.instant_utc(at);
        match self.reader.time_zone {
            Some(zone) => {
                let local = at.with_timezone(&zone).naive_local();
                self.language.mail_moment(utc, self.language.date_and_time(local))
            }
            None => utc,
        }
    }

    /// E1: the last minute of a last valid day.
    fn last_minute(&self, day: NaiveDate) -> String {
        self.language.mail_valid_through(self.language.date(day))
    }

    /// "30 days": what is left, never more than there is. Up to an hour after a whole number of days
    /// it is still that number: a mail takes its time.
    fn left(&self, until: DateTime<Utc>) -> String {
        let left = until - self.now;
        let days = (left + TimeDelta::hours(1)).num_days();
        if days >= 2 {
            self.language.mail_days(days)
        } else if left.num_hours() >= 2 {
            self.language.mail_hours(left.num_hours())
        } else {
            self.language.mail_minutes(left.num_minutes().max(1))
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
