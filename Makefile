# Two commands do everything, set-up included:  make brief   make test
# Both do nothing twice.  Needs git, Python >= 3.11 and make.

PYTHON ?= python3
# On Linux the package index gives a CUDA build of several gigabytes.  For a CPU build, install from
# PyTorch's own index:  make brief TORCH="torch==2.13.0 --index-url <the CPU index of pytorch.org>"
TORCH ?= torch==2.13.0
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help setup models brief test newest faults hostile fuzz check generated docs audit clean

help:
	@echo "make brief   set up if needed, and write the brief of the sample stories"
	@echo "make test    set up if needed, and run the tests"
	@echo "make newest  the sample with the newest releases of all libraries: is anything said that should not be?"
	@echo "make faults  break runs in every way, at length"
	@echo "make hostile   files that nobody's outlet sends, in one folder and alone"
	@echo "make fuzz    an hour of inputs that nobody would write"
	@echo "make check   ruff and mypy"
	@echo "make generated   reference, man page and completion files anew, from the code"
	@echo "make docs    the documentation as a site: build/site"
	@echo "make audit   known vulnerabilities, licences, and the list of parts: build/audit"

# -- set-up: once, and again when the requirements change --

$(VENV)/.ready: pyproject.toml requirements.lock
	@echo "Setting up $(VENV) (once) ..."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet $(TORCH)
	$(BIN)/python -m pip install --quiet --constraint requirements.lock --editable ".[dev]"
	@touch $@

setup: $(VENV)/.ready

# Finds at once what is there; gets and converts what is not or is broken.
models: setup
	@$(BIN)/briefing models pull > /dev/null

# -- the two commands --

# One of the sample files is unreadable on purpose: exit code 3 says so, and the brief is written.
brief: models
	@$(BIN)/briefing make seeds/ --date 2025-06-17 || [ $$? -eq 3 ]

test: models
	$(BIN)/python -m pytest

# -- for developers --

# Not the versions of requirements.lock but the newest that pyproject.toml allows, installed by the pip that Python brings, as a user does it.
# One sample file is unreadable on purpose: a line on it and exit code 3 are right, and any other word is a library's or a fault.
NEWEST := build/newest
newest: models
	rm -rf $(NEWEST)
	$(PYTHON) -m venv $(NEWEST)
	$(NEWEST)/bin/python -m pip install --quiet $(TORCH)
	$(NEWEST)/bin/python -m pip install --quiet ".[pdf,word]"
	$(NEWEST)/bin/briefing --version --verbose
	XDG_STATE_HOME=$(CURDIR)/$(NEWEST)/state $(NEWEST)/bin/briefing make seeds/ --date 2025-06-17 --out $(NEWEST)/briefs --quiet > $(NEWEST)/said 2>&1 || [ $$? -eq 3 ]
	@cat $(NEWEST)/said
	@[ "$$(wc -l < $(NEWEST)/said)" -eq 1 ] && grep -q "unreadable: this is no text" $(NEWEST)/said

# Every call that fails in turn, 200 kills, 20 runs at once: hours.
faults: models
	$(BIN)/python -m tests.faults.long

# All hostile files in one folder, and each alone: ten minutes.
hostile: models
	$(BIN)/python -m tests.faults.hostile_folder --alone --work 500
	$(BIN)/python -m tests.faults.hostile_folder --model

# Guided by coverage where atheris is installed (pip install -e ".[fuzz]"), by chance elsewhere.
fuzz: setup
	$(BIN)/python -m tests.fuzz.run --seconds 3600

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

generated: setup
	$(BIN)/python -m tools --write

# Warnings are errors; links and their anchors are checked. Not with --quiet: what is not told is not counted.
docs: setup
	$(BIN)/python -m pip install --quiet --constraint requirements.lock --editable ".[docs]"
	$(BIN)/python -m tools
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

# What is audited is the environment that the tests ran with; the tools have one of their own, so that they are no part of it.
AUDIT := build/audit
audit: setup
	$(PYTHON) -m venv $(AUDIT)/tools
	$(AUDIT)/tools/bin/python -m pip install --quiet pip-audit pip-licenses cyclonedx-bom
	$(BIN)/python -m pip freeze --exclude-editable | sed -e "/ @ /d" -e "s/+.*//" > $(AUDIT)/installed.txt
	$(AUDIT)/tools/bin/pip-licenses --python $(BIN)/python --order license --format markdown --output-file $(AUDIT)/licences.md
	$(AUDIT)/tools/bin/cyclonedx-py environment $(BIN)/python --pyproject pyproject.toml --output-reproducible --output-file $(AUDIT)/sbom.cdx.json
	@echo "$(AUDIT)/licences.md, $(AUDIT)/sbom.cdx.json"
	@$(BIN)/python -m tools.audit $(AUDIT)/tools/bin/pip-audit $(AUDIT)/installed.txt

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .fuzz dist build
