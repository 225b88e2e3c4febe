using System.Text.RegularExpressions;
using LlmTracing.Compiler.Patterns;

namespace LlmTracing.Compiler.Tests.Patterns;

public sealed class Re2Tests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Accepted { get; } = [.. SomePatterns.Accepted];

    public static TheoryData<string> Rejected { get; } = [.. SomePatterns.Rejected];

    public static TheoryData<string> Unclosed { get; } = [.. SomePatterns.Unclosed];

    [Theory, MemberData(nameof(Accepted))]
    public void What_Go_compiles_is_accepted(string pattern) => Re2.Check(pattern).ShouldBeNull();

    [Theory, MemberData(nameof(Accepted))]
    public void What_is_accepted_is_accepted_inside_another(string pattern) => Re2.Check(SomePatterns.Inside(pattern)).ShouldBeNull();

    [Theory, MemberData(nameof(Unclosed))]
    public void A_quotation_ends_in_the_pattern(string pattern) => Re2.Check(pattern).ShouldBe(@"A \Q has no \E.");

    [Theory, MemberData(nameof(Rejected))]
    public void What_Go_refuses_is_refused_with_a_sentence(string pattern) => Re2.Check(pattern).ShouldNotBeNull().ShouldEndWith(".");

    [Theory, MemberData(nameof(Accepted))]
    public void What_is_accepted_runs_in_dotnet_or_says_what_is_missing(string pattern)
    {
        try
        {
            Re2.Compile(pattern, Timeout).IsMatch("some text");
        }
        catch (NotSupportedException exception)
        {
            exception.Message.ShouldStartWith("The script ");
        }
    }

    [Theory]
    [InlineData("(?=a)", "Lookahead is not known to RE2.")]
    [InlineData("(?<=a)", "Lookbehind is not known to RE2.")]
    [InlineData("a++", "Repeat operators can't follow one another; possessive ones are not known.")]
    [InlineData(@"(a)\1", @"The escape '\1' is not known to RE2.")]
    [InlineData("[b-a]", "The range 'b-a' runs backwards.")]
    [InlineData("a{2000}", "The repeat count '{2000}' is not between 0 and 1000, or runs backwards.")]
    public void The_reason_names_what_is_wrong(string pattern, string reason) => Re2.Check(pattern).ShouldBe(reason);

    [Fact]
    public void A_lone_surrogate_is_refused() => Re2.Check("a\uD800").ShouldBe("It is not valid Unicode.");

    [Fact]
    public void Classes_are_ascii() => Replaced(@"\d+|\s", "1٣ \u00A0\u000B").ShouldBe("<1>٣< >\u00A0\u000B");

    [Fact]
    public void A_word_ends_at_a_letter_that_is_not_ascii() => Replaced(@"AKIA\b", "AKIAé AKIAx").ShouldBe("<AKIA>é AKIAx");

    [Fact]
    public void The_end_of_the_text_is_behind_the_last_newline() => Replaced("a$", "a\n").ShouldBe("a\n");

    [Fact]
    public void The_first_alternative_wins() => Replaced("a|ab", "ab").ShouldBe("<a>b");

    [Fact]
    public void No_empty_match_follows_another() => Replaced("a*", "baac").ShouldBe("<>b<aa>c<>");

    [Fact]
    public void A_pattern_without_word_boundaries_runs_in_linear_time() =>
        Re2.Compile("(?:a*)*b", Timeout).Options.HasFlag(RegexOptions.NonBacktracking).ShouldBeTrue();

    [Fact]
    public void Any_text_is_accepted_or_refused_and_never_fails()
    {
        var random = new Random(7);
        const string alphabet = @"ab\\\()[]{}*+?|^$.:-,i12PpQEdwx<>=!~é😀";
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            if (Re2.Check(text) is null)
            {
                Should.NotThrow(() => Re2.Compile(text, Timeout), text);
            }
        }
    }

    private static string Replaced(string pattern, string text) =>
        Re2.Replace(Re2.Compile(pattern, Timeout), text, match => $"<{match}>");
}
