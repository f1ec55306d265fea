//! Counts down what is left, by the browser's monotonic clock, while somebody looks.

use std::cell::RefCell;

use chrono::TimeDelta;
use gloo_timers::callback::Interval;
use leptos::{prelude::document, web_sys::Element};
use wasm_bindgen::{JsCast, closure::Closure};

use super::clock::counted;

/// What is left when it is said aloud, in seconds: a day, an hour, ten minutes, one minute.
const SPOKEN: [i64; 4] = [24 * 60 * 60, 60 * 60, 10 * 60, 60];

/// A place on the page where time is counted.
struct Place {
    span: Element,
    /// On the monotonic clock, in milliseconds.
    until: f64,
    /// As last shown.
    seconds: i64,
}

#[derive(Default)]
struct Counter {
    places: Vec<Place>,
    /// Runs only while the page is seen and something is counted.
    ticking: Option<Interval>,
    /// Where it is said aloud; made with the first place.
    aloud: Option<Element>,
}

thread_local! {
    static COUNTER: RefCell<Counter> = RefCell::default();
}

/// Keeps `span` true from now on. Its `data-left` are the milliseconds that were left when the
/// document came.
pub fn begin(span: Element) {
    let left = span.get_attribute("data-left");
    let Some(left) = left.and_then(|left| left.parse::<i64>().ok()) else { return };
    #[expect(clippy::cast_precision_loss, reason = "a few thousand years are exact")]
    let until = left as f64;
    COUNTER.with_borrow_mut(|counter| {
        if counter.aloud.is_none() {
            counter.aloud = voice();
            stop_while_hidden();
        }
        counter.places.push(Place { span, until, seconds: left / 1000 });
        counter.tick_while_seen();
    });
}

impl Counter {
    fn tick_while_seen(&mut self) {
        if document().hidden() || self.places.is_empty() {
            self.ticking = None;
        } else if self.ticking.is_none() {
            self.ticking = Some(Interval::new(1000, || COUNTER.with_borrow_mut(Self::tick)));
        }
    }

    fn tick(&mut self) {
        let now = counted();
        self.places.retain(|place| place.span.is_connected());
        for place in &mut self.places {
            if let Some(words) = place.count(now)
                && let Some(aloud) = &self.aloud
            {
                aloud.set_text_content(Some(&words));
            }
        }
        self.tick_while_seen();
    }
}

impl Place {
    /// Shows what is left; answers what is to be said aloud, at a few steps only.
    fn count(&mut self, now: f64) -> Option<String> {
        let t = super::page_language();
        #[expect(clippy::cast_possible_truncation, reason = "seconds are small")]
        let seconds = (((self.until - now) / 1000.0) as i64).max(0);
        let before = std::mem::replace(&mut self.seconds, seconds);
        let words = match seconds {
            0 => t.countdown_over().to_owned(),
            _ => t.time_left(TimeDelta::seconds(seconds)),
        };
        if self.span.text_content().as_ref() != Some(&words) {
            self.span.set_text_content(Some(&words));
        }
        let step = SPOKEN.iter().any(|step| (seconds..before).contains(step));
        step.then(|| t.countdown_spoken(words, self.subject()))
    }

    /// What the time is about: the title of the card, the row or the page.
    fn subject(&self) -> String {
        let within = self.span.closest("article, li").ok().flatten();
        within
            .and_then(|card| card.query_selector("a").ok().flatten())
            .and_then(|title| title.text_content())
            .unwrap_or_else(|| document().title())
    }
}

/// A region that is heard, not seen.
fn voice() -> Option<Element> {
    let region = document().create_element("div").ok()?;
    region.set_class_name("visually-hidden");
    region.set_attribute("aria-live", "polite").ok()?;
    document().body()?.append_child(&region).ok()?;
    Some(region)
}

fn stop_while_hidden() {
    let changed = Closure::<dyn Fn()>::new(|| COUNTER.with_borrow_mut(Counter::tick_while_seen));
    let _ = document()
        .add_event_listener_with_callback("visibilitychange", changed.as_ref().unchecked_ref());
    changed.forget(); // It serves all pages to come.
}
