using System.Collections.Immutable;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Validation;

/// <summary>URLs of backends. A message never repeats the URL: it may hold a credential.</summary>
internal static class EndpointRules
{
    private const string Example = "Use a base URL such as http://tempo.monitoring.svc:4318.";

    private static readonly ImmutableArray<string> SignalPaths = ["/v1/traces", "/v1/logs", "/v1/metrics"];

    internal static IEnumerable<Mistake> Endpoints(ImmutableArray<Backend> backends) =>
        backends.SelectMany((backend, index) =>
            Otlp(backend.Otlp, $"spec.backends[{index}].otlp.endpoint")
                .Concat(Langfuse(backend.Langfuse, $"spec.backends[{index}].langfuse.url")));

    private static IEnumerable<Mistake> Otlp(OtlpBackend? otlp, string path)
    {
        if (otlp is null)
        {
            return [];
        }

        var mistakes = Url(otlp.Endpoint, path);
        if (SignalPaths.Any(signal => otlp.Endpoint.TrimEnd('/').EndsWith(signal, StringComparison.Ordinal)))
        {
            return mistakes.Append(new(
                path,
                Reasons.InvalidEndpoint,
                "The URL ends with the path of one signal.",
                "Use the base URL: the collector adds the path of each signal."));
        }

        return otlp.Protocol == OtlpProtocol.Grpc
            && Uri.TryCreate(otlp.Endpoint, UriKind.Absolute, out var url)
            && url.AbsolutePath is not ("/" or "")
            ? mistakes.Append(new(
                path,
                Reasons.InvalidEndpoint,
                "The URL has a path, which gRPC does not support.",
                "Remove the path, or set protocol: HttpProtobuf."))
            : mistakes;
    }

    private static IEnumerable<Mistake> Langfuse(LangfuseBackend? langfuse, string path)
    {
        if (langfuse is null)
        {
            return [];
        }

        var mistakes = Url(langfuse.Url, path);
        return langfuse.Url.Contains("/api/public", StringComparison.Ordinal)
            ? mistakes.Append(new(
                path,
                Reasons.InvalidEndpoint,
                "The URL includes the path of the Langfuse API.",
                "Use the base URL, such as https://cloud.langfuse.com: the collector adds the path."))
            : mistakes;
    }

    private static IEnumerable<Mistake> Url(string text, string path)
    {
        if (text.Any(char.IsWhiteSpace)
            || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            || url.Host.Length == 0)
        {
            yield return new(path, Reasons.InvalidEndpoint, "This is not an absolute http or https URL.", Example);
            yield break;
        }

        if (url.UserInfo.Length > 0)
        {
            yield return new(
                path,
                Reasons.CredentialsInUrl,
                "The URL contains a user or password, visible to everyone who can read this object.",
                "Put the credentials in a Secret and reference it.");
        }

        if (text.Contains('?', StringComparison.Ordinal) || text.Contains('#', StringComparison.Ordinal))
        {
            yield return new(path, Reasons.InvalidEndpoint, "The URL has a query string or fragment.", Example);
        }
    }
}
