# The habits of the house. `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help install test lint format docs accept quality speed condition calibrate new-rule picture
help:            ## list these habits
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

$(BIN)/pytest: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev,semantic]'
	@touch $(BIN)/pytest

install: $(BIN)/pytest   ## a virtual environment in .venv with everything the tests need
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium >/dev/null; }

test: install lint       ## lint, types and all tests, those in a real browser too
	$(BIN)/pytest -n 2

lint: $(BIN)/pytest      ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(BIN)/pytest    ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(BIN)/pytest      ## make the rules' pages and the commands' reference anew
	$(BIN)/python docs/make.py

accept: $(BIN)/pytest    ## make what the program says of the specimen today the golden edition
	$(BIN)/python -m tests.editions.golden
	git diff --stat -- tests/editions

new-rule: $(BIN)/pytest  ## lay out a rule and its cases: make new-rule STAGE=condition NAME=turned_page
	@$(BIN)/python docs/new_rule.py "$(STAGE)" "$(NAME)"

quality: $(BIN)/pytest   ## how much is found of what is there: make quality TRUTHS=folder SCORER=score.py
	$(BIN)/python -m benchmarks.quality "$(TRUTHS)" $(if $(SCORER),--scorer "$(SCORER)")

speed: $(BIN)/pytest     ## seconds and memory of whole builds, and what share each step takes
	$(BIN)/python -m benchmarks.speed

condition: $(BIN)/pytest ## the condition report beside other means: make condition TEXT=volume.txt
	$(BIN)/python -m benchmarks.condition --text "$(TEXT)"

calibrate: $(BIN)/pytest ## what the rules' confidences are worth, measured anew: make calibrate MAKER=make_copy.py VOLUMES="a.xml b.xml"
	$(BIN)/python -m benchmarks.calibration "$(MAKER)" $(VOLUMES) --write

picture: install         ## take the picture in the README anew
	$(BIN)/python docs/take_picture.py
