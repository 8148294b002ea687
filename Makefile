# `make` prints what can be made. Each target sets up .venv first; what is there already is not done again.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin

.PHONY: help
help:
	@echo "make demo    compare the reports of examples/ and write report.html and report.json"
	@echo "make test    check the code (ruff, mypy) and run the tests"
	@echo "make clean   remove the environment and what was built"

.PHONY: demo
demo: $(VENV)/.installed
	@$(BIN)/rashomon compare examples/reports.jsonl --html report.html --json report.json

.PHONY: test
test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

.PHONY: clean
clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache report.html report.json

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Installing rashomon into $(VENV) (once; a few minutes)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	@echo "Installing rashomon and its development tools into $(VENV) (once; a few minutes)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

$(BIN)/python:
	@scripts/make-venv $(VENV)
