# The commands of the project. A fresh machine needs Python 3.11 or later with venv, git and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FORMS := editor/node_modules/.package-lock.json
CANARIES := properdocs materialx zensical
export NO_MKDOCS_2_WARNING := 1

# A lock: two builds at once would write to the same folders.
alone = $(PYTHON) publish/alone.py sh -ec

# Build into a folder of its own, and move the site into place only if every step before `moved` succeeds.
# Each language is a site below that of the data.
mkdocs = $(BIN)/python -m publish.plainly mkdocs build --strict --site-dir
languages := $(notdir $(patsubst %/,%,$(wildcard translations/*/)))
built = rm -rf .build; $(mkdocs) .build/site$(foreach each,$(languages),; SITE_LANGUAGE=$(each) $(mkdocs) .build/site/$(each))
moved = if [ -d site ]; then mv site .build/old; fi; mv .build/site site; rm -rf .build

.PHONY: site handouts serve translation editor check look test drawings lint review sign unsign changes launch-check report bench audit links canary lock clean

site: check ## Check the data and build the site into site/; a failure keeps the earlier site
	@$(alone) '$(built); $(moved)'

handouts: check $(VENV)/test.stamp ## Build the site with a PDF of every age and activity, linked from its page
	@HANDOUTS=true $(alone) '$(built); $(BIN)/python -m handouts .build/site; $(moved)'

serve: check ## Preview the site (or SITE_LANGUAGE=es make serve), and rebuild it on every change; its pages aren't light
	LIGHT=false $(BIN)/python -m publish.plainly mkdocs serve

translation: $(VENV)/site.stamp ## Bring the files of translators up to date, and say what is left to translate
	@$(BIN)/python -m publish.plainly translation

editor: $(FORMS) ## Edit the data with forms, on this machine only
	@$(BIN)/python -m editor

check: $(VENV)/site.stamp ## Check the data and the guides, without a build
	@$(BIN)/python -m publish.plainly gate

look: check $(VENV)/test.stamp ## Check the data and test the built pages; a change of the content must pass this
	$(BIN)/python -m pytest -n auto --dist worksteal tests/any_data

test: $(VENV)/test.stamp $(FORMS) lint ## Run every test
	$(BIN)/python -m pytest -n auto --dist worksteal

drawings: $(VENV)/site.stamp ## Draw the pictures again, after a change of their poses
	$(BIN)/python -m drawings

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy macros.py policy.py
	$(BIN)/zizmor --offline --quiet .github/workflows
	PATH="$(abspath $(BIN)):$$PATH" tests/browser/node_modules/.bin/tsc --noEmit --allowJs --checkJs --strict \
	  --target es2021 --module es2022 --lib es2021,dom,dom.iterable docs/assets/js/*.js review/packet.js
	PATH="$(abspath $(BIN)):$$PATH" tests/browser/node_modules/.bin/tsc --noEmit --allowJs --checkJs --strict \
	  --target es2021 --lib es2021,webworker pages/worker/*.js

review: check $(VENV)/test.stamp ## Write what clinicians and translators read and sign, in sittings, to review-packets/
	@$(BIN)/python -m publish.plainly review.packets review-packets $(PACKET)

sign: $(VENV)/test.stamp ## Write a reviewer's answers into the data: make sign FILE=answers-01-jane-doe.json
	@$(BIN)/python -m publish.plainly review.sign $(FILE)

unsign: $(VENV)/site.stamp ## Remove every review, for another clinic that takes the project over
	@$(BIN)/python -m publish.plainly review.unsign

SINCE := main
changes: $(VENV)/test.stamp ## Write changes.html: the words that differ from main, or from SINCE=commit, before and after
	@$(BIN)/python -m report.changes $(SINCE) changes.html

launch-check: $(VENV)/site.stamp ## List what stands in the way of this step of the launch, and fail; nothing if all is well
	@$(BIN)/python -m publish.plainly publish.launch_check

report: site $(VENV)/test.stamp ## Print the state of the content
	@$(BIN)/python -m report

bench: $(VENV)/peers.stamp ## Measure builds, the check, the preview and page weight, compared with other programs
	$(BIN)/python -m bench.build
	$(BIN)/python -m bench.check_speed
	$(BIN)/python -m bench.preview
	$(BIN)/python -m bench.page_weight
	$(BIN)/python -m bench.peers

audit: $(VENV)/watch.stamp ## Look for known vulnerabilities of the dependencies
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements/site.lock -r requirements/test.lock
	PATH="$(abspath $(BIN)):$$PATH" npm audit --prefix tests/browser
	PATH="$(abspath $(BIN)):$$PATH" npm audit --prefix editor

links: site $(VENV)/watch.stamp ## Check every external link of the site
	$(BIN)/linkchecker --check-extern --no-robots --threads 4 --ignore-url '^(tel|mailto):' site/index.html

canary: $(VENV)/test.stamp $(CANARIES:%=$(VENV)/canary/%.stamp) ## Build with possible successors of MkDocs, and compare
	@$(alone) '$(BIN)/python -m canary $(VENV)/canary'

compile = $(BIN)/uv pip compile pyproject.toml --upgrade --universal --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -o requirements/$(1).lock $(2)

lock: $(VENV)/lock.stamp ## Renew the locks from pyproject.toml
	$(call compile,site)
	$(call compile,test,--group test --constraint requirements/site.lock)
	$(call compile,watch,--group watch --constraint requirements/test.lock)
	$(call compile,peers,--group peers --constraint requirements/test.lock)
	@# If one of these fails, the canary continues with its earlier lock.
	$(foreach name,$(CANARIES),$(call compile,$(name),--group $(name) --constraint requirements/site.lock) || true;)

clean: ## Remove everything that these commands created
	rm -rf $(VENV) .build site changes.html tests/browser/node_modules editor/node_modules
	git clean -qdXf bench/peers  # packages, and the sites that are compared

# Setting up the environment takes the lock, too.
install = $(BIN)/pip install --quiet --disable-pip-version-check
locked = $(install) --require-hashes -r
npm-ci = PATH="$(abspath $(BIN)):$$PATH" npm ci --silent --no-fund --no-audit --prefix

$(VENV)/site.stamp: requirements/site.lock
	@$(alone) '$(PYTHON) -m venv $(VENV); $(locked) $<; touch $@'

$(VENV)/test.stamp: requirements/test.lock tests/browser/package-lock.json $(VENV)/site.stamp
	@$(alone) '$(locked) $<; $(npm-ci) tests/browser; sh tests/browser/find-browsers.sh; touch $@'

$(FORMS): editor/package-lock.json $(VENV)/test.stamp
	@$(alone) '$(npm-ci) editor --ignore-scripts; touch $@'

$(VENV)/watch.stamp: requirements/watch.lock $(VENV)/test.stamp
	@$(alone) '$(locked) $<; touch $@'

$(VENV)/peers.stamp: requirements/peers.lock bench/peers/package-lock.json $(VENV)/test.stamp
	@$(alone) '$(locked) $<; $(npm-ci) bench/peers --ignore-scripts; touch $@'

$(VENV)/lock.stamp: $(VENV)/site.stamp
	@$(alone) '$(install) uv; touch $@'

$(VENV)/canary/%.stamp: BIN = $(VENV)/canary/$*/bin
$(VENV)/canary/%.stamp: requirements/%.lock
	@$(alone) '$(PYTHON) -m venv $(VENV)/canary/$*; $(locked) $<; touch $@'
