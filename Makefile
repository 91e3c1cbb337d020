# The front door. Each target does all of its own set-up; a second call does nothing twice.
.PHONY: help demo test peers bench lint format release debug clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

release: ## the optimised binary, build/release/bin/tarn
	@deps/install
	@[ -f build/release/build.ninja ] || cmake --preset release >/dev/null
	@cmake --build --preset release

demo: release ## generate 3.8 M rows, run the whole pipeline, answer the example queries
	@tools/demo build/demo $(DEMO_ARGS)

debug:
	@deps/install --test
	@[ -f build/debug/build.ninja ] || cmake --preset debug >/dev/null
	@cmake --build --preset debug

test: debug ## every test, with AddressSanitizer and UndefinedBehaviorSanitizer
	@tools/test

peers: release ## the tests against the real Trino server and Spark, which take minutes (with the release build)
	@deps/install --peers
	@tools/peers

bench: release ## every benchmark, ours and the peer's in turns
	@deps/install --test
	@bench/run

lint: ## format, module graph, clang-tidy on changed files
	@deps/install --test
	@[ -f build/debug/build.ninja ] || cmake --preset debug >/dev/null
	@tools/lint

format: ## formats every C++ file
	@tools/lint --fix

clean: ## removes what was built (not deps/)
	rm -rf build
