using System.Collections.Immutable;

using k8s.Models;

namespace Kube.Model;

/// <summary>A label query; an empty one selects everything.</summary>
public sealed record LabelSelector
{
    public ImmutableSortedDictionary<string, string> MatchLabels { get => field.OrEmpty(); init; }

    public ImmutableArray<LabelSelectorRequirement> MatchExpressions { get => field.OrEmpty(); init; }

    /// <summary>How many requirements there are: the measure of specificity.</summary>
    public int Requirements() => MatchLabels.Count + MatchExpressions.Length;

    /// <summary>Whether an object with these labels is selected.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels) =>
        MatchLabels.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value)
        && MatchExpressions.All(requirement => requirement.Matches(labels));

    /// <summary>A new object of the library.</summary>
    public V1LabelSelector ToModel() => new()
    {
        MatchLabels = MatchLabels,
        MatchExpressions =
        [
            .. MatchExpressions.Select(
                one => new V1LabelSelectorRequirement { Key = one.Key, OperatorProperty = one.Operator, Values = [.. one.Values] }),
        ],
    };
}

/// <summary>One requirement; an unknown operator selects nothing.</summary>
public sealed record LabelSelectorRequirement
{
    public required string Key { get; init; }

    /// <summary><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>.</summary>
    public required string Operator { get; init; }

    public ImmutableArray<string> Values { get => field.OrEmpty(); init; }

    internal bool Matches(IReadOnlyDictionary<string, string> labels) => Operator switch
    {
        "In" => labels.TryGetValue(Key, out var value) && Values.Contains(value),
        "NotIn" => !labels.TryGetValue(Key, out var value) || !Values.Contains(value),
        "Exists" => labels.ContainsKey(Key),
        "DoesNotExist" => !labels.ContainsKey(Key),
        _ => false,
    };
}
