PYTHON ?= python3
# A Python that is named has an environment of its own, so that no other one runs what is checked:
# `make check PYTHON=python3.13` uses `.venv-3.13`.
VENV = .venv$(if $(filter-out file,$(origin PYTHON)),$(call version_of,$(PYTHON)))
version_of = $(shell $(1) -c 'import sys; print("-%d.%d" % sys.version_info[:2])' 2>/dev/null)
PY = $(VENV)/bin/python

# A PYTHONPATH of the user's shell must not decide what runs here, and without kept bytecode each
# start takes twice as long.
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE
export PORT WEB_PORT STAGE

# Which tests belong where follows from their folder: nothing of CHECK starts anything, nothing of
# FAST needs the emulator.
CHECK = tests/unit tests/contract tests/architecture
FAST = $(CHECK) tests/exhaustive tests/api tests/events tests/infra
TWO_AT_A_TIME = -n 2 --dist loadgroup --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help run web check fast test coverage format lint types openapi lock bench deploy destroy cdk
.PHONY: invoke redrive reconcile clean venv

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

run: venv ## run everything on this machine (PORT=4566 WEB_PORT=3000)
	@$(PY) -m local

web: venv ## serve the web client with hot reload, beside a running system (WEB_PORT=3000)
	@$(PY) -m local.web dev

check: venv ## format, lint, types, and the tests that start nothing
	@$(PY) -m local.checks $(CHECK) $(TWO_AT_A_TIME)

fast: venv ## all that needs no emulator
	@$(PY) -m local.checks $(FAST) $(TWO_AT_A_TIME)

test: venv ## check everything, or run some tests (ARGS="tests/api/chat -k unread")
	@$(PY) -m $(if $(ARGS),pytest $(ARGS),local.checks $(TWO_AT_A_TIME))

coverage: venv ## measure what the fast tests cover, into .build/coverage/index.html
	@$(PY) -m pytest $(FAST) $(TWO_AT_A_TIME) --cov --cov-report=term:skip-covered --cov-report=html

format: venv ## format the code
	@$(PY) -m ruff format . && $(PY) -m ruff check --fix . && $(PY) -m local.web format

lint: venv ## check format and style
	@$(PY) -m ruff format --check . && $(PY) -m ruff check . && $(PY) -m local.web lint

types: venv ## check types
	@$(PY) -m mypy && $(PY) -m local.web types

openapi: venv ## write the contracts, pages and schemas that are made from the code
	@$(PY) -m contracts

lock: venv ## lock the requirements again after a change (ARGS="--upgrade-package boto3")
	@$(PY) -m local.lock $(ARGS)

bench: venv ## measure cold starts, layers, DynamoDB calls, feeds, chat, the web client and costs
	@$(PY) -m tests.bench

deploy: venv ## deploy to your AWS account (STAGE=prod ARGS="-c mailSender=…")
	@$(PY) -m local.deploy $(ARGS)

destroy: venv ## take a stage away, after asking twice (STAGE=dev)
	@$(PY) -m local.destroy

cdk: venv ## any command of the AWS CDK (ARGS="bootstrap -c stage=prod …")
	@$(PY) -m local.cdk $(ARGS)

invoke: venv ## call a deployed function with its sample event (FUNCTION=auth.signup)
	@$(PY) -m local.invoke $(FUNCTION)

redrive: venv ## send dead letters back to their queues (STAGE=local)
	@$(PY) -m local.redrive

reconcile: venv ## count again what is counted, and correct what is wrong (STAGE=local)
	@$(PY) -m local.reconcile

clean: ## remove what was built and all local data
	@rm -rf .build .local .venv .venv-* web/dist web/node_modules web/tests/node_modules
	@rm -f web/src/api/*.d.ts web/src/texts/*.d.ts

venv:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 to 3.14 is needed: install it, or name it: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) local/venv.py $(VENV)
