using System.Text.RegularExpressions;

namespace Kube.Sandbox.Tables;

/// <summary>
/// The part of JSONPath that printer columns use: fields, <c>[0]</c> and <c>[?(@.a=="b")]</c>. Unknown syntax selects nothing.
/// </summary>
internal sealed partial record JsonPath(string Text)
{
    public JsonNode? Select(JsonNode? root) => Step().Matches(Text).Aggregate(root, Select);

    private static JsonNode? Select(JsonNode? node, Match step)
    {
        if (step.Groups["filter"].Success)
        {
            var path = new JsonPath(step.Groups["filter"].Value);
            return (node as JsonArray)?.FirstOrDefault(item => path.Select(item)?.ToString() == step.Groups["value"].Value);
        }

        return step.Groups["index"].Success
            ? (node as JsonArray)?.ElementAtOrDefault(int.Parse(step.Groups["index"].ValueSpan))
            : node.At(step.Groups["name"].Value.Replace("\\.", ".", StringComparison.Ordinal));
    }

    [GeneratedRegex(
        """\[\?\(@(?<filter>[^=]+?)\s*==\s*["']?(?<value>[^"')]*)["']?\)\]|\[(?<index>\d+)\]|\.?(?<name>(\\\.|[^.\[\]])+)""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Step();
}
