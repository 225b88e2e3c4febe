using System.Collections.Immutable;
using System.Globalization;
using LlmTracing.Compiler.Plan.Messages;

namespace LlmTracing.Compiler.Preview;

/// <summary>Keys of indexed messages.</summary>
internal static class IndexedKeys
{
    private static readonly ImmutableArray<(IndexedMessages Messages, KeyPattern Content)> Families =
        [.. MessageLists.Indexed.Select(messages => (messages, KeyPattern.Whole([messages.Content])))];

    /// <summary>The key that holds the role of this key's message; null when the key is no content of one.</summary>
    internal static string? RoleKey(string key)
    {
        foreach (var (messages, content) in Families)
        {
            if (key.StartsWith(messages.Prefix + ".", StringComparison.Ordinal)
                && key[(messages.Prefix.Length + 1)..].Split('.', 2) is [var index, var rest]
                && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number < MessageLists.MostIndexed
                && index == number.ToString(CultureInfo.InvariantCulture)
                && content.Matches(rest))
            {
                return $"{messages.Prefix}.{index}.{messages.Role}";
            }
        }

        return null;
    }
}
