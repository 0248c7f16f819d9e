# Needs make and Python 3.11 or later, nothing else. Everything that is installed goes into .venv, in the versions that
# the lock files in requirements/ pin.

VENV := .venv
RUN := $(VENV)/bin
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
INSTALL := $(RUN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := $(INSTALL) --require-hashes
COMPILE := $(RUN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--annotation-style line --custom-compile-command "make update"
PYTEST := $(RUN)/python -m pytest

# The folders of annotated articles of each language; the first is the one that is measured.
GOLD_ar = $(GOLD)/train $(GOLD)/dev $(GOLD)/conflict
GOLD_en = $(GOLD)/train-en
NAMED = test -d "$(GOLD)" -a -n "$(POOL)" && ls $(POOL) >/dev/null || \
	{ echo "Name the annotated articles and the pools of texts: GOLD=FOLDER POOL='FILE…'" >&2; exit 2; }
TRAIN = $(NAMED); $(RUN)/python -m training.attribution $* $(GOLD_$*) --pool $(POOL)
FOLDS = build/folds-$*
MEASURED = $* $(firstword $(GOLD_$*)) --models $(FOLDS)
# What tells who is meant, trained without a fold's outlets, too.
WITHOUT = --without $$fold --out $(FOLDS)
NAMES_ar = $(RUN)/python -m training.antecedents $(firstword $(GOLD_ar)) --pool $(POOL) $(WITHOUT)/antecedents-$$fold.json && \
	$(RUN)/python -m training.name_extents $(GOLD_ar) --pool $(POOL) $(WITHOUT)/name-extents-$$fold.npz
NAMES_en = $(RUN)/python -m training.english_antecedents $(GOLD_en) training/en.annotations.jsonl $(POOL) $(WITHOUT)/antecedents-$$fold.json

.DEFAULT_GOAL := help
.PHONY: help factsheet test lint docs example commands golden update wheel train-ar train-en crossval-ar crossval-en polnear clean

help: ## Show the targets
	@sed -n 's/^\([a-z -]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 32

factsheet: $(VENV)/.installed ## Build the example dossier and print the path of its fact sheet
	@$(RUN)/factsheet build seeds --out build/example --force
	@$(RUN)/factsheet translate build/example seeds/*.translations.jsonl >/dev/null
	@echo
	@echo "Run the command as $(RUN)/factsheet, or activate the environment first: . $(RUN)/activate"
	@echo "Try: $(RUN)/factsheet --help"

test: $(VENV)/.installed-dev ## Run the tests
	@$(PYTEST) --numprocesses auto

lint: $(VENV)/.installed-dev ## Check style, types and imports
	@$(RUN)/ruff check
	@$(RUN)/ruff format --check
	@$(RUN)/mypy
	@$(RUN)/lint-imports

docs: $(VENV)/.installed-dev ## Build the documentation site in build/site
	@NO_MKDOCS_2_WARNING=1 $(RUN)/mkdocs build --strict --quiet

example: $(VENV)/.installed ## Rebuild seeds/dossier and the record in docs/records.md
	@$(RUN)/factsheet build seeds --out seeds/dossier --force
	@SOURCE_DATE_EPOCH=1767225600 $(RUN)/factsheet translate seeds/dossier seeds/*.translations.jsonl
	@$(RUN)/python docs/record_example.py

commands: $(VENV)/.installed ## Write docs/commands.md from the commands' help
	@$(RUN)/python -m docs.commands_page

golden: $(VENV)/.installed-dev ## Regenerate every file that tests compare with
	@$(RUN)/python -m claims.languages.ar.verb_form_generator
	@$(RUN)/python -m claims.languages.ar.happening_form_generator
	@$(RUN)/python -m claims.sheet.label_catalogue ar
	@$(MAKE) --no-print-directory example commands
	@$(PYTEST) --update-golden -m golden

update: $(VENV)/.installed-dev ## Refresh the lock files and run the tests
	@$(COMPILE) --upgrade --extra dev pyproject.toml requirements/build.in --output-file requirements/dev.txt
	@$(COMPILE) --constraint requirements/dev.txt pyproject.toml requirements/build.in --output-file requirements/run.txt
	@$(MAKE) --no-print-directory test

wheel: $(VENV)/.installed-dev ## Build the wheel in dist/
	@$(RUN)/python -m build --wheel --no-isolation --outdir dist

train-ar train-en: train-%: $(VENV)/.installed-train ## Train an extractor again: make train-en GOLD=FOLDER POOL=FILE
	@$(TRAIN) --out claims/languages/$*/weights/attribution.npz

crossval-ar crossval-en: crossval-%: $(VENV)/.installed-train ## Measure it on outlets left out of its training: the same arguments; some hours
	@for fold in 0 1 2 3 4; do { $(TRAIN) --fold $$fold --out $(FOLDS)/fold-$$fold.npz --cache $(FOLDS) && $(NAMES_$*); } || exit; done
	@$(RUN)/python -m training.calibrate $(MEASURED)
	@$(RUN)/python -m benchmarks.attribution.crossval $(MEASURED)

polnear: $(VENV)/.installed-train ## Train on PolNeAR's train split and score on its test split: make polnear DATA=FOLDER
	@test -d "$(DATA)/test" || { echo "Name the corpus's folder data: DATA=FOLDER" >&2; exit 2; }
	@$(RUN)/python -m benchmarks.polnear $(DATA) --gold build/polnear
	@$(RUN)/python -m training.attribution en build/polnear --out build/polnear/weights.npz
	@$(RUN)/python -m benchmarks.polnear $(DATA) --weights build/polnear/weights.npz

clean: ## Remove everything that was installed and built
	rm -rf $(VENV) build dist

$(RUN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later not found on the PATH: install it, or run make PYTHON=…" >&2; exit 1; }
	@echo "Setting up $(VENV) with $(PYTHON)" >&2
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "This Python cannot create virtual environments: on Debian and Ubuntu, install python3-venv" >&2; exit 1; }

# Installed once, and again when a lock file or pyproject.toml changes. The code itself is used where it lies.
$(VENV)/.installed: requirements/run.txt pyproject.toml | $(RUN)/python
	@echo "Installing the package into $(VENV); this takes a minute the first time" >&2
	@$(LOCKED) -r requirements/run.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# Without build isolation, what has no wheel is built with the pinned setuptools.
$(VENV)/.installed-dev: requirements/dev.txt $(VENV)/.installed
	@echo "Installing what the tests and checks need into $(VENV)" >&2
	@$(LOCKED) --no-build-isolation --use-pep517 -r requirements/dev.txt
	@touch $@

$(VENV)/.installed-train: requirements/train.txt $(VENV)/.installed-dev
	@test -d "$(GOLD)" -a -n "$(POOL)" && ls $(POOL) >/dev/null || \
	{ echo "Name the annotated articles and the pools of texts: GOLD=FOLDER POOL='FILE…'" >&2; exit 2; }
	@$(INSTALL) -r requirements/train.txt
	@touch $@
