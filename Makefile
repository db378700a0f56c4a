# make demo    a company in a box: four candidates go through Slack alone, the real bot among them
# make try     the company in your browser, to try the bot by hand
# make test    every test
# make check   formatter, linter, types, who may import whom
# make kills   the bot is killed hundreds of times on both databases while people work; takes an hour
# make coverage  which branches the tests take; fails unless all where something could be lost, twice, or seen by the wrong people
# make fix     what formatter and linter can mend by themselves
#
# The first of them makes .venv (needs the network); demo and try bring less than half of what the others bring.

PYTHON ?= python3
BIN := .venv/bin
SANDBOX := .venv/.sandbox-ready
READY := .venv/.ready
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo try test check coverage fix install lock migration history kills simulate load

demo: $(SANDBOX)
	$(BIN)/python -m sandbox

try: $(SANDBOX)
	$(BIN)/python -m sandbox.page $(ARGS)

# Workers and bots start hundreds of times: what they run is compiled once.
test: $(READY)
	@$(BIN)/python -m compileall -q -j 0 -x /test_ bot handlers storage integrations sandbox tests
	$(BIN)/pytest -n auto --dist worksteal

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The bots that are killed leave nothing to count, and the page's browser reaches the sandbox alone.
KEY_ROOMS := bot/hiring/*,bot/relay/*,storage/outbox.py,storage/claims.py
coverage: $(READY)
	@rm -rf .coverage && mkdir .coverage
	$(BIN)/coverage run -m pytest -n auto --dist worksteal --ignore tests/browser --ignore tests/killed
	@$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --include "$(KEY_ROOMS)" --fail-under 100
	$(BIN)/coverage report --omit "$(KEY_ROOMS)" --fail-under 95

fix: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

install: $(READY)

$(SANDBOX): requirements-sandbox.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Interview Bot needs Python 3.11 or newer: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements-sandbox.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(READY): $(SANDBOX) requirements.txt
	$(PIP) --require-hashes -r requirements.txt
	@touch $@

# After a change of dependencies in pyproject.toml. The same pins thrice: everything; to run the sandbox; to run a server.
LOCK := $(BIN)/uv --quiet pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock: $(READY)
	$(PIP) uv
	$(LOCK) --group dev --extra postgres --extra sandbox --output-file requirements.txt
	$(LOCK) --extra run --extra sandbox --constraint requirements.txt --output-file requirements-sandbox.txt
	$(LOCK) --extra run --extra postgres --constraint requirements.txt --output-file requirements-run.txt

# After a change of storage/tables.py: make migration words="what changed". Read what it wrote.
migration: $(READY)
	$(BIN)/python -m storage.migrate "$(words)"

# For maintainers: companies that live through whatever can break, each from one seed. make simulate SEEDS=1000 FIRST=300
# With EACH=100 those that passed a place where fewer died live once more, and there the bot dies.
SEEDS ?= 330
FIRST ?= 0
EACH ?= 0
DIES_IN ?=
BEGINS ?=
simulate: $(READY)
	$(BIN)/python -W ignore -m tests.simulation --seeds $(SEEDS) --first $(FIRST) --each $(EACH) --dies-in "$(DIES_IN)" --begins "$(BEGINS)"

# For maintainers: the six months that the company in the browser begins with, lived through anew by the bot of today.
# Takes a quarter of an hour and writes sandbox/history/*.gz. An older one is good enough: its database is migrated.
history: $(READY)
	$(BIN)/python -m sandbox.history

# How fast the bot is, as ratios to a bare Bolt app. Takes about two minutes. make load ARGS="--only form --rounds 100"
load: $(READY)
	$(BIN)/python -m benchmarks.load $(ARGS)

# Real kills of the real bot: see tests/killed/campaign.py, replicas.py and database.py. A failure prints its seed.
SEED ?= 1
kills: $(READY)
	$(BIN)/python -m tests.killed.campaign --kills 500 --database sqlite --seed $(SEED)
	$(BIN)/python -m tests.killed.campaign --kills 200 --database postgresql --seed $(SEED)
	$(BIN)/python -m tests.killed.replicas --kills 20 --mode http --seed $(SEED)
	$(BIN)/python -m tests.killed.replicas --kills 20 --mode socket --seed $(SEED)
	$(BIN)/python -m tests.killed.database --kills 20 --seed $(SEED)
