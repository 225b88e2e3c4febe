using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmTracing.Compiler.Patterns;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Names;

namespace LlmTracing.Compiler.Tests.Names;

/// <summary>One row of the table: which names it matches, and what it says about them.</summary>
/// <param name="IsNet">For libraries that are not in the table: other rows must not rely on it.</param>
internal sealed record Rule(string Keys, string Pattern, ImmutableArray<string> Verdicts, bool IsNet = false)
{
    private const string Unknown = "unknown";

    private static readonly ImmutableArray<string> Order = [.. Enum.GetNames<Category>(), "structure", "user", "session"];

    /// <summary>The table, in the form that the product uses.</summary>
    internal static ImmutableArray<Rule> All { get; } =
    [
        .. Libraries.All.SelectMany(library => library.Content).Zip(Vocabulary.Keys, (row, family) =>
            new Rule(row.Keys, family.Pattern, [.. family.Categories.Select(category => category.ToString())])),
        .. Libraries.All.SelectMany(
            library => library.Structure, (library, keys) => (Keys: keys, IsNet: ReferenceEquals(library, Libraries.Net)))
            .Zip(StructuralKeys.Patterns, (row, pattern) => new Rule(row.Keys, pattern, ["structure"], row.IsNet)),
        .. IdentityKeys.UserNames.Zip(IdentityKeys.User, (keys, pattern) => new Rule(keys, pattern, ["user"])),
        .. IdentityKeys.SessionNames.Zip(IdentityKeys.Session, (keys, pattern) => new Rule(keys, pattern, ["session"])),
    ];

    internal ImmutableHashSet<Sighting> Matched { get; } = Matches(Pattern, Corpus.Keys);

    internal static ImmutableHashSet<Sighting> Matches(string pattern, IEnumerable<Sighting> names)
    {
        var regex = new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant);
        return [.. names.Where(one => regex.IsMatch(one.Name))];
    }

    /// <summary>What the rules say together about one name of the corpus.</summary>
    internal static string Judge(Sighting name, IEnumerable<Rule> rules)
    {
        var verdicts = rules.Where(rule => rule.Matched.Contains(name)).SelectMany(rule => rule.Verdicts)
            .Distinct().OrderBy(verdict => Order.IndexOf(verdict)).ToArray();
        return verdicts.Length == 0 ? Unknown : string.Join(',', verdicts);
    }

    /// <summary>As the preview matches a name, which need not be in the corpus.</summary>
    internal bool IsMatch(string name) => Re2.Compile($"^(?:{Pattern})$", TimeSpan.FromSeconds(10)).IsMatch(name);

    public override string ToString() => Keys;
}
