# Annotator: `make run` opens the app, `make test` runs every test; both set everything up.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
# The first Python that is new enough; PYTHON=... chooses another.
PYTHON ?= $(shell for p in python3.13 python3.12 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && { echo $$p; break; }; done)

.DEFAULT_GOAL := help
.PHONY: help run test retest lint system setup setup-dev model bench bench-large fuzz torture review-matrix screenshot screenshots package test-package lock clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

run: setup ## Set up and open the app
	$(BIN)/annotator

test: setup-dev ## Set up and run every test (ACCEPTANCE=DIR, CORPORA=DIR: with your data)
	QT_QPA_PLATFORM=offscreen $(if $(ACCEPTANCE),ACCEPTANCE=$(ACCEPTANCE)) $(if $(CORPORA),CORPORA=$(CORPORA)) $(BIN)/python -m pytest -n 2 --dist loadfile

retest: setup-dev ## Run what failed last time, alone
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest --last-failed --last-failed-no-failures none

lint: setup-dev ## Lint, format, types, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

system: ## Install the system libraries that Qt needs (Debian and Ubuntu)
	sh .ci/system-packages

setup: $(VENV)/.run system
setup-dev: $(VENV)/.dev system

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "Annotator needs Python 3.12 or newer; none was found. Install one, or name it: make PYTHON=/path/to/python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.run: $(VENV)/.python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

model: setup-dev ## Train the shipped models anew from CORPORA=DIR
	@test -n "$(CORPORA)" || { echo "Name the folder of the training data: make model CORPORA=DIR"; exit 1; }
	nice $(BIN)/annotator train $(sort $(wildcard $(CORPORA)/*-train.jsonl $(CORPORA)/hedges-*.jsonl)) -o resources/models
	nice $(BIN)/annotator train --confidence $(CORPORA)/attribution-dev.jsonl $(CORPORA)/commitment-train.jsonl -o resources/models

bench: setup-dev ## Measure; prints a table, writes build/bench.json
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks $(SUITE)

bench-large: setup-dev ## The largest measurements (100,000 articles; takes long)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks --large $(SUITE)

fuzz: setup-dev ## Fuzz every file reader at length
	$(BIN)/python -m pytest tests/fuzz/fuzz_readers.py -q

torture: setup-dev ## Kill the app 200 times and look for what is lost
	$(BIN)/python -m tests.storage.torture --kills 200

review-matrix: setup-dev ## Write docs/review-matrix.md anew from what each program did
	REVIEW_MATRIX=write $(BIN)/python -m pytest tests/briefing/review/test_matrix.py -q

screenshot: screenshots

screenshots: setup-dev ## Make the pictures of docs/screenshots anew (SCREENS="search review": those alone)
	$(BIN)/python docs/make_screenshots.py $(SCREENS)

package: setup-dev ## Build the app with PyInstaller into dist/
	$(BIN)/pyinstaller --noconfirm --clean build.spec

test-package: ## Try the packaged app: doctor and a headless briefing
	$(BIN)/python -m pytest tests/package -m package -q

lock: ## Resolve the dependencies again (needs uv)
	uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.12 pyproject.toml --extra build -o requirements.lock
	uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.12 pyproject.toml --extra build --extra dev --extra package -o requirements-dev.lock

clean: ## Remove what was built, not what was installed
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
