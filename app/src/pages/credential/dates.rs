//! The dates of a credential as a line: earned, window, today, expiry, and what a pass would make
//! of it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::view::Credential;
use leptos::{prelude::*, tachys::html::InertElement};
use words::Language;

use crate::components::time::{day_markup, last_day_markup};

/// What a place on the line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Earned,
    /// The end of the previous cycle.
    Since,
    Window,
    Today,
    Through,
    /// Only if it is passed.
    AfterPass,
}

/// The line.
pub fn date_line(t: Language, now: DateTime<Utc>, credential: &Credential) -> AnyView {
    let today = now.date_naive();
    let items = marks(today, credential).into_iter().map(|(date, mark)| {
        let class = match mark {
            Mark::Today => "date-line__item date-line__item--today",
            Mark::AfterPass => "date-line__item date-line__item--future",
            _ => "date-line__item",
        };
        let word = match mark {
            Mark::Earned => t.dates_earned(),
            Mark::Since => t.dates_since(),
            Mark::Window => t.dates_window(),
            Mark::Today => t.dates_today(),
            Mark::Through if date < today => t.dates_expired(),
            Mark::Through => t.dates_through(),
            Mark::AfterPass => t.dates_after_pass(),
        };
        // E1: until the last minute of the day.
        let date = match mark {
            Mark::Through | Mark::AfterPass => last_day_markup(t, date),
            _ => day_markup(t, date),
        };
        view! { <li class=class><span>{word}</span>{InertElement::new(date)}</li> }
    });
    view! { <ol class="date-line">{items.collect_view()}</ol> }.into_any()
}

/// In the order of time; today after whatever else is today, but before the day that ends with it.
fn marks(today: NaiveDate, credential: &Credential) -> Vec<(NaiveDate, Mark)> {
    let standing = &credential.standing;
    let renewed = credential.cycle_since != credential.earned_on;
    let mut marks: Vec<_> = [
        Some((credential.earned_on, Mark::Earned)),
        renewed.then_some((credential.cycle_since, Mark::Since)),
        standing.opens_at.map(|at| (at.date_naive(), Mark::Window)),
        Some((today, Mark::Today)),
        standing.valid_through.map(|day| (day, Mark::Through)),
        standing.valid_through_after_pass.map(|day| (day, Mark::AfterPass)),
    ]
    .into_iter()
    .flatten()
    .collect();
    marks.sort_by_key(|(day, _)| *day);
    marks
}

#[cfg(test)]
mod tests {
    use domain::decision::Decision;

    use super::*;
    use crate::pages::dashboard::samples::credential;

    fn names(today: &str, credential: &Credential) -> Vec<Mark> {
        let today = today.parse().unwrap();
        marks(today, credential).into_iter().map(|(_, mark)| mark).collect()
    }

    #[test]
    fn today_stands_where_it_belongs() {
        let mut held = credential("Administrator", Decision::NotOpen, Some("2026-01-01"));
        let before = [Mark::Earned, Mark::Today, Mark::Window, Mark::Through, Mark::AfterPass];
        assert_eq!(names("2025-03-01", &held), before);
        let open = [Mark::Earned, Mark::Window, Mark::Today, Mark::Through, Mark::AfterPass];
        assert_eq!(names("2025-07-01", &held), open);
        assert_eq!(names("2026-01-01", &held), open);
        held.standing.valid_through_after_pass = None;
        let over = [Mark::Earned, Mark::Window, Mark::Through, Mark::Today];
        assert_eq!(names("2026-01-02", &held), over);
    }

    #[test]
    fn k2_what_never_expires_has_two_dates() {
        let held = credential("Fundamentals", Decision::NeverExpires, None);
        assert_eq!(names("2026-01-01", &held), [Mark::Earned, Mark::Today]);
    }
}
