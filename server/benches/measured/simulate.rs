//! How fast scenarios are answered on one core, by the program itself: lines in, lines out.

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::{
    Outcome,
    program::PERENNIAL,
    report::{Bound, Row},
};

const SCENARIOS: u32 = 100_000;
const EVENTS: usize = 10;
const ROUNDS: usize = 5;

pub fn measure(demo: &Path) -> Outcome<Row> {
    let mut rng = ChaCha8Rng::seed_from_u64(2026);
    let mut lines = String::new();
    for id in 0..SCENARIOS {
        writeln!(lines, "{}", scenario(id, &mut rng))?;
    }
    let file = demo.with_file_name("scenarios.jsonl");
    fs::write(&file, lines)?;

    let mut seconds = Vec::new();
    for _ in 0..ROUNDS {
        // It inherits the one core that this process is kept on.
        let begun = Instant::now();
        let answered = Command::new(PERENNIAL)
            .arg("simulate")
            .stdin(fs::File::open(&file)?)
            .stdout(Stdio::piped())
            .output()?;
        seconds.push(begun.elapsed().as_secs_f64());
        let answers = String::from_utf8(answered.stdout)?;
        if answers.lines().filter(|line| line.contains("\"steps\"")).count() != SCENARIOS as usize {
            return Err("not every scenario was answered".into());
        }
    }
    fs::remove_file(&file)?;
    Ok(Row {
        name: "seconds for 100,000 scenarios of ten events",
        ratios: seconds,
        bound: Bound::AtMost(4.0),
    })
}

/// A credential whose window is open when the first events happen, and all that may befall it.
fn scenario(id: u32, rng: &mut ChaCha8Rng) -> Value {
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    let valid_through = first + Days::new(rng.random_range(0..1500));
    let mut at: DateTime<Utc> = valid_through.and_time(chrono::NaiveTime::MIN).and_utc()
        - TimeDelta::minutes(rng.random_range(0..280_000));
    let events: Vec<_> = (0..EVENTS)
        .map(|_| {
            let longest = [10, 100, 3000, 50_000][rng.random_range(0..4)];
            at += TimeDelta::minutes(rng.random_range(1..longest));
            event(at, rng)
        })
        .collect();
    json!({
        "id": format!("scenario-{id}"),
        "policy": {
            "renewal_window": (["6 months", "180 days"][rng.random_range(0..2)]),
            "mark": 70, "questions": 20,
            "time_limit_minutes": ([None, Some(45)][rng.random_range(0..2)]),
        },
        "certification": {
            "kind": "role_based", "level": "associate", "available_since": "2021-01-10",
            "retires_at": null, "assessment": true, "superseded": false,
        },
        "credential": { "earned_on": "2023-01-01", "valid_through": valid_through },
        "connection": "connected",
        "events": events,
    })
}

fn event(at: DateTime<Utc>, rng: &mut ChaCha8Rng) -> Value {
    let points = rng.random_range(0..=20);
    match rng.random_range(0..16) {
        0..6 => json!({ "at": at, "do": "start" }),
        6..10 => json!({ "at": at, "do": "submit", "points": points }),
        10..12 => json!({ "at": at, "do": "save", "points": points }),
        12 => json!({ "at": at, "do": "exam_passed" }),
        13 => json!({ "at": at, "do": "disconnect" }),
        14 => json!({ "at": at, "do": "connect" }),
        _ => json!({ "at": at, "do": "extend", "valid_through": at.date_naive() + Days::new(200) }),
    }
}
