using System.Text.Json;

namespace LlmTracing.Compiler.Yaml;

/// <summary>Long lists that occur more than once in a document: the first is written with an anchor, the others refer to it.</summary>
internal sealed class SharedLists
{
    /// <summary>Shortest list, in characters of JSON, for which a reference is worthwhile.</summary>
    private const int Least = 200;

    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> anchors = new(StringComparer.Ordinal);

    internal SharedLists(JsonElement document) => Count(document);

    /// <summary>The anchor of a list that occurs more than once, and whether it was already written; null for any other value.</summary>
    internal (string Anchor, bool IsWritten)? Of(JsonElement list)
    {
        if (Text(list) is not { } text || counts[text] < 2)
        {
            return null;
        }

        if (anchors.TryGetValue(text, out var anchor))
        {
            return (anchor, true);
        }

        anchors[text] = $"list{anchors.Count + 1}";
        return (anchors[text], false);
    }

    private void Count(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Count(member.Value);
                }

                break;
            case JsonValueKind.Array when Text(value) is { } text && (counts[text] = counts.GetValueOrDefault(text) + 1) > 1:
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Count(item);
                }

                break;
        }
    }

    private static string? Text(JsonElement list) => list.GetRawText() is { Length: >= Least } text ? text : null;
}
