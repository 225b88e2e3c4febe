using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Repository.Tests.Rules;

/// <summary>The image is built from a restore in locked mode, which refuses a lock file that is behind the projects.</summary>
public sealed class LockFileTests
{
    private static readonly IReadOnlyList<(string Path, XDocument Xml)> Projects =
        [.. Repo.Files.Where(file => Path.GetExtension(file) == ".csproj").Select(file => (file, XDocument.Parse(Repo.Read(file))))];

    public static TheoryData<string> LockFiles => [.. Repo.Files.Where(file => Path.GetFileName(file) == "packages.lock.json")];

    [Theory]
    [MemberData(nameof(LockFiles))]
    public void A_lock_file_knows_what_the_referenced_projects_need(string file)
    {
        var entries = JsonNode.Parse(Repo.Read(file))!["dependencies"]!.AsObject().SelectMany(framework => framework.Value!.AsObject());
        foreach (var (name, entry) in entries.Where(entry => (string?)entry.Value!["type"] == "Project"))
        {
            var locked = entry!["dependencies"]?.AsObject().Select(dependency => dependency.Key) ?? [];
            Declared(name).Except(locked, StringComparer.OrdinalIgnoreCase)
                .ShouldBeEmpty($"{name} in {file}: run `dotnet restore Operator.sln`");
        }
    }

    private static IEnumerable<string> Declared(string name)
    {
        var items = Projects.Single(project => string.Equals(NameOf(project), name, StringComparison.OrdinalIgnoreCase))
            .Xml.Descendants().Where(item => item.Attribute("PrivateAssets") is null).ToList();
        var packages = items.Where(item => item.Name.LocalName == "PackageReference").Select(Include);
        var projects = items.Where(item => item.Name.LocalName == "ProjectReference")
            .Select(item => Projects.Single(project => Path.GetFileName(project.Path) == Path.GetFileName(Include(item))));
        return packages.Concat(projects.Select(NameOf));
    }

    private static string NameOf((string Path, XDocument Xml) project) =>
        project.Xml.Descendants("AssemblyName").FirstOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(project.Path);

    private static string Include(XElement item) => item.Attribute("Include")!.Value.Replace('\\', '/');
}
