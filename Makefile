# Set-up, serving, tests. Every target prepares what it needs; stamps in .cache/ make the second time quick.
# A machine needs Python 3.13 and make only: Node comes from PyPI, into .venv.

PYTHON_VERSION := $(shell cat .python-version)
BIN := $(CURDIR)/.venv/bin
STAMPS := .cache/stamps
WEB := site_src/web

export PATH := $(BIN):$(PATH)
# Bytecode stays out of the folders that `mkdocs serve` watches.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.cache/pycache
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: serve build test test-oracle expected bench-browser bench-editor bench-studio bench-trace check audit clean gallery lock translation-status translation-accept
.DELETE_ON_ERROR:

serve: $(STAMPS)/site $(STAMPS)/npm
	mkdocs serve --livereload

build: $(STAMPS)/site $(STAMPS)/npm
	mkdocs build --strict

test: check
	pytest

# TensorFlow beside us, in an environment of its own: it is large, and nothing else needs it.
test-oracle: $(STAMPS)/oracle
	.venv-oracle/bin/pytest tests/oracle

# What TensorFlow gives for tests/oracle/scripts, which `make test` holds us to.
expected: $(STAMPS)/oracle
	PYTHONPATH=pkg/src:site_src .venv-oracle/bin/python -m tests.oracle.record

# What the browser runtime takes, beside stock Pyodide and others in the same run, as ratios. Wants a quiet machine.
bench-browser: $(STAMPS)/test $(STAMPS)/npm
	@PYTHONPATH=pkg/src:site_src python -m tests.browser.bench

# What an edit of a graph takes in Python, natively.
bench-studio: $(STAMPS)/test
	@PYTHONPATH=pkg/src:site_src python -m tests.site.studio.bench

# How long an edit takes to show in the playground.
bench-editor: build
	@PYTHONPATH=pkg/src:site_src python -m tests.browser.graph_editor.bench site

# What watching a run costs, and how large its record is.
bench-trace: $(STAMPS)/test
	@PYTHONPATH=pkg/src OPENBLAS_NUM_THREADS=1 python -m tests.engine.trace.bench

check: $(STAMPS)/test $(STAMPS)/npm
	ruff check .
	mypy
	npm run --silent check --prefix $(WEB)

# Lighthouse over every page, served compressed, with CHROME_PATH or Chromium; PAGES="part1/ en/part1/" asks for some.
audit: build $(STAMPS)/audit
	CHROME_PATH="$${CHROME_PATH:-$$(command -v chromium || command -v chromium-browser || command -v google-chrome)}" \
	  node site_src/audit/audit.mjs site $(PAGES)

# The gallery's graphs as data, from docs/examples/gallery.
gallery: $(STAMPS)/site
	PYTHONPATH=pkg/src:site_src python -c "from heureum_live.studio.gallery import main; main('docs/examples/gallery')"

# Sections that changed after they were translated. Fails if there are any, as a build for publishing does.
translation-status: $(STAMPS)/site
	@PYTHONPATH=site_src python -m plugin.translations status

# Says that translations are up to date: all, or those in PAGES="part1.en.md glossary.en.md#graph".
translation-accept: $(STAMPS)/site
	@PYTHONPATH=site_src python -m plugin.translations accept $(PAGES)

clean:
	rm -rf .cache .venv .venv-oracle site $(WEB)/node_modules site_src/audit/node_modules

# The newest versions that requirements/*.in allow, with hashes and without any address. Needs uv.
# tf-keras asks for tensorflow, which tensorflow-cpu is.
lock:
	cd requirements && for group in site test oracle; do \
	  uv pip compile --quiet --upgrade --universal --python-version $(PYTHON_VERSION) --generate-hashes \
	    --no-emit-index-url --no-emit-package tensorflow --custom-compile-command "make lock" $$group.in --output-file $$group.txt || exit 1; \
	done
	npm update --package-lock-only --prefix $(WEB)
	npm update --package-lock-only --prefix site_src/audit

$(STAMPS)/venv: ENVIRONMENT := .venv
$(STAMPS)/venv-oracle: ENVIRONMENT := .venv-oracle
$(STAMPS)/venv $(STAMPS)/venv-oracle: .python-version
	@mkdir -p $(STAMPS)
	@version=$(PYTHON_VERSION); \
	for python in "python$$version" python3 python "$$(uv python find $$version 2>/dev/null)"; do \
	  if [ "$$("$$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$$version" ]; then \
	    "$$python" -m venv --clear $(ENVIRONMENT) && touch $@; exit; \
	  fi; \
	done; \
	echo "make: no Python $$version was found, and the site needs that minor version: it is the one inside Pyodide." >&2; \
	echo "      Install it, for example with 'pyenv install $$version' or 'uv python install $$version', and try again." >&2; \
	exit 1

$(STAMPS)/site $(STAMPS)/test: $(STAMPS)/%: requirements/%.txt $(STAMPS)/venv
	pip install --quiet --require-hashes --no-deps --requirement $<
	@touch $@

$(STAMPS)/oracle: requirements/oracle.txt $(STAMPS)/venv-oracle
	.venv-oracle/bin/pip install --quiet --require-hashes --no-deps --requirement $<
	@touch $@

$(STAMPS)/audit: site_src/audit/package-lock.json | $(STAMPS)/site
	npm ci --silent --ignore-scripts --prefix site_src/audit
	@touch $@

$(STAMPS)/npm: $(WEB)/package-lock.json $(WEB)/package.json | $(STAMPS)/site
	npm ci --silent --ignore-scripts --prefix $(WEB)
	@touch $@
