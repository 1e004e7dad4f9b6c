# Two commands do everything: `make run` and `make test`. Both set up what they need, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --quiet --disable-pip-version-check --no-input
SET_UP := $(VENV)/.set-up
TESTABLE := $(VENV)/.testable
COMPILED := schedules/reading/*.so schedules/reading/*/*.so *__mypyc.*.so
COMPILE := from glob import glob; from mypyc.build import mypycify; from setuptools import setup; \
	setup(packages=[], ext_modules=mypycify(sorted(glob("schedules/reading/**/*.py", recursive=True)), opt_level="1", debug_level="0"))

.PHONY: run test check fast slow current demo score speed sources start size page laws crash load fuzz lock clean

run: $(SET_UP) current
	@$(BIN)/marquee run

# What is tested is what is written: a compiled reader is taken away first.
test: $(TESTABLE) slow
	@$(BIN)/pytest --numprocesses=auto $(ARGS)

# Everything a change has to pass besides the tests.
check: $(TESTABLE)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The reader as machine code beside its Python, which stays what counts: a change of it, `make slow` and `make test` take
# the machine code away again. Needs a C compiler and Python's headers.
fast: $(TESTABLE) slow
	@echo "Compiling the reader; this takes about ten minutes." >&2
	@$(BIN)/python -c '$(COMPILE)' build_ext --inplace >$(VENV)/compiling.log 2>&1 \
		|| { tail -n 20 $(VENV)/compiling.log >&2; $(MAKE) --silent slow; \
			echo "The reader can't be compiled here, and goes on as Python." \
				"It takes a C compiler and Python's headers; Debian has them as gcc and python3-dev." >&2; exit 1; }
	@$(BIN)/pytest --numprocesses=auto --quiet tests/schedules/reading || { $(MAKE) --silent slow; exit 1; }

slow:
	@rm -rf build $(COMPILED)

# What was compiled before a change must not run in its place.
current:
	@set -- $(COMPILED); [ ! -e "$$1" ] || [ -z "$$(find schedules -name '*.py' -newer "$$1")" ] || { $(MAKE) --silent slow; \
		echo "The reader was changed since it was compiled; 'make fast' compiles it again." >&2; }

score: $(TESTABLE) current
	@$(BIN)/python -m benchmarks.score $(ARGS)

speed: $(TESTABLE) current
	@$(BIN)/python -m benchmarks.speed $(ARGS)

sources: $(TESTABLE)
	@$(BIN)/python -m benchmarks.sources $(ARGS)

demo: $(SET_UP)
	@$(BIN)/marquee replay benchmarks/corpus/dev-a.jsonl benchmarks/corpus/dev-b.jsonl benchmarks/corpus/dev-d.jsonl \
		--from 2013-10-01 --to 2019-12-31 --speed 400 $(ARGS)

start: $(TESTABLE)
	@$(BIN)/python -m benchmarks.start $(ARGS)

size: $(TESTABLE)
	@$(BIN)/python -m benchmarks.size $(ARGS)

page: $(TESTABLE)
	@$(BIN)/python -m benchmarks.page $(ARGS)

# Ten thousand made-up histories for each law of announcing, a thousand for each of belief; `make test` takes 250 and 100.
laws: $(TESTABLE)
	@MARQUEE_LAW_EXAMPLES=10000 $(BIN)/pytest --numprocesses=auto tests/schedules/test_announcing_laws.py $(ARGS)
	@MARQUEE_LAW_EXAMPLES=1000 $(BIN)/pytest --numprocesses=auto tests/schedules/beliefs/test_laws.py $(ARGS)

crash: $(TESTABLE)
	@$(BIN)/python -m benchmarks.crash $(ARGS)

load: $(TESTABLE)
	@$(BIN)/python -m benchmarks.load $(ARGS)

# Broken articles for an hour; `make test` takes a few dozen.
fuzz: $(TESTABLE)
	@$(BIN)/python -m benchmarks.fuzz $(ARGS)

# Needs uv on the PATH; the two lock files name no index, only versions and hashes.
lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		pyproject.toml --group build --output-file requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		pyproject.toml --group build --group dev --output-file requirements-dev.lock

clean: slow
	rm -rf $(VENV)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Marquee needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Setting up in $(VENV), once; this takes a minute." >&2
	@$(PYTHON) -m venv $(VENV)

# The lock names everything, so nothing is looked up beside it: pip would take an extra (`coverage[toml]`) for something that
# the lock doesn't have, and refuse it as soon as there is a newer release.
$(SET_UP): requirements.lock pyproject.toml | $(BIN)/python
	@$(PIP) install --no-deps --require-hashes --requirement requirements.lock
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(TESTABLE): requirements-dev.lock pyproject.toml | $(BIN)/python
	@$(PIP) install --no-deps --require-hashes --requirement requirements-dev.lock
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@ $(SET_UP)
