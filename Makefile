# make run: install, read the demo kommun in, serve.  make run SLIM=1: the same without torch.
# make test, make check, make bench: see README.md.  make test TESTERS=4: over four processes.
# make models DATA=../shared/training SYNONYMS=th_sv_SE_v2.dat: train the shipped embedding, fit the re-ranker to it.

PYTHON ?= python3
VENV ?= .venv
DATA ?= $(or $(KOMMUNMINNE_DATA),var)
DEMO ?= corpus/tallsele
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
CODE := ingest assistant ui evals tests corpus
# A file's tests stay together: they share what is slow to make. TESTERS=0 runs all in one process.
TESTERS ?= 2
SHARED_OUT := -n $(TESTERS) --dist loadfile
TORCH := $(shell sed -n 's/^torch==/torch==/p' constraints.txt)

ifdef SLIM
INSTALLED := $(VENV)/.installed-slim
else
INSTALLED := $(VENV)/.installed-models
endif

.PHONY: run install test check format bench models constraints clean

run: $(INSTALLED)
	@if [ ! -e $(DATA)/.demo ] || [ -n "$$(find $(DEMO) -newer $(DATA)/.demo -print -quit)" ]; then \
		$(BIN)/kommunminne ingest $(DEMO) --access publik --data $(DATA) && touch $(DATA)/.demo; \
	fi
	@exec $(BIN)/kommunminne start --data $(DATA)

install: $(INSTALLED)

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest $(SHARED_OUT)

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest $(SHARED_OUT)

format: $(VENV)/.installed-dev
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

bench: $(VENV)/.installed-dev
	$(BIN)/python -m evals.bench

# The weights go with the embedding: what it is not trained on is what they are fitted to.
TRAINING ?= ../shared/training
SYNONYMS ?= /usr/share/mythes/th_sv_SE_v2.dat
TRAINED_ON = --data $(TRAINING) --synonyms $(SYNONYMS)

models: $(VENV)/.installed-models
	@test -d $(TRAINING) || { echo "Texterna att träna på saknas: make models TRAINING=MAPP" >&2; exit 1; }
	@test -f $(SYNONYMS) || { echo "Synonymordlistan saknas: installera Debians mythes-sv, eller make models SYNONYMS=FIL" >&2; exit 1; }
	$(BIN)/python -m ingest.models.train $(TRAINED_ON) --out ingest/models/kommunminne-sv-m3
	$(BIN)/python -m evals.fit_reranker $(TRAINED_ON)

constraints:
	{ sed -n '/^#/p' constraints.txt; \
	  $(BIN)/python -m pip freeze --exclude-editable --disable-pip-version-check | sed 's/+[a-z0-9.]*$$//'; } > constraints.new
	mv constraints.new constraints.txt

clean:
	rm -rf $(VENV) build dist *.egg-info

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 eller senare behövs (make PYTHON=python3.12 run)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed-slim: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) -c constraints.txt -e .
	@touch $@

# torch first and on its own: another package's unpinned wish could bring a build of several GB.
$(VENV)/.installed-models: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) $(TORCH)
	$(PIP) -c constraints.txt -e '.[models]'
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed-models
	$(PIP) -c constraints.txt -e '.[models,dev,evals]'
	@touch $@
