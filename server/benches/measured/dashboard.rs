//! Dashboard pages a second beside a bare axum handler that answers the same bytes.

use std::{
    io::{Read, Write, stdin, stdout},
    iter::repeat_n,
    path::Path,
    time::Duration,
};

use axum::{Router, body::Bytes, http::header::CONTENT_TYPE, routing::get};
use tokio::{net::TcpListener, runtime::Builder};

use crate::{
    Outcome, load,
    program::Server,
    report::{Bound, Row},
    sample::{HELD, Sample},
};

/// The word that makes this program the reference.
pub const REFERENCE: &str = "answer-the-same-bytes";

const LEARNERS: u32 = 64;
const CONNECTIONS: usize = 32;
const ROUNDS: usize = 5;
const WARM_UP: Duration = Duration::from_secs(2);
const ROUND: Duration = Duration::from_secs(4);

pub fn measure(demo: &Path) -> Outcome<Row> {
    let sample = Sample::new(demo, "dashboard.db", LEARNERS, LEARNERS)?;
    let program = Server::perennial(&sample.database, &[])?;
    let pages: Vec<_> =
        sample.cookies.iter().map(|cookie| load::get("/dashboard", cookie)).collect();
    let page = load::fetch(program.address, &pages[0])?;
    let reference = Server::reference(REFERENCE, &page)?;
    println!("  a page of {} bytes with {HELD} certifications", page.len());

    let run = |server: &Server, time| -> Outcome<(f64, f64)> {
        let lists = pages.iter().take(CONNECTIONS).map(|page| repeat_n(page.clone(), usize::MAX));
        let used = server.cpu_seconds()?;
        let answers = load::run(server.address, lists.collect(), time)?;
        Ok((answers.per_second(), (server.cpu_seconds()? - used) / answers.wall.as_secs_f64()))
    };
    for server in [&program, &reference] {
        run(server, WARM_UP)?;
    }
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let (ours, ours_busy) = run(&program, ROUND)?;
        let (bare, bare_busy) = run(&reference, ROUND)?;
        println!(
            "  {ours:>7.0} pages/s (its core {:>3.0} % busy) ÷ {bare:>7.0} ({:>3.0} %) = {:.4}",
            ours_busy * 100.0,
            bare_busy * 100.0,
            ours / bare,
        );
        ratios.push(ours / bare);
    }
    Ok(Row {
        name: "dashboard pages/s ÷ bare axum with the same bytes",
        ratios,
        bound: Bound::AtLeast(0.04),
    })
}

/// Answers every request for the dashboard with what standard input has.
pub fn serve_reference() -> Outcome<()> {
    let mut page = Vec::new();
    stdin().read_to_end(&mut page)?;
    let page = Bytes::from(page);
    let answer = move || {
        let page = page.clone();
        async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], page) }
    };
    // As many workers as the program itself has on one core.
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("http://{}", listener.local_addr()?);
        stdout().flush()?;
        Ok(axum::serve(listener, Router::new().route("/dashboard", get(answer))).await?)
    })
}
