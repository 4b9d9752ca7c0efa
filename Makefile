# make demo    from nothing to a timeline: builds .venv, ingests examples/, prints it, writes timeline.csv
# make test    the whole suite; PostgreSQL comes as a wheel and is started by the tests
# make lint    style and types
# make eval    the quality figures, on the corpora that lie beside the project (CORPORA=FOLDER for another place)
# make bench   what starting, storing, asking, export and import cost, on a made-up timeline of EVENTS events (kept at MADE_UP)
# make docs    writes the generated reference anew

PYTHON  ?= $(shell command -v python3.11 || command -v python3)
VENV    ?= .venv
BIN     := $(VENV)/bin
CORPORA ?= ../shared
EVENTS  ?= 1000000
MADE_UP ?= $(CURDIR)/$(VENV)/made-up-$(EVENTS).db
TIMELINEJS := @knight-lab/timelinejs@3.9.11
PIP     := $(BIN)/pip install --quiet --disable-pip-version-check

.PHONY: demo test lint eval bench docs clean

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runs: pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.tests: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.runs

# The real TimelineJS, which the tests load our files into; they are skipped where npm cannot bring it.
$(VENV)/.timelinejs: Makefile | $(BIN)/python
	@npm install --silent --no-audit --no-fund --ignore-scripts --no-save --prefix $(VENV)/timelinejs $(TIMELINEJS) \
		&& touch $@ || echo "no TimelineJS: its tests will be skipped; npm brings it" >&2

demo: $(VENV)/.runs
	@rm -f demo.db demo.db-wal demo.db-shm
	$(BIN)/timeline --db demo.db ingest examples
	$(BIN)/timeline --db demo.db query
	$(BIN)/timeline --db demo.db export --to csv --output timeline.csv

test: $(VENV)/.tests $(VENV)/.timelinejs
	$(BIN)/python -m pytest --numprocesses 2

lint: $(VENV)/.tests
	$(BIN)/ruff check src tests migrations
	$(BIN)/ruff format --check src tests migrations
	$(BIN)/mypy

eval: $(VENV)/.tests
	$(BIN)/python tests/eval/timex.py $(CORPORA)/data/timex
	cd tests && ../$(BIN)/python -m eval.corpus_scores
	$(BIN)/python tests/eval/parties.py $(CORPORA)/data
	$(BIN)/python tests/eval/pages.py $(CORPORA)
	$(BIN)/python tests/eval/placing.py $(CORPORA)
	$(BIN)/python tests/eval/confidence.py $(CORPORA)
	$(BIN)/python tests/eval/semeval.py $(CORPORA)
	$(BIN)/python tests/eval/copies.py $(CORPORA)
	$(BIN)/python tests/eval/highlights.py $(CORPORA)
	$(BIN)/python tests/eval/merging.py $(CORPORA)

bench: $(VENV)/.tests
	$(BIN)/python tests/eval/startup.py
	$(BIN)/python tests/eval/hostile.py
	$(BIN)/python tests/eval/ingest.py $(CORPORA)
	cd tests && ../$(BIN)/python -m eval.queries --events $(EVENTS) --database $(MADE_UP)
	cd tests && ../$(BIN)/python -m eval.commands --database $(MADE_UP) --export $(EVENTS)
	cd tests && ../$(BIN)/python -m eval.exporting --database $(MADE_UP) --events $(EVENTS)
	cd tests && ../$(BIN)/python -m eval.importing
	cd tests && ../$(BIN)/python -m eval.loading
	$(BIN)/python tests/eval/at_once.py

docs: $(VENV)/.tests
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/session.py

clean:
	rm -rf $(VENV) demo.db* timeline.csv
