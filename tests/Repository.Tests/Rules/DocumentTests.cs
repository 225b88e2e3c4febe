using System.Text.RegularExpressions;

namespace Repository.Tests.Rules;

/// <summary>Documents point to what exists.</summary>
public sealed partial class DocumentTests
{
    private const string Decisions = "docs/decisions/";

    public static TheoryData<string> Documents => [.. Repo.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_inside_the_repository_resolve(string document)
    {
        var folder = Path.GetDirectoryName(Repo.PathOf(document))!;
        var missing = Link().Matches(Repo.Read(document)).Select(match => match.Groups["target"].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains(':', StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(folder, target)));
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps()
    {
        var numbers = Repo.Files.Where(file => file.StartsWith(Decisions, StringComparison.Ordinal))
            .Select(file => file[Decisions.Length..][..4]).ToList();
        numbers.ShouldNotBeEmpty();
        numbers.ShouldBe(Enumerable.Range(1, numbers.Count).Select(number => $"{number:0000}"));
    }

    [Fact]
    public void Decisions_have_context_decision_and_consequences()
    {
        foreach (var decision in Repo.Files.Where(file => file.StartsWith(Decisions, StringComparison.Ordinal)))
        {
            Heading().Matches(Repo.Read(decision)).Select(match => match.Groups["text"].Value)
                .ShouldBe(["Context", "Decision", "Consequences"], decision);
        }
    }

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^## (?<text>.+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();
}
