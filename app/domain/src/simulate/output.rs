//! The outcome as it is written: its JSON, one line a scenario.

use std::io;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::{Value, ser::Formatter};

use crate::{
    attempt::State,
    decision::{Decision, Standing},
};

/// What became of a scenario.
#[derive(Serialize)]
pub struct Outcome<'a> {
    pub id: &'a Value,
    pub steps: Vec<Step>,
}

/// Why a scenario can't be read.
#[derive(Serialize)]
pub struct Unreadable {
    pub id: Value,
    pub error: String,
}

/// What an event did, and how things stand after it, at its instant.
#[derive(Serialize)]
pub struct Step {
    outcome: &'static str,
    decision: Decision,
    attempt: Option<State>,
    valid_through: Option<NaiveDate>,
    opens_at: Option<DateTime<Utc>>,
    expires_at: Option<DateTime<Utc>>,
    counted_attempts: u32,
    next_start_at: Option<DateTime<Utc>>,
}

impl Step {
    pub fn new(outcome: &'static str, attempt: Option<State>, standing: Standing) -> Self {
        Self {
            outcome,
            decision: standing.decision,
            attempt,
            valid_through: standing.valid_through,
            opens_at: standing.opens_at,
            expires_at: standing.expires_at,
            counted_attempts: standing.counted_attempts,
            next_start_at: standing.next_start_at,
        }
    }
}

/// One line of JSON, without its end.
pub fn line_of(value: &impl Serialize) -> String {
    let mut line = Vec::with_capacity(2048);
    let written = value.serialize(&mut serde_json::Serializer::with_formatter(&mut line, Spaced));
    debug_assert!(written.is_ok(), "a Vec takes everything");
    String::from_utf8(line).unwrap_or_default()
}

/// A blank after every comma and colon, as the contract shows it.
struct Spaced;

impl Formatter for Spaced {
    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        to: &mut W,
        first: bool,
    ) -> io::Result<()> {
        comma_unless(first, to)
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        to: &mut W,
        first: bool,
    ) -> io::Result<()> {
        comma_unless(first, to)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, to: &mut W) -> io::Result<()> {
        to.write_all(b": ")
    }
}

fn comma_unless<W: ?Sized + io::Write>(first: bool, to: &mut W) -> io::Result<()> {
    if first { Ok(()) } else { to.write_all(b", ") }
}
