#!/usr/bin/env bash
# make dev: the program with sample data, built again and reloaded at each change.
. "$(dirname "$0")/common.sh"
. .make/toolchain.sh
. .make/tools.sh

# Without downloads: it is to use the tools already here.
cargo_tool cargo-leptos 0.3.11 --features no_downloads
# A folder of its own, so that the release assets stay; the program is told where.
export LEPTOS_SITE_ROOT=${target#"$root"/}/dev PERENNIAL_ASSETS=$target/dev
exec cargo leptos watch -- serve --demo "$@"
