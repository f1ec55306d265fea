//! A mail of every kind, for a look and for the tests: what is in them could be true.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::window::{Length, expires_at, one_year_after, start_of};
use uuid::Uuid;
use words::Language;

use super::content::{
    Asked, Change, Content, Expired, Failure, First, Links, NextStart, Reader, Receipt, Renewable,
};

/// A mail that could be sent.
#[derive(Debug)]
pub struct Sample {
    /// What stands for it in the name of a file.
    pub name: &'static str,
    /// Its id.
    pub id: Uuid,
    /// To whom it is said.
    pub reader: Reader,
    /// Their address.
    pub to: &'static str,
    /// What it says.
    pub content: Content,
    /// Where it leads.
    pub links: Links,
    /// When it is sent.
    pub now: DateTime<Utc>,
}

/// All of them, in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let contents = reminders().into_iter().chain(results()).chain(accounts());
    contents
        .zip(1..)
        .map(|((name, now, content), number)| of(name, now, content, number, language))
        .collect()
}

fn of(
    name: &'static str,
    now: DateTime<Utc>,
    content: Content,
    number: u128,
    language: Language,
) -> Sample {
    let (called, zone) = match language {
        Language::En => ("Robin Meyer", Tz::Europe__Berlin),
        Language::ZhCn => ("林晓", Tz::Asia__Shanghai),
    };
    // Whoever registers has no account yet, and so neither name nor time zone.
    let stranger = matches!(content, Content::Asked(Asked::ConfirmAddress | Asked::ChangeAddress));
    let go = format!("https://perennial.example/go/{number:032x}");
    let reminds = matches!(content, Content::WindowOpened(_) | Content::Reminder(_));
    Sample {
        name,
        id: Uuid::from_u128(number),
        reader: Reader {
            name: (!stranger).then(|| called.to_owned()),
            language,
            time_zone: (!stranger).then_some(zone),
        },
        to: "learner@example.com",
        content,
        links: Links { unsubscribe: reminds.then(|| format!("{go}/unsubscribe")), go },
        now,
    }
}

type Named = (&'static str, DateTime<Utc>, Content);

const TITLE: &str = "Azure Administrator Associate";

/// The last valid day in all of them: a month end, half a year before which there is a shorter one.
fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 8, 31).unwrap_or_default()
}

fn reminders() -> [Named; 7] {
    let (valid_through, expires_at) = (last_day(), expires_at(last_day()));
    let it = |first| Renewable {
        title: TITLE.to_owned(),
        valid_through,
        expires_at,
        after_pass: one_year_after(valid_through),
        first,
    };
    let before = |days| expires_at - TimeDelta::days(days);
    let opening = Length::default().opens_at(valid_through);
    let wait = First::Wait(before(7) + TimeDelta::minutes(9 * 60 + 12));
    [
        ("window-opened", opening, Content::WindowOpened(it(None))),
        ("window-opened-connect", opening, Content::WindowOpened(it(Some(First::Connect)))),
        ("reminder-90", before(90), Content::Reminder(it(None))),
        ("reminder-30-go-on", before(30), Content::Reminder(it(Some(First::GoOn)))),
        ("reminder-7", before(7), Content::Reminder(it(None))),
        ("reminder-7-wait", before(7), Content::Reminder(it(Some(wait)))),
        ("reminder-late", before(2) + TimeDelta::hours(5), Content::Reminder(it(None))),
    ]
}

fn results() -> [Named; 8] {
    let (valid_through, expires_at) = (last_day(), expires_at(last_day()));
    let title = || TITLE.to_owned();
    let now = expires_at - TimeDelta::minutes(12 * 24 * 60 + 133);
    let renewed = one_year_after(valid_through);
    let receipt = Receipt {
        title: title(),
        before: valid_through,
        valid_through: renewed,
        opens_at: Length::default().opens_at(renewed),
    };
    let failure = |next| {
        let (points, maximum, mark) = (16, 25, 70);
        Content::Failure(Failure { title: title(), points, maximum, mark, expires_at, next })
    };
    let at = NextStart::At(now + TimeDelta::hours(24) - TimeDelta::minutes(4));
    let last_day = expires_at - TimeDelta::hours(9);
    let exams = |groups: &[&[&str]]| {
        let owned = |group: &&[&str]| group.iter().map(|&code| code.to_owned()).collect();
        Content::Expired(Expired {
            title: title(),
            valid_through,
            since: expires_at,
            exams: groups.iter().map(owned).collect(),
        })
    };
    let several: &[&[&str]] = &[&["AZ-305", "AZ-304"], &["AZ-104"]];
    [
        ("receipt", now, Content::Receipt(receipt)),
        ("failure-now", now, failure(Some(NextStart::Now))),
        ("failure-wait", now, failure(Some(at))),
        ("failure-none-left", last_day, failure(Some(NextStart::Never))),
        ("failure-go-on", now, failure(Some(NextStart::Open))),
        ("expired", expires_at, exams(&[&["AZ-104"]])),
        ("expired-several-exams", expires_at, exams(several)),
        ("expired-for-good", expires_at, exams(&[])),
    ]
}

fn accounts() -> [Named; 9] {
    let at = start_of(last_day()) + TimeDelta::minutes(9 * 60 + 41);
    let now = at + TimeDelta::seconds(2);
    let (before, after) = ("r***@contoso.com".to_owned(), "r***@example.com".to_owned());
    let changed = |what| Content::Changed { what, at };
    let address = Change::AddressChanged { after: after.clone() };
    [
        ("profiles-connected", now, changed(Change::ProfilesConnected)),
        ("profiles-merged", now, changed(Change::ProfilesMerged)),
        ("login-replaced", now, changed(Change::LoginReplaced { before, after })),
        ("password-changed", now, changed(Change::PasswordChanged)),
        ("address-changed", now, changed(address)),
        ("confirm-address", now, Content::Asked(Asked::ConfirmAddress)),
        ("already-registered", now, Content::Asked(Asked::AlreadyRegistered)),
        ("reset-password", now, Content::Asked(Asked::ResetPassword)),
        ("change-address", now, Content::Asked(Asked::ChangeAddress)),
    ]
}
