# The commands of this project. Each is a script of .make/ that says what it does and skips what is done.
# `make run ARGS="--listen 127.0.0.1:4000"` hands options on to the program; so does `make dev`.

.PHONY: help run test dev check build bench

help:
	@echo "make run    set up, build and start the program with sample data"
	@echo "make test   everything: format, lints, Rust tests on both databases, browser tests"
	@echo "make check  the fast half of it: format, lints, Rust tests on SQLite"
	@echo "make dev    as run, built again and reloaded at each change"
	@echo "make build  the release program and its assets"
	@echo "make bench  the measurements, each beside its reference"

run:
	@.make/run.sh $(ARGS)

test:
	@.make/test.sh

dev:
	@.make/dev.sh $(ARGS)

check:
	@.make/check.sh

build:
	@.make/build.sh

bench:
	@.make/bench.sh
