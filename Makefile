# The front door. Only python3 (3.11 or newer) with its venv module, and make, are assumed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# a peer of the benchmarks that cannot live with our numpy
PYBKT := .venv-pybkt

# pip with a dot a second, for it takes a while; its own output only when it fails
define install
	@$(BIN)/python -m pip --quiet --disable-pip-version-check install --editable $(1) & pid=$$!; \
	  while kill -0 $$pid 2>/dev/null; do printf .; sleep 1; done; echo; wait $$pid
endef

.DEFAULT_GOAL := help
.PHONY: help run test lint fix check bench pybkt migrate clean

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

run: $(VENV)/.run ## Start Prep at http://127.0.0.1:8000 (PREP_PORT and others: see README)
	@$(BIN)/prep serve

test: $(VENV)/.test ## Run all tests: unit, property, SQLite, PostgreSQL, browser
	@$(BIN)/python tests/tools/browser.py
	@$(BIN)/python -m pytest -m "not browser" -n 2 --dist loadfile
	@$(BIN)/python -m pytest -m browser

lint: $(VENV)/.lint ## Check style, types, import rules and the question banks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/prep bank lint

fix: $(VENV)/.lint ## Put right what can be put right by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

check: lint test ## Everything that has to pass before a commit

bench: $(VENV)/.bench ## Measure everything, in hours; writes benchmarks/results.md
	@$(MAKE) --no-print-directory pybkt || echo "Going on without pyBKT."
	$(BIN)/python -m benchmarks

pybkt: $(PYBKT)/.made

migrate: $(VENV)/.run ## Bring the database to the schema of this version
	@$(BIN)/prep migrate

clean: ## Remove the environment and caches (never your answers)
	rm -rf $(VENV) $(PYBKT) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Prep needs Python 3.11 or newer; try: make run PYTHON=python3.12"; exit 1; }
	@echo "Creating the environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "Install Python's venv module (Debian: apt install python3-venv)."; exit 1; }
	@touch $@

$(VENV)/.run: $(VENV)/.created pyproject.toml
	@echo "Installing what Prep needs (once, under a minute) ..."
	$(call install,.)
	@touch $@

$(VENV)/.test: $(VENV)/.created pyproject.toml
	@echo "Installing what the tests need (once) ..."
	$(call install,'.[test]')
	@touch $@ $(VENV)/.run

$(VENV)/.bench: $(VENV)/.created pyproject.toml
	@echo "Installing what the benchmarks need (once) ..."
	$(call install,'.[bench]')
	@touch $@ $(VENV)/.test $(VENV)/.run

$(PYBKT)/.made:
	@echo "Creating an environment for pyBKT in $(PYBKT) (once) ..."
	@$(PYTHON) -m venv $(PYBKT)
	@$(PYBKT)/bin/python -m pip --quiet --disable-pip-version-check install \
	  'pyBKT==1.4.3' 'numpy<2' 'scikit-learn<1.5' || \
	  { rm -rf $(PYBKT); echo "pyBKT needs Python 3.11 or 3.12; try: make pybkt PYTHON=python3.12"; exit 1; }
	@touch $@

$(VENV)/.lint: $(VENV)/.created pyproject.toml
	@echo "Installing the linters (once) ..."
	$(call install,'.[lint]')
	@touch $@ $(VENV)/.run
