# Needs Python 3.11 or newer (with venv), make and git; everything else is installed into .venv.

PYTHON ?= python3
RAW ?= data/raw
OUT ?= data/processed
OPTIONS ?=
BIN := .venv/bin

.PHONY: run test test-fast check lint format docs bench clean help
.DEFAULT_GOAL := help

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /  make \1\t/' | expand -t 20

run: .venv/.done  ## publish a release of RAW (data/raw) to OUT (data/processed)
	@$(BIN)/conflict-ledger run --raw "$(RAW)" --out "$(OUT)" $(OPTIONS)

test: .venv/.done  ## the whole suite, Prefect and killed runs included
	@$(BIN)/python -m pytest

test-fast: .venv/.done  ## everything that takes milliseconds
	@$(BIN)/python -m pytest -m "not slow"

lint: .venv/.done  ## style, complexity, types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: .venv/.done  ## rewrite the code in the one style
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

docs: .venv/.done  ## write docs/codebook.md from the table contracts, docs/analyses.md from the sample corpus
	@$(BIN)/conflict-ledger codebook
	@$(BIN)/python docs/analyses.py

check: lint test-fast  ## what a change has to pass before it is shown

bench: .venv/.done .bench-venv/.done  ## speed and memory beside reference tools, in one run
	@$(BIN)/python benchmarks/throughput.py --reference .bench-venv/bin/python $(OPTIONS)

clean:  ## remove what make installed, and caches; never data
	rm -rf .venv .bench-venv .mypy_cache .ruff_cache .pytest_cache *.egg-info

# The lock names exact versions and hashes. uv installs and byte-compiles in a fifth of the time; where it
# cannot be had, pip does the same.
define install_locked
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "conflict-ledger needs Python 3.11 or newer: make $@ PYTHON=/path/to/python3.11" >&2; exit 2; }
	@echo "installing $(1) into $(2) (once)" >&2
	@$(PYTHON) -m venv $(2)
	@$(2)/bin/python -m pip install -q uv || true
	@$(2)/bin/uv pip install -q --python $(2)/bin/python --compile-bytecode --require-hashes -r $(1) \
	  || $(2)/bin/python -m pip install -q --no-deps --require-hashes -r $(1)
endef

.venv/.done: requirements.lock pyproject.toml
	$(call install_locked,requirements.lock,.venv)
	@$(BIN)/python -m pip install -q --no-deps -e .
	@touch $@

.bench-venv/.done: requirements-bench.lock
	$(call install_locked,requirements-bench.lock,.bench-venv)
	@touch $@
