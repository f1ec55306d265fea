# Rust for the server and for the browser. Sourced: leaves a `cargo` on PATH that builds for both.
#
# Taken in this order, and said which:
#   1. the Rust on PATH, where it has what the browser's part needs;
#   2. rustup, which adds that part;
#   3. Debian's packages, and the standard library for the browser built once from their sources.
# PERENNIAL_TOOLCHAIN=debian asks for the third; give it a CARGO_TARGET_DIR of its own then.

wasm_target=wasm32-unknown-unknown
rust_needed=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
PATH=$PATH:${CARGO_HOME:-$HOME/.cargo}/bin

rust_version() { rustc --version | cut -d' ' -f2; }
rust_is_new_enough() { have cargo rustc && printf '%s\n' "$rust_needed" "$(rust_version)" | sort --check=quiet -V; }
rust_knows_wasm() { compgen -G "$(rustc --print target-libdir --target $wasm_target)/libstd-*.rlib" >/dev/null; }

# The standard library for the browser, from Debian's sources, as a sysroot that rustc is pointed to.
build_wasm_sysroot() {
    local sysroot=$1 work
    work=$(mktemp -d)
    step "Rust's standard library for the browser: building it once from Debian's sources (a minute)"
    mkdir "$work/src"
    : >"$work/src/lib.rs"
    cat >"$work/Cargo.toml" <<-'END'
		[package]
		name = "nothing"
		edition = "2024"
		[lib]
		crate-type = ["cdylib"]
	END
    # The flag is unstable; the variable lets a stable compiler take it, for this one crate.
    (cd "$work" && RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$work/target \
        cargo build --quiet --release --target $wasm_target -Zbuild-std=std,panic_abort)
    mkdir -p "$sysroot.new/lib/rustlib/$wasm_target/lib"
    cp "$work/target/$wasm_target/release/deps/"*.rlib "$sysroot.new/lib/rustlib/$wasm_target/lib/"
    rm -rf "$work"
    mv "$sysroot.new" "$sysroot"
}

use_debian() {
    local package missing=() sysroot
    for package in rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web gcc libc6-dev ca-certificates; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] || debian "Rust" "${missing[@]}"
    # The linker's package is only suggested: its name is the one that this link leads to.
    [ -e /usr/bin/rust-lld ] || debian "The linker for the browser's part" "$(basename "$(readlink /usr/bin/rust-lld)")"
    PATH=/usr/bin:$PATH
    rust_is_new_enough || fail "Debian's Rust is $(rust_version), but $rust_needed is needed. Install it from https://rustup.rs, then run this again."
    sysroot=$tools/wasm-sysroot-$(rust_version)
    [ -d "$sysroot" ] || build_wasm_sysroot "$sysroot"
    # RUSTFLAGS would override this one.
    unset RUSTFLAGS
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=--sysroot=$sysroot
    step "Rust $(rust_version), from Debian's packages"
}

if [ "${PERENNIAL_TOOLCHAIN:-}" = debian ]; then
    use_debian
elif rust_is_new_enough && rust_knows_wasm; then
    step "Rust $(rust_version), as found"
elif rust_is_new_enough && have rustup && rustup target add $wasm_target; then
    step "Rust $(rust_version), the browser's part added by rustup"
elif have apt-get; then
    use_debian
else
    fail "Rust $rust_needed or newer with its target $wasm_target is missing. Install it from https://rustup.rs, run: rustup target add $wasm_target, then run this again."
fi
have cc || debian "A C compiler, for SQLite" gcc libc6-dev
export PATH
