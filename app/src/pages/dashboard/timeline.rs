//! All certifications on one axis of months, and the same as a table.
//!
//! Both are written as text rather than as views: with their hundreds of elements they would be most
//! of the work of the page.

use std::fmt::Write;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use domain::view::Credential;
use leptos::prelude::*;
use words::Language;

use crate::components::{
    sentence::escaped,
    state::state_markup,
    time::{day_markup, instant_markup},
};

/// How much of the past the axis shows, and how much of the future at most.
const MONTHS_BEFORE: u32 = 4;
const MONTHS_AFTER: u32 = 20;
/// Lengths are in units of the drawing, which are pixels.
const TITLES: i64 = 232;
const MONTHS: i64 = 904;
const MONTH_AT_LEAST: i64 = 40;
const HEAD: i64 = 28;
const ROW: i64 = 32;
const BAR: i64 = 12;

/// The figure with its table.
pub fn timeline(t: Language, now: DateTime<Utc>, credentials: &[Credential]) -> AnyView {
    let axis = Axis::around(now.date_naive(), credentials);
    let width = axis.x(axis.end) + 16;
    let height = HEAD + ROW * i64::try_from(credentials.len()).unwrap_or_default() + 28;
    view! {
        <figure class="timeline">
            <figcaption><h2 id="timeline-title">{t.timeline_title()}</h2>{t.timeline_legend()}</figcaption>
            <div class="timeline__scroll" role="region" tabindex="0" aria-labelledby="timeline-title">
                <div class="timeline__drawing">
                    <svg
                        viewBox=format!("0 0 {width} {height}")
                        width=width
                        height=height
                        role="img"
                        aria-labelledby="timeline-title"
                        inner_html=drawing(t, &axis, credentials)
                    ></svg>
                </div>
            </div>
            <details class="timeline__table">
                <summary>{t.timeline_table()}</summary>
                <div class="table-scroll" role="region" tabindex="0" aria-label=t.timeline_table()>
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">{t.timeline_certification()}</th>
                                <th scope="col">{t.timeline_since()}</th>
                                <th scope="col">{t.timeline_window()}</th>
                                <th scope="col">{t.timeline_through()}</th>
                                <th scope="col">{t.timeline_attempt()}</th>
                                <th scope="col">{t.timeline_wait()}</th>
                                <th scope="col">{t.timeline_state()}</th>
                            </tr>
                        </thead>
                        <tbody inner_html=rows(t, credentials)></tbody>
                    </table>
                </div>
            </details>
        </figure>
    }
    .into_any()
}

/// The inside of the table's `<tbody>`.
fn rows(t: Language, credentials: &[Credential]) -> String {
    let mut html = String::with_capacity(512 * credentials.len());
    for credential in credentials {
        let standing = &credential.standing;
        let opens = standing.opens_at.map(|at| day_markup(t, at.date_naive()));
        let through = standing.valid_through.map(|through| day_markup(t, through));
        let attempt = credential.open_deadline.map(|at| instant_markup(t, at));
        let wait = standing.next_start_at.map(|at| instant_markup(t, at));
        // Writing to a string can't fail, here and below.
        let _ = write!(
            html,
            r#"<tr><th scope="row"><a href="/credentials/{}">{}</a></th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>"#,
            credential.id,
            escaped(&credential.certification.title),
            day_markup(t, credential.cycle_since),
            opens.unwrap_or_default(),
            through.unwrap_or_default(),
            attempt.unwrap_or_default(),
            wait.unwrap_or_default(),
            state_markup(t, standing),
        );
    }
    html
}

/// The days that the drawing shows.
#[derive(Debug, PartialEq, Eq)]
struct Axis {
    /// The first day of a month.
    start: NaiveDate,
    today: NaiveDate,
    /// The first day of a month, not shown itself.
    end: NaiveDate,
    /// The width of a month: all together fill the page, if they don't have to scroll.
    month: i64,
}

impl Axis {
    /// From a few months ago to past the last expiry, but not for ever.
    fn around(today: NaiveDate, credentials: &[Credential]) -> Self {
        let last = credentials.iter().filter_map(|it| it.standing.valid_through).max();
        let latest = today + Months::new(MONTHS_AFTER);
        let end = last.unwrap_or(today).clamp(today + Months::new(12), latest) + Months::new(1);
        let (start, end) = (first_of(today - Months::new(MONTHS_BEFORE)), first_of(end));
        let month = (MONTHS / months(start, end)).max(MONTH_AT_LEAST);
        Self { start, today, end, month }
    }

    /// Where a day stands; days beyond the axis stand at its ends.
    fn x(&self, day: NaiveDate) -> i64 {
        let day = day.clamp(self.start, self.end);
        let length = (first_of(day) + Months::new(1) - first_of(day)).num_days();
        TITLES + months(self.start, day) * self.month + i64::from(day.day0()) * self.month / length
    }
}

/// From the month of one day to that of another.
fn months(from: NaiveDate, to: NaiveDate) -> i64 {
    i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month())
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day - Days::new(day.day0().into())
}

/// The inside of the `<svg>`; positions are attributes, the style sheet has the rest.
fn drawing(t: Language, axis: &Axis, credentials: &[Credential]) -> String {
    let mut svg = String::with_capacity(4096);
    let bottom = HEAD + ROW * i64::try_from(credentials.len()).unwrap_or_default();
    svg.push_str(r#"<g class="tl-plot">"#);
    let mut month = axis.start;
    while month < axis.end {
        let x = axis.x(month);
        let name = if month.month0() == 0 { month.year().to_string() } else { t.month(month) };
        let _ = write!(
            svg,
            r#"<line class="tl-month" x1="{x}" x2="{x}" y1="{HEAD}" y2="{bottom}"/><text class="tl-label" x="{}" y="18">{name}</text>"#,
            x + 3
        );
        month = month + Months::new(1);
    }
    let end = axis.x(axis.end);
    let _ = write!(svg, r#"<line class="tl-axis" x1="0" x2="{end}" y1="{HEAD}" y2="{HEAD}"/>"#);
    let mut top = HEAD;
    for credential in credentials {
        svg.push_str(r#"<g class="tl-bar">"#);
        draw_row(&mut svg, axis, top, credential);
        svg.push_str("</g>");
        top += ROW;
    }
    let today = axis.x(axis.today);
    let _ = write!(
        svg,
        r#"<line class="tl-today" x1="{today}" x2="{today}" y1="{HEAD}" y2="{}"/><text class="tl-label tl-label--today" x="{today}" y="{}" text-anchor="middle">{}</text>"#,
        bottom + 6,
        bottom + 20,
        t.timeline_today()
    );
    svg.push_str("</g>");
    let mut line = HEAD + ROW / 2 + 4;
    for credential in credentials {
        let _ = write!(
            svg,
            r#"<text class="tl-label tl-label--title" x="0" y="{line}">{}</text>"#,
            escaped(&shortened(&credential.certification.title))
        );
        line += ROW;
    }
    svg
}

fn draw_row(svg: &mut String, axis: &Axis, top: i64, credential: &Credential) {
    let standing = &credential.standing;
    let bar = top + (ROW - BAR) / 2;
    let begin = axis.x(credential.cycle_since);
    let expiry = standing.expires_at.map(|at| axis.x(at.date_naive()));
    let end = expiry.unwrap_or_else(|| axis.x(axis.end));
    rectangle(svg, "tl-valid", begin, end, bar);
    if let (Some(expiry), Some(opens_at)) = (expiry, standing.opens_at)
        && standing.valid_through_after_pass.is_some()
    {
        // K3: too new, it can't be renewed before it no longer is.
        let opens_at = credential.too_new_until.map_or(opens_at, |until| until.max(opens_at));
        let opens = axis.x(opens_at.date_naive()).max(begin);
        rectangle(svg, "tl-window", opens, expiry, bar);
    }
    if let Some(x) = expiry.filter(|x| (TITLES + 1..axis.x(axis.end)).contains(x)) {
        let _ = write!(
            svg,
            r#"<line class="tl-expiry" x1="{x}" x2="{x}" y1="{}" y2="{}"/>"#,
            bar - 4,
            bar + BAR + 4
        );
    }
    if let Some(at) = credential.open_deadline.or(standing.next_start_at) {
        let (x, y) = (axis.x(at.date_naive()), bar + BAR / 2);
        let _ = write!(svg, r#"<path class="tl-deadline" d="M{x} {}l6 6-6 6-6-6z"/>"#, y - 6);
    }
}

fn rectangle(svg: &mut String, class: &str, from: i64, to: i64, y: i64) {
    if from < to {
        let _ = write!(
            svg,
            r#"<rect class="{class}" x="{from}" y="{y}" width="{}" height="{BAR}"/>"#,
            to - from
        );
    }
}

/// A title as far as the column has room; Chinese characters take about twice as much.
fn shortened(title: &str) -> String {
    let mut room = 32;
    let mut short = String::new();
    for character in title.chars() {
        let width = if character.is_ascii() { 1 } else { 2 };
        if room < width {
            return short.trim_end().to_owned() + "…";
        }
        room -= width;
        short.push(character);
    }
    short
}

#[cfg(test)]
mod tests {
    use domain::decision::Decision;

    use super::{super::samples::credential, *};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn axis() -> Axis {
        let last = credential("Administrator", Decision::NotOpen, Some("2028-01-31"));
        Axis::around(date("2026-11-22"), &[last])
    }

    #[test]
    fn the_axis_runs_past_the_last_expiry_but_not_for_ever() {
        assert_eq!((axis().start, axis().end), (date("2026-07-01"), date("2028-02-01")));
        let far = credential("Developer", Decision::NotOpen, Some("2040-01-01"));
        assert_eq!(Axis::around(date("2026-11-22"), &[far]).end, date("2028-08-01"));
        assert_eq!(Axis::around(date("2026-11-22"), &[]).end, date("2027-12-01"));
    }

    #[test]
    fn days_stand_within_their_months() {
        let axis = axis();
        assert_eq!(axis.x(date("2026-07-01")), TITLES);
        assert_eq!(axis.x(date("2026-07-31")), TITLES + 30 * axis.month / 31);
        assert_eq!(axis.x(date("2026-08-01")), TITLES + axis.month);
        assert_eq!(axis.x(date("2027-07-01")), TITLES + 12 * axis.month);
        assert_eq!(axis.x(date("2000-01-01")), TITLES);
        assert_eq!(axis.x(date("2100-01-01")), axis.x(axis.end));
    }

    #[test]
    fn a_title_can_t_write_markup() {
        let credential = credential("<script>&", Decision::NeverExpires, None);
        let all = [credential];
        for html in [drawing(Language::En, &axis(), &all), rows(Language::En, &all)] {
            assert!(html.contains("&lt;script&gt;&amp;"));
            assert!(!html.contains("<script>"));
        }
    }

    #[test]
    fn a7_the_deadline_of_an_open_attempt_is_marked() {
        let mut held = credential("Administrator", Decision::AttemptOpen, Some("2027-01-31"));
        let marks = |held: &Credential| {
            let all = std::slice::from_ref(held);
            let svg = drawing(Language::En, &axis(), all);
            let at = format!(r#"<path class="tl-deadline" d="M{} "#, axis().x(date("2026-12-24")));
            (svg.contains(&at), rows(Language::En, all).contains("2026-12-24T10:45:00Z"))
        };
        assert_eq!(marks(&held), (false, false));
        held.open_deadline = Some("2026-12-24T10:45:00Z".parse().unwrap());
        assert_eq!(marks(&held), (true, true));
    }

    #[test]
    fn long_titles_are_shortened() {
        assert_eq!(shortened("Azure Fundamentals"), "Azure Fundamentals");
        assert_eq!(
            shortened("Azure Virtual Desktop Specialist Expert"),
            "Azure Virtual Desktop Specialist…"
        );
        assert_eq!(
            shortened("微软认证解决方案架构师专家级认证（旧版）"),
            "微软认证解决方案架构师专家级认证…"
        );
    }
}
