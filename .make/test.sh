#!/usr/bin/env bash
# make test: everything: format, lints, dependencies, the Rust tests on both databases, the
# end-to-end tests of the release program in a browser, and its HTTP API against its description.
# Installs what it needs, or says what.
. "$(dirname "$0")/common.sh"
. .make/toolchain.sh
. .make/tools.sh
. .make/packages.sh
. .make/browser.sh
. .make/database.sh
. .make/lint.sh
. .make/rust-tests.sh
. .make/steps.sh
. .make/api.sh

cargo_tool cargo-deny 0.20.2
python_tool schemathesis .make/schemathesis.txt
trap stop_database EXIT
start_database

end_to_end() { .make/build.sh && npm --prefix end2end test; }

part "Format" check_format
part "Dependencies" check_dependencies
part "Styles" node --test end2end/*.test.mjs
part "Lints, server" lint_server
part "Lints, browser" lint_browser
part "Rust tests on SQLite and PostgreSQL" rust_tests
part "End-to-end tests" end_to_end
part "HTTP API against its description" http_api "$target/release/perennial"
sum_up
