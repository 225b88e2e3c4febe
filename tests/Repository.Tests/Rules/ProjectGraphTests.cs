using System.Xml.Linq;

namespace Repository.Tests.Rules;

/// <summary>The arrows of docs/architecture.md.</summary>
public sealed class ProjectGraphTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Kube.Model"] = [],
        ["LlmTracing.Compiler"] = ["Kube.Model"],
        ["Kube.Runtime"] = ["Kube.Model"],
        ["Kube.Schema"] = ["Kube.Model"],
        ["Kube.Sandbox"] = ["Kube.Schema"],
        ["LlmTracing.Operator"] = ["LlmTracing.Compiler", "Kube.Runtime"],
        ["LlmTracing.Cli"] = ["Kube.Model", "LlmTracing.Compiler", "Kube.Runtime", "Kube.Sandbox", "Kube.Schema", "LlmTracing.Operator"],
    };

    public static TheoryData<string> Products => [.. Projects("src/").Select(NameOf)];

    [Fact]
    public void The_projects_are_those_of_the_architecture() =>
        Projects("src/").Select(NameOf).ShouldBe(Allowed.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Products))]
    public void A_project_references_only_what_it_may(string project) =>
        References($"src/{project}/{project}.csproj").Except(Allowed[project]).ShouldBeEmpty();

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repo.Read("Operator.sln").Replace('\\', '/');
        Projects("src/").Concat(Projects("tests/")).Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_product_has_its_tests() =>
        Allowed.Keys.Select(project => $"tests/{project}.Tests/{project}.Tests.csproj").Except(Repo.Files).ShouldBeEmpty();

    private static IEnumerable<string> Projects(string folder) =>
        Repo.Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal));

    private static IEnumerable<string> References(string project) =>
        XDocument.Parse(Repo.Read(project)).Descendants("ProjectReference")
            .Select(reference => NameOf(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);
}
