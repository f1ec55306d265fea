//! How much slower a dashboard is for what others hold: a hundred times as many credentials stored.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{
    Outcome, load,
    program::Server,
    report::{Bound, Row},
    sample::{HELD, Sample},
};

pub const FEW: u32 = 10_000;
pub const MANY: u32 = 1_000_000;
/// So many learners ask, from all over the database.
const ASKING: u32 = 500;
const ROUNDS: usize = 5;
const LONGEST: Duration = Duration::from_mins(1);

fn sample(demo: &Path, credentials: u32) -> Outcome<Sample> {
    Sample::new(demo, &name(credentials), credentials.div_ceil(HELD), ASKING)
}

fn name(credentials: u32) -> String {
    format!("{credentials}.db")
}

/// A database with so many credentials: the one that was measured before, if it was.
pub fn database(demo: &Path, credentials: u32) -> Outcome<PathBuf> {
    let database = demo.with_file_name(name(credentials));
    if database.exists() { Ok(database) } else { Ok(sample(demo, credentials)?.database) }
}

pub fn measure(demo: &Path) -> Outcome<Row> {
    let servers = [FEW, MANY].map(|credentials| -> Outcome<_> {
        let sample = sample(demo, credentials)?;
        let requests = sample.cookies.iter().map(|cookie| load::get("/dashboard", cookie));
        Ok((Server::perennial(&sample.database, &[])?, requests.collect::<Vec<_>>()))
    });
    let [few, many] = servers;
    let (few, many) = (few?, many?);
    let p50 = |(server, requests): &(Server, Vec<load::Request>)| -> Outcome<f64> {
        Ok(load::run(server.address, vec![requests.clone()], LONGEST)?.p50())
    };
    let mut ratios = Vec::new();
    for round in 0..=ROUNDS {
        let (few, many) = (p50(&few)?, p50(&many)?);
        // The first one warms up.
        if round > 0 {
            println!("  {many:.3} ms ÷ {few:.3} ms = {:.3}", many / few);
            ratios.push(many / few);
        }
    }
    Ok(Row {
        name: "dashboard p50, 1,000,000 credentials ÷ 10,000",
        ratios,
        bound: Bound::AtMost(1.2),
    })
}
