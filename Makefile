.DEFAULT_GOAL := help
.PHONY: help build publish demo test bench golden lint run sandbox render image clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## Build everything; warnings are errors
	@dotnet build Operator.sln

publish: ## Operator and llmtracing as native programs, into artifacts/publish/aot; PUBLISH=r2r trims and precompiles instead
	@./eng/publish $(or $(PUBLISH),aot)

demo: ## Show the main job: sandbox, operator, a pod, a recorded trace
	@echo "Building ..."
	@dotnet build src/LlmTracing.Cli --verbosity quiet -p:RunAnalyzers=false
	@dotnet run --project src/LlmTracing.Cli --no-build -- demo

test: ## Run every test layer that this machine can run
	@./eng/test

bench: ## What redaction costs in a real collector; BENCH="operator --baseline FOLDER" compares published operators
	@dotnet run --project bench/LlmTracing.Bench --configuration Release -- $(BENCH)

golden: ## Regenerate the golden files
	@UPDATE_GOLDENS=1 ./eng/test

lint: ## Check the format of the code
	@dotnet format Operator.sln --verify-no-changes

run: ## Run the operator against the current kubeconfig
	@dotnet run --project src/LlmTracing.Operator

sandbox: ## Run an embedded Kubernetes API with the operator, until Ctrl-C
	@dotnet run --project src/LlmTracing.Cli -- sandbox --samples

render: ## Render all objects for config/samples
	@dotnet run --project src/LlmTracing.Cli -- render -f config/samples

image: ## Build the container image
	@docker build -t llm-tracing-operator:dev .

clean: ## Remove build outputs
	@rm -rf artifacts
