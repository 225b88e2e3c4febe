using LlmTracing.Compiler.Patterns;
using LlmTracing.Compiler.Plan;

namespace LlmTracing.Compiler.Tests.Names;

/// <summary>The table says about every known name what the corpus says, and nothing in it is there for no name.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> LibraryNames => [.. Corpus.Keys.Select(one => one.Library).Distinct()];

    [Theory]
    [MemberData(nameof(LibraryNames))]
    public void Every_name_is_judged_as_expected(string library) =>
        Corpus.Keys.Where(one => one.Library == library)
            .Select(one => (one.Name, one.Expected, Judged: Rule.Judge(one, Rule.All)))
            .Where(one => one.Judged != one.Expected).ShouldBeEmpty();

    [Fact]
    public void Every_event_is_judged_as_expected() =>
        Corpus.Events.Select(one => $"{one.Name} {Categories(one.Name)}")
            .ShouldBe(Corpus.Events.Select(one => $"{one.Name} {one.Expected}"));

    [Fact]
    public void Every_event_of_the_table_was_seen() =>
        Vocabulary.Events.Select(family => family.Name).Except(Corpus.Events.Select(one => one.Name)).ShouldBeEmpty();

    [Fact]
    public void Names_are_in_the_corpus_once() =>
        Corpus.Keys.GroupBy(one => one.Name).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();

    [Fact]
    public void No_name_is_of_two_kinds() =>
        Corpus.Keys.Where(one => Rule.All.Where(rule => rule.Matched.Contains(one)).Select(Kind).Distinct().Count() > 1).ShouldBeEmpty();

    /// <remarks>Keep in one row would win over Mask in another.</remarks>
    [Fact]
    public void No_name_is_in_rows_of_different_categories() =>
        Corpus.Keys.Where(one => Rule.All.Where(rule => rule.Matched.Contains(one)).Select(rule => string.Join(',', rule.Verdicts.Order()))
            .Distinct().Count() > 1).ShouldBeEmpty();

    [Fact]
    public void The_collector_takes_every_pattern() =>
        Rule.All.Select(rule => (rule.Keys, Error: Re2.Check(rule.Pattern))).Where(one => one.Error is not null).ShouldBeEmpty();

    [Fact]
    public void The_preview_matches_as_these_tests_do()
    {
        foreach (var rule in Rule.All)
        {
            var mine = Corpus.Keys.Where(one => rule.Matched.Contains(one)).Take(1).ToList();
            mine.ShouldAllBe(one => rule.IsMatch(one.Name));
            rule.IsMatch("place").ShouldBeFalse();
        }
    }

    private static string Categories(string name) =>
        Vocabulary.Events.SingleOrDefault(family => family.Name == name) is { } family ? string.Join(',', family.Categories) : "unknown";

    private static string Kind(Rule rule) => Enum.TryParse<Category>(rule.Verdicts[0], out _) ? "content" : rule.Verdicts[0];
}
