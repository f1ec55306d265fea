//! What a browser that was never here loads of the program beside a Leptos page with one button,
//! `frontend/examples/one_button.rs`, made in the same way. Both are built by `make bench`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Outcome,
    program::PERENNIAL,
    report::{Bound, Row},
};

pub fn measure(_: &Path) -> Outcome<Row> {
    let target = Path::new(PERENNIAL).ancestors().nth(2).ok_or("no target folder")?;
    let package = target.join("site/pkg");
    let program = package.join(fs::read_to_string(package.join("hash.txt"))?.trim());
    let [ours, bare] = [program, target.join("bench/one-button")].map(|folder| weigh(&folder));
    let (ours, bare) = (ours?, bare?);
    println!("  {ours:.1} kB ÷ {bare:.1} kB of wasm and JavaScript after brotli");
    Ok(Row {
        name: "first load, wasm + JS after brotli ÷ one button",
        ratios: vec![ours / bare],
        bound: Bound::AtMost(2.5),
    })
}

/// In kB.
fn weigh(folder: &Path) -> Outcome<f64> {
    let size =
        |file: PathBuf| fs::metadata(&file).map_err(|error| format!("{}: {error}", file.display()));
    let sizes = ["perennial.wasm.br", "perennial.js.br"].map(|name| size(folder.join(name)));
    let mut sum = 0.0;
    for size in sizes {
        sum += f64::from(u32::try_from(size?.len())?) / 1000.0;
    }
    Ok(sum)
}
