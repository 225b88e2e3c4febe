using System.Globalization;
using System.Text.RegularExpressions;

namespace Kube.Sandbox.Tables;

/// <summary>The part of JSONPath that printer columns and selectable fields use: fields, indices, <c>[*]</c> and <c>[?(@.a=="b")]</c>.</summary>
internal sealed partial class JsonPath
{
    private readonly ImmutableArray<Func<JsonNode, IEnumerable<JsonNode?>>> steps;

    private JsonPath(ImmutableArray<Func<JsonNode, IEnumerable<JsonNode?>>> steps) => this.steps = steps;

    /// <summary>Unknown syntax selects nothing.</summary>
    public static JsonPath Parse(string text) => new([.. Step().Matches(text).Select(Read)]);

    public IEnumerable<JsonNode> Select(JsonNode root)
    {
        IEnumerable<JsonNode> nodes = [root];
        foreach (var step in steps)
        {
            nodes = nodes.SelectMany(step).OfType<JsonNode>();
        }

        return nodes;
    }

    private static Func<JsonNode, IEnumerable<JsonNode?>> Read(Match step)
    {
        if (step.Groups["filter"].Success)
        {
            var path = Parse(step.Groups["filter"].Value);
            var wanted = step.Groups["value"].Value;
            return node => Items(node).Where(item => item is not null && path.Select(item).Any(found => (found.Text() ?? found.ToJsonString()) == wanted));
        }

        if (step.Groups["index"].Success)
        {
            var text = step.Groups["index"].Value;
            return text == "*" ? Items : node => Items(node).Skip(int.Parse(text, CultureInfo.InvariantCulture)).Take(1);
        }

        var name = (step.Groups["quoted"].Success ? step.Groups["quoted"].Value : step.Groups["name"].Value).Replace("\\.", ".", StringComparison.Ordinal);
        return node => [node.At(name)];
    }

    private static IEnumerable<JsonNode?> Items(JsonNode node) => node switch
    {
        JsonArray list => list,
        JsonObject map => map.Select(pair => pair.Value),
        _ => [],
    };

    [GeneratedRegex(
        """\[\?\(@(?<filter>[^=]+?)\s*==\s*["']?(?<value>[^"')]*)["']?\)\]|\[["'](?<quoted>[^"']+)["']\]|\[(?<index>\*|\d+)\]|\.?(?<name>(\\\.|[^.\[\]])+)""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Step();
}
