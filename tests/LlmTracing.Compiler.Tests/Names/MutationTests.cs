using System.Collections.Immutable;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Names;

namespace LlmTracing.Compiler.Tests.Names;

/// <summary>A mistake in the table makes the corpus fail: this is what the corpus is for.</summary>
public sealed class MutationTests
{
    [Fact]
    public void A_row_that_is_lost_is_noticed() =>
        Rule.All.Where(rule => !IsNoticed(rule, rule.Matched)).ShouldBeEmpty();

    [Fact]
    public void A_wrong_letter_is_noticed()
    {
        var unnoticed =
            from rule in Rule.All
            from position in Letters(rule.Keys)
            let wrong = $"{rule.Keys[..position]}Q{rule.Keys[(position + 1)..]}"
            where Mutated(rule, wrong) is { } pattern && !IsNoticed(rule, rule.Matched.Except(Rule.Matches(pattern, rule.Matched)))
            select wrong;
        unnoticed.ShouldBeEmpty();
    }

    /// <summary>Some name is judged otherwise when this rule does not match the lost names.</summary>
    private static bool IsNoticed(Rule rule, ImmutableHashSet<Sighting> lost) =>
        lost.Any(name => Rule.Judge(name, Rule.All.Where(other => other != rule && (rule.IsNet || !other.IsNet))) != name.Expected);

    /// <summary>The pattern that the product makes of the wrong row, or null when it refuses it.</summary>
    private static string? Mutated(Rule rule, string wrong)
    {
        if (!rule.Keys.EndsWith(Library.Rest))
        {
            return Notation.ToRe2(wrong);
        }

        var libraries = Libraries.All.Select(library =>
            library with { Content = [.. library.Content.Select(row => row.Keys == rule.Keys ? (row.Categories, wrong) : row)] });
        try
        {
            return Vocabulary.KeysOf([.. libraries])[Rule.All.IndexOf(rule)].Pattern;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Positions of literal text: neither in a place such as <c>&lt;n&gt;</c> nor a sign of the notation.</summary>
    private static IEnumerable<int> Letters(string keys) =>
        Enumerable.Range(0, keys.Length).Where(i => "{},*…<>".IndexOf(keys[i]) < 0 && keys.LastIndexOf('<', i) <= keys.LastIndexOf('>', i));
}
