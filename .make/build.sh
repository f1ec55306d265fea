#!/usr/bin/env bash
# make build: the release program, target/release/perennial, and its assets, target/site.
. "$(dirname "$0")/common.sh"
. .make/toolchain.sh
. .make/tools.sh

step "The server: compiling (cargo)"
cargo build --release --locked --bin perennial
. .make/assets.sh
step "Built: ${target#"$root"/}/release/perennial and ${target#"$root"/}/site"
