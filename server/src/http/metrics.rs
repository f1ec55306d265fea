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
use service::Service;

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

/// How mail stands. Where the database does not answer its gauges are left out, not all of it.
async fn mails(service: &Service) -> String {
    let mut text = String::new();
    let counters = service.mail_counters();
    // Writing to a string can't fail.
    let _ = write!(
        text,
        "# HELP perennial_mails_sent_total Mails that were taken by a server, or written to a file.\n\
         # TYPE perennial_mails_sent_total counter\nperennial_mails_sent_total {}\n\
         # HELP perennial_mails_dropped_total Mails that were no longer true or wanted when due.\n\
         # TYPE perennial_mails_dropped_total counter\n",
        counters.sent()
    );
    for (reason, number) in counters.dropped_by_reason() {
        let _ = writeln!(text, "perennial_mails_dropped_total{{reason=\"{reason}\"}} {number}");
    }
    let gauges = match service.mail_gauges().await {
        Ok(gauges) => gauges,
        Err(error) => {
            tracing::warn!(%error, "the gauges of mail can't be read");
            return text;
        }
    };
    let late = gauges.oldest_due.map_or(0, |at| (service.now() - at).num_seconds());
    for (name, help, number) in [
        (
            "due",
            "Credentials for which a mail is due but not queued, or not worked out",
            gauges.due,
        ),
        ("queued", "Mails that wait to be sent", gauges.queued),
        ("failing", "Mails that wait because the last try failed", gauges.failing),
        ("dead", "Mails that could not be delivered", gauges.dead),
        ("due_oldest_seconds", "Since when the oldest mail is due but not queued", late),
    ] {
        let _ = write!(
            text,
            "# HELP perennial_mails_{name} {help}.\n# TYPE perennial_mails_{name} gauge\n\
             perennial_mails_{name} {number}\n"
        );
    }
    text
}

/// `/metrics` and nothing else.
pub fn router(metrics: Arc<Metrics>, service: Service) -> Router {
    let answer = move || async move {
        let text = metrics.text() + &mails(&service).await;
        ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
    };
    Router::new().route("/metrics", get(answer))
}
