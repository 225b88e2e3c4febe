using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kube.Testing.Telemetry;

namespace LlmTracing.Compiler.Tests.Preview;

/// <summary>OTLP JSON in one form, so that equal telemetry is equal text: how it was batched, the order of keys and empty fields do not count.</summary>
/// <remarks>
/// Text that is glued to a mask does not count: the collector runs its detectors in random order, and where two of them overlap
/// (the password of a URL may look like an e-mail address, a telephone number has an area code in parentheses or half of them) the first
/// to come decides how far the mask reaches.
/// </remarks>
internal static partial class Canonical
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Each span or log record with its resource and scope, sorted.</summary>
    public static List<string> Items(IEnumerable<JsonNode> requests, Signal signal)
    {
        var (scopes, items) = signal == Signal.Traces ? ("scopeSpans", "spans") : ("scopeLogs", "logRecords");
        return [.. (from request in requests
                    from resource in List(request[signal.Root()])
                    from scope in List(resource[scopes])
                    from item in List(scope[items])
                    select Masked().Replace(new JsonObject
                    {
                        ["item"] = Message(item),
                        ["scope"] = Message(scope["scope"]),
                        ["scopeSchema"] = Message(scope["schemaUrl"]),
                        ["resource"] = Message(resource["resource"]),
                        ["resourceSchema"] = Message(resource["schemaUrl"]),
                    }.ToJsonString(Readable), "****")).Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("""[\\"]*[^\s"\\,;(){}\[\]<>]*\(?\*{4}[^\s"\\,;(){}\[\]<>]*[\\"]*""")]
    private static partial Regex Masked();

    private static IEnumerable<JsonNode> List(JsonNode? node) => node?.AsArray().Select(item => item!) ?? [];

    private static JsonNode? Message(JsonNode? node) => node switch
    {
        JsonObject message => NotEmpty(message),
        JsonArray array => array.Count == 0 ? null : new JsonArray([.. array.Select(Message)]),
        JsonValue value when value.ToString() is "" or "0" => null,
        _ => node?.DeepClone(),
    };

    private static JsonObject? NotEmpty(JsonObject message)
    {
        var result = new JsonObject();
        foreach (var (name, value) in message.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            var canonical = name switch { "attributes" => Pairs(value), "body" => AnyValue(value), _ => Message(value) };
            if (canonical is not null)
            {
                result[name] = canonical;
            }
        }

        return result.Count == 0 ? null : result;
    }

    private static JsonArray? Pairs(JsonNode? list)
    {
        var pairs = List(list)
            .Select(pair => new JsonObject { ["key"] = pair["key"]?.DeepClone() ?? "", ["value"] = AnyValue(pair["value"]) })
            .OrderBy(pair => pair["key"]!.ToString(), StringComparer.Ordinal)
            .ToArray<JsonNode>();
        return pairs.Length == 0 ? null : new JsonArray(pairs);
    }

    private static double Number(JsonNode node) =>
        node.AsValue().TryGetValue(out double number) ? number : double.Parse(node.ToString(), CultureInfo.InvariantCulture);

    private static JsonObject? AnyValue(JsonNode? value) => value?.AsObject().FirstOrDefault(member => member.Value is not null) switch
    {
        null or { Value: null } => null,
        { Key: "intValue" } member => new() { ["int"] = member.Value.ToString() },
        { Key: "doubleValue" } member => new() { ["double"] = Number(member.Value).ToString("R", CultureInfo.InvariantCulture) },
        { Key: "arrayValue" } member => new() { ["array"] = new JsonArray([.. List(member.Value["values"]).Select(AnyValue)]) },
        { Key: "kvlistValue" } member => new() { ["map"] = Pairs(member.Value["values"]) },
        { } member => new() { [member.Key] = member.Value.DeepClone() },
    };
}
