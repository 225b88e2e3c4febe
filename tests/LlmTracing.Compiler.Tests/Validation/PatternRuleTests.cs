using LlmTracing.Compiler.Api;
using LlmTracing.Compiler.Validation;

namespace LlmTracing.Compiler.Tests.Validation;

public sealed class PatternRuleTests
{
    [Theory]
    [InlineData("a*")]
    [InlineData("a|")]
    [InlineData("(a?|b)c*")]
    [InlineData("(?:ab){0,3}")]
    [InlineData("(?i)")]
    [InlineData(@"\Q\E")]
    [InlineData(@"^\b$")]
    [InlineData(@"\p{Greek}*")]
    public void A_pattern_reads_a_character(string pattern) =>
        Messages(pattern).ShouldBe(["The pattern matches the empty string, so it matches everywhere."]);

    [Theory]
    [InlineData(@"\bfoo\b")]
    [InlineData("(a?|b)c")]
    [InlineData("(?:a?b){2}")]
    [InlineData(@"\Qa\E")]
    [InlineData(@"[^\x{0}-\x{10FFFF}]")]
    [InlineData(@"\p{Greek}")]
    [InlineData("[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}[.]){1,8}[A-Za-z]{2,24}")]
    [InlineData("(?:a{1000}){1}")]
    public void All_else_is_fine(string pattern) => Messages(pattern).ShouldBeEmpty();

    [Theory]
    [InlineData("(?:abcdef){1000}")]
    [InlineData("(?:(?:abcdef){10}){100}")]
    public void Size_is_bounded(string pattern) =>
        Messages(pattern).ShouldBe(["The pattern is too large: its repetitions expand to more than 5000 steps."]);

    [Fact]
    public void Unicode_classes_are_bounded()
    {
        Messages(string.Concat(Enumerable.Repeat(@"[\pL\PN]", 8))).ShouldBeEmpty();
        Messages(string.Concat(Enumerable.Repeat(@"[\pL\PN]", 9))).ShouldBe(["The pattern uses more than 16 Unicode classes."]);
    }

    /// <summary>Allocations stand for work: one Unicode class that ignores case is more than all of these.</summary>
    [Theory]
    [InlineData(@"(?i)x", @"[\pL\PN]?", 50)]
    [InlineData(@"(?i)x", @"\P{^L}", 80)]
    [InlineData("(?i)[", "!-😀", 120, "]")]
    [InlineData("(?i)", "[!-😀]", 80)]
    [InlineData("(?i)[", @"\pL\D", 100, "]")]
    [InlineData("x", "(?:a|b?)*", 50)]
    public void Validation_costs_little(string start, string piece, int count, string end = "")
    {
        var pattern = start + string.Concat(Enumerable.Repeat(piece, count)) + end;
        Messages(pattern);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Messages(pattern);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4 << 20);
    }

    private static IEnumerable<string> Messages(string pattern) =>
        PolicyValidator.Validate(
                Given.Policy("shop", "p", spec => spec with { Attributes = new AttributeSpec { Deny = [pattern] } }), Given.Pipeline(),
                Given.NoFacts, Given.Settings)
            .Select(finding => finding.Message);
}
