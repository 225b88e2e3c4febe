using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Kube.Sandbox.Api;

/// <summary>One term of a label selector, such as <c>a in (b,c)</c>.</summary>
internal sealed partial record LabelRequirement(string Key, string Operator, ImmutableArray<string> Values)
{
    public static ImmutableArray<LabelRequirement> ParseAll(string text)
    {
        if (text.Trim().Length == 0)
        {
            return [];
        }

        var terms = ImmutableArray.CreateBuilder<LabelRequirement>();
        for (var at = 0; at < text.Length;)
        {
            var match = Term().Match(text, at);
            if (!match.Success)
            {
                throw ApiException.BadRequest($"unable to parse requirement: found '{text[at..]}', expected: identifier");
            }

            terms.Add(Read(match));
            at = match.Index + match.Length;
        }

        return terms.ToImmutable();
    }

    public bool Matches(Dictionary<string, string> labels)
    {
        var present = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            "exists" => present,
            "!" => !present,
            "in" => present && Values.Contains(value!),
            "notin" => !present || !Values.Contains(value!),
            "gt" => present && long.TryParse(value, out var number) && number > long.Parse(Values[0]),
            _ => present && long.TryParse(value, out var number) && number < long.Parse(Values[0]),
        };
    }

    private static LabelRequirement Read(Match match)
    {
        var key = match.Groups["key"].Value;
        if (match.Groups["not"].Success)
        {
            return new LabelRequirement(key, "!", []);
        }

        if (match.Groups["set"].Success)
        {
            return new LabelRequirement(key, match.Groups["set"].Value, [.. match.Groups["values"].Value.Split(',').Select(value => value.Trim())]);
        }

        return match.Groups["op"].Value switch
        {
            "" => new LabelRequirement(key, "exists", []),
            "!=" => new LabelRequirement(key, "notin", [match.Groups["value"].Value]),
            ">" => new LabelRequirement(key, "gt", [match.Groups["value"].Value]),
            "<" => new LabelRequirement(key, "lt", [match.Groups["value"].Value]),
            _ => new LabelRequirement(key, "in", [match.Groups["value"].Value]),
        };
    }

    [GeneratedRegex(
        @"\G\s*(?<not>!)?\s*(?<key>[A-Za-z0-9][-A-Za-z0-9_./]*)\s*((?<set>in|notin)\s*\((?<values>[^)]*)\)|(?<op>==|=|!=|>|<)\s*(?<value>[-A-Za-z0-9_.]*))?\s*(,|\z)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Term();
}
