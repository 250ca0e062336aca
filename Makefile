# Everything the project needs is installed here, into .venv, from locks with hashes.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check install --quiet
SOURCES := src tests benchmarks alembic hatch_build.py thesaurus_build.py
FRONT_END := review_ui/static/app.js
FRONT_END_SOURCES := hatch_build.py review_ui/package-lock.json $(shell find review_ui/src)

.PHONY: run test check bench eval lock screenshot chromium

run: .venv/installed $(FRONT_END)  ## serve two sample companies with work waiting, at http://127.0.0.1:8000
	@mkdir -p .governance
	@$(BIN)/governance serve --demo --database sqlite:///.governance/sample.db --data .governance/sample

test: .venv/installed-dev check $(FRONT_END) chromium  ## static checks, then the whole suite
	$(BIN)/pytest -n 2

check: .venv/installed-dev  ## style, types, layers, sample policies
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/governance policy check policies/loopfern
	$(BIN)/governance policy check policies/nordkeel

bench: .venv/installed-dev .venv-wagtail/installed .venv-guardrails/installed  ## side by side with peers, in one run; then the service alone
	$(BIN)/python -m benchmarks.side_by_side --guardrails .venv-guardrails/bin/python
	$(BIN)/python -m benchmarks.renderings
	$(BIN)/python -m benchmarks.platform_copy
	$(BIN)/python -m benchmarks.service.beside_wagtail .venv-wagtail/bin/python
	$(BIN)/python -m benchmarks.service.run --database sqlite
	$(BIN)/python -m benchmarks.service.run --database postgresql

WORLD ?= ../shared/evaluation
eval: .venv/installed  ## measure on labelled data kept outside the project: make eval WORLD=DIR
	$(BIN)/python -m benchmarks.evaluate $(WORLD)

screenshot: .venv/installed-dev  ## draw the pictures of docs/ anew
	$(BIN)/python -m benchmarks.screenshot
	$(BIN)/python -m benchmarks.tour

# The browser tests drive a Chromium of the system; without one they fail, they are not skipped.
chromium:
	@(command -v chromium || command -v chromium-browser || command -v google-chrome) >/dev/null || { \
	  command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && echo "Installing Chromium for the browser tests (once) ..." && \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium >/dev/null; } || { \
	  echo "*** NO CHROMIUM: THE BROWSER TESTS WILL FAIL. Install it: as root, apt-get install chromium ***" >&2; }

COMPILE := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
BUILD_REQUIRES := import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")
lock: pyproject.toml  ## renew the locks; needs uv
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	$(PYTHON) -c '$(BUILD_REQUIRES)' | $(COMPILE) - -c requirements-dev.lock --no-annotate -o requirements-build.lock

.venv/installed: requirements.lock requirements-build.lock pyproject.toml
	@echo "Installing into .venv (once) ..."
	@$(PYTHON) -m venv .venv
	@$(PIP) --require-hashes -r requirements-build.lock
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

# Built by the install as well; here alone, when only the front end changed.
$(FRONT_END): $(FRONT_END_SOURCES) | .venv/installed
	@$(BIN)/python hatch_build.py

.venv/installed-dev: .venv/installed requirements-dev.lock
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

# The peers have environments of their own.
.venv-%/installed: benchmarks/%_peer/requirements.txt
	@$(PYTHON) -m venv .venv-$*
	@.venv-$*/bin/pip --disable-pip-version-check install --quiet -r $<
	@touch $@
