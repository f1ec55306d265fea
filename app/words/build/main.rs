//! Turns the sentences under `locales/` into the methods of `Language`, when compiled.

mod catalogue;
mod check;
mod emit;
mod message;

use std::{env, fs, path::Path};

fn main() {
    let locales = Path::new("locales");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=locales");
    match catalogue::read(locales) {
        Ok(catalogue) => {
            let folder = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
            fs::write(Path::new(&folder).join("messages.rs"), emit::methods(&catalogue))
                .expect("OUT_DIR can be written");
        }
        Err(faults) => {
            for fault in faults {
                println!("cargo::error={fault}");
            }
        }
    }
}
