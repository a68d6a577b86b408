# Everything here needs only make and a Python of at least 3.11; it sets up .venv by itself.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3.14 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$p; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
SOURCES := pyproject.toml constraints.txt README.md $(shell find src -name '*.py')

# The environment that runs this Makefile must not leak into the one that it sets up.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

.PHONY: demo test lint format benchmarks docs clean

demo: .venv/installed  ## read a record page; print a reference and three formats
	@$(BIN)/briefmeta cite --style apa examples/niger.txt
	@for format in bibtex csl-json oai_dc; do echo; $(BIN)/briefmeta convert -t $$format examples/niger.txt; done

test: .venv/tested  ## run every test against the built wheel
	$(BIN)/python -m pytest -q -n 2 tests README.md --doctest-glob=README.md
	$(BIN)/python -m pytest -q --doctest-modules --pyargs briefmeta

lint: .venv/linted  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: .venv/installed  ## write what the rules say into docs/checks.md
	{ sed "/^<!-- /q" docs/checks.md;  echo; $(BIN)/briefmeta check --explain ALL; } > build-checks.md
	mv build-checks.md docs/checks.md

format: .venv/linted
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv build dist

.venv/made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed" >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) install --upgrade 'pip>=25.1'
	@touch $@

.venv/installed: .venv/made $(SOURCES)
	@$(PIP) install -c constraints.txt '.[styles,cli]'
	@$(PIP) install --no-deps --force-reinstall .
	@touch $@

.venv/tested: .venv/installed
	@$(PIP) install -c constraints.txt --group test
	@touch $@

.venv/linted: .venv/installed
	@$(PIP) install -c constraints.txt --group dev
	@touch $@
