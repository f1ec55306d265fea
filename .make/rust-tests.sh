# The tests written in Rust, and the examples in its comments. Sourced by check.sh and test.sh.

rust_tests() {
    if have cargo-nextest; then
        cargo nextest run --locked && doc_tests
    else
        cargo test --locked --lib --bins --tests && doc_tests
    fi
}

doc_tests() { cargo test --quiet --locked --doc; }
