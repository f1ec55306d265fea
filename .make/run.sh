#!/usr/bin/env bash
# make run: sets up what is missing, builds what changed, and starts the program with sample data.
. "$(dirname "$0")/common.sh"
.make/build.sh
step "Starting: perennial serve --demo $*"
exec "$target/release/perennial" serve --demo "$@"
