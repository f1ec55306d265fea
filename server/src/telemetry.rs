//! What the program writes about itself: lines on standard error, each of a request with its id.

use std::io::IsTerminal;

use clap::ValueEnum;
use serde::Deserialize;
use tracing_subscriber::EnvFilter;

use crate::config::Fault;

/// What is written without a wish. Statements and their values stay out, so no secret gets in.
const DEFAULT: &str = "info,sqlx=warn";

/// How a line is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, for programs.
    Json,
}

/// Begins writing; `filter` is in the form of `RUST_LOG`, e.g. `info,server=debug`.
pub fn start(filter: Option<&str>, format: Format) -> Result<(), Fault> {
    let filter = filter
        .map_or_else(
            || EnvFilter::try_from_default_env().or_else(|_| EnvFilter::try_new(DEFAULT)),
            EnvFilter::try_new,
        )
        .map_err(|error| Fault::Log(error.to_string()))?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        // It would say on the same closed pipe that nobody reads the lines, and panic.
        .log_internal_errors(false);
    // A second start in the same process (tests) keeps the first.
    let _ = match format {
        Format::Text => lines.try_init(),
        Format::Json => lines.json().flatten_event(true).try_init(),
    };
    Ok(())
}
