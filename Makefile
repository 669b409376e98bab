# Every target is listed, with its line of help, by `make help`.
PYTHON ?= python3
PORT ?= 8000
PARTS ?= hometime
BIN := .venv/bin
# What Python compiled, and pytest's reading of every assert, is kept for the next run and the second core.
PYTEST := PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX=$(CURDIR)/.venv/pycache $(BIN)/pytest

.DEFAULT_GOAL := help
.PHONY: help base setup demo run test test-migrations check format browser bench doors docs locks

help: ## list what you can ask for
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 18

base:
	@command -v $(PYTHON) >/dev/null || { echo "Hometime needs Python 3.11 or later, and there is no $(PYTHON) here."; exit 2; }
	@$(PYTHON) tools/bootstrap.py base

setup: ## make the environment for developing and testing
	@command -v $(PYTHON) >/dev/null || { echo "Hometime needs Python 3.11 or later, and there is no $(PYTHON) here."; exit 2; }
	@$(PYTHON) tools/bootstrap.py dev

demo: base ## a pretend trust with two schools, at http://127.0.0.1:8000
	@$(BIN)/hometime demo --port $(PORT)

run: base ## serve your own data (settings in .env)
	@$(BIN)/hometime serve --port $(PORT)

test: setup ## every test but the browser's
	@$(PYTEST) -n 2 --dist worksteal -q --no-migrations -p no:playwright --ignore=tests/journeys

# Not by stealing, as above: on PostgreSQL the tests that commit must come last, as pytest-django puts them.
test-migrations: setup ## build the real chain of migrations and test the parts on it: PARTS="hometime/people" for some
	@$(PYTEST) -n 2 -q -p no:playwright $(PARTS) --ignore=hometime/engine

check: setup ## format, lint, types, arrows, packs, migrations, docs
	@$(BIN)/python tools/check.py

format: setup ## put the code in order
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

browser: setup ## the main journeys in a real browser
	@$(PYTEST) -q --no-migrations tests/journeys

bench: base ## figures, side by side with other engines
	@$(PYTHON) tools/bootstrap.py bench && $(BIN)/python -m benchmarks

doors: setup ## open every address as everybody, and write the table of what they meet again
	@WRITE_DOORS=1 $(PYTEST) -q --no-migrations tests/architecture/test_every_door.py

docs: setup ## write the reference pages and the list of routes again
	@$(BIN)/python tools/docs.py

locks: ## work the locks out again (needs uv)
	@$(PYTHON) tools/lock.py
