# make demo    a company in a box: four candidates go through Slack alone, the real bot among them
# make test    every test
# make check   formatter, linter, types, who may import whom
# make fix     what formatter and linter can mend by themselves
#
# The first of them makes .venv from requirements.txt (needs the network); after that none of them needs it.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test check fix install lock migration

demo: $(READY)
	$(BIN)/python -m sandbox

test: $(READY)
	$(BIN)/pytest -n auto --dist worksteal

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

install: $(READY)

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Interview Bot needs Python 3.11 or newer: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# After a change of dependencies in pyproject.toml. requirements-run.txt is for servers: without the development's tools.
LOCK := $(BIN)/uv --quiet pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(LOCK) --group dev --extra postgres --extra sandbox --output-file requirements.txt
	$(LOCK) --extra postgres --extra run --constraint requirements.txt --output-file requirements-run.txt

# After a change of storage/tables.py: make migration words="what changed". Read what it wrote.
migration: $(READY)
	$(BIN)/python -m storage.migrate "$(words)"
