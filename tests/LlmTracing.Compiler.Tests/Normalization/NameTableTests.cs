using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LlmTracing.Compiler.Patterns;
using LlmTracing.Compiler.Plan;
using LlmTracing.Compiler.Plan.Normalization;

namespace LlmTracing.Compiler.Tests.Normalization;

/// <summary>What the table must hold to for copying to be safe.</summary>
public sealed class NameTableTests
{
    private static readonly ImmutableArray<Source> Sources = [.. NameTable.All.SelectMany(name => name.Sources)];

    private static readonly Regex Content = Whole(Vocabulary.Keys.Select(family => family.Pattern));

    private static readonly Regex User = Whole(IdentityKeys.User);

    private static readonly Regex Session = Whole(IdentityKeys.Session);

    private static readonly Regex Known = Whole([.. StructuralKeys.Patterns, .. IdentityKeys.User, .. IdentityKeys.Session]);

    public static TheoryData<string, string> Pairs { get; } =
        [.. NameTable.All.SelectMany(name => name.Sources.Select(source => (name.Target, source.Key)))];

    public static TheoryData<string> Targets { get; } = [.. NameTable.All.Select(name => name.Target)];

    [Fact]
    public void A_key_is_one_target_or_one_source() =>
        NameTable.All.Select(name => name.Target).Concat(Sources.Select(source => source.Key)).ShouldBeUnique();

    [Fact]
    public void A_value_has_one_name_and_no_name_has_another()
    {
        foreach (var mapped in NameTable.All.Select(name => name.Conversion).OfType<Conversion.Mapped>())
        {
            mapped.Names.Select(name => name.Name).Concat(mapped.Names.SelectMany(name => name.From)).ShouldBeUnique();
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Content_is_not_copied(string target, string source)
    {
        Content.IsMatch(source).ShouldBeFalse();
        Content.IsMatch(target).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Who_somebody_is_stays_under_the_rules_for_it(string target, string source)
    {
        User.IsMatch(target).ShouldBe(target == "user.id");
        Session.IsMatch(target).ShouldBe(target == "gen_ai.conversation.id");
        User.IsMatch(source).ShouldBe(target == "user.id");
        Session.IsMatch(source).ShouldBe(target == "gen_ai.conversation.id");
    }

    [Theory, MemberData(nameof(Targets))]
    public void A_closed_plan_keeps_the_names(string target) =>
        Known.IsMatch(target).ShouldBeTrue();

    /// <remarks>What a closed plan takes for unknown would survive by being copied.</remarks>
    [Theory, MemberData(nameof(Pairs))]
    public void A_source_is_known(string target, string source) =>
        Known.IsMatch(source).ShouldBeTrue(target);

    private static Regex Whole(IEnumerable<string> patterns) =>
        Re2.Compile($"^(?:{string.Join('|', patterns)})$", TimeSpan.FromSeconds(10));
}
