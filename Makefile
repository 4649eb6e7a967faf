# Everything is installed into .venv of this checkout; nothing outside the checkout is needed but a Python.

VENV := .venv
PYTHON := $(VENV)/bin/python
UV_VERSION := 0.13.9
INSTALLED := $(VENV)/.installed

# The locked DuckDB is 1.5; the published file must also open in 2.0, so the tests that make and publish
# each table, view and macro run on both.
DUCKDB_2_VERSION := 2.0.0
DUCKDB_2 := $(VENV)/duckdb-$(DUCKDB_2_VERSION)
DUCKDB_2_TESTS := $(patsubst %,tests/warehouse/test_%.py,checks database press_views publish search views)

# What docs/reading-elsewhere.md shows how to read with; only the test of its examples needs it.
READERS := $(VENV)/readers
READERS_PACKAGES := pandas==3.1.1 polars==2.1.0 duckdb-extensions==1.5.5 duckdb-extension-httpfs==1.5.5 \
	duckdb-extension-quack==1.5.5

# A version manager can leave commands on the path that do not run, so each is tried.
CANDIDATES := python3.13 python3.12 python3.11 python3
FITS := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))

# uv works on this checkout's environment alone, whatever environment or Python the caller's shell names.
UV := env -u VIRTUAL_ENV UV_PROJECT_ENVIRONMENT=$(VENV) UV_PYTHON=$(PYTHON) UV_PYTHON_DOWNLOADS=never $(VENV)/bin/uv

# What people read reports with today, which 'make bench' measures beside.
PDFPLUMBER_VERSION := 0.11.9
ALTERNATIVES := $(VENV)/alternatives
FUZZ_SECONDS := 600
FUZZ_TARGETS :=

.DEFAULT_GOAL := help
.PHONY: help install demo test slow faults fuzz audit format sample bench clean

help: ## say what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED) ## install the project and its tools into .venv

$(INSTALLED): pyproject.toml uv.lock
	@$(PYTHON) -c '$(FITS)' 2>/dev/null || { \
		for candidate in $(CANDIDATES); do \
			if "$$candidate" -c '$(FITS)' >/dev/null 2>&1; then \
				echo "Making $(VENV) with $$candidate"; \
				exec "$$candidate" -m venv --clear $(VENV); \
			fi; \
		done; \
		echo "No Python from 3.11 to 3.13 was found (tried: $(CANDIDATES)). Install one, with its venv module." >&2; \
		exit 1; \
	}
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m ensurepip >/dev/null
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(UV) sync --frozen --inexact --all-extras --quiet
	@touch $@

demo: install ## run everything on the sample edition, without a network
	@$(VENV)/bin/outcomes demo

$(DUCKDB_2): $(INSTALLED)
	@$(UV) pip install --no-config --quiet --target $@ --no-deps duckdb==$(DUCKDB_2_VERSION)
	@touch $@

$(READERS): $(INSTALLED)
	@$(UV) pip install --no-config --quiet --target $@ $(READERS_PACKAGES)
	@touch $@

test: install $(DUCKDB_2) ## check the form of the code and its types, and run all tests
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	PYTHONPATH=$(DUCKDB_2) $(PYTHON) -m pytest -n auto $(DUCKDB_2_TESTS)
	$(PYTHON) -m pytest -n auto

slow: install $(READERS) ## run the tests that take minutes, which 'make test' leaves out
	$(PYTHON) -m pytest -m slow

fuzz: install ## fuzz the readers for FUZZ_SECONDS (600) each; FUZZ_TARGETS names some of them
	@$(UV) sync --frozen --inexact --extra stemmer --group fuzz --quiet
	$(PYTHON) -W ignore -m tests.fuzz --seconds $(FUZZ_SECONDS) $(FUZZ_TARGETS)

audit: install ## ask whether locked packages have known vulnerabilities; ADVISORIES names a list for use offline
	$(if $(ADVISORIES),$(PYTHON) -m tests.audit $(ADVISORIES),$(UV) audit --frozen)

faults: install ## put every fault of docs/faults.md to the test, which takes half an hour
	rm -f test-output/faults.csv
	$(PYTHON) -m pytest -n auto --dist load -m faults tests/faults; status=$$?; $(PYTHON) -m tests.faults.results; exit $$status

format: install ## put the code into its standard form
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

sample: install ## make the sample edition anew
	$(PYTHON) -m tests.sample.make_sample

$(ALTERNATIVES): $(INSTALLED)
	@$(UV) pip install --no-config --quiet --target $@ pdfplumber==$(PDFPLUMBER_VERSION)
	@touch $@

bench: install $(ALTERNATIVES) ## measure how fast it is, against the floor and what people do today
	$(PYTHON) -m tests.bench

clean: ## remove what was installed and what tools left behind
	rm -rf $(VENV) dist test-output .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
