# Needs make and Python 3.11 or later, nothing else. Everything that is installed goes into .venv.

VENV := .venv
RUN := $(VENV)/bin
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
INSTALL := $(RUN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help factsheet test lint example commands wheel clean

help: ## Say what there is to make
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

factsheet: $(VENV)/.installed ## Build the example's dossier and name its fact sheet
	@$(RUN)/factsheet build seeds --out build/example --force
	@$(RUN)/factsheet translate build/example seeds/*.translations.jsonl >/dev/null

test: $(VENV)/.installed-dev ## Run the tests
	@$(RUN)/python -m pytest

lint: $(VENV)/.installed-dev ## Check style and types
	@$(RUN)/ruff check
	@$(RUN)/ruff format --check
	@$(RUN)/mypy

example: $(VENV)/.installed ## Rebuild seeds/dossier and the record in docs/records.md
	@$(RUN)/factsheet build seeds --out seeds/dossier --force
	@$(RUN)/factsheet translate seeds/dossier seeds/*.translations.jsonl
	@$(RUN)/python docs/record_example.py

commands: $(VENV)/.installed ## Write docs/commands.md from the commands' help
	@$(RUN)/python -m docs.commands_page

wheel: $(VENV)/.installed-dev ## Pack the package into dist/
	@$(RUN)/python -m build --wheel --outdir dist

clean: ## Remove what was installed and built
	rm -rf $(VENV) build dist

$(RUN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed, and none is on the PATH: install it, or say make PYTHON=…" >&2; exit 1; }
	@echo "Setting up $(VENV) with $(PYTHON)" >&2
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "This Python cannot make virtual environments: on Debian and Ubuntu, install python3-venv" >&2; exit 1; }

# Installed once, and again when what is needed changes. The code itself is used where it lies.
$(VENV)/.installed: pyproject.toml | $(RUN)/python
	@echo "Installing the package into $(VENV); this takes a minute the first time" >&2
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(RUN)/python
	@echo "Installing the package and its tests' needs into $(VENV); this takes a minute the first time" >&2
	@$(INSTALL) --editable '.[dev]'
	@touch $@ $(VENV)/.installed
