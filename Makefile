# The targets that people use are listed by `make`. The environment is $(VENV); it is made once and
# brought up to date when pyproject.toml changes.

VENV ?= .venv
DIST ?= dist
HOST ?= 127.0.0.1
PORT ?= 8000
export PORT
# How many processes share the tests. One process (0) is what a debugger needs.
WORKERS ?= auto
# More for pytest or the benchmark: make test-fast ARGS="-k objectives"
ARGS ?=
# More for pip, such as another release to try: WITH="wagtail==7.4.*"
WITH ?=
# What installs into the environment.
INSTALL ?= $(BIN)/python -m pip install -qq --disable-pip-version-check
# The first Python 3.11 or newer that really starts (a pyenv shim may not).
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$name && break; done)

BIN := $(VENV)/bin
MANAGE := $(BIN)/python example_site/manage.py
TEMPLATES := wagtail_migration_events/templates example_site
WORLDS ?= full core swapped
PYTEST := $(BIN)/python -m pytest --numprocesses=$(WORKERS) --dist=loadgroup
COVERED := --cov --cov-report= --cov-append

.DEFAULT_GOAL := help
.PHONY: help demo demo-data test test-fast test-full test-core test-swapped coverage bench bench-large lint lint-code \
	lint-templates lint-types lint-contracts lint-schema format docs screenshots accessibility messages wheel clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- The demo ---

demo: demo-data ## Build the example site, fill it and serve it on PORT (8000)
	@echo "Open http://$(HOST):$(PORT)/en/events/ or, as admin with the password admin, http://$(HOST):$(PORT)/admin/"
	@$(MANAGE) runserver $(HOST):$(PORT)

demo-data: $(VENV)/group-test ## Build the example site and fill it, without serving it
	@echo "Building the database"
	@$(MANAGE) migrate --noinput
	@echo "Loading languages, users, pages and events"
	@$(MANAGE) load_demo

# --- The tests ---

# What could be otherwise without wagtail-localize; the rest is the same code in the same world.
CORE_TESTS := tests/adopter tests/groups/test_resolution.py tests/groups/links/test_language_links.py \
	tests/groups/test_visibility.py tests/management tests/test_checks.py \
	tests/admin/listing/test_event_listing.py tests/events/editor/test_facts_form.py \
	tests/events/sharing/test_ways_of_publishing.py tests/events/sharing/test_change_of_source.py \
	tests/events/test_mixin.py tests/events/test_group.py

test: $(VENV)/group-test ## Run the whole suite in its three worlds, and measure coverage
	@$(BIN)/coverage erase
	@$(MAKE) --no-print-directory --keep-going test-full test-core test-swapped coverage

test-fast: $(VENV)/group-test ## Run the suite without browser, in one world, without coverage
	@$(PYTEST) --ds=tests.worlds.full --ignore=tests/swapped -m "not browser" $(ARGS)

test-full: $(VENV)/group-test
	@echo "World 1 of 3: with wagtail-localize"
	@$(PYTEST) --ds=tests.worlds.full --ignore=tests/swapped $(COVERED) $(ARGS)

test-core: $(VENV)/group-test
	@echo "World 2 of 3: without wagtail-localize"
	@$(PYTEST) --ds=tests.worlds.core -m "not localize" $(COVERED) $(CORE_TESTS) $(ARGS)

test-swapped: $(VENV)/group-test
	@echo "World 3 of 3: on a swapped base page"
	@$(PYTEST) --numprocesses=0 --ds=tests.worlds.swapped $(COVERED) tests/swapped

coverage:
	@$(BIN)/coverage report --fail-under=95

# --- The speed ---

bench: $(VENV)/group-test ## Measure speed on SQLite and, where a server answers, on PostgreSQL
	@$(BIN)/python -m bench $(ARGS)

bench-large: $(VENV)/group-test ## Measure finding among 100,000 events in six languages (takes long)
	@$(BIN)/python -m bench --subject finding-10000 --subject finding-100000 --rounds 5 $(ARGS)

# --- The code ---

lint: lint-code lint-templates lint-types lint-contracts lint-schema ## Check code, templates, types, contracts, schema

lint-code: $(VENV)/group-lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/zizmor --offline --quiet .github/workflows

lint-templates: $(VENV)/group-lint
	$(BIN)/djlint --quiet --check --lint $(TEMPLATES)

lint-types: $(VENV)/group-test $(VENV)/group-lint
	$(BIN)/mypy

lint-contracts: $(VENV)/group-lint
	$(BIN)/lint-imports

lint-schema: $(VENV)/group-test
	@for world in $(WORLDS); do \
		echo "makemigrations --check ($$world)"; \
		$(BIN)/python -m django makemigrations --check --dry-run --settings=tests.worlds.$$world || exit 1; \
	done

format: $(VENV)/group-lint ## Put code and templates into their standard form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat $(TEMPLATES)

docs: $(VENV)/group-docs ## Build the documentation into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

screenshots: $(VENV)/group-test ## Take the pictures of the documentation anew from the demo
	@$(BIN)/python -m scripts.screenshots

accessibility: $(VENV)/group-test ## Ask every screen of the demo about WCAG 2.2 anew, for the documentation
	@$(BIN)/python -m scripts.accessibility

messages: $(VENV)/group-test ## Collect and compile the strings that people see, and count what is missing
	@$(BIN)/python -m scripts.messages

# Built a second time, from the source distribution, the wheel must be the same byte for byte: so that
# one holds all that it is built from, and nothing of this machine gets into either.
wheel: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct)
wheel: $(VENV)/group-build ## Build the wheel and the source distribution into DIST (dist/), and check them
	@rm -rf $(DIST) && mkdir -p $(DIST)
	@$(BIN)/python -m build --no-isolation --wheel --outdir $(DIST)/again .
	@$(BIN)/python -m build --no-isolation --outdir $(DIST) .
	cmp $(DIST)/again/*.whl $(DIST)/*.whl
	@rm -r $(DIST)/again
	$(BIN)/twine check --strict $(DIST)/*
	$(BIN)/check-wheel-contents $(DIST)
	$(BIN)/validate-pyproject pyproject.toml
	$(BIN)/pyroma --min=8 $(DIST)/*.tar.gz
	$(BIN)/python .ci/wheel_contents.py $(DIST)/*.whl

clean: ## Remove everything that make made, the environment and the demo's database too
	rm -rf $(VENV) build dist site htmlcov .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache
	rm -rf .import_linter_cache .hypothesis example_site/var
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- The environment ---

$(VENV)/made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; say where it is with PYTHON=..."; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) --upgrade "pip>=25.1"
	@touch $@

$(VENV)/group-%: pyproject.toml | $(VENV)/made
	@echo "Installing the package and what \"$*\" needs (a minute or two, once)"
	@$(INSTALL) --editable . --group $* $(WITH)
	@touch $@
