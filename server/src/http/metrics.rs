//! Counters of our own in Prometheus' text format, on a listener of their own.

use std::{
    fmt::Write,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    Router,
    http::{StatusCode, header},
    response::IntoResponse,
    routing::get,
};

/// What is counted since the start.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Answers by the first digit of their status, 1 to 5.
    answers: [AtomicU64; 5],
}

impl Metrics {
    /// One more answer with this status.
    pub fn count(&self, status: StatusCode) {
        let class = usize::from(status.as_u16() / 100);
        if let Some(counter) = class.checked_sub(1).and_then(|index| self.answers.get(index)) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn text(&self) -> String {
        let mut text = format!(
            "# HELP perennial_info The program that answers.\n# TYPE perennial_info gauge\n\
             perennial_info{{version=\"{}\"}} 1\n\
             # HELP perennial_http_responses_total Answers by class of status.\n\
             # TYPE perennial_http_responses_total counter\n",
            env!("CARGO_PKG_VERSION"),
        );
        for (class, counter) in (1..).zip(&self.answers) {
            let number = counter.load(Ordering::Relaxed);
            // Writing to a string can't fail.
            let _ =
                writeln!(text, "perennial_http_responses_total{{class=\"{class}xx\"}} {number}");
        }
        text
    }
}

/// `/metrics` and nothing else.
pub fn router(metrics: Arc<Metrics>) -> Router {
    let answer = move || async move {
        ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], metrics.text()).into_response()
    };
    Router::new().route("/metrics", get(answer))
}
