using System.Text.Json.Nodes;
using Kube.Schema.Json;

namespace Kube.Sandbox.Resources;

/// <summary>A <c>LabelSelector</c> object against labels.</summary>
internal static class LabelQuery
{
    /// <summary>An absent selector selects nothing, an empty one everything.</summary>
    public static bool Matches(JsonObject? selector, IReadOnlyDictionary<string, string> labels) =>
        selector is not null
        && selector.Pairs("matchLabels").All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value)
        && selector.Maps("matchExpressions").All(expression => Holds(expression, labels));

    private static bool Holds(JsonObject expression, IReadOnlyDictionary<string, string> labels)
    {
        var present = labels.TryGetValue(expression.Text("key") ?? "", out var value);
        return expression.Text("operator") switch
        {
            "In" => present && expression.Texts("values").Contains(value),
            "NotIn" => !present || !expression.Texts("values").Contains(value),
            "Exists" => present,
            "DoesNotExist" => !present,
            _ => false,
        };
    }
}
