//! How fast scenarios are answered on one core: 100,000 of ten events each are to take at most 4 s.
//!
//! `cargo run --release -p domain --example simulate_bench`

use std::{
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::simulate::answer;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

const SCENARIOS: u32 = 100_000;
const EVENTS: usize = 10;
const AT_MOST: Duration = Duration::from_secs(4);
const ROUNDS: usize = 5;

fn main() -> ExitCode {
    let mut rng = ChaCha8Rng::seed_from_u64(2026);
    let lines: Vec<_> = (0..SCENARIOS).map(|id| scenario(id, &mut rng).to_string()).collect();
    let readable = lines.iter().filter(|line| answer(line).contains("\"steps\"")).count();
    assert_eq!(readable, lines.len(), "every scenario can be read");

    let mut rounds: Vec<_> = (0..ROUNDS).map(|_| timed(&lines)).collect();
    rounds.sort();
    let (best, median, worst) = (rounds[0], rounds[ROUNDS / 2], rounds[ROUNDS - 1]);
    println!(
        "{SCENARIOS} scenarios of {EVENTS} events: {median:.2?} ({best:.2?} to {worst:.2?}), {:.0} scenarios/s",
        f64::from(SCENARIOS) / median.as_secs_f64()
    );
    if median <= AT_MOST {
        ExitCode::SUCCESS
    } else {
        eprintln!("that is more than {AT_MOST:?}");
        ExitCode::FAILURE
    }
}

fn timed(lines: &[String]) -> Duration {
    let start = Instant::now();
    for line in lines {
        black_box(answer(black_box(line)));
    }
    start.elapsed()
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
