//! `make bench`: the program is measured beside a reference in turn, several times. What counts is
//! the ratio of the two, as it says the same on a fast machine and a slow one.
//!
//! | row | ratio | bound |
//! |---|---|---|
//! | `dashboard` | dashboard pages a second ÷ a bare axum handler that answers the same bytes | ≥ 0.04 |
//! | `submits` | acknowledged submits a second, 64 learners ÷ a bare loop that commits the same rows | ≥ 0.25 |
//! | `first-load` | wasm and JavaScript after brotli ÷ those of a Leptos page with one button | ≤ 2.5 |
//! | `many` | p50 of the dashboard with 1,000,000 credentials stored ÷ with 10,000 | ≤ 1.2 |
//! | `memory` | resident memory after three times 10,000 dashboards ÷ after the first | ≤ 1.1 |
//! | `mail-due` | planning a due mail with 1,000,000 credentials stored ÷ with 10,000, as many due | ≤ 1.1 |
//! | `mail-send` | time a mail takes besides SMTP ÷ in SMTP, the server thinks for 50 ms | ≤ 0.1 |
//! | `sign-ins` | p99 of the dashboard while 64 people sign in again and again ÷ while nobody does | ≤ 1.5 |
//! | `simulate` | seconds that 100,000 scenarios of ten events take on one core | ≤ 4 |
//!
//! The server under measure has one core for itself and the load another, where `taskset` is there
//! to see to it. Without names of rows all are measured.

mod dashboard;
mod first_load;
mod load;
mod mail_due;
mod mail_send;
mod many;
mod memory;
mod program;
mod report;
mod sample;
mod sign_ins;
mod simulate;
mod submits;

use std::{env, error::Error, path::Path, process::ExitCode};

use program::{LOAD_CORE, PERENNIAL, pin_this_process};
use report::Row;

/// The program's own allocator, so that the reference is not the slower for having another.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;
type Measure = fn(&Path) -> Outcome<Row>;

const ROWS: [(&str, Measure); 9] = [
    ("dashboard", dashboard::measure),
    ("submits", submits::measure),
    ("first-load", first_load::measure),
    ("many", many::measure),
    ("mail-due", mail_due::measure),
    ("mail-send", mail_send::measure),
    ("memory", memory::measure),
    ("sign-ins", sign_ins::measure),
    ("simulate", simulate::measure),
];

fn main() -> Outcome<ExitCode> {
    // Cargo adds `--bench`.
    let wishes: Vec<_> = env::args().skip(1).filter(|wish| !wish.starts_with("--")).collect();
    if wishes.first().is_some_and(|first| first == dashboard::REFERENCE) {
        return dashboard::serve_reference().map(|()| ExitCode::SUCCESS);
    }
    if let Some(unknown) = wishes.iter().find(|wish| ROWS.iter().all(|(name, _)| name != wish)) {
        return Err(format!("there is no row `{unknown}`").into());
    }
    let pinned = pin_this_process(LOAD_CORE);
    println!(
        "One core for the server, one for the load: {}",
        if pinned { "yes" } else { "no, taskset or a second core is missing" }
    );

    // On the disk of the build, as the folder for temporary files may be no disk at all.
    let target = Path::new(PERENNIAL).ancestors().nth(2).ok_or("no target folder")?;
    let folder = tempfile::Builder::new().prefix("bench-").tempdir_in(target)?;
    let demo = sample::demo(folder.path())?;
    let mut rows = Vec::new();
    for (name, measure) in ROWS {
        if wishes.is_empty() || wishes.iter().any(|wish| wish == name) {
            println!("\n{name}");
            rows.push(measure(&demo)?);
        }
    }
    println!("\n{}", report::table(&rows));
    Ok(if rows.iter().all(Row::meets) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
