using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LlmTracing.Compiler.Tests.Preview.Generated;

/// <summary>Smaller versions of a JSON value, the smallest first: without an item or a member, or with a shorter text.</summary>
internal static partial class JsonShrinker
{
    /// <summary>Members whose text is a number, an id or base64.</summary>
    private static readonly FrozenSet<string> Fixed =
        new[] { "traceId", "spanId", "parentSpanId", "timeUnixNano", "startTimeUnixNano", "intValue", "doubleValue", "bytesValue" }.ToFrozenSet(StringComparer.Ordinal);

    public static IEnumerable<JsonObject> Shrink(JsonObject value) => Smaller(value).Cast<JsonObject>();

    private static IEnumerable<JsonNode> Smaller(JsonNode? node) => node switch
    {
        JsonObject map => Maps(map),
        JsonArray list => Lists(list),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Texts(value.GetValue<string>()).Select(text => (JsonNode)JsonValue.Create(text)),
        _ => [],
    };

    private static IEnumerable<JsonNode> Maps(JsonObject map)
    {
        foreach (var (name, member) in map)
        {
            yield return Without(name);
            foreach (var smaller in Fixed.Contains(name) ? [] : Smaller(member))
            {
                var copy = (JsonObject)map.DeepClone();
                copy[name] = smaller;
                yield return copy;
            }
        }

        JsonObject Without(string name)
        {
            var copy = (JsonObject)map.DeepClone();
            copy.Remove(name);
            return copy;
        }
    }

    private static IEnumerable<JsonNode> Lists(JsonArray list)
    {
        for (var index = 0; index < list.Count; index++)
        {
            var copy = (JsonArray)list.DeepClone();
            copy.RemoveAt(index);
            yield return copy;
        }

        for (var index = 0; index < list.Count; index++)
        {
            foreach (var smaller in Smaller(list[index]))
            {
                var copy = (JsonArray)list.DeepClone();
                copy[index] = smaller;
                yield return copy;
            }
        }
    }

    /// <summary>Without one piece: halves first, then quarters, at last single characters; never half a surrogate pair.</summary>
    private static IEnumerable<string> Texts(string text)
    {
        for (var size = text.Length; size > 0; size /= 2)
        {
            for (var start = 0; start + size <= text.Length; start += size)
            {
                var shorter = text.Remove(start, size);
                if (IsWhole(shorter) && LeadingZero().Count(shorter) <= LeadingZero().Count(text))
                {
                    yield return shorter;
                }
            }
        }
    }

    /// <summary>The collector reads such numbers, which are no JSON.</summary>
    [GeneratedRegex("(?<![0-9.eE])0[0-9]")]
    private static partial Regex LeadingZero();

    private static bool IsWhole(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(text[index]))
            {
                return false;
            }
        }

        return true;
    }
}
