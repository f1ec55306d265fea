#!/usr/bin/env bash
# make bench: the measurements, each beside its reference; see server/benches/measured/main.rs.
# `.make/bench.sh ROW...` runs some of them only: dashboard, submits, first-load, many, mail-due,
# mail-send, memory, sign-ins, simulate.
. "$(dirname "$0")/common.sh"
. .make/toolchain.sh
. .make/tools.sh
. .make/assets.sh

# The reference of the first load, made as assets.sh makes the program's own part.
reference=$target/bench/one-button
wasm=$target/$wasm_target/wasm-release/examples/one_button.wasm
step "The reference of the first load, a page with one button: compiling (cargo)"
cargo build --locked -p frontend --example one_button --target "$wasm_target" --profile wasm-release
if [ ! "$reference/perennial.wasm.br" -nt "$wasm" ]; then
    rm -rf "$reference"
    mkdir -p "$reference"
    wasm-bindgen --target web --no-typescript --out-dir "$reference" --out-name perennial "$wasm"
    wasm-opt -Oz "$reference/perennial_bg.wasm" -o "$reference/perennial.wasm"
    rm "$reference/perennial_bg.wasm"
    node .make/compress.mjs "$reference"
fi

step "The program and its measurements: compiling (cargo)"
cargo bench --locked -p server --bench measured --no-run
step "Measuring: some minutes; the figures are worth most on a machine that does nothing else"
cargo bench --quiet --locked -p server --bench measured -- "$@"
