using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmTracing.Compiler.Api;

namespace LlmTracing.Compiler.Validation;

/// <summary>Headers of backends.</summary>
internal static partial class HeaderRules
{
    private static readonly ImmutableHashSet<string> Reserved = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "host", "connection", "content-type", "content-length", "content-encoding", "transfer-encoding", "te", "upgrade", "user-agent");

    internal static IEnumerable<Mistake> Headers(ImmutableArray<Backend> backends) =>
        backends.SelectMany((backend, index) => Of(backend.Otlp?.Headers ?? [], $"spec.backends[{index}].otlp.headers"));

    private static IEnumerable<Mistake> Of(ImmutableArray<BackendHeader> headers, string path) =>
        headers.SelectMany((header, index) => Name(header.Name, $"{path}[{index}].name"))
            .Concat(Duplicates.In(path, "name", headers.Select(header => header.Name)));

    private static IEnumerable<Mistake> Name(string name, string path)
    {
        if (!Token().IsMatch(name))
        {
            yield return new(
                path, Reasons.InvalidHeader, "This is not a valid header name.", "Use letters, digits and dashes, such as x-api-key.");
        }
        else if (Reserved.Contains(name) || name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase))
        {
            yield return new(path, Reasons.InvalidHeader, $"The collector sets the header {name} itself.", "Remove it.");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
