# make up      set everything up and run the product with a virtual home
# make test    set everything up and run all checks and tests
# make setup   fill .venv with what the product needs; the second time takes a moment
# make web     build the page anew (web/ -> src/ondol/api/page)
# make bench   measure; benchmarks/RESULTS.md holds what it prints
# make picture take the page's picture in docs/images anew
# make docs    build the documentation into site/
# make clean   remove all that these made
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
UV_VERSION := 0.13.9
TORCH_VERSION := 2.13.0
VENV := $(CURDIR)/.venv
BIN := $(VENV)/bin
EXTRAS := --extra https --extra mcp --extra media --extra thinq --extra voice --extra webos
SYNC := VIRTUAL_ENV=$(VENV) $(BIN)/uv sync --active --frozen --inexact --quiet $(EXTRAS)
LOCK := pyproject.toml uv.lock

.PHONY: help setup up test setup-test system check web web-check bench picture docs clean

help:
	@sed -n 's/^# make/make/p' Makefile

# --- what the product needs -----------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed: PYTHON=python3.12 make setup" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  [ "$$(id -u)" = 0 ] && apt-get update -q && apt-get install -y -q python3-venv; } || { \
	  echo "Python's venv is missing: sudo apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.uv-$(UV_VERSION): | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

$(VENV)/.product: $(LOCK) $(VENV)/.uv-$(UV_VERSION)
	$(SYNC) --no-default-groups
	@touch $@

# a source that is newer than the last install is compiled anew; without a compiler it is only said
$(VENV)/.kernel: src/ondol/llama/kernel.c src/ondol/llama/build.py $(VENV)/.product
	$(BIN)/python src/ondol/llama/build.py
	@touch $@

setup: $(VENV)/.product $(VENV)/.kernel

up: setup
	$(BIN)/ondol up

# --- what the tests need --------------------------------------------------------------------------

# torch by pip, pinned and before all else: a newer one would come with gigabytes of drivers
$(VENV)/.torch-$(TORCH_VERSION): | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check torch==$(TORCH_VERSION)
	@touch $@

$(VENV)/.tests: $(LOCK) $(VENV)/.product $(VENV)/.torch-$(TORCH_VERSION)
	$(SYNC) --all-groups
	@touch $@

system:
	@bash tests/system/setup.sh

web/node_modules/.installed: web/package-lock.json | system
	cd web && npm ci --no-audit --no-fund
	@touch $@

setup-test: setup $(VENV)/.tests system web/node_modules/.installed

test: setup-test check web-check
	$(BIN)/pytest -q -n 2 --dist loadfile # a file's walk through the page is walked once

check: $(VENV)/.tests
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

# --- the page -------------------------------------------------------------------------------------

web: web/node_modules/.installed
	cd web && npm run build

# the page that is committed is the one that its source makes
web-check: web/node_modules/.installed
	cd web && npm test -- --silent
	cd web && npm run build --silent -- --logLevel warn --outDir ../build/page --emptyOutDir
	diff -r build/page src/ondol/api/page || { echo "the page is not what web/ makes: make web" >&2; exit 1; }

# --- the rest -------------------------------------------------------------------------------------

bench: setup-test
	$(BIN)/python -m benchmarks

picture: setup-test
	$(BIN)/python -m tests.system.picture

docs: $(VENV)/.tests
	$(BIN)/mkdocs build --strict --quiet

clean:
	rm -rf $(VENV) web/node_modules build dist site src/ondol/llama/_kernel.so
