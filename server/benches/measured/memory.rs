//! Whether the server keeps anything of the dashboards it has answered.

use std::{path::Path, time::Duration};

use crate::{
    Outcome, load,
    program::Server,
    report::{Bound, Row},
    sample::Sample,
};

const DASHBOARDS: usize = 10_000;
const LEARNERS: u32 = 1_000;
const CONNECTIONS: usize = 20;
const TIMES: usize = 3;
const LONGEST: Duration = Duration::from_mins(2);

pub fn measure(demo: &Path) -> Outcome<Row> {
    let sample = Sample::new(demo, "memory.db", LEARNERS, LEARNERS)?;
    let program = Server::perennial(&sample.database, &[])?;
    let pages: Vec<_> =
        sample.cookies.iter().map(|cookie| load::get("/dashboard", cookie)).collect();
    println!("  {:>6.1} MB at the start", program.memory()?);
    let mut sizes = Vec::new();
    for time in 1..=TIMES {
        let lists = (0..CONNECTIONS).map(|connection| {
            let pages: Vec<_> =
                pages.iter().skip(connection).step_by(CONNECTIONS).cloned().collect();
            pages.into_iter().cycle().take(DASHBOARDS / CONNECTIONS)
        });
        let answers = load::run(program.address, lists.collect(), LONGEST)?;
        if answers.times.len() < DASHBOARDS {
            return Err("the dashboards took too long".into());
        }
        sizes.push(program.memory()?);
        println!("  {:>6.1} MB after {} signed-in dashboards", sizes[time - 1], time * DASHBOARDS);
    }
    Ok(Row {
        name: "memory after 30,000 dashboards ÷ after 10,000",
        ratios: vec![sizes[TIMES - 1] / sizes[0]],
        bound: Bound::AtMost(1.1),
    })
}
