using Kube.Model;

namespace LlmTracing.Compiler.Collector;

/// <summary>Pieces of the OpenTelemetry Transformation Language, quoted for a configuration file.</summary>
public static class Ottl
{
    /// <summary>
    /// A string literal. Backslashes and quotes are escaped for OTTL, and <c>$</c> is doubled, because the collector expands
    /// <c>${NAME}</c> in every string of its configuration.
    /// </summary>
    public static string Literal(string text) =>
        $"\"{Escaped(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>Any other text of a configuration, with <c>$</c> doubled.</summary>
    public static string Escaped(string text) => text.Replace("$", "$$", StringComparison.Ordinal);

    /// <summary>RE2 that matches whole keys, each by one of the patterns.</summary>
    public static string WholeKey(IEnumerable<string> patterns) => $"^(?:{string.Join('|', patterns)})$";

    /// <summary>Statement that removes the attribute of this key, of repeated ones the first.</summary>
    public static string Delete(string key) => $"delete_key(attributes, {Literal(key)})";

    /// <summary>Statement that removes the attributes whose key matches.</summary>
    public static string DeleteMatching(string pattern) => $"delete_matching_keys(attributes, {Literal(pattern)})";

    /// <summary>Path of an attribute of the group's own context, so that groups with equal statements are equal text.</summary>
    public static string Attribute(string key) => $"attributes[{Literal(key)}]";

    /// <summary>Path of an attribute of a context.</summary>
    public static string Attribute(string context, string key) => $"{context}.attributes[{Literal(key)}]";

    /// <summary>Condition: the labels that were extracted under <paramref name="prefix"/> satisfy the selector.</summary>
    public static string Selects(LabelSelector selector, string prefix) =>
        All(selector.MatchLabels.Select(pair => $"{Label(prefix, pair.Key)} == {Literal(pair.Value)}")
            .Concat(selector.MatchExpressions.Select(requirement => Selects(requirement, prefix))));

    /// <summary>Conjunction; <c>true</c> when empty.</summary>
    public static string All(IEnumerable<string> conditions) => Join(" and ", "true", conditions);

    /// <summary>Disjunction; <c>false</c> when empty.</summary>
    public static string Any(IEnumerable<string> conditions) => Join(" or ", "false", conditions);

    private static string Selects(LabelSelectorRequirement requirement, string prefix)
    {
        var label = Label(prefix, requirement.Key);
        var isOneOf = Any(requirement.Values.Select(value => $"{label} == {Literal(value)}"));
        return requirement.Operator switch
        {
            "In" => $"({isOneOf})",
            "NotIn" => $"({label} == nil or not ({isOneOf}))",
            "Exists" => $"{label} != nil",
            "DoesNotExist" => $"{label} == nil",
            _ => "false",
        };
    }

    private static string Label(string prefix, string key) => Attribute("resource", prefix + key);

    private static string Join(string separator, string none, IEnumerable<string> conditions)
    {
        var joined = string.Join(separator, conditions);
        return joined.Length == 0 ? none : joined;
    }
}
