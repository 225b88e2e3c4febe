using System.Collections.Immutable;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Collector.Components;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Collector.Backends;

/// <summary>A backend as an exporter, with the extensions that it needs.</summary>
/// <param name="TracesOnly">Whether it takes no logs.</param>
internal sealed record BackendExporter(
    string Name,
    Component Exporter,
    BackendContent Content,
    bool TracesOnly,
    ImmutableArray<(string Name, Component Component)> Extensions);

/// <summary>What each kind of backend needs: path, protocol, header form, signals.</summary>
internal static class BackendExporters
{
    internal static BackendExporter Of(Backend backend) => backend switch
    {
        { Otlp: { Protocol: OtlpProtocol.Grpc } otlp } => Plain(backend, $"otlp_grpc/{backend.Name}", Grpc(backend, otlp)),
        { Otlp: { } otlp } => Plain(
            backend, $"otlp_http/{backend.Name}", new OtlpHttpExporter(Ottl.Escaped(otlp.Endpoint)) { Headers = Headers(backend, otlp) }),
        { Langfuse: { } langfuse } => Langfuse(backend, langfuse),
        _ => throw new System.Diagnostics.UnreachableException("validation lets no backend pass that has no typed block"),
    };

    private static BackendExporter Plain(Backend backend, string name, Component exporter) =>
        new(name, exporter, backend.Content ?? BackendContent.Keep, TracesOnly: false, []);

    /// <summary>Langfuse takes OTLP over HTTP with basic authentication by its two keys, and traces only.</summary>
    private static BackendExporter Langfuse(Backend backend, LangfuseBackend langfuse)
    {
        var extension = $"basicauth/{backend.Name}";
        var endpoint = Ottl.Escaped(langfuse.Url.TrimEnd('/')) + "/api/public/otel";
        var credentials = new BasicCredentials(
            Environment(SecretVariables.LangfusePublicKey(backend.Name)), Environment(SecretVariables.LangfuseSecretKey(backend.Name)));
        return new(
            $"otlp_http/{backend.Name}",
            new OtlpHttpExporter(endpoint) { Auth = new ClientAuthentication(extension) },
            backend.Content ?? BackendContent.Keep,
            TracesOnly: true,
            [(extension, new BasicAuth(credentials))]);
    }

    private static OtlpGrpcExporter Grpc(Backend backend, OtlpBackend otlp)
    {
        var endpoint = new Uri(otlp.Endpoint);
        return new OtlpGrpcExporter($"{endpoint.Host}:{endpoint.Port}")
        {
            Headers = Headers(backend, otlp),
            Tls = endpoint.Scheme == Uri.UriSchemeHttp ? new ClientTls(Insecure: true) : null,
        };
    }

    private static ImmutableSortedDictionary<string, string> Headers(Backend backend, OtlpBackend otlp) =>
        otlp.Headers.ToImmutableSortedDictionary(
            header => header.Name, header => Environment(SecretVariables.Header(backend.Name, header.Name)), StringComparer.Ordinal);

    private static string Environment(string variable) => $"${{env:{variable}}}";
}
