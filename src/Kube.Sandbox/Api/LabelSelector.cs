using System.Text.RegularExpressions;

namespace Kube.Sandbox.Api;

/// <summary>A label selector, from a query such as <c>a in (b,c),!d</c> or from a <c>LabelSelector</c> object.</summary>
internal sealed partial record LabelSelector(ImmutableArray<LabelRequirement> Terms)
{
    public bool Matches(IReadOnlyDictionary<string, string> labels) => Terms.All(term => term.Matches(labels));

    public static LabelSelector Parse(string text)
    {
        var terms = ImmutableArray.CreateBuilder<LabelRequirement>();
        for (var at = 0; at < text.TrimEnd().Length;)
        {
            var match = Term().Match(text, at);
            if (!match.Success)
            {
                throw ApiException.BadRequest($"unable to parse requirement: found '{text[at..]}', expected: identifier");
            }

            terms.Add(Read(match));
            at = match.Index + match.Length;
        }

        return new LabelSelector(terms.ToImmutable());
    }

    /// <summary>An empty selector matches everything, an absent one nothing.</summary>
    public static bool Matches(JsonObject? selector, IReadOnlyDictionary<string, string> labels) => selector is not null
        && selector.Pairs("matchLabels").Select(pair => new LabelRequirement(pair.Key, "in", [pair.Value]))
            .Concat(selector.Maps("matchExpressions").Select(Read)).All(term => term.Matches(labels));

    private static LabelRequirement Read(JsonObject expression) => new(
        expression.Text("key") ?? "",
        expression.Text("operator") switch { "Exists" => "exists", "DoesNotExist" => "!", "NotIn" => "notin", _ => "in" },
        [.. expression.Texts("values")]);

    private static LabelRequirement Read(Match match)
    {
        var (key, value) = (match.Groups["key"].Value, match.Groups["value"].Value);
        var values = match.Groups["values"].Value.Split(',').Select(one => one.Trim());
        return match.Groups["not"].Success ? new LabelRequirement(key, "!", [])
            : match.Groups["set"].Success ? new LabelRequirement(key, match.Groups["set"].Value, [.. values])
            : match.Groups["op"].Value switch
            {
                "" => new LabelRequirement(key, "exists", []),
                "!=" => new LabelRequirement(key, "notin", [value]),
                _ => new LabelRequirement(key, "in", [value]),
            };
    }

    [GeneratedRegex(
        @"\G\s*(?<not>!)?\s*(?<key>[A-Za-z0-9][-A-Za-z0-9_./]*)\s*"
            + @"((?<set>in|notin)\s*\((?<values>[^)]*)\)|(?<op>==|=|!=)\s*(?<value>[-A-Za-z0-9_.]*))?\s*(,|\z)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Term();
}

/// <summary>One term of a label selector.</summary>
/// <param name="Operator"><c>exists</c>, <c>!</c>, <c>in</c> or <c>notin</c>.</param>
internal sealed record LabelRequirement(string Key, string Operator, ImmutableArray<string> Values)
{
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        var present = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            "exists" => present,
            "!" => !present,
            "in" => present && Values.Contains(value!),
            _ => !present || !Values.Contains(value!),
        };
    }
}
