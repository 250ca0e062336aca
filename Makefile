# Everything the project needs is installed here, into .venv, from locks with hashes.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check install --quiet
SOURCES := src tests benchmarks alembic

.PHONY: run test check bench eval lock screenshot

run: .venv/installed  ## serve two sample companies with work waiting, at http://127.0.0.1:8000
	@mkdir -p .governance
	@$(BIN)/governance serve --demo --database sqlite:///.governance/sample.db --data .governance/sample

test: .venv/installed-dev check  ## static checks, then the whole suite
	$(BIN)/pytest -n 2

check: .venv/installed-dev  ## style, types, layers, sample policies
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/governance policy check policies/loopfern
	$(BIN)/governance policy check policies/nordkeel

bench: .venv/installed-dev .venv-wagtail/installed  ## side by side with peers, in one run; then the service alone
	$(BIN)/python -m benchmarks.side_by_side
	$(BIN)/python -m benchmarks.service.beside_wagtail .venv-wagtail/bin/python
	$(BIN)/python -m benchmarks.service.run --database sqlite
	$(BIN)/python -m benchmarks.service.run --database postgresql

WORLD ?= ../shared/evaluation
eval: .venv/installed  ## measure on labelled data kept outside the project: make eval WORLD=DIR
	$(BIN)/python -m benchmarks.evaluate $(WORLD)

screenshot: .venv/installed  ## draw docs/check.svg anew
	$(BIN)/python -m benchmarks.screenshot

lock: pyproject.toml  ## renew the locks; needs uv
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

.venv/installed: requirements.lock pyproject.toml
	@echo "Installing into .venv (once) ..."
	@$(PYTHON) -m venv .venv
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps -e .
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

.venv-wagtail/installed: benchmarks/wagtail_peer/requirements.txt
	@$(PYTHON) -m venv .venv-wagtail
	@.venv-wagtail/bin/pip --disable-pip-version-check install --quiet -r $<
	@touch $@
