# syntax=docker/dockerfile:1
# Native code is linked by and for the platform that builds: for an image of two architectures give buildx a builder of each.
# The release of the distribution is that of the final image, whose glibc must be no older.
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble-aot AS build
ARG TARGETARCH
# r2r: trimmed and precompiled, with the runtime beside it (docs/decisions/0011-native-aot.md).
ARG PUBLISH_MODE=aot
WORKDIR /source

# Project and lock files first: the packages stay cached until one of them changes.
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/Kube.Model/Kube.Model.csproj src/Kube.Model/packages.lock.json src/Kube.Model/
COPY src/Kube.Runtime/Kube.Runtime.csproj src/Kube.Runtime/packages.lock.json src/Kube.Runtime/
COPY src/LlmTracing.Compiler/LlmTracing.Compiler.csproj src/LlmTracing.Compiler/packages.lock.json src/LlmTracing.Compiler/
COPY src/LlmTracing.Operator/LlmTracing.Operator.csproj src/LlmTracing.Operator/packages.lock.json src/LlmTracing.Operator/
RUN dotnet restore src/LlmTracing.Operator --locked-mode

# Symbols stay behind in artifacts/bin.
COPY src/ src/
RUN dotnet publish src/LlmTracing.Operator \
      --configuration Release \
      --arch "$TARGETARCH" \
      -p:PublishMode="$PUBLISH_MODE" \
      --output /app

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
LABEL org.opencontainers.image.title="llm-tracing-operator" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /app /app
# No diagnostic port: it would write to the read-only file system.
ENV DOTNET_EnableDiagnostics=0
# The ports are the operator's own settings, not those that the base image gives every web application.
ENV ASPNETCORE_HTTP_PORTS=
# Webhook, metrics, health.
EXPOSE 9443 8080 8081
USER $APP_UID
ENTRYPOINT ["/app/llm-tracing-operator"]
