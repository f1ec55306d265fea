#!/usr/bin/env bash
# make check: the fast half of the tests: format, lints, and the Rust tests on SQLite.
. "$(dirname "$0")/common.sh"
. .make/toolchain.sh
. .make/packages.sh
. .make/lint.sh
. .make/rust-tests.sh
. .make/steps.sh

unset PERENNIAL_TEST_POSTGRES
part "Format" check_format
part "Lints, server" lint_server
part "Lints, browser" lint_browser
part "Rust tests on SQLite" rust_tests
sum_up
