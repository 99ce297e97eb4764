# The words of the house. CI runs the same ones.
#   make run    start the system with its demonstration data     make test   all tests without a browser, both databases
#   make e2e    browser journeys in Chromium                     make check  format, lint, types, contracts, migrations
#   make setup  .venv with the giamsat command · make fmt · make sizes · make bench [QUICK=1] · make lock · make messages · make docs · make pictures

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3,11) <= sys.version_info < (3,14))' 2>/dev/null && echo $$p && break; done)
UV := $(shell command -v uv 2>/dev/null)
BIN := .venv/bin
export PORT ?= 8000
export VAR ?= var
export PYTHONDONTWRITEBYTECODE ?=

.PHONY: run setup test e2e check fmt sizes bench lock messages docs pictures clean
.DEFAULT_GOAL := run

ifeq ($(UV),)
install = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1) && $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
else
install = uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1) && uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
endif

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Cần Python 3.11, 3.12 hoặc 3.13 trên máy này (Debian: apt install python3 python3-venv). / Python 3.11-3.13 is needed." >&2; exit 1; }
	@$(if $(UV),uv venv --quiet --python $(PYTHON) .venv,$(PYTHON) -m venv .venv) || { echo "Không tạo được .venv: cần python3-venv và còn chỗ trên đĩa. / Could not make .venv: python3-venv and free disk space are needed." >&2; exit 1; }

.venv/.runtime: requirements/runtime.txt pyproject.toml | .venv/bin/python
	@echo "Đang cài thư viện… / Installing libraries…"
	@$(call install,requirements/runtime.txt) || { echo "Không cài được thư viện: kiểm tra mạng tới kho gói Python và chỗ trống trên đĩa. / Libraries could not be installed: check the package index and free disk space." >&2; exit 1; }
	@touch $@

.venv/.dev: requirements/dev.txt pyproject.toml .venv/.runtime
	@$(call install,requirements/dev.txt)
	@touch $@

run: .venv/.runtime
	@$(BIN)/giamsat run --port $(PORT) --var $(VAR)

setup: .venv/.dev
	@echo "Xong: $(BIN)/giamsat --help"

test: .venv/.dev
	@$(BIN)/python -m tests

e2e: .venv/.dev
	@$(BIN)/python -m tests --browser

check: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	GIAMSAT_SECRET_KEY=only-for-the-type-checker $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.messages
	$(BIN)/giamsat manage makemigrations --check --dry-run

fmt: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

sizes: .venv/.dev
	@$(BIN)/python -m bench.sizes

bench: .venv/.dev
	@$(BIN)/python -m bench $(if $(QUICK),--quick,)

messages: .venv/.dev
	@$(BIN)/python -m tests.messages --write

pictures: .venv/.dev
	@PICTURES=1 $(BIN)/python -m tests --browser

docs: .venv/.dev
	@$(BIN)/python -m tests.states_page

lock:
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/runtime.txt
	uv pip compile pyproject.toml --group build --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements/runtime.txt -o requirements/dev.txt

clean:
	rm -rf .venv var build dist .mypy_cache .ruff_cache .import_linter_cache
