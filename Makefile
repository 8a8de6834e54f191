# make up    set up everything and run the product with a virtual home
# make test  set up everything and run all tests
# make setup fills .venv; the second time it takes a second
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
UV_VERSION := 0.13.9
VENV := $(CURDIR)/.venv
UV := VIRTUAL_ENV=$(VENV) $(VENV)/bin/uv

.PHONY: help setup up test web bench docs lint clean setup-test system

help:
	@sed -n 's/^# make/make/p' Makefile

$(VENV)/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older: PYTHON=python3.12 make setup"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { if [ "$$(id -u)" = 0 ]; then apt-get update -q && apt-get install -y -q python3-venv; else echo "python3-venv is missing: apt install python3-venv"; exit 1; fi; }
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install -q uv==$(UV_VERSION)

$(VENV)/.product: pyproject.toml uv.lock | $(VENV)/bin/uv
	$(UV) sync --active --frozen --inexact --no-default-groups -q
	@touch $@

setup: $(VENV)/.product

up: setup
	$(VENV)/bin/ondol up

# torch first and pinned: a newer one would come with gigabytes of drivers
$(VENV)/.tests: pyproject.toml uv.lock $(VENV)/.product
	$(VENV)/bin/python -c 'import torch' 2>/dev/null || $(VENV)/bin/pip install -q torch==2.13.0
	$(UV) sync --active --frozen --inexact --all-groups --no-group bench -q
	@touch $@

system:
	@bash tests/system/setup.sh

web/node_modules: web/package-lock.json
	cd web && npm ci --no-audit --no-fund
	@touch $@

web: web/node_modules
	cd web && npm run build

setup-test: setup $(VENV)/.tests system web/node_modules

test: setup-test
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/ruff check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	cd web && npm test
	$(VENV)/bin/pytest -q -n 2

bench: $(VENV)/.tests
	$(UV) sync --active --frozen --inexact --all-groups -q
	$(VENV)/bin/python -W ignore -m benchmarks

clean:
	rm -rf $(VENV) web/node_modules build dist site
