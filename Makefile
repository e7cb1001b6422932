# Set-up happens by itself: each target first brings .venv in line with requirements.lock.
PYTHON ?= python3
BIN := .venv/bin
# A .venv works only where it was made: its mark carries the folder.
READY := .venv/ready-$(shell pwd | cksum | cut -d" " -f1)
.DEFAULT_GOAL := help
.PHONY: help setup report test lab bench lock clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; \
	  do printf '  make %-8s %s\n' "$$name" "$$text"; done

report: $(READY) ## Build tables, notebooks and report; does nothing where they are up to date
	@$(BIN)/analysis build

test: $(READY) ## Check style and types, re-run the notebooks, run every test
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy & types=$$!; $(BIN)/pytest; tests=$$?; wait $$types && exit $$tests

lab: $(READY) ## Open notebooks, data and reports in JupyterLab
	@$(BIN)/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root)

bench: $(READY) ## Measure speed beside what a user would run instead
	@$(BIN)/python tests/benchmarks/bench_notebooks.py
	@$(BIN)/python tests/benchmarks/bench_find.py
	@$(BIN)/python tests/benchmarks/bench_report.py

lock: $(READY) ## Pin what pyproject.toml adds (UPGRADE=--upgrade: the newest of everything)
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 $(UPGRADE) \
	  --generate-hashes --no-header --quiet --output-file requirements.lock

setup: $(READY) ## Install into .venv what requirements.lock pins

clean: ## Remove .venv, caches and scratch; what is published stays
	rm -rf .venv .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml $(shell find src/analysis/engine/jupyter -type f)
	@$(PYTHON) -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "found $$($(PYTHON) --version 2>&1); expected Python 3.11 or later with venv. Name another: make PYTHON=python3.12" >&2; exit 2; }
	@echo "Setting up .venv (first time, or requirements.lock has changed)"
	@for old in .venv/ready-*; do test ! -e "$$old" -o "$$old" = $(READY) || rm -rf .venv; done
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > .venv/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .venv/uv.txt
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --compile-bytecode --require-hashes requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q --invalidation-mode checked-hash src
	@$(BIN)/python -m analysis.engine.installed
	@touch $(READY)
