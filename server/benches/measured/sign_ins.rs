//! How much slower a dashboard is while many sign in: hashing a password is meant to be slow, for those
//! who sign in and for nobody else.

use std::{
    iter::repeat_n,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    thread,
    time::Duration,
};

use crate::{
    Outcome, load,
    program::Server,
    report::{Bound, Row},
    sample::{Sample, set_passwords},
};

/// So many sign in at once, again and again.
const SIGNING_IN: u32 = 64;
/// So many read their dashboards meanwhile, one page after the other.
const READING: usize = 2;
const ROUNDS: usize = 5;
const WARM_UP: Duration = Duration::from_secs(2);
const ROUND: Duration = Duration::from_secs(6);

pub fn measure(demo: &Path) -> Outcome<Row> {
    let sample = Sample::new(demo, "sign-ins.db", SIGNING_IN, SIGNING_IN)?;
    set_passwords(&sample.database)?;
    // Each from an address of their own, or the brake on guessing would hold them up.
    let program = Server::perennial(&sample.database, &["--behind-proxy"])?;
    let address = program.address;
    let pages: Vec<_> =
        sample.cookies.iter().map(|cookie| load::get("/dashboard", cookie)).collect();
    let read = move |time| -> Outcome<f64> {
        let lists = pages.iter().take(READING).map(|page| repeat_n(page.clone(), usize::MAX));
        Ok(load::run(address, lists.collect(), time)?.p99())
    };
    read(WARM_UP)?;
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let idle = read(ROUND)?;
        let over = Arc::new(AtomicBool::new(false));
        let crowd = {
            let over = over.clone();
            thread::spawn(move || {
                let one = |number| {
                    let over = over.clone();
                    (0..).take_while(move |_| !over.load(Relaxed)).map(move |_| sign_in(number))
                };
                load::run(address, (1..=SIGNING_IN).map(one).collect(), Duration::from_mins(1))
            })
        };
        thread::sleep(WARM_UP); // until all of them wait
        let crowded = read(ROUND)?;
        over.store(true, Relaxed);
        let crowd = crowd.join().map_err(|_| "signing in panicked")??;
        println!(
            "  p99 {crowded:.3} ms with {:.0} sign-ins/s ÷ {idle:.3} ms = {:.3}",
            crowd.per_second(),
            crowded / idle,
        );
        ratios.push(crowded / idle);
    }
    Ok(Row {
        name: "dashboard p99 while 64 sign in ÷ while nobody does",
        ratios,
        bound: Bound::AtMost(1.5),
    })
}

/// A sign-in of one of the sample's learners.
fn sign_in(number: u32) -> load::Request {
    let form = format!("email={number}%40bench.example&password=perennial-demo");
    let length = form.len();
    format!(
        "POST /api/sign-in HTTP/1.1\r\nhost: bench\r\naccept: application/json\r\n\
         x-forwarded-for: 192.0.2.{number}\r\ncontent-length: {length}\r\n\
         content-type: application/x-www-form-urlencoded\r\n\r\n{form}"
    )
    .into_bytes()
    .into()
}
