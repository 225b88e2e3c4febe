using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Otlp;
using LlmTracing.Compiler.Plan.Normalization;

namespace LlmTracing.Compiler.Preview.Normalization;

/// <summary>Gives a span the names of <see cref="NameTable"/>, in place. Of repeated keys the first counts, as in the collector.</summary>
internal static class NormalizedSpan
{
    internal static void Normalize(RedactionRun run, JsonObject span)
    {
        if (run.Redactor.Plan.Normalization is not { } normalization || span["attributes"] is not JsonArray attributes)
        {
            return;
        }

        Remove(run, attributes, run.Redactor.Denied.Matches);
        foreach (var name in NameTable.All.Where(name => IsAbsent(attributes, name.Target)))
        {
            if (Found(attributes, name) is { } found)
            {
                Set(attributes, name.Target, found);
                run.Report(Place(name.Target), ChangeKind.Normalized);
            }
        }

        if (normalization.Originals == OriginalsMode.Drop)
        {
            var gone = NameTable.All
                .Where(name => !IsAbsent(attributes, name.Target))
                .SelectMany(name => name.Sources.Select(source => source.Key))
                .ToImmutableHashSet(StringComparer.Ordinal);
            Remove(run, attributes, gone.Contains);
        }
    }

    private static JsonObject? Found(JsonArray attributes, NormalizedName name) => name.Sources
        .Select(source => Value(attributes, source.Key) is { } value ? Converted.Of(name.Conversion, value) : null)
        .FirstOrDefault(value => value is not null);

    private static void Remove(RedactionRun run, JsonArray attributes, Predicate<string> gone)
    {
        foreach (var pair in attributes.OfType<JsonObject>().Where(pair => gone(pair.Text("key"))).ToList())
        {
            attributes.Remove(pair);
            run.Report(Place(run.Redactor.Keys.Of(pair.Text("key")).Suspicious ? null : pair.Text("key")), ChangeKind.Dropped);
        }
    }

    private static void Set(JsonArray attributes, string key, JsonObject value)
    {
        if (Pair(attributes, key) is { } pair)
        {
            pair["value"] = value;
        }
        else
        {
            attributes.Add((JsonNode)AnyValue.Pair(key, value));
        }
    }

    /// <remarks>A value of no type is none.</remarks>
    private static bool IsAbsent(JsonArray attributes, string key) => Value(attributes, key) is not { } value || AnyValue.Kind(value).Length == 0;

    private static JsonObject? Value(JsonArray attributes, string key) => Pair(attributes, key)?["value"] as JsonObject;

    private static JsonObject? Pair(JsonArray attributes, string key) => attributes.OfType<JsonObject>().FirstOrDefault(pair => pair.Text("key") == key);

    /// <param name="key">Null when it may be data.</param>
    private static string Place(string? key) => $"span.attributes[{(key is null ? "*" : $"\"{key}\"")}]";
}
