using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LlmTracing.Cli.Manifests;

/// <summary>Builds one document from the parser's events, within the limits.</summary>
internal sealed class YamlDocumentBuilder(Parser parser, long startIndex, List<ManifestFault> faults)
{
    private const string StringTag = "tag:yaml.org,2002:str";

    private readonly Dictionary<AnchorName, JsonNode?> anchors = [];
    private readonly FieldPositions positions = new();
    private int nodes;
    private long characters;

    /// <summary>The root, or null for an empty document; leaves the parser at the document's end.</summary>
    public JsonNode? Build(out FieldPositions found)
    {
        found = positions;
        return Value(Move(), "", 0);
    }

    private ParsingEvent Move()
    {
        parser.MoveNext();
        var current = parser.Current!;
        if (current.Start.Index - startIndex > ManifestLimits.DocumentCharacters)
        {
            throw Stop(
                current,
                "DocumentTooLarge",
                $"The document is larger than {ManifestLimits.DocumentCharacters / 1024 / 1024} MiB.",
                "Split it; the API server would refuse it too.");
        }

        return current;
    }

    private JsonNode? Value(ParsingEvent current, string path, int depth)
    {
        positions.Add(path, YamlFaults.At(current.Start));
        if (depth > ManifestLimits.Depth)
        {
            throw Stop(
                current,
                "TooDeep",
                $"Maps and lists are nested more than {ManifestLimits.Depth} levels deep.",
                "No field is nested that deep; check brackets and indentation.");
        }

        JsonNode? value = current switch
        {
            Scalar scalar => Text(scalar),
            SequenceStart => List(path, depth),
            MappingStart => Map(path, depth),
            AnchorAlias alias => Copy(alias, depth),
            _ => null,
        };
        if (current is NodeEvent { Anchor: { IsEmpty: false } anchor })
        {
            anchors[anchor] = value;
        }

        return value;
    }

    private JsonNode? Text(Scalar scalar)
    {
        Count(scalar, scalar.Value.Length);
        return scalar.Style == ScalarStyle.Plain && (scalar.Tag.IsEmpty || scalar.Tag.Value != StringTag)
            ? YamlScalars.Resolve(scalar.Value)
            : JsonValue.Create(scalar.Value);
    }

    private JsonArray List(string path, int depth)
    {
        Count(parser.Current!, 0);
        var list = new JsonArray();
        for (var current = Move(); current is not SequenceEnd; current = Move())
        {
            list.Add(Value(current, FieldPositions.Item(path, list.Count), depth + 1));
        }

        return list;
    }

    private JsonObject Map(string path, int depth)
    {
        Count(parser.Current!, 0);
        var map = new JsonObject();
        var merged = new List<JsonNode?>();
        for (var current = Move(); current is not MappingEnd; current = Move())
        {
            var key = Key(current);
            var child = FieldPositions.Member(path, key.Value);
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                merged.Add(Value(Move(), child, depth + 1));
                continue;
            }

            positions.Add(child, YamlFaults.At(key.Start));
            var value = Value(Move(), child, depth + 1);
            if (!map.TryAdd(key.Value, value))
            {
                faults.Add(new ManifestFault(
                    YamlFaults.At(key.Start),
                    "DuplicateKey",
                    $"The key '{Shown.Short(key.Value)}' appears twice.",
                    "Remove one of them; tools disagree on which one counts.",
                    child));
            }
        }

        Merge(map, merged);
        return map;
    }

    private Scalar Key(ParsingEvent current)
    {
        if (current is not Scalar key)
        {
            throw Stop(current, "Syntax", "A map key must be text.", "Quote templates such as '{{ value }}', and write lists as values.");
        }

        Count(key, key.Value.Length);
        return key;
    }

    private static void Merge(JsonObject map, List<JsonNode?> merged)
    {
        foreach (var (name, value) in merged.SelectMany(one => one is JsonArray list
            ? list.OfType<JsonObject>()
            : [.. new[] { one }.OfType<JsonObject>()]).SelectMany(one => one))
        {
            if (!map.ContainsKey(name))
            {
                map.Add(name, value?.DeepClone());
            }
        }
    }

    private JsonNode? Copy(AnchorAlias alias, int depth)
    {
        if (!anchors.TryGetValue(alias.Value, out var original))
        {
            throw Stop(
                alias,
                "Syntax",
                $"The alias '*{Shown.Short(alias.Value.Value)}' does not refer to an earlier anchor.",
                "Define the anchor earlier in the same document, outside the value that uses it.");
        }

        CountAll(alias, original, depth);
        return original?.DeepClone();
    }

    private void CountAll(AnchorAlias alias, JsonNode? value, int depth)
    {
        Count(alias, value is JsonValue text && text.TryGetValue<string>(out var words) ? words.Length : 0);
        if (depth > ManifestLimits.Depth)
        {
            throw Stop(
                alias, "TooDeep", $"Aliases nest maps and lists more than {ManifestLimits.Depth} levels deep.", "Write the values out.");
        }

        foreach (var (name, child) in value as JsonObject ?? [])
        {
            characters += name.Length;
            CountAll(alias, child, depth + 1);
        }

        foreach (var child in value as JsonArray ?? [])
        {
            CountAll(alias, child, depth + 1);
        }
    }

    private void Count(ParsingEvent current, int length)
    {
        nodes++;
        characters += length;
        if (nodes > ManifestLimits.Nodes || characters > ManifestLimits.ExpandedCharacters)
        {
            throw Stop(
                current,
                "DocumentTooLarge",
                $"The document has more than {ManifestLimits.Nodes} values or {ManifestLimits.ExpandedCharacters / 1024 / 1024} MiB "
                + "once its aliases are expanded.",
                "Write the values out instead of nesting aliases.");
        }
    }

    private static ManifestFaultException Stop(ParsingEvent current, string reason, string message, string hint) =>
        new(new ManifestFault(YamlFaults.At(current.Start), reason, message, hint));
}
