# What is looked at without running anything. Sourced by check.sh and test.sh; warnings are errors.

check_format() { cargo fmt --all --check; }
lint_server() { cargo clippy --quiet --locked --all-targets -- -D warnings; }
lint_browser() { cargo clippy --quiet --locked -p frontend --target "$wasm_target" -- -D warnings; }

# Known weaknesses of dependencies are looked up only where their database is at hand: the tests
# need no other network than the package registries.
check_dependencies() {
    deny check --hide-inclusion-graph bans licenses sources || return
    ! compgen -G "${CARGO_HOME:-$HOME/.cargo}/advisory-dbs/*" >/dev/null || deny --offline check advisories
}
deny() { cargo deny --log-level error --locked "$@"; }
