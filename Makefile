# foedus: `make brief` and `make test` suffice on a fresh machine with Python 3.11 or later.
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin

.PHONY: brief test torture check bench lock clean

$(VENV)/.runtime: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

brief: $(VENV)/.runtime  ## set up, read the shipped example, print where the page is
	$(BIN)/foedus brief --example -o out/brief.html

test: $(VENV)/.dev  ## the tests; torture tests run a twentieth of their counts
	$(BIN)/python -m pytest

torture: $(VENV)/.dev  ## kills, faults, bit flips, simulations, browser, fuzz: full counts, a line each
	FOEDUS_TORTURE=1 $(BIN)/python -m pytest -m torture

check: $(VENV)/.dev  ## what a reviewer runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

bench: $(VENV)/.dev  ## every speed figure of the README, one JSON line each
	for script in bench/*.py; do $(BIN)/python $$script; done

lock: $(VENV)/.dev  ## pin the dependencies again, with hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml requirements-build.in -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml requirements-build.in requirements-dev.in -o requirements-dev.lock

clean:
	rm -rf out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
