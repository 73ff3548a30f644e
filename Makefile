PYTHON ?= python3
PY := .venv/bin/python

# A PYTHONPATH of the user's shell must not decide what runs here.
unexport PYTHONPATH PYTHONHOME
export PORT WEB_PORT STAGE

.DEFAULT_GOAL := help
.PHONY: help run test format lint types openapi bench deploy cdk invoke redrive reconcile clean venv

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

run: venv ## run everything on this machine (PORT=4566 WEB_PORT=3000)
	@$(PY) -m local

test: lint types ## check everything
	@$(PY) -m pytest -n 2 --dist loadgroup

format: venv ## format the code
	@$(PY) -m ruff format . && $(PY) -m ruff check --fix .

lint: venv ## check format and style
	@$(PY) -m ruff format --check . && $(PY) -m ruff check .

types: venv ## check types
	@$(PY) -m mypy

openapi: venv ## write the contracts, pages and schemas that are made from the code
	@$(PY) -m infra.openapi

bench: venv ## measure cold starts, layers, DynamoDB calls, feeds and chat
	@$(PY) -m tests.bench

deploy: venv ## deploy to your AWS account (STAGE=prod ARGS="-c frontendUrls=… -c mailSender=…")
	@$(PY) -m local.deploy $(ARGS)

cdk: venv ## any command of the AWS CDK (ARGS="bootstrap -c stage=prod …")
	@$(PY) -m local.cdk $(ARGS)

invoke: venv ## call a deployed function with its sample event (FUNCTION=auth.signup)
	@$(PY) -m local.invoke $(FUNCTION)

redrive: venv ## send dead letters back to their queues (STAGE=local)
	@$(PY) -m local.redrive

reconcile: venv ## count again what is counted, and correct what is wrong (STAGE=local)
	@$(PY) -m local.reconcile

clean: ## remove what was built and all local data
	@rm -rf .build .local .venv

venv:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: install it, or name it: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) local/venv.py
