# make run    start the dashboard (makes .venv and loads the sample returns the first time)
# make test   run the tests (installs what they need)
# make docs   write the page of rules and the tables of rooms from the code
# make samples  write the sample returns, and the store that a first start unpacks
# make fuzz   give the reader of returns 2,000 damaged files and 1,000 of mixed layouts
# make histories  attack protected figures as they change, in 20 random stores of each of 17 kinds
# make spark  compare partnerships on a Spark cluster and in DuckDB (needs Java 17; not in `make test`)
# make check  format, lint, types, import contracts, and tests with coverage
# make bench  measure how fast it is on a million observations; `make bench statistics` simulates
#             how often a chart speaks by chance (also intake, trends, load, pages)
# make gallery  draw every form of chart, with its table and alternative text, on one page
# make lock   write the lock files anew from the requirements
# make torture  kill a load 200 times, at any moment, and each of restore, rebuild, rotate-key and a
#               migration 33 times, and look what is left

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
# Compiling every module of every package takes longer than compiling the few that are imported.
PIP := $(BIN)/python -m pip install -qq --no-compile --disable-pip-version-check
# With hashes, pip installs the very files that were tested; every package is in the lock file.
INSTALL := $(PIP) --require-hashes --no-deps
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"
RUNS := $(VENV)/.runs
TESTS := $(VENV)/.tests
SPARK := $(VENV)/.spark
PYTEST := $(BIN)/python -m pytest --numprocesses auto

# Nothing is compiled on installing (below), so what is imported must be kept compiled.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check spark lock torture bench fuzz histories samples docs gallery screenshots clean
.PHONY: chromium nginx postgresql java
.PHONY: statistics intake trends load pages

run: $(RUNS)
	@$(BIN)/python -m dscp_ui

test: $(TESTS) chromium nginx postgresql
	@$(PYTEST)

check: $(TESTS) chromium nginx postgresql
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy dscp_data dscp_ui dscp_spark
	@$(BIN)/lint-imports --no-logo --cache-dir $(VENV)/.import_linter
	@$(PYTEST) --cov

# Spark lies beside the environment and not in it: nothing of the dashboard may come to need it.
spark: $(TESTS) $(SPARK)/.installed java
	@PYTHONPATH=$(SPARK) $(BIN)/python -m pytest tests/spark

torture: $(TESTS)
	@DSCP_KILLS=200 $(BIN)/python -m pytest tests/store/engine/test_killed.py \
		tests/store/engine/test_killed_commands.py

# `make bench statistics` measures one part: what follows "bench" is its name and no target.
PARTS := statistics growth intake trends load pages
bench: $(TESTS) chromium
	@$(BIN)/python -m bench $(filter $(PARTS),$(MAKECMDGOALS))

$(PARTS): bench
	@:

fuzz: $(TESTS)
	@$(BIN)/python -m tests.intake.fuzzing --times 2000

histories: $(TESTS)
	@$(BIN)/python -m tests.disclosure.many_histories

samples: $(RUNS)
	@$(BIN)/python -m sample_data.make_sample_data
	@$(BIN)/python -m sample_data.make_store

docs: $(RUNS)
	@mkdir -p build
	@$(BIN)/python -m dscp_data.intake.rules.documentation > build/rules.md
	@mv build/rules.md docs/rules.md
	@$(BIN)/python -m tools.architecture

gallery: $(TESTS)
	@$(BIN)/python -m tools.gallery

screenshots: $(TESTS) chromium
	@$(BIN)/python -m bench.screenshots

clean:
	rm -rf $(VENV) build .pytest_cache .ruff_cache .mypy_cache .hypothesis

# uv is installed for this alone, beside the environment, and not in it.
lock: | $(BIN)/python
	@$(PIP) --target $(VENV)/.uv uv==0.13.8
	@$(VENV)/.uv/bin/$(LOCK) requirements.txt --output-file requirements.lock
	@$(VENV)/.uv/bin/$(LOCK) requirements-dev.txt --output-file requirements-dev.lock
	@$(VENV)/.uv/bin/$(LOCK) requirements-spark.txt --output-file requirements-spark.lock

chromium:
	@tools/need chromium chromium chromium-browser google-chrome

# Debian keeps it where only root looks for commands.
nginx:
	@PATH="$$PATH:/usr/sbin" tools/need nginx-light nginx

# Debian keeps it in a folder of its version, where no shell looks.
postgresql:
	@PATH="$$PATH:$$(echo /usr/lib/postgresql/*/bin | tr ' ' ':')" tools/need postgresql postgres

java:
	@tools/need openjdk-17-jre-headless java

$(BIN)/python:
	@tools/make_venv "$(PYTHON)" $(VENV)

# A stamp is newer than the lock file it stands for, so the second time nothing is installed.
$(RUNS): requirements.lock | $(BIN)/python
	@echo "Installing what the dashboard runs on (once)"
	@$(INSTALL) -r requirements.lock
	@touch $@

$(TESTS): requirements-dev.lock | $(BIN)/python
	@echo "Installing what the tests need (once)"
	@$(INSTALL) -r requirements-dev.lock
	@touch $@ $(RUNS)

$(SPARK)/.installed: requirements-spark.lock | $(BIN)/python
	@echo "Installing Spark (once)"
	@$(INSTALL) --target $(SPARK) -r requirements-spark.lock
	@touch $@
